"""Each kind of page as a screen reader hears it: landmarks, headings, names, tables. Golden files.

`make golden` writes them anew. Read a change as a listener would: from the top, without seeing the page.
"""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from kinds import KINDS
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


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_heard_as_expected(browser: Browser, archive: Archive, kind: str) -> None:
    page, _ = opened(browser, 1280)
    page.goto(archive.address + KINDS[kind])
    found = heard(page) + "\n"
    page.context.close()
    golden = HEARD / f"{kind}.yaml"
    if os.environ.get("GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_no_page_is_expected_that_is_not_there() -> None:
    assert {path.stem for path in HEARD.glob("*.yaml")} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_heard_makes_sense_without_the_page(kind: str) -> None:
    lines = (HEARD / f"{kind}.yaml").read_text(encoding="utf-8").splitlines()
    levels = [int(found[1]) for line in lines if (found := re.search(r"- '?heading .*\[level=(\d)\]", line))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    landmarks = [
        found[1]
        for line in lines
        if (found := re.match(r"\s*- ('?(?:navigation|region|complementary)\b[^:]*)", line))
    ]
    assert all('"' in one for one in landmarks), "a landmark without a name"
    assert len(set(landmarks)) == len(landmarks), "two landmarks of one name"
    nameless = [
        line
        for before, line in pairwise(["", *lines])
        # A table of a write-up has no caption; the region it scrolls in bears its name.
        if re.search(r"- (?:link|img|button|table):?$", line)
        and not ("- table" in line and re.search(r'- region ".+"$', before))
    ]
    assert nameless == []
    tables = re.split(r"- '?table\b", "\n".join(lines))[1:]
    assert all("- columnheader" in one for one in tables), "a table without column headers"
