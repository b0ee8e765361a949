"""Numbers of translations, held against their originals: once for the same two files."""

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct

from builder.cache import Cache
from builder.content.sources import TRANSLATION
from builder.digest import digest
from builder.memory.readings import Summary
from builder.model.settings import Settings
from builder.plain import dump, loaded
from builder.problems import Problem

_NUMBERS = "numbers"


class _Told(Struct, frozen=True):
    """What a translation was told."""

    problems: tuple[Problem, ...]


def doubted(
    summaries: Sequence[Summary], settings: Settings, files: Mapping[str, bytes], cache: Cache
) -> tuple[Problem, ...]:
    """The numbers of every translation that its original does not say; `files` are the bytes of both."""
    known = {one.file: one for one in summaries if len(settings.languages) > 1 and not one.unread}
    pairs: dict[str, tuple[str, str, str]] = {}
    for file, one in known.items():
        match = TRANSLATION.fullmatch(file)
        if match and match[2] in settings.languages[1:] and (original := f"{match[1]}.md") in known:
            pairs[digest(_NUMBERS, one.key, known[original].key)] = file, match[2], original
    told = cache.values(_NUMBERS, pairs, partial(loaded, _Told))
    for key, (file, language, original) in pairs.items():
        if key not in told:
            told[key] = _Told(_compared(files, file, language, original, settings.language))
            cache.put(_NUMBERS, key, dump(_Told, told[key]))
    return tuple(found for key in pairs for found in told[key].problems)


def _compared(
    files: Mapping[str, bytes], file: str, language: str, original: str, of: str
) -> tuple[Problem, ...]:
    from builder.content.figures.translated import check_numbers  # noqa: PLC0415 # for a pair that changed: what reads figures takes 0.1 s

    return tuple(check_numbers(file, files[file], language, original, files[original], of))
