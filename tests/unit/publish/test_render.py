import hashlib
from pathlib import Path

import pytest
from markupsafe import Markup
from msgspec import Struct

from builder.plan import WORDS, Asset, Data, Output, Page, Written
from builder.problems import Problem, Span
from builder.publish.render import Press, first_of_each
from unit.small import theme, values


def made(
    project: Path, *outputs: Output, html: str = "", **sources: str
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files that could be made, and what is told of the others."""
    tiny = theme({f"templates/{name}.html": text for name, text in sources.items()})
    press = Press(project, "https://a.vn/", tiny, {}, (("vi", "shell"),))
    found = [press.make(output, (html,)) for output in outputs]
    files = {one.path: one.data for one in found if one.problem is None}
    assert all(one.sha256 == hashlib.sha256(one.data).hexdigest() for one in found if one.problem is None)
    return files, first_of_each(one.problem for one in found if one.problem is not None)


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


class View(Struct, frozen=True, dict=True):
    body: Markup
    path: str = ""


def test_a_text_is_put_into_its_page_with_its_links_closed(tmp_path: Path) -> None:
    written = Written("content/a.md", (f'<img src="../b.png" alt="{WORDS}">', "../c/"))
    output = Output("index.html", Page("a.html", View(Markup()), written), "content/a.md")
    files, _ = made(
        tmp_path, output, html='<p><a href="@1">a</a><img alt="x" src="@0"></p>', a="{{ page.body }}"
    )
    assert files == {"index.html": b'<p><a href="../c/">a</a><img src="../b.png" alt="x"></p>'}
