"""The guide in both languages: a site of our own without a problem, whose readings are what the reader says.

`GOLDEN=1 pytest tests/test_guide.py` writes the readings of the pages on figures anew.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from make import built, content_of, line_of

from builder.content.figures.reader import read_figure
from builder.content.figures.table import said
from builder.problems import Language

GUIDE = Path(__file__).parent.parent / "examples" / "guide"
PAIRS = {
    "bat-dau": "start",
    "viet-bai": "writing",
    "so-lieu": "figures",
    "khai-bao": "front-matter",
    "anh-va-tep": "pictures-and-files",
    "them-tieng-anh": "languages",
    "dinh-chinh": "corrections",
    "khi-bao-loi": "messages",
    "git-tren-web": "git-web-page",
    "vs-code": "vs-code",
    "windows": "windows",
}
"""Every page in Vietnamese and in English."""
_ROW = re.compile(r"^\| (?P<phrase>.+?) \| .+ \|$")


def page(language: Language, name: str) -> Path:
    return GUIDE / language / "content" / "pages" / f"{name if language == 'vi' else PAIRS[name]}.md"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_guide_is_built_without_a_problem(language: Language, tmp_path: Path) -> None:
    for part in ("content", "themes"):
        shutil.copytree(GUIDE / language / part, tmp_path / part)
    report = built(tmp_path, tmp_path / "output")
    assert [line_of(found) for found in report.problems] == []
    names = {path.stem for path in (GUIDE / language / "content" / "pages").iterdir()}
    assert names == {page(language, name).stem for name in PAIRS}
    assert all(f"{name}/index.html" in report.files for name in names)


@pytest.mark.parametrize(
    ("language", "heading"), [("vi", "Cụm từ nào đọc ra sao"), ("en", "How phrases are read")]
)
def test_readings_shown_are_what_the_reader_says(language: Language, heading: str) -> None:
    path = page(language, "so-lieu")
    before, mark, table = path.read_text(encoding="utf-8").partition(f"## {heading}\n")
    head, rule, rows = table.partition("| --- | --- |\n")
    lines = []
    for row in rows.splitlines():
        match = _ROW.fullmatch(row)
        assert match is not None, row
        lines.append(f"| {match['phrase']} | {said(read_figure(match['phrase'], language), language)} |")
    assert len(lines) >= 20
    text = before + mark + head + rule + "\n".join(lines) + "\n"
    if os.environ.get("GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_file_shown_whole_is_the_one_that_is_built(language: Language) -> None:
    shown = re.search(
        r"^```markdown\n(.*?)^```$",
        page(language, "viet-bai").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    assert shown is not None
    file = GUIDE / language / "content" / "sessions" / "2025-12-18-ky-hop-12.md"
    assert file.read_text(encoding="utf-8") == shown[1]


@pytest.mark.parametrize(("here", "there"), [("vi", "en"), ("en", "vi")])
def test_each_guide_leads_to_the_other(here: Language, there: Language) -> None:
    settings = (GUIDE / there / "content" / "site.yaml").read_text(encoding="utf-8")
    base = settings.partition("base_url: ")[2].partition("\n")[0]
    assert f"]({base}{page(there, 'bat-dau').stem}/)" in page(here, "bat-dau").read_text(encoding="utf-8")


def test_both_sites_have_one_theme() -> None:
    assert content_of(GUIDE / "vi" / "themes") == content_of(GUIDE / "en" / "themes")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_way_of_an_editor_is_shown(language: Language) -> None:
    text = page(language, "bat-dau").read_text(encoding="utf-8")
    assert "bulletin init" in text
    assert "pip install -r requirements.txt" in text
    for words in ("bulletin new session", "bulletin serve --follow", "make site", "make serve", "check"):
        assert words in text
