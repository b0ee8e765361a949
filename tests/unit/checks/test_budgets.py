import random

import pytest

from builder.checks import check_page, check_whole
from builder.checks.budgets import CSS, ELEMENTS, FONTS, HTML, INDEX, SCRIPTS
from builder.checks.facts import Facts, look
from builder.problems import Problem
from unit.small import codes, values


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)  # noqa: S311 # bytes that cannot be compressed


def told(files: dict[str, bytes]) -> list[Problem]:
    """What is wrong with the pages, then with all files together."""
    archive: dict[str, Facts] = {path: look(path, data, "https://a.vn/") for path, data in files.items()}
    pages = [
        found for path in files for found in check_page(path, archive, dict.fromkeys(files, "content/a.md"))
    ]
    return [*pages, *check_whole(archive)]


def test_a_light_site_is_within_its_budget() -> None:
    files = {
        "index.html": b"<p>" * HTML,
        "a.css": b"a{}" * CSS,
        "a.woff2": noise(FONTS),
        "assets/a.js": b"a();" * SCRIPTS,
        "tim-kiem/index/words-0.js": noise(INDEX // 2) + b" " * INDEX,
        "a.pdf": noise(10 * HTML),
    }
    assert told(files) == []


def test_a_heavy_page_is_a_warning_at_its_source() -> None:
    (found,) = told({"a/index.html": noise(2 * HTML), "b/index.html": b""})
    assert (found.code, found.severity, found.at.file) == ("page-too-heavy", "warning", "content/a.md")
    assert (values(found)["page"], values(found)["limit"]) == ("/a/index.html", "15.0")
    assert float(values(found)["weight"]) > 15


@pytest.mark.parametrize(
    ("origin", "codes_of"), [("content/sessions", ["page-too-large"]), ("content/a.md", [])]
)
def test_a_page_that_gathers_has_few_elements_and_that_of_a_write_up_as_many_as_its_text(
    origin: str, codes_of: list[str]
) -> None:
    enough, path = b"<!doctype html><p>" + b"<b>a < b</b>" * (ELEMENTS - 1), "index.html"
    for page, expected in ((enough, []), (enough + b"<br>", codes_of)):
        facts = {path: look(path, page, "https://a.vn/")}
        assert codes(check_page(path, facts, {path: origin})) == expected


@pytest.mark.parametrize(("suffix", "limit"), [("css", CSS), ("js", SCRIPTS), ("woff2", FONTS)])
def test_assets_are_weighed_together(suffix: str, limit: int) -> None:
    (found,) = told({f"assets/{n}.{suffix}": noise(limit // 2 + 100) for n in range(2)})
    assert (found.code, values(found)["kind"]) == ("assets-too-heavy", suffix)


def test_a_heavy_file_of_the_search_is_a_warning_of_its_own() -> None:
    files = {f"tim-kiem/index/words-{n}.js": noise(INDEX // 2 + n * INDEX) for n in range(2)}
    (found,) = told(files)
    assert (found.code, values(found)["file"]) == ("index-too-heavy", "/tim-kiem/index/words-1.js")


def test_all_checks_look_at_a_finished_archive() -> None:
    page = b'<a href="khong-co/"></a>' + noise(2 * HTML).hex().encode()
    found = told({"index.html": page})
    assert codes(found) == ["dead-link-in-page", "page-too-heavy"]
    assert {one.at.file for one in found} == {"content/a.md"}
