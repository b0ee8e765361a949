"""Digits that are no amounts: years, dates, periods, ages, numbers of documents, places and ranks."""

import re
from collections.abc import Iterable, Iterator

from builder.content.figures.phrase import Phrase
from builder.content.figures.units import POWERS, STRONG, kind_at
from builder.content.figures.vocabulary import Vocabulary

YEAR = re.compile(r"(?:19|20)\d\d")
_DOTTED_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d")
_CENTURIES = frozenset({"19", "20"})
_DASHES = frozenset("-–—")
_JOINS = frozenset({"/", "-", "–", "—", "."})
_LISTS = frozenset({",", "và", "and", "đến", "to", "-", "–", "—", "/"})


def names(said: Phrase, words: Vocabulary) -> set[int]:
    """The places of the numbers of a phrase that name something instead of counting it."""
    found: set[int] = set()
    for place in said.numbers:
        if place not in found and not _plain(said, place, words):
            found.update(_named(said, place, words))
    return found


def _plain(said: Phrase, place: int, words: Vocabulary) -> bool:
    """True for an amount at first sight: no year, and nothing beside it that stands beside names."""
    tokens, naming = said.tokens, words.naming
    token, before = tokens[place], tokens[place - 1] if place else ""
    if len(token) > 3 and (token[:2] in _CENTURIES or token.count(".") > 1):
        return False
    if before in naming["before"]:
        return False
    if before in naming["last"] and f"{tokens[place - 2]} {before}" in naming["before"]:
        return False
    if place + 1 == len(tokens):
        return True
    behind = tokens[place + 1]
    return behind not in naming["behind"] and not (behind[0].isalpha() and said.glued(place + 1))


def _named(said: Phrase, place: int, words: Vocabulary) -> Iterable[int]:
    """The places of the name that begins with the number at `place`; nothing for an amount."""
    tokens, kinds = said.tokens, words.names
    before = tokens[place - 1] if place else ""
    both = f"{tokens[place - 2]} {before}" if place > 1 else before
    joined = place + 1 < len(tokens) and tokens[place + 1] in _JOINS
    run = _run(said, place) if joined else [place]
    if dated := _dated(said, run, words):
        return dated
    if before == "/" and _for_many(said, place, words):
        return [place]
    if not tokens[place].isdecimal():
        return ()
    if before in kinds["age"]:
        return _aged(said, run, words)
    if before == "." and place > 1:
        before = tokens[place - 2]
    if not kinds["ordinal"].isdisjoint((before, both)) and kind_at(said, place + 1, words) not in STRONG:
        return _numbered(said, run, words)
    if _compared(said, place, words):
        return ()
    if not kinds["class"].isdisjoint((before, both)) and not _counts(said, place, run, words):
        return _listed(said, run, words)
    timed = _clock(said, place, words) or _span(said, place, words)
    if not (timed or _in_name(said, place, words) or _behind(said, place, words)):
        return ()
    hung = _words(said, place + 1, 1) in kinds["glued"]
    return _numbered(said, run[:1], words) if hung else run[:1]


def _compared(said: Phrase, place: int, words: Vocabulary) -> bool:
    """True for an amount of the time before: `nhiều hơn so với cùng kỳ 12 vụ`, `12 vụ, cùng kỳ 15`."""
    before = said.ends.get(place)
    if before is None or before.roles.get("frame") != "previous":
        return False
    return "link" not in before.roles or bool(kind_at(said, place + 1, words))


def _dated(said: Phrase, run: list[int], words: Vocabulary) -> Iterable[int]:
    """The places of a date, a year, a time of day or a document that begins with a run of numbers."""
    tokens, kinds, place = said.tokens, words.names, run[0]
    token, last = tokens[place], run[-1]
    behind = tokens[place + 1] if place + 1 < len(tokens) else ""
    if len(run) > 1:
        if _is_date(said, run):
            return run
        if len(run) == 2 and place and _is_day(said, run) and _of_a_day(said, run, words):
            return _listed(said, run, words)
        if _words(said, last + 1, 1) in kinds["glued"] and said.glued(last + 1):
            return run  # `24/24h`
    if behind in _JOINS and _document(said, last, words):
        return _glued_run(said, place)
    halfday = behind in kinds["halfday"] and (
        len(behind) > 1 or _words(said, place + 1, 3) in kinds["halfday"]
    )
    if halfday or ("." in token and _DOTTED_DATE.fullmatch(token)):
        return run
    return run if len(token) == 4 and YEAR.fullmatch(token) and _year(said, place, words) else ()


def _for_many(said: Phrase, place: int, words: Vocabulary) -> bool:
    """True for the first digits of `số bác sĩ/10.000 dân đạt 9,6`."""
    first = place == said.numbers[0] and place > 1
    return first and said.tokens[place] in POWERS and kind_at(said, place + 1, words) == "counts"


