from pathlib import Path

import pytest

from builder.problems import Span
from builder.theme.contrast import PAIRS, contrasts, palettes, ratio
from builder.theme.home import built_in
from builder.theme.theme import load
from unit.small import theme, values

THEMES = sorted(folder.name for folder in built_in().iterdir())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000", "#ffffff", 21.0), ("#777", "#fff", 4.48), ("#767676", "#fff", 4.54), ("#abc", "#aabbcc", 1.0)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert round(ratio(one, other), 2) == round(ratio(other, one), 2) == expected


def test_tokens_are_read_as_the_cascade_gives_them() -> None:
    found = palettes(
        ":root { --ink: #111; --paper: #fff; --brand: #900 }\n"
        '[data-accent="blue"] { --brand: #009; } /* --ink: #222; */\n'
        "@media (prefers-color-scheme: dark) {\n  :root { --ink: #eee; --paper: #000; --brand: #f99; }\n"
        '  [data-accent="blue"] { --brand: #99f; }\n}\n'
        "@media print { :root { --ink: #000; } }\n@media (min-width: 4em) { :root { --ink: #333; } }\n"
    )
    blue = '[data-accent="blue"]'
    assert {key: {name: colour for name, (colour, _) in one.items()} for key, one in found.items()} == {
        ("light", ":root"): {"ink": "#111", "paper": "#fff", "brand": "#900"},
        ("dark", ":root"): {"ink": "#eee", "paper": "#000", "brand": "#f99"},
        ("light", blue): {"ink": "#111", "paper": "#fff", "brand": "#009"},
        ("dark", blue): {"ink": "#eee", "paper": "#000", "brand": "#99f"},
    }
    assert found["dark", blue]["brand"] == ("#99f", 5)


def test_what_is_too_faint_is_told_at_its_line_with_both_numbers() -> None:
    sheet = ":root {\n  --paper: #fff;\n  --ink: #777;\n  --line-strong: #777;\n}\n"
    (found,) = contrasts(theme({"assets/a.css": sheet}))
    assert (found.code, found.at) == ("low-contrast", Span("themes/tiny/assets/a.css", 3))
    told = values(found)
    assert (told["token"], told["ground"], told["scheme"]) == ("--ink", "--paper", "light")
    assert (told["found"], told["least"]) == ("4.48", "4.5")


@pytest.mark.parametrize("name", THEMES)
def test_the_themes_of_the_builder_can_be_read_by_everyone(name: str, tmp_path: Path) -> None:
    made = load(tmp_path, name, {}).theme
    assert made is not None
    assert list(contrasts(made)) == []
    found = palettes(made.files[made.assets["tokens.css"]].decode())
    assert len(found) == 6, "two schemes of three accents"
    needed = {token for pair in PAIRS for token in pair[:2] if not token.startswith("masthead")}
    for tokens in found.values():
        assert needed <= set(tokens)
