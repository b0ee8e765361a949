"""Contrast: the colour tokens of a style sheet, in light and dark, against what they are shown on.

Source: WCAG 2.2, 1.4.3 (text, 4.5 : 1) and 1.4.11 (signs, 3 : 1), relative luminance of sRGB.
"""

import re
from collections.abc import Iterator

from builder.problems import Problem, Span, problem
from builder.theme.theme import Theme

TEXT, SIGN = 4.5, 3.0
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(
        (ink, ground, TEXT)
        for ink in ("ink", "ink-2", "link", "visited", "data")
        for ground in ("paper", "panel")
    ),
    *((ink, "paper", TEXT) for ink in ("brand", "warn")),
    ("brand-ink", "brand", TEXT),
    ("masthead-ink", "masthead", TEXT),
    ("masthead-ink-2", "masthead", TEXT),
    ("focus-ink", "focus", TEXT),
    ("ink", "track", TEXT),
    ("data", "track", TEXT),
    *((state, f"{state}-bg", TEXT) for state in ("ok", "warn", "bad", "info")),
    ("info", "panel", TEXT),
    ("line-strong", "paper", SIGN),
    ("data-soft", "paper", SIGN),
)
"""Each token that is read, what it is read on, and the least contrast between the two."""

_TOKEN = re.compile(r"--(?P<name>[\w-]+)\s*:\s*(?P<colour>#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\s*(?:;|$)")
_PIECE = re.compile(r"/\*.*?\*/|[{};]", re.DOTALL)


def contrasts(theme: Theme) -> Iterator[Problem]:
    """Every pair of tokens in the theme's sheets that is too faint, where the fainter token is said."""
    for file in sorted(set(theme.assets.values())):
        if file.endswith(".css"):
            yield from _faint(file, theme.files[file].decode("utf-8", "replace"))


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palettes(sheet: str) -> dict[tuple[str, str], dict[str, tuple[str, int]]]:
    """The colour tokens of a sheet with their lines, by scheme (`light`, `dark`) and selector.

    A scheme or selector that says less takes the rest as the cascade gives it: `[data-accent]` in dark from
    `:root` in light, then `[data-accent]` in light, then `:root` in dark. Tokens for print play no part.
    """
    said: dict[tuple[str, str], dict[str, tuple[str, int]]] = {}
    for scheme, selector, name, colour, line in _tokens(sheet):
        said.setdefault((scheme, selector), {})[name] = (colour, line)
    selectors = dict.fromkeys(selector for _, selector in said if selector != ":root")
    found = {}
    for selector in (":root", *selectors):
        light = said.get(("light", ":root"), {}) | said.get(("light", selector), {})
        found["light", selector] = light
        found["dark", selector] = light | said.get(("dark", ":root"), {}) | said.get(("dark", selector), {})
    return found


def _tokens(sheet: str) -> Iterator[tuple[str, str, str, str, int]]:
    """Scheme, selector, name, colour and line of each token; what stands in other at-rules is passed over."""
    above: list[str] = []
    start = 0
    for piece in _PIECE.finditer(sheet):
        sign = piece[0]
        if sign == "{":
            above.append(" ".join(sheet[start : piece.start()].split()))
        elif sign in {";", "}"}:
            found = _TOKEN.search(sheet[start : piece.end()].rstrip("}").strip())
            scheme = _scheme(above)
            if found and scheme:
                line = sheet.count("\n", 0, sheet.index("--", start)) + 1
                yield scheme, above[-1], found["name"], found["colour"], line
            if sign == "}" and above:
                above.pop()
        start = piece.end()


def _scheme(above: list[str]) -> str:
    rules = [one for one in above if one.startswith("@")]
    if not rules:
        return "light" if above else ""
    return "dark" if all("prefers-color-scheme: dark" in one for one in rules) else ""


def _faint(file: str, sheet: str) -> Iterator[Problem]:
    told: set[tuple[str, str, int]] = set()
    for (scheme, _), tokens in palettes(sheet).items():
        for ink, ground, least in PAIRS:
            if not {ink, ground} <= tokens.keys():
                continue
            found = ratio(tokens[ink][0], tokens[ground][0])
            line = tokens[ink][1]
            if found < least and (ink, ground, line) not in told:
                told.add((ink, ground, line))
                yield problem(
                    "low-contrast",
                    Span(file, line),
                    token=f"--{ink}",
                    ground=f"--{ground}",
                    scheme=scheme,
                    found=f"{found:.2f}",
                    least=f"{least:g}",
                )
