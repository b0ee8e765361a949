import ast
from collections import Counter
from pathlib import Path

import pytest

from builder.outputs import dated, divided, finding, lists, parts, shell, views
from builder.outputs.page import TEMPLATES
from builder.theme.home import built_in

MODULES = [views, dated, finding, parts, lists, divided, shell]
CLASSES = {
    f"{Path(str(module.__file__)).stem}.{node.name}": node
    for module in MODULES
    for node in ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")).body
    if isinstance(node, ast.ClassDef)
}


@pytest.mark.parametrize("name", CLASSES)
def test_every_field_a_template_sees_says_what_it_holds(name: str) -> None:
    body = CLASSES[name].body
    assert ast.get_docstring(CLASSES[name])
    for field, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign):
            said = after.value if isinstance(after, ast.Expr) else None
            assert isinstance(said, ast.Constant), ast.unparse(field)
            assert isinstance(said.value, str)
            assert said.value.strip()


@pytest.mark.parametrize("name", CLASSES)
def test_everything_a_template_sees_is_frozen(name: str) -> None:
    assert ("frozen", "True") in [(one.arg, ast.unparse(one.value)) for one in CLASSES[name].keywords]


@pytest.mark.parametrize("name", CLASSES)
def test_nothing_a_template_sees_has_the_name_of_a_method_of_dict(name: str) -> None:
    """Jinja would show the method instead when a record becomes a dictionary one day."""
    fields = {
        node.target.id
        for node in CLASSES[name].body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert not fields & {"items", "keys", "values", "get", "copy", "pop", "update"}


def test_no_part_is_described_twice() -> None:
    counts = Counter(name.split(".")[1] for name in CLASSES)
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_page_has_a_template_and_every_template_a_page() -> None:
    bases = {name.split(".")[1]: [ast.unparse(one) for one in node.bases] for name, node in CLASSES.items()}
    assert {one.__name__ for one in TEMPLATES} == {name for name, of in bases.items() if of == ["View"]}
    assert len(set(TEMPLATES.values())) == len(TEMPLATES)
    there = {path.name for path in (built_in() / "gazette" / "templates").glob("*.html")}
    assert there - {"base.html"} == set(TEMPLATES.values())
