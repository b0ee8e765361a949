"""Texts and their languages: given in several, or standing among pages of another one."""

from collections.abc import Mapping
from typing import Self

Localised = Mapping[str, str]
"""A text by language; the key `""` holds a text given once, in the site's own language."""


class Foreign(str):
    """A text in another language than the page it stands on; `lang` says which, for a theme to mark it.

    It is its text in every other respect, so that nothing has to ask before showing it.
    """

    __slots__ = ("lang",)
    lang: str

    def __new__(cls, text: str, lang: str) -> Self:
        """The text, known to be in `lang`."""
        made = super().__new__(cls, text)
        made.lang = lang
        return made

    def __reduce__(self) -> tuple[type["Foreign"], tuple[str, str]]:
        """What a copy in another process is made of."""
        return Foreign, (str(self), self.lang)


def told(text: Localised, language: str, own: str) -> str:
    """A text in `language`; else as Foreign in the site's `own` or any other it is given in; else nothing."""
    found = text.get(language) or (text.get("") if language == own else None)
    if found:
        return found
    for key in ("", own, *text):
        if text.get(key):
            return Foreign(text[key], key or own)
    return ""
