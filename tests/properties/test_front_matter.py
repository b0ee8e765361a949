"""No number, date or word changes by being read."""

import string
import unicodedata
from datetime import date

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from unit.small import record, session, write_up

from builder.content.front_matter import read_front_matter
from builder.content.read import read
from builder.content.sources import Source
from builder.model.session import Session
from builder.problems import ContentError, message

SETTINGS = settings(deadline=None, database=None, derandomize=True, max_examples=150)
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặệờởợủừự"
WORDS = st.text(LETTERS + LETTERS.upper() + string.digits + " .,;%()-/+", min_size=1, max_size=40)
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12).map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str),
    st.tuples(st.integers(0, 999), st.integers(0, 999)).map(lambda two: f"{two[0]}.{two[1]:03d}"),
    st.tuples(st.integers(0, 999), st.integers(0, 99)).map(lambda two: f"{two[0]},{two[1]}"),
    st.integers(0, 777).map(lambda number: f"0{number:o}"),
    st.tuples(st.integers(0, 99), st.integers(0, 59)).map(lambda two: f"{two[0]}:{two[1]:02d}"),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.sampled_from(["1_000", "0x1F", "1e3", ".5", "5.", "1.10", "yes", "no", "on", "off", "Null", ".nan"]),
)
SIGNS = (
    "# ## ### - 1. > ``` ~~~ | |-|-| [^1] [^1]: [a]: [a](b) ![](c) <b> <!-- --> ** * _ ` `` \\ &amp; &#0; a Kỳ "
    "javascript: : = === --- [[ ]( ( ) < > https:// http://[ @ a@b.vn {:.x} {#y}"
)
DAYS = st.dates(date(1945, 1, 1), date(2099, 12, 31))


def read_values(front: str) -> dict[str, object]:
    return dict(read_front_matter("a.md", f"---\n{front}\n---\n".encode()).values)


def told_or_read(front: str) -> dict[str, object] | None:
    """The values, or None when the reader refused them with a message."""
    reading = read(Source("content/site.yaml", "settings", f"{front}\n".encode()), "vi")
    for found in reading.problems:
        assert all(message(found, language)[0] for language in ("vi", "en"))
    try:
        return read_values(front)
    except ContentError:
        return None


@SETTINGS
@given(NUMBERS)
def test_a_number_is_printed_as_it_was_typed(token: str) -> None:
    assert read_values(f"a: {token}\nb: [{token.replace(',', '.')}]\nc:\n- {token}") == {
        "a": token,
        "b": [token.replace(",", ".")],
        "c": [token],
    }


@SETTINGS
@given(WORDS)
def test_a_text_is_printed_as_it_was_typed_or_refused_aloud(text: str) -> None:
    assert told_or_read(f"a: {text}\nb: x") in [None, {"a": text.strip() or None, "b": "x"}]


@SETTINGS
@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff\u2028\u2029"),
        max_size=60,
    )
)
def test_a_quoted_text_of_any_signs_is_kept_or_refused_aloud(text: str) -> None:
    quoted = text.replace("'", "''")
    assert told_or_read(f"a: '{quoted}'") in [None, {"a": unicodedata.normalize("NFC", text)}]


@SETTINGS
@given(st.dictionaries(st.text(string.ascii_lowercase, min_size=1, max_size=8), WORDS, max_size=6))
def test_what_another_program_wrote_in_quotes_is_read_back(values: dict[str, str]) -> None:
    assume(values)
    written = yaml.safe_dump(values, default_style="'", allow_unicode=True, width=10**6)
    assert read_values(written.rstrip("\n")) == values


@SETTINGS
@given(DAYS)
def test_a_day_stays_the_same_day_however_it_is_written(day: date) -> None:
    forms = (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"'{day.isoformat()}'")
    for form in forms:
        assert session(write_up(day=f"date: {form}")).start == day


@SETTINGS
@given(WORDS.map(str.strip).filter(bool))
def test_the_phrase_of_a_figure_is_never_changed(phrase: str) -> None:
    quoted = phrase.replace("'", "''")
    reading = record(write_up(f"metrics: [{{name: A, period: 2022, result: '{quoted}'}}]"))
    assert isinstance(reading.record, Session)
    (metric,) = reading.record.metrics
    assert metric.text == phrase


@settings(SETTINGS, max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text("-:# \n\t'\"[]{}&*!|>%@`,?~a1\u00a0\u2028\u0085\ufeff", max_size=200).map(
            lambda text: f"---\n{text}\n---\nx\n".encode()
        ),
    ),
    st.sampled_from(["session", "page", "settings", "councils", "topics", "units", "indicators"]),
)
def test_no_bytes_raise_anything_but_problems(data: bytes, kind: str) -> None:
    file = "content/pages/a.md" if kind == "page" else f"content/{kind}.yaml"
    file = "content/sessions/a.md" if kind == "session" else file
    reading = read(Source(file, kind, data), "vi")
    for found in reading.problems:
        assert all(message(found, language)[0] for language in ("vi", "en"))


@settings(SETTINGS, max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
                "#",
                "##",
                "###",
                "-",
                "1.",
                ">",
                "```",
                "~~~",
                "|",
                "|-|-|",
                "[^1]",
                "[^1]:",
                "[a]:",
                "[a](b)",
                "![](c)",
                "<b>",
                "<!--",
                "-->",
                "**",
                "*",
                "_",
                "`",
                "``",
                "\\",
                "&amp;",
                "&#0;",
                "a",
                "Kỳ",
                "javascript:",
                ":",
                "=",
                "===",
                "---",
                "[[",
                "](",
                "(",
                ")",
                "<",
                ">",
                "https://",
                "http://[",
                "@",
                "a@b.vn",
                "{:",
                ".x}",
                "{#y}",
                "\t",
                "\n",
                "\n\n",
                "    ",
                " ",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_no_markdown_raises_anything_but_problems(text: str) -> None:
    reading = read(Source("content/sessions/a.md", "session", write_up(body=text).encode()), "vi")
    for found in reading.problems:
        assert all(message(found, language)[0] for language in ("vi", "en"))
    if isinstance(reading.record, Session):
        assert reading.text is not None
        html = reading.text.html
        assert "<script" not in html
        assert "<!--" not in html
