"""The sandbox that templates run in: Jinja's own, which does not look again at what is known to be harmless.

A page asks for thousands of fields and calls hundreds of macros; looking at each took longer than making it.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup


class Words:
    """What `_("…")` gives in templates: the words of the theme, with the values that stand in them."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        """Look nothing up yet."""
        self._gettext = gettext
        self._known: dict[str, Markup] = {}

    def __call__(self, text: str, /, **values: object) -> Markup:
        """The words as HTML; values are escaped."""
        if values:
            return self._said(text) % values
        if text not in self._known:
            self._known[text] = self._said(text) % {}
        return self._known[text]

    def _said(self, text: str) -> Markup:
        return Markup(self._gettext(text))  # noqa: S704 # an author's own words, as in a template


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which a template sees data and can change nothing."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 # as Jinja declares it
        """A field of a frozen record at once, as it holds nothing that could run; all else as Jinja does."""
        kind: type = type(obj)
        if attribute in _fields(kind):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 # the same
        """A macro and the words of the theme at once: they are the theme's own, in the same sandbox."""
        if type(obj) is Macro or type(obj) is Words:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(context.eval_ctx, *args, **kwargs) if type(obj) is Macro else obj(*args, **kwargs)
        return super().call(context, obj, *args, **kwargs)


@cache
def _fields(kind: type) -> frozenset[str]:
    """The fields of a frozen dataclass; nothing of any other type."""
    frozen = is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined] # of every dataclass
    return (
        frozenset(one.name for one in fields(kind) if not one.name.startswith("_")) if frozen else frozenset()
    )
