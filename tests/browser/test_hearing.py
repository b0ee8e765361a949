"""Each kind of page as a screen reader hears it: landmarks, headings, names, tables. Golden files.

`make golden` writes them anew. Read a change as a listener would: from the top, without seeing the page.
"""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from kinds import DIVIDED, EXTREMES, KINDS
from looking import opened
from playwright.sync_api import Browser, Page
from stage import Archive

pytestmark = pytest.mark.browser

HEARD = Path(__file__).parent.parent / "sites" / "heard"


def heard(page: Page) -> str:
    """The accessibility tree as text, without the addresses of links."""
    lines = page.locator("body").aria_snapshot().splitlines()
    return "\n".join(
        line.removesuffix(":") if line.endswith('":') else line for line in lines if "- /url:" not in line
    )


@pytest.mark.parametrize("kind", [*KINDS, *DIVIDED])
def test_a_page_is_heard_as_expected(
    browser: Browser, archive: Archive, extremes: Archive, kind: str
) -> None:
    page, _ = opened(browser, 1280)
    page.goto(archive.address + KINDS[kind] if kind in KINDS else extremes.address + EXTREMES[kind])
    found = heard(page) + "\n"
    page.context.close()
    golden = HEARD / f"{kind}.yaml"
    if os.environ.get("GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_no_page_is_expected_that_is_not_there() -> None:
    assert {path.stem for path in HEARD.glob("*.yaml")} == {*KINDS, *DIVIDED}


def faults(text: str) -> list[str]:
    """What a listener would stumble over, one line each."""
    lines = text.splitlines()
    found = []
    levels = [int(one[1]) for line in lines if (one := re.search(r"- '?heading .*\[level=(\d)\]", line))]
    if levels.count(1) != 1 or levels[0] != 1:
        found.append("one heading of level 1 must come first")
    found += [f"heading {one} is followed by {after}" for one, after in pairwise(levels) if after > one + 1]
    landmarks = [
        one[1]
        for line in lines
        if (one := re.match(r"\s*- '?((?:navigation|region|complementary)\b[^:]*)", line))
    ]
    found += [f"a landmark without a name: {one}" for one in landmarks if '"' not in one]
    found += [f"two landmarks of one name: {one}" for one in set(landmarks) if landmarks.count(one) > 1]
    for before, line in pairwise(["", *lines]):
        # A table of a write-up has no caption; the region it scrolls in bears its name.
        in_region = "- table" in line and re.search(r'- region ".+"$', before)
        if re.search(r"- (?:link|img|button|table):?$", line) and not in_region:
            found.append(f"no name:{line}")
    tables = re.split(r"- '?table\b", text)[1:]
    found += ["a table without column headers" for one in tables if "- columnheader" not in one]
    return found


@pytest.mark.parametrize("kind", [*KINDS, *DIVIDED])
def test_what_is_heard_makes_sense_without_the_page(kind: str) -> None:
    assert faults((HEARD / f"{kind}.yaml").read_text(encoding="utf-8")) == []


def test_a_page_that_cannot_be_followed_by_ear_is_found(browser: Browser) -> None:
    page, _ = opened(browser, 1280)
    page.set_content(
        "<h2>A</h2><h4>B</h4><nav>x</nav><a href='/'></a><table border><tr><td>1<td>2</table>"
        "<nav aria-label='N'></nav><nav aria-label='N'></nav>"
    )
    assert [one.split(":")[0] for one in faults(heard(page))] == [
        "one heading of level 1 must come first",
        "heading 2 is followed by 4",
        "a landmark without a name",
        "two landmarks of one name",
        "no name",
        "no name",
        "a table without column headers",
    ]
    page.context.close()
