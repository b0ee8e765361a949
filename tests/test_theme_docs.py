"""`docs/themes.md`: below its introduction, everything a template may use, as the code itself documents it.

`GOLDEN=1 pytest tests/test_theme_docs.py` writes that part anew from the views, filters, blocks and themes.
"""

import ast
import inspect
import os
import re
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from builder.model.words import Foreign
from builder.outputs import dated, divided, finding, lists, parts, shell, views
from builder.outputs.page import TEMPLATES
from builder.theme.filters import filters
from builder.theme.home import built_in
from builder.theme.manifest import TOML, Manifest, read_manifest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "themes.md"
MARK = "<!-- Made from builder/outputs/, builder/theme/filters.py and themes/ by tests/test_theme_docs.py; do not edit\n     what stands below. To write it anew: make golden -->\n"
SEEN = """\
`page` is one of the views below, `site` the shell around all pages, `theme` the parameters. Beside them there are
`asset()`, `_()` and `ngettext()`, the filters below, and Jinja's own filters, tests and functions, except those that
depend on chance. A name that is not there is an error, never an empty text. What can be missing is an empty text,
an empty list or none: ask before you look into it.
"""
SAMPLES: dict[str, object] = {
    "bind": "Thu 12,5 tỷ đồng",
    "date": date(2020, 12, 29),
    "days": (date(2020, 12, 28), date(2020, 12, 29)),
    "filesize": 1_500_000,
    "host": "https://www.example.org/tin/1",
    "isodate": date(2020, 12, 29),
    "keep": "Thu 12,5 tỷ đồng",
    "lang": Foreign("Thu ngân sách", "vi"),
    "marked": Foreign("Thu ngân sách", "vi"),
    "month_name": 12,
    "number": Decimal("1357.5"),
    "ordinal": 3,
    "time": time(8, 5),
    "unmarked": Foreign("Thu ngân sách", "vi"),
}


def classes(module: ModuleType) -> dict[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(module))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


FINDING, SHELL = classes(finding), classes(shell)
VIEWS = (
    classes(views) | classes(dated) | {name: node for name, node in FINDING.items() if name.endswith("View")}
)
PARTS = {name: node for module in (parts, lists, divided, finding) for name, node in classes(module).items()}
PARTS = {name: node for name, node in PARTS.items() if name not in VIEWS}
PARTS |= {name: node for name, node in SHELL.items() if name not in {"View", "Shell"}}


def sentence(text: str) -> str:
    """A docstring on one line of a table; nothing in it is read as markup."""
    pieces = re.split(r"(`[^`]*`)", " ".join(text.split()).replace("|", "\\|"))
    return "".join(one if one.startswith("`") else one.replace("<", "\\<") for one in pieces)


def kind(annotation: ast.expr) -> str:
    """A type in a theme author's words."""
    match annotation:
        case ast.BinOp(left=left, right=ast.Constant(value=None)):
            return f"{kind(left)}, or none"
        case ast.Constant(value=str() as text):
            return kind(ast.parse(text, mode="eval").body)
        case ast.Subscript(
            value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[one, ast.Constant(value=value)])
        ) if value is ...:
            return f"list of {kind(one)}"
        case ast.Name(id=name) if name in PARTS:
            return f"[{name}](#{name.lower()})"
        case ast.Name(id=name):
            return {
                "str": "text",
                "int": "number",
                "bool": "true or false",
                "Decimal": "number",
                "Markup": "HTML",
            }.get(name, name)
        case _:
            return f"`{ast.unparse(annotation)}`"


def described(node: ast.ClassDef, name: str = "") -> Iterator[str]:
    """A view or record: what it is, and a table of its fields."""
    yield f"{name}{ast.get_docstring(node)}\n"
    fields = list(zip(node.body, [*node.body[1:], None], strict=True))
    rows = [
        f"| `{ast.unparse(field.target)}` | {kind(field.annotation)} | {sentence(ast.literal_eval(after.value))} |"
        for field, after in fields
        if isinstance(field, ast.AnnAssign) and isinstance(after, ast.Expr)
    ]
    if rows:
        yield "| field | kind | meaning |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def blocks() -> Iterator[str]:
    yield "| template | blocks |\n| --- | --- |"
    for path in [Path("base.html"), *map(Path, TEMPLATES.values())]:
        text = (built_in() / "gazette" / "templates" / path).read_text(encoding="utf-8")
        names = dict.fromkeys(re.findall(r"{% block (\w+)", text))
        if names:
            yield f"| `{path}` | {', '.join(f'`{name}`' for name in names)} |"
    yield ""


def filter_table() -> Iterator[str]:
    yield "| filter | of | gives in Vietnamese | in English | |\n| --- | --- | --- | --- | --- |"
    both = filters("vi"), filters("en")
    for name, sample in SAMPLES.items():
        shown = (str(one[name](sample)).replace("\u00a0", "⍽") for one in both)
        parts = sample if isinstance(sample, tuple) else (sample,)
        given = ", ".join(f'"{one}"' if isinstance(one, str) else str(one) for one in parts)
        words = inspect.getdoc(both[0][name])
        assert words
        yield f"| `{name}` | `{given}` | {' | '.join(f'`{one}`' for one in shown)} | {sentence(words)} |"
    yield ""


def parameters() -> Iterator[str]:
    yield "| theme | parameter | type | default | meaning |\n| --- | --- | --- | --- | --- |"
    for folder in sorted(built_in().iterdir()):
        manifest, _ = read_manifest(folder.name, TOML, (folder / TOML).read_bytes())
        assert isinstance(manifest, Manifest)
        for one in manifest.parameters:
            allowed = f": {', '.join(f'`{word}`' for word in one.choices)}" if one.choices else ""
            words = dict(one.description)["en"]
            yield f"| `{folder.name}` | `{one.name}` | {one.kind}{allowed} | `{one.default}` | {words} |"
    yield ""


def reference() -> str:
    lines = [
        "## What a template sees\n",
        SEEN,
        "### Every page\n",
        *described(SHELL["View"]),
        "### site\n",
        *described(SHELL["Shell"]),
        "## Pages\n",
    ]
    for view, template in TEMPLATES.items():
        lines += [f"### {template}\n", *described(VIEWS[view.__name__], f"`{view.__name__}`: ")]
    lines += ["## Parts of views\n"]
    for name in sorted(PARTS):
        lines += [f"### {name}\n", *described(PARTS[name])]
    lines += [
        "## Filters\n",
        "⍽ is a no-break space.\n",
        *filter_table(),
        "## Blocks of Gazette\n",
        *blocks(),
    ]
    lines += ["## Parameters of the builder's themes\n", *parameters()]
    return "\n".join(lines).rstrip("\n") + "\n"


def test_the_reference_of_theme_authors_is_made_from_the_code() -> None:
    head, mark, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    assert mark
    whole = f"{head}{MARK}\n{reference()}"
    if os.environ.get("GOLDEN"):
        PAGE.write_text(whole, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == whole


def test_every_filter_has_an_example() -> None:
    assert set(SAMPLES) == set(filters("vi"))


def test_every_view_and_part_is_described_once() -> None:
    told = re.findall(r"^(?:### (\w+)|`(\w+)`: .*)$", reference(), re.MULTILINE)
    assert sorted(one or other for one, other in told if one != "site") == sorted({*VIEWS, *PARTS})
