import hashlib
from pathlib import Path

import pytest

from builder.plan import Asset, Data, Output, Page
from builder.problems import Problem, Span
from builder.publish.render import render
from builder.theme.templates import Templates
from unit.small import theme, values


def made(project: Path, *outputs: Output, **sources: str) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    made = theme({f"templates/{name}.html": text for name, text in sources.items()})
    return render(outputs, Templates(made, "vi", {}), "shell", project)


def page(path: str, view: str = "Kỳ họp") -> Output:
    return Output(path, Page("a.html", view), "content/a.md")


def asset(data: bytes) -> Output:
    return Output("a.pdf", Asset("content/a.pdf", hashlib.sha256(data).hexdigest()), "content/a.pdf")


def attachment(project: Path, data: bytes) -> Path:
    path = project / "content" / "a.pdf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def test_every_recipe_becomes_bytes(tmp_path: Path) -> None:
    attachment(tmp_path, b"%PDF")
    outputs = (page("index.html"), Output("a.json", Data(b"{}"), "x"), asset(b"%PDF"))
    files, found = made(tmp_path, *outputs, a="{{ page }} {{ site }}")
    assert found == ()
    assert files == {"index.html": "Kỳ họp shell".encode(), "a.json": b"{}", "a.pdf": b"%PDF"}


def test_an_attachment_that_changed_meanwhile_is_told_and_not_published(tmp_path: Path) -> None:
    attachment(tmp_path, b"new")
    files, (found,) = made(tmp_path, asset(b"old"), page("b.html"), a="x")
    assert (found.code, found.at.file) == ("changed-meanwhile", "content/a.pdf")
    assert set(files) == {"b.html"}


def test_an_attachment_that_vanished_meanwhile_is_named_by_the_system(tmp_path: Path) -> None:
    attachment(tmp_path, b"x").unlink()
    with pytest.raises(OSError, match=r"a\.pdf"):
        made(tmp_path, asset(b"x"))


def test_one_mistake_of_a_template_is_told_once_with_the_first_page_that_met_it(tmp_path: Path) -> None:
    files, (found,) = made(
        tmp_path, page("1.html"), page("2.html"), Output("c", Data(b"y"), "c"), a="\n{{ page.titel }}"
    )
    assert isinstance(found.at, Span)
    assert (found.code, found.at.file, found.at.line) == ("template-field", "themes/tiny/templates/a.html", 2)
    assert values(found)["name"] == "titel"
    assert set(files) == {"c"}
