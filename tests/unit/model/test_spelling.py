import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.spelling import folded, spelled

VECTORS = json.loads(
    (Path(__file__).parent.parent.parent / "search" / "vectors.json").read_text(encoding="utf-8")
)
SYLLABLES = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: ascii(one["text"]))
def test_texts_are_spelled_as_the_vectors_say(vector: dict[str, str]) -> None:
    assert spelled(vector["text"]) == "\n".join(" ".join(run) for run in vector["runs"])


def plain(text: str) -> str:
    """Text as it is typed on a keyboard without Vietnamese letters."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if not "\u0300" <= sign <= "\u036f")
    return bare.replace("đ", "d").replace("Đ", "D")


@settings(deadline=None)
@given(st.lists(SYLLABLES).map(" ".join))
def test_what_is_typed_without_marks_is_the_folded_spelling(text: str) -> None:
    assert spelled(plain(text)) == folded(spelled(text))


@settings(deadline=None)
@given(st.lists(SYLLABLES).map(" ".join))
def test_both_unicode_forms_and_both_cases_are_one_spelling(text: str) -> None:
    expected = spelled(text)
    assert spelled(unicodedata.normalize("NFD", text)) == expected
    assert spelled(text.upper()) == expected


@settings(deadline=None)
@given(st.text(), st.text())
def test_a_line_ends_every_run(one: str, other: str) -> None:
    lines = [line for line in (spelled(one), spelled(other)) if line]
    assert spelled(f"{one}\n{other}") == "\n".join(lines)


@settings(deadline=None)
@given(st.text())
def test_spelled_words_stand_one_space_apart_and_no_line_is_empty(text: str) -> None:
    words = spelled(text)
    assert words == "\n".join(" ".join(run.split()) for run in words.split("\n") if run)
