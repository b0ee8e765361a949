"""Write-ups and free pages told in another language: their words only, as figures are printed once."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from builder.model.document import Body
from builder.model.settings import Settings
from builder.problems import Place, Problem, problem


class Translation(Struct, frozen=True):
    """What a file `name.en.md` says: title, summary and text of the write-up or page `of` in its language."""

    file: str
    of: str
    """The file of the original."""
    language: str
    title: str
    summary: str
    """Empty where the original's is shown."""
    body: Body


def check_translations(
    translations: Iterable[Translation], settings: Settings, originals: frozenset[str], unread: frozenset[str]
) -> Iterator[Problem]:
    """Translations of nothing, and into a language that the site does not have beside its own."""
    for one in translations:
        if one.language not in settings.languages[1:]:
            said = ", ".join(settings.languages)
            yield problem("translation-language", Place(one.file), language=one.language, known=said)
        elif one.of not in originals and one.of not in unread:
            yield problem("translation-alone", Place(one.file), original=one.of)