def _words(said: Phrase, place: int, count: int) -> str:
    return " ".join(said.tokens[place : place + count])


def _is_date(said: Phrase, run: list[int]) -> bool:
    """True for `15/7/2022`, `12/2021` and `2021-2025`."""
    first, last = said.tokens[run[0]], said.tokens[run[-1]]
    if len(run) > 2:
        return True
    return YEAR.fullmatch(last) is not None and (
        YEAR.fullmatch(first) is not None or (first.isdecimal() and int(first) <= 12)
    )


def _of_a_day(said: Phrase, run: list[int], words: Vocabulary) -> bool:
    """True when the word before tells of a day: `ngày 2/9`, `đến 30/11 đạt 79%`, not `đến 9/12 tiêu chí`."""
    before, kinds = said.tokens[run[0] - 1], words.names
    counts = kind_at(said, run[-1] + 1, words) or _words(said, run[-1] + 1, 1) in kinds["whole"]
    return before in kinds["day"] or (before in kinds["until"] and not counts)


def _is_day(said: Phrase, run: list[int]) -> bool:
    """True for the `2/9` of `ngày 2/9`."""
    day, month = (said.tokens[place] for place in run)
    return day.isdecimal() and int(day) <= 31 and int(month) <= 12


def _run(said: Phrase, place: int) -> list[int]:
    """The numbers joined to the one at `place` by `/`, `-` or `.`, as in a date or a span of years."""
    tokens = said.tokens
    run = [place]
    while place + 2 < len(tokens) and tokens[place + 1] in _JOINS and tokens[place + 2].isdecimal():
        place += 2
        run.append(place)
    return run


def _glued_run(said: Phrase, place: int) -> Iterator[int]:
    """All numbers of one sign after the other without a space: `12/2021/NQ-HĐND`."""
    yield place
    while place + 1 < len(said.tokens) and said.glued(place + 1):
        place += 1
        if said.tokens[place][0].isdecimal():
            yield place


def _document(said: Phrase, place: int, words: Vocabulary) -> bool:
    """True for `12/NQ`; not for `TH: 520/KH: 500` and `TH 650/KH 1.200`, where the plan follows."""
    tokens = said.tokens
    if place + 2 >= len(tokens) or tokens[place + 1] not in {"/", "-"}:
        return False
    following = tokens[place + 3] if place + 3 < len(tokens) else ""
    amount = following[:1].isdecimal() and YEAR.fullmatch(following) is None
    return tokens[place + 2] in words.names["document"] and following != ":" and not amount


def _year(said: Phrase, place: int, words: Vocabulary) -> bool:
    """True for four digits like a year's, unless a noun or a sign of money says that they count."""
    before, kinds = said.tokens[place - 1] if place else "", words.names
    if before in kinds["year"]:
        return True
    kind = kind_at(said, place + 1, words)
    if before in kinds["era"]:
        return kind not in STRONG
    planned = said.tokens[place + 1 : place + 2] and said.tokens[place + 1] in kinds["goals"]  # `2021 target`
    return (not kind or bool(planned)) and before not in kinds["currency"]


def _counts(said: Phrase, place: int, run: list[int], words: Vocabulary) -> bool:
    """True when the number behind a word like `nhóm` counts what follows, or is the sum of it."""
    if place > 1 and said.tokens[place - 2] in words.names["sum"]:
        return True
    both = _words(said, place - 2, 2) if place > 1 else ""
    if both in words.names["amounts"] or both in words.joins["ratio"]:
        return True  # `quân số 85`, `25 đại biểu trong số 42 ứng cử viên`
    if said.tokens[place - 1] in words.names["levels"]:
        of = said.ends.get(place - 1)
        first = place == 1 and _words(said, run[-1] + 2, 1) == ":"
        if first or (of is not None and of.roles.get("link") == "of"):
            return False  # `Year 6 pupils: 85%`, `85% of Year 6 pupils`
    kind, behind = kind_at(said, run[-1] + 1, words), said.tokens[run[-1] + 1 : run[-1] + 2]
    return bool(kind) and not words.names["behind"].union(words.names["dating"]).issuperset(behind)


def _numbered(said: Phrase, run: list[int], words: Vocabulary) -> Iterator[int]:
    """A number of order with all its digits and the whole it is of: `tel. 0203 866 123`, `page 12 of 45`."""
    yield from run
    place, tokens = run[-1], said.tokens
    while place + 1 < len(tokens) and tokens[place + 1].isdecimal():
        place += 1
        yield place
    yield from _whole(said, place, words, named=True)


