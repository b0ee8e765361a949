from pathlib import Path

import pytest

from builder.content.front_matter import Located, decode, read_front_matter, read_yaml
from builder.problems import ContentError, Problem, Span
from unit.small import run, values

FILE = "content/sessions/a.md"


def front(text: str) -> Located:
    return read_front_matter(FILE, f"---\n{text}\n---\nThân bài\n".encode())


def refused(data: str | bytes, *, yaml: bool = False) -> Problem:
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    with pytest.raises(ContentError) as caught:
        (read_yaml if yaml else read_front_matter)(FILE, raw)
    return caught.value.problem


def where(found: Problem) -> tuple[str, int, int]:
    assert isinstance(found.at, Span)
    return found.code, found.at.line, found.at.column


@pytest.mark.parametrize(
    "token",
    [
        "no",
        "No",
        "on",
        "off",
        "yes",
        "y",
        "true",
        "13:00",
        "10:30",
        "1:30:00",
        "010",
        "0o10",
        "0x1F",
        "07001",
        "1_000",
        "1.10",
        "12.345",
        "103,5",
        "1.234,56",
        "1e3",
        ".nan",
        ".inf",
        "-0",
        "+84",
        "2026-02-30",
        "2026-02-28 13:00",
        "28.02.2026",
        "26.752,5 triệu đồng",
        "9" * 26,
        "9" * 5000,
        "y = x",
        "C:\\hop\\bien-ban",
        "100%",
        "a#b",
        "a & b",
        "2 * 3",
        "NULL",
        "Null",
        "a{b}",
        "<<",
    ],
)
def test_a_plain_value_keeps_exactly_what_was_typed(token: str) -> None:
    assert front(f"a: {token}\nb:\n- {token}\nc:\n  d: {token}").values == {
        "a": token,
        "b": [token],
        "c": {"d": token},
    }


@pytest.mark.parametrize("nothing", ["", "null", "~", " "])
def test_an_empty_value_and_null_are_nothing(nothing: str) -> None:
    assert front(f"a: {nothing}\nb: x").values == {"a": None, "b": "x"}


@pytest.mark.parametrize(
    ("written", "text"), [("''", ""), ('"null"', "null"), ("'~'", "~"), ('"no"', "no"), ("'it''s'", "it's")]
)
def test_a_quoted_value_is_the_text_between_the_quotes(written: str, text: str) -> None:
    assert front(f"a: {written}").values == {"a": text}


def test_a_block_keeps_its_lines_and_a_folded_one_joins_them() -> None:
    assert front("a: |\n  một\n  hai\nb: >\n  một\n  hai").values == {"a": "một\nhai\n", "b": "một hai\n"}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_make_no_difference(ending: str, mark: bytes) -> None:
    text = "---\ntitle: Kỳ họp\nb:\n- c\n---\n\nMột\n\nHai\n".replace("\n", ending)
    located = read_front_matter(FILE, mark + text.encode())
    assert located.values == {"title": "Kỳ họp", "b": ["c"]}
    assert located.body == "\nMột\n\nHai\n"
    assert located.body_line == 5
    assert located.span(("b", 0)) == Span(FILE, 4, 3, 1)


def test_marks_typed_apart_are_joined() -> None:
    assert front("a: ho\u0323p").values == {"a": "h\u1ecdp"}


def test_a_line_that_looks_like_a_fence_in_the_body_stays_in_the_body() -> None:
    located = read_front_matter(FILE, b"---\na: b\n---\nx\n\n---\n\ny: z\n\n---\n")
    assert located.values == {"a": "b"}
    assert located.body == "x\n\n---\n\ny: z\n\n---\n"


def test_indented_code_at_the_beginning_of_the_body_keeps_its_indent() -> None:
    assert read_front_matter(FILE, b"---\na: b\n---\n\n    code\n").body == "\n    code\n"


SPANS = """\
title: Đường bê tông ở xã Hợp Tiến
names: [{name: HĐND phường, from: null}]
metrics:
  - indicator: thu-ngan-sach
    period: 2021
    result:
  - name: "Tổng thu"
place: Hội trường "A"
summary: >
  Nhiều dòng
  nối nhau
"""


@pytest.mark.parametrize(
    ("path", "line", "text"),
    [
        (("title",), 2, "Đường bê tông ở xã Hợp Tiến"),
        (("names", 0, "name"), 3, "HĐND phường"),
        (("names", 0, "from"), 3, "null"),
        (("names", 0), 3, "{name: HĐND phường, from: null}"),
        (("metrics", 0, "indicator"), 5, "thu-ngan-sach"),
        (("metrics", 0, "period"), 6, "2021"),
        (("metrics", 0, "result"), 7, "result"),
        (("metrics", 1, "name"), 8, '"Tổng thu"'),
        (("place",), 9, 'Hội trường "A"'),
        (("names", 0, "khong-co"), 3, "{name: HĐND phường, from: null}"),
        (("khong-co",), 2, "t"),
    ],
)
def test_a_path_is_found_at_its_line_and_column_also_behind_vietnamese(
    path: tuple[str | int, ...], line: int, text: str
) -> None:
    span = front(SPANS).span(path)
    source = ("---\n" + SPANS).split("\n")[span.line - 1]
    assert span.line == line
    assert source[span.column - 1 : span.column - 1 + span.length] == text


