import pytest

from builder.problems import Span
from builder.theme.manifest import read_manifest
from unit.small import values

FILE = "themes/cua-toi/theme.toml"
HEAD = 'name = "cua-toi"\napi = 1\n'
ACCENT = """\
[parameters.accent]
type = "choice"
default = "red"
choices = ["red", "blue"]
description = { vi = "Màu nhấn", en = "Accent" }
"""


def told(text: str) -> list[tuple[str, int, int]]:
    manifest, problems = read_manifest("cua-toi", FILE, text.encode())
    assert manifest is None
    found = []
    for one in problems:
        assert isinstance(one.at, Span)
        assert one.at.file == FILE
        found.append((one.code, one.at.line, one.at.column))
    return found


def test_a_manifest_says_what_a_theme_extends_and_lets_a_site_choose() -> None:
    text = HEAD + 'title = "Của tôi"\ndescription = "x"\nversion = "1"\nextends = "gazette"\n' + ACCENT
    manifest, problems = read_manifest("cua-toi", FILE, text.encode())
    assert problems == ()
    assert manifest is not None
    assert (manifest.extends, manifest.extends_at) == ("gazette", Span(FILE, 6, 1, 7))
    (accent,) = manifest.parameters
    assert (accent.name, accent.kind, accent.default, accent.choices) == (
        "accent",
        "choice",
        "red",
        ("red", "blue"),
    )
    assert dict(accent.description) == {"vi": "Màu nhấn", "en": "Accent"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("api = 1\n", ("missing-key", 1, 1)),
        ('name = "khac"\napi = 1\n', ("theme-name", 1, 1)),
        ("name = 5\napi = 1\n", ("expected-text", 1, 1)),
        ('name = "cua-toi"\napi = true\n', ("theme-api", 2, 1)),
        (HEAD + 'extend = "gazette"\n', ("unknown-key", 3, 1)),
        (HEAD + 'extends = ""\n', ("expected-text", 3, 1)),
        (HEAD + 'extends = ["gazette"]\n', ("expected-text", 3, 1)),
        (HEAD + "parameters = 5\n", ("expected-mapping", 3, 1)),
        (HEAD + "[parameters]\naccent = 5\n", ("expected-mapping", 4, 1)),
        (HEAD + 'x = "', ("toml-quote", 3, 1)),
        (HEAD + 'x = "a\nb = 1\n', ("toml-quote", 3, 7)),
        (HEAD + "title: 'a'\n", ("toml-equals", 3, 6)),
        (HEAD + "title = Bản tin\n", ("toml-value", 3, 9)),
        (HEAD + "title = “Bản tin”\n", ("toml-value", 3, 9)),
        (HEAD + "api = 1\n", ("toml-twice", 3, 8)),
        (HEAD + "[parameters]\n[parameters]\n", ("toml-twice", 4, 12)),
        (HEAD + "x = 1 2\n", ("theme-toml", 3, 7)),
        (HEAD + ACCENT.replace("accent", "Accent"), ("parameter-name", 3, 2)),
        (HEAD + ACCENT.replace("accent", "mau-nhan"), ("parameter-name", 3, 2)),
        (HEAD + ACCENT + "choises = []\n", ("unknown-key", 8, 1)),
        (HEAD + ACCENT.replace('type = "choice"\n', ""), ("missing-key", 3, 2)),
        (HEAD + ACCENT.replace('"choice"', '"colour"'), ("not-one-of", 4, 1)),
        (HEAD + ACCENT.replace('default = "red"', "default = 5"), ("parameter-default", 5, 1)),
        (HEAD + ACCENT.replace('default = "red"', 'default = "rde"'), ("not-one-of", 5, 1)),
        (HEAD + ACCENT.replace('["red", "blue"]', "[]"), ("expected-list", 6, 1)),
        (HEAD + ACCENT.replace('["red", "blue"]', "[1, 2]"), ("expected-list", 6, 1)),
        (HEAD + ACCENT.replace(', en = "Accent"', ""), ("parameter-description", 7, 1)),
        (HEAD + ACCENT.replace('vi = "Màu nhấn"', "vi = 5"), ("parameter-description", 7, 1)),
        (HEAD + ACCENT + 'max = "5"\n', ("not-a-count", 8, 1)),
        (
            HEAD
            + 'parameters.a = { type = "integer", default = 9, max = 5, description = {vi="x", en="x"} }\n',
            ("parameter-range", 3, 1),
        ),
        (
            HEAD + "[parameters]\na.type = 'boolean'\na.default = 'true'\na.description = {vi='x', en='x'}\n",
            ("parameter-default", 5, 1),
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_key(text: str, expected: tuple[str, int, int]) -> None:
    assert told(text) == [expected]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = 'name = "khac"\napi = 2\nx = 1\n' + ACCENT.replace('"choice"', '"colour"')
    assert [code for code, _, _ in told(text)] == ["unknown-key", "theme-name", "theme-api", "not-one-of"]


def test_a_misspelled_key_is_told_with_the_one_that_was_meant() -> None:
    _, (found,) = read_manifest("cua-toi", FILE, (HEAD + 'extend = "gazette"').encode())
    assert values(found)["nearest"] == "extends"
