"""Numbers in words below a thousand: `hai mươi lăm` is 25, `one hundred and five` is 105."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

_HUNDRED = 100
_TEN = 10


class Cardinals(Struct, frozen=True):
    """The words that numbers below a thousand are said with, each table by what may follow its words."""

    ones: Mapping[str, int]
    behind_tens: Mapping[str, int]
    """Ones that stand behind tens only: the `lăm` of `hai mươi lăm`."""
    tens: Mapping[str, int]
    teens: Mapping[str, int]
    by_ten: frozenset[str]
    """What makes tens of ones: the `mươi` of `hai mươi`."""
    hundred: frozenset[str]
    links: frozenset[str]
    """What stands between hundreds and the rest: `linh`, `and`."""
    unsure: frozenset[str]
    """Ones that are another word where no hundred, ten or scale follows: `năm`."""
    article: frozenset[str]
    """What stands for one before a hundred or a scale: `a`."""
    heads: frozenset[str]
    """A text with none of these says no number in words."""


def cardinal(tokens: Sequence[str], place: int, words: Cardinals) -> tuple[int, int] | None:
    """The number below a thousand that begins at a place in words, and the place behind it."""
    token = tokens[place]
    one = words.ones.get(token) or (1 if token in words.article else 0)
    behind = place + 2 if tokens[place + 1 : place + 2] == ["-"] else place + 1
    if not one or behind >= len(tokens) or tokens[behind] not in words.hundred:
        return _below_hundred(tokens, place, words)
    value, end = one * _HUNDRED, behind + 1
    if end == len(tokens):
        return value, end
    linked = tokens[end] in words.links
    if linked and (four := words.behind_tens.get(tokens[end + 1]) if end + 1 < len(tokens) else 0):
        return value + four, end + 2  # `hai trăm linh tư`
    rest = _below_hundred(tokens, end + linked, words) if end + linked < len(tokens) else None
    if rest is None or not (linked or rest[0] >= _TEN) or tokens[rest[1] : rest[1] + 1] == [tokens[behind]]:
        return value, end
    return value + rest[0], rest[1]


def _below_hundred(tokens: Sequence[str], place: int, words: Cardinals) -> tuple[int, int] | None:
    token, end = tokens[place], place + 1
    if token in words.teens:
        return words.teens[token], end
    if token in words.tens:
        value = words.tens[token]
    elif token in words.ones:
        value = words.ones[token]
        if end == len(tokens) or tokens[end] not in words.by_ten:
            return value, end
        value, end = value * _TEN, end + 1
    else:
        return None
    last = end + 1 if tokens[end : end + 1] == ["-"] else end
    word = tokens[last] if last < len(tokens) else ""
    one = words.behind_tens.get(word) or (0 if word in words.unsure else words.ones.get(word, 0))
    return (value + one, last + 1) if one else (value, end)