def _whole(said: Phrase, place: int, words: Vocabulary, *, named: bool) -> Iterator[int]:
    """What a number of order is of: `page 12 of 45`, `8th out of 63`; with no noun, unless it is `named`."""
    tokens, start = said.tokens, place + 1
    if start < len(tokens) and tokens[start] in words.names["glued"]:
        start += 1
    for whole in range(start + 1, min(start + 4, len(tokens))):
        joined = tokens[whole].isdecimal() and " ".join(tokens[start:whole]) in words.joins["ratio"]
        if joined and (named or not kind_at(said, whole + 1, words)):
            yield whole


def _aged(said: Phrase, run: list[int], words: Vocabulary) -> Iterator[int]:
    """The numbers of an age: `aged 65`, `aged 5 to 11`."""
    yield from run
    tokens, place = said.tokens, run[-1] + 2
    if place < len(tokens) and tokens[place].isdecimal() and tokens[place - 1] in words.joins["range"]:
        yield place


def _listed(said: Phrase, run: list[int], words: Vocabulary) -> Iterator[int]:
    """A name with those listed behind it: `mức độ 3, 4`, `thôn 1, 2 và 3`."""
    yield from run
    place, tokens = run[-1], said.tokens
    while place + 2 < len(tokens) and tokens[place + 1] in _LISTS and tokens[place + 2].isdecimal():
        if kind_at(said, place + 3, words) or len(tokens[place + 2]) > 3:
            return
        place += 2
        yield place
    yield from _whole(said, place, words, named=False)


def _in_name(said: Phrase, place: int, words: Vocabulary) -> bool:
    """True for digits hung on a word by a hyphen: `covid-19`, `a 5-year plan`."""
    tokens = said.tokens
    for sign, word in ((place - 1, place - 2), (place + 1, place + 2)):
        if 0 <= word < len(tokens) and tokens[sign] in _DASHES and tokens[word][0].isalpha():
            if _words(said, word + 1, 1) in words.names["goals"]:
                return False  # `a 20-day target`
            return said.glued(max(sign, place)) and said.glued(max(sign, word))
    return False


def _clock(said: Phrase, place: int, words: Vocabulary) -> bool:
    """True for `8h30`, `14 giờ 30`, `19:00`, `13th`."""
    tokens, kinds = said.tokens, words.names
    behind = tokens[place + 1] if place + 1 < len(tokens) else ""
    if place and tokens[place - 1] in kinds["clock"]:
        return True
    if behind in kinds["clock"] and place + 2 < len(tokens) and tokens[place + 2].isdecimal():
        return True
    if behind == ":" and said.glued(place + 1) and place + 2 < len(tokens) and said.glued(place + 2):
        return tokens[place + 2].isdecimal() and len(tokens[place + 2]) == 2
    if place > 1 and tokens[place - 1] == ":" and said.glued(place) and said.glued(place - 1):
        return tokens[place - 2].isdecimal() and len(tokens[place]) == 2
    return bool(behind) and said.glued(place + 1) and behind.rstrip("0123456789") in kinds["glued"]


def _span(said: Phrase, place: int, words: Vocabulary) -> bool:
    """True for how long something took: `6 tháng đầu năm`, `sau hơn 10 năm`, `hơn 3 năm qua`."""
    tokens, kinds = said.tokens, words.names
    if place + 1 >= len(tokens) or tokens[place + 1] not in kinds["span"]:
        return False
    if place and tokens[place - 1] in kinds["span_before"]:
        return len(said.numbers) > 1 or tokens[place - 1] not in kinds["term"]
    start, modest = place, False
    while (mark := said.ends.get(start)) and ("op" in mark.roles or "approx" in mark.roles):
        start, modest = mark.first, True
    if start and tokens[start - 1] in kinds["span_before"]:
        return True
    behind = tokens[place + 2] if place + 2 < len(tokens) else ""
    if behind in kinds["span_after"]:
        return True
    return tokens[place + 1] in kinds["month"] and not modest and int(tokens[place]) <= 12


def _behind(said: Phrase, place: int, words: Vocabulary) -> bool:
    """True for ages and grades: `trẻ dưới 5 tuổi`, `15 - 60 tuổi`, `4 sao`."""
    tokens, kinds = said.tokens, words.names
    if place + 1 < len(tokens) and tokens[place + 1] in kinds["may"]:
        dated = YEAR.fullmatch(tokens[place + 2]) if place + 2 < len(tokens) else None
        return dated is not None or (place > 0 and tokens[place - 1] in kinds["since"])
    if place + 1 < len(tokens) and tokens[place + 1] in kinds["behind"]:
        if kind_at(said, place + 1, words):  # `12 cửa hàng`, not `một cửa` written `1 cửa`
            return False
        return not any(token in kinds["life"] for token in tokens)
    for other in range(place + 2, min(place + 4, len(tokens) - 1)):
        if tokens[other].isdecimal():
            joined = " ".join(tokens[place + 1 : other]) in words.joins["range"]
            return joined and tokens[other + 1] in kinds["behind"]
    return False