@pytest.mark.parametrize(
    ("path", "line", "text"),
    [
        (("title",), 2, "title"),
        (("names", 0, "from"), 3, "from"),
        (("metrics", 0, "period"), 6, "period"),
        (("metrics", 1, "name"), 8, "name"),
    ],
)
def test_a_key_is_found_where_it_stands(path: tuple[str | int, ...], line: int, text: str) -> None:
    span = front(SPANS).key_span(path)
    source = ("---\n" + SPANS).split("\n")[span.line - 1]
    assert (span.line, source[span.column - 1 : span.column - 1 + span.length]) == (line, text)


def test_yaml_files_count_their_lines_from_the_first() -> None:
    located = read_yaml("a.yaml", "\n# ghi chú\nmột: {hai: ba}\n".encode())
    assert located.span(("một", "hai")) == Span("a.yaml", 3, 12, 2)
    assert located.key_span(("một",)) == Span("a.yaml", 3, 1, 3)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"", "empty-file", 1, 1),
        (b"\xef\xbb\xbf \n\t\r\n", "empty-file", 1, 1),
        (b"---\n---\nx\n", "empty-file", 2, 1),
        ("---\na: b\n---\n".encode("utf-16"), "not-utf8", 1, 1),
        ("---\na: b\n---\n".encode("utf-16-le"), "not-utf8", 1, 1),
        (b"---\ntitle: K\xfd h\xf2p\n---\n", "not-utf8", 2, 9),
        ("---\ntitle: Kỳ ".encode() + b"h\xf2p\n---\n", "not-utf8", 2, 12),
        (b"\xef\xbb\xbf---\r\ntitle: K\xfd\r\n---\r\n", "not-utf8", 2, 9),
        (b"---\rtitle: K\xfd\r---\r", "not-utf8", 2, 9),
        (b"\xef\xbb\xbf--- \xfd\n", "not-utf8", 1, 5),
        ("---\ntitle: Kỳ\x0bhọp\n---\n", "control-character", 2, 10),
        ("---\n" + "a" * 80 + ": b\x00\n---\n", "control-character", 2, 84),
        ("---\na: b\n---\n\nKỳ\x1b\n", "control-character", 5, 3),
        ("# Kỳ họp\n", "front-matter-missing", 1, 1),
        ("\n---\na: b\n---\n", "front-matter-missing", 1, 1),
        ("+++\na = 1\n+++\n", "front-matter-missing", 1, 1),
        ('{"a": "b"}\n', "front-matter-missing", 1, 1),
        ("–––\na: b\n---\n", "fence-miswritten", 1, 1),
        ("----\na: b\n---\n", "fence-miswritten", 1, 1),
        ("—\na: b\n---\n", "fence-miswritten", 1, 1),
        ("---\u00a0\na: b\n---\n", "fence-miswritten", 1, 1),
        ("---\u3000\na: b\n---\n\n---\n", "fence-miswritten", 1, 1),
        ("---\na: b\n--\n\nx\n", "fence-miswritten", 3, 1),
        ("---\na: b\n...\n\nx\n", "fence-miswritten", 3, 1),
        ("---\na: b\n---\u00a0\n\nx\n", "fence-miswritten", 3, 1),
        ("---\na: b\n\nx\n", "front-matter-unclosed", 1, 1),
        ("---\n- a\n- b\n---\n", "not-a-mapping", 2, 1),
        ("---\nchữ\n---\n", "not-a-mapping", 2, 1),
        ("---\n42\n---\n", "not-a-mapping", 2, 1),
        ("---\na: b\na: c\n---\n", "duplicate-key", 3, 1),
        ("---\na:\n  b: 1\n  b: 2\n---\n", "duplicate-key", 4, 3),
        ("---\n: b\n---\n", "key-not-text", 2, 1),
        ("---\n? [a]\n: b\n---\n", "key-not-text", 2, 3),
        ("---\n<<: {a: b}\n---\n", "key-not-text", 2, 1),
        ("---\na:\n\tb: c\n---\n", "tab", 3, 1),
        ("---\na:\n  \tb: c\n---\n", "tab", 3, 3),
        ("---\na:\u00a0b\n---\n", "no-break-space", 2, 3),
        ("---\na:\n\u00a0\u00a0b: c\n---\n", "no-break-space", 3, 1),
        ("---\nđịa điểm:\u00a0b\n---\n", "no-break-space", 2, 10),
        ("---\na: “b”\n---\n", "curly-quotes", 2, 4),
        ("---\nKỳ: Mục #5 ngân sách\n---\n", "hash-in-value", 2, 9),
        ("---\na: b: c\n---\n", "colon-in-value", 2, 5),
        ("---\na: b\ntitle Kỳ họp\nc: d\n---\n", "colon-missing", 3, None),
        ("---\na: @b\n---\n", "value-needs-quotes", 2, 4),
        ("---\na: %b\n---\n", "value-needs-quotes", 2, 4),
        ("---\na: `b`\n---\n", "value-needs-quotes", 2, 4),
        ('---\na: "b\nc: d\n---\n', "quote-unclosed", 2, 4),
        ("---\na: [b, c\nd: e\n---\n", "bracket-unclosed", None, None),
        ("---\na: b\n  c: d\n---\n", "indentation", 3, None),
        ('---\na: "C:\\hop"\n---\n', "backslash", 2, None),
        ("---\na: &b c\n---\n", "yaml-feature", 2, 4),
        ("---\na: *b\n---\n", "yaml-feature", 2, 4),
        ("---\na: !!python/name:os.system x\n---\n", "yaml-feature", 2, 4),
        ("---\na: !quan-trong\n---\n", "yaml-feature", 2, 4),
        ("---\na: !!binary aGVsbG8=\n---\n", "yaml-feature", 2, 4),
        ("---\na: x\n---\n".replace("x", "x" * 70000), "front-matter-too-long", 1, 1),
        ("---\na: " + "[" * 20 + "]" * 20 + "\n---\n", "front-matter-too-deep", 2, None),
        ("---\na: " + "[" * 20000 + "\n---\n", "too-many-brackets", 2, 1),
        ("---\na:\n" + "- " * 3000 + "x\n---\n", "front-matter-too-deep", None, None),
        ("---\n" + "".join(f"k{n}: x\n" for n in range(2001)) + "---\n", "too-many-keys", 2002, 1),
        ("---\nplace: a\u0081b\n---\n", "control-character", 2, 9),
        ('---\nplace: "a\\0b"\n---\n', "control-character", 2, 8),
        ('---\nplace: "a\\x0bb"\n---\n', "control-character", 2, 8),
    ],
)
def test_what_would_need_a_guess_is_refused_at_its_place(
    data: str | bytes, code: str, line: int | None, column: int | None
) -> None:
    found = refused(data)
    assert isinstance(found.at, Span)
    expected = (code, line or found.at.line, column or found.at.column)
    assert where(found) == expected


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: b\n---\nc: d\n", "document-marker", 2),
        ("a: b\na: c\n", "duplicate-key", 2),
        ("- a\n", "not-a-mapping", 1),
        ("a: &x b\n", "yaml-feature", 1),
    ],
)
def test_yaml_files_are_read_as_strictly(text: str, code: str, line: int) -> None:
    assert where(refused(text, yaml=True))[:2] == (code, line)


