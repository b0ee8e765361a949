"""The words of feeds, calendars and linked data are those of the default theme, in both languages."""

import re
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from builder.model.session import Session
from builder.outputs.news import ordinal, session_name, words
from builder.theme.filters import filters
from builder.theme.home import built_in
from unit.small import session, write_up

SAME = {
    "was": "Was",
    "now": "Now",
    "why": "Reason",
    "target": "Target",
    "result": "Result",
    "term": "the whole term",
    "cancelled": "This session was cancelled.",
    "resolutions": "Resolutions passed",
    "session-first": "1st session",
    "session-numbered": "%(ordinal)s session",
    "session-thematic": "Thematic session",
    "session-extraordinary": "Extraordinary session",
    "session-regular": "Regular session",
    "mark-thematic": "(thematic)",
    "mark-extraordinary": "(extraordinary)",
    "term-name": "Term %(name)s",
    "place-home": "Home",
    "place-sessions": "Sessions",
    "place-resolutions": "Resolutions",
    "place-indicators": "Indicators",
    "place-topics": "Topics",
    "place-search": "Search",
    "place-alphabet": "From A to Z",
    "place-ledger": "Ledger of targets",
    "place-data": "Open data",
    "part": "Part %(number)s",
    "state-exceeded": "Exceeded",
    "state-met": "Met",
    "state-missed": "Missed",
    "state-unclear": "Cannot be told",
    "state-not-comparable": "Not comparable",
    "state-unjudged": "Not judged by numbers",
}


def catalogue(language: str) -> dict[str, str]:
    data = (built_in() / "gazette" / "locale" / f"{language}.po").read_bytes()
    return {str(one.id): str(one.string) for one in read_po(BytesIO(data)) if one.id}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_words_are_those_of_the_theme(language: str) -> None:
    theme, ours = catalogue(language), words(language)
    for name, message in SAME.items():
        assert ours[name] == re.sub(r"%\((\w+)\)s", r"{\1}", theme[message]), name


@pytest.mark.parametrize(("language", "number"), list(product(["vi", "en"], [*range(1, 26), 101, 111, 112])))
def test_ordinals_are_those_of_the_theme(language: str, number: int) -> None:
    theirs: Any = filters(language)["ordinal"]
    assert ordinal(number, language) == theirs(number)


def named(number: int | str, kind: str, language: str = "vi") -> str:
    one: Session = session(write_up(f"kind: {kind}", number=number))
    return session_name(one, language)


def test_a_session_goes_by_its_number_and_its_kind() -> None:
    assert named(8, "regular") == "Kỳ họp thứ tám"
    assert named(11, "thematic") == "Kỳ họp thứ 11 (chuyên đề)"
    assert named("bat-thuong-1", "extraordinary") == "Kỳ họp bất thường"
    assert named(1, "first") == "Kỳ họp thứ nhất"
    assert named("x", "regular") == "Kỳ họp thường lệ"
    assert named(13, "extraordinary", "en") == "13th session (extraordinary)"


def test_no_word_is_kept_that_nobody_uses() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path("builder/outputs").glob("*.py"))
    unused = [
        name
        for name in words("vi")
        if f'"{name}"' not in source and not name.startswith(("state-", "session-", "mark-", "place-"))
    ]
    assert unused == []
