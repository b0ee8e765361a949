"""The sandbox that templates run in: Jinja's own, which does not look again at what is known to be harmless.

A page asks for thousands of fields and calls hundreds of macros; looking at each took longer than making it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, partial
from types import BuiltinMethodType
from typing import Any

from jinja2 import Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup
from msgspec import Struct

from builder.theme.compiled import Fixed, Generator, with_words
from builder.theme.words import Words

_PLAIN = frozenset({dict, list, tuple})
"""Kinds whose methods are the same for each of them."""


class _Shared(Template):
    """A template whose macros are made once for a page, however many other templates import them.

    An imported template sees `page` and `site` and nothing else of the one that imports it.
    """

    environment: "Sandbox"

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 # as Jinja calls it
        shared: bool = False,  # noqa: FBT001, FBT002, ARG002 # as Jinja declares it
        locals: Mapping[str, Any] | None = None,  # noqa: A002 # the same
    ) -> TemplateModule:
        """The macros of this template for the page that is being rendered."""
        there = {**(vars or {}), **(locals or {})}
        given: dict[str, Any] = {name: there[name] for name in ("page", "site") if name in there}
        made = self.environment.modules.setdefault(self, [])
        for seen, module in made:
            if seen.keys() == given.keys() and all(seen[name] is given[name] for name in given):
                return module
        made.append((given, super().make_module(given)))
        return made[-1][1]


class Told(Macro):
    """A macro that is called without a detour where its arguments come in their order."""

    def __init__(self, *settings: Any) -> None:  # noqa: ANN401 # as Jinja declares them
        """Look once whether anything about it is out of the ordinary."""
        super().__init__(*settings)
        self._plain = self._default_autoescape and not (
            self.caller or self.catch_kwargs or self.catch_varargs
        )

    def __call__(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 # whatever the macro takes
        """What the macro says, as HTML."""
        absent = self._argument_count - len(args)
        if kwargs or absent < 0 or not self._plain:
            return super().__call__(*args, **kwargs)
        return Markup(self._func(*args, *[missing] * absent))  # noqa: S704 # a template, with escaped values


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which a template sees data and can change nothing."""

    template_class = _Shared
    code_generator_class = Generator
    Macro = Told

    def __init__(self, words: Words, **settings: Any) -> None:  # noqa: ANN401 # as Jinja declares them
        """Nothing is compiled yet; `words` are those of the theme."""
        super().__init__(**settings)
        self.globals["_"] = self._words = words
        self.fixed = Fixed()
        self.fields: defaultdict[str, set[type]] = defaultdict(set)
        """By the name of a field or method, the kinds that were seen to have it and to be harmless."""
        self.modules: dict[Template, list[tuple[dict[str, Any], TemplateModule]]] = {}
        """What was imported by the page that is being rendered, with what it was given."""
        self._safe: dict[tuple[type, str], bool] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names of every template; those of the environment itself where none has names of its own.

        They are copied for each template that a page imports, which Jinja's chain of two tables makes slow.
        """
        return super().make_globals(d) if d else self.globals

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 # as Jinja declares it
        """A field of a frozen record at once, as it holds nothing that could run; all else as Jinja does."""
        kind: type = type(obj)
        if attribute in _fields(kind):
            if attribute in self.fields:
                self.fields[attribute].add(kind)
            return getattr(obj, attribute)
        if kind in _PLAIN and hasattr(kind, attribute) and self.is_safe_attribute(obj, attribute, None):
            self.fields[attribute].add(kind)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 # the same
        """The same for a field that is named by a text."""
        kind: type = type(obj)
        if type(argument) is str and argument in _fields(kind):
            return getattr(obj, argument)
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 # the same
        """What Jinja says of an attribute, asked once for each kind: it looks at nothing but the kind."""
        key = type(obj), attr
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 # the same
        """A macro and the words of the theme at once: they are the theme's own, in the same sandbox.

        So is a method of a table or list, which was looked at when it was taken.
        """
        if type(obj) in _HARMLESS:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(*args, **kwargs)
        return super().call(context, obj, *args, **kwargs)

    def callee(self, context: Context, obj: Any) -> Callable[..., Any]:  # noqa: ANN401 # the same
        """What is called by a name that is no macro's, as the sandbox calls it."""
        return partial(self.call, context, obj)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 # as Jinja declares it
    ) -> str:
        return super()._generate(with_words(source, self._words), name, filename, defer_init)


_HARMLESS = frozenset({Told, Words, BuiltinMethodType})


@cache
def _fields(kind: type) -> frozenset[str]:
    """The fields of a frozen record; nothing of any other type."""
    if not issubclass(kind, Struct) or not kind.__struct_config__.frozen or hasattr(kind, "__getitem__"):
        return frozenset()
    return frozenset(one for one in kind.__struct_fields__ if not one.startswith("_"))