def test_the_line_of_the_first_of_two_keys_is_told() -> None:
    assert values(refused("---\na: b\nc: d\na: e\n---\n"))["line"] == "2"


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
    assert where(refused(f"---\n{bomb}---\n")) == ("yaml-feature", 2, 5)


def test_line_separators_of_unicode_do_not_move_the_lines_below() -> None:
    found = refused("---\nplace: một\u2028hai\u2028ba\u0085bốn\nchair: An #5\n---\n")
    assert found.code in {"hash-in-value", "control-character"}
    assert where(found)[1] == (3 if found.code == "hash-in-value" else 2)


def test_values_written_with_escapes_are_composed_like_all_others() -> None:
    assert front('a: "ho\\u0323p"').values == {"a": "h\u1ecdp"}


@pytest.mark.parametrize("nest", ["? ", "-  ", "? - ", "- ? "])
def test_no_nesting_can_overflow_the_reader(tmp_path: Path, nest: str) -> None:
    deep = tmp_path / "content"
    deep.mkdir()
    text = "a: b\n" if nest.startswith("?") else "a:\n  "
    (deep / "councils.yaml").write_text(text + nest * 30000 + "x\n", encoding="utf-8")
    (deep / "site.yaml").write_text("title: A\n", encoding="utf-8")
    ended = run(["check", "--format", "json"], tmp_path)
    assert ended.returncode == 1, ended.stderr[-300:]


def test_the_text_of_a_file_is_plain() -> None:
    assert decode("a", "\ufeffKỳ\r\nhọp\rho\u0323p".encode()) == "Kỳ\nhọp\nh\u1ecdp"
