"""The words of a theme in one language."""

from collections.abc import Callable

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
