"""Content is data: a payload in every text that an editor may write acts in no page, feed or table."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

import pytest
import yaml
from make import TODAY
from selectolax.lexbor import LexborHTMLParser
from unit.small import CONTENT, write

from builder.build import build
from builder.report import Options

EVIL = """=x"'><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} javascript:alert(3) &amp;"""
LOCAL = {"vi": EVIL, "en": EVIL}
SITE = {
    "title": LOCAL,
    "languages": ["vi", "en"],
    "tagline": LOCAL,
    "description": LOCAL,
    "time_zone": "Asia/Ho_Chi_Minh",
    "base_url": "https://example.org/",
    "publisher": {"name": LOCAL, "address": LOCAL, "email": "a@example.org", "phone": "0193"},
    "reuse": LOCAL,
    "notice": LOCAL,
}
COUNCILS = {
    "an-binh": {
        "level": "ward",
        "names": [{"name": LOCAL}],
        "place": LOCAL,
        "terms": {"X": {"from": "2021", "to": "2026"}},
    }
}
INDICATORS = {
    "thu": {"name": LOCAL, "definition": LOCAL, "topic": "ngan-sach", "unit": "tỷ đồng"},
}
SESSION = {
    "title": EVIL,
    "council": "an-binh",
    "term": "X",
    "session": "1",
    "date": "2022-06-15",
    "place": EVIL,
    "chair": EVIL,
    "summary": EVIL,
    "notes": [EVIL],
    "topics": ["ngan-sach"],
    "sources": [
        {"id": "a", "title": EVIL, "publisher": EVIL, "class": "press", "url": "https://example.org/?a=%22"}
    ],
    "metrics": [
        {
            "indicator": "thu",
            "period": "2022",
            "result": "12 tỷ đồng",
            "source": "a",
            "where": EVIL,
            "issue": EVIL,
        },
        {"indicator": "thu", "period": "2023", "target": "đạt 13 tỷ đồng", "where": EVIL},
        {"name": EVIL, "period": "2022", "task": {"text": f"hoàn thành {EVIL}", "measure": "qualitative"}},
    ],
    "agenda": [EVIL],
    "resolutions": [{"number": "1/NQ", "title": EVIL, "kind": EVIL, "issuer": EVIL, "abstract": EVIL}],
    "questions": [{"asker": EVIL, "respondent": EVIL, "question": EVIL, "answer": EVIL}],
    "documents": [{"title": EVIL, "file": "a.txt"}],
    "corrections": [{"date": "2022-07-01", "was": EVIL, "now": EVIL, "why": EVIL}],
}
WITHDRAWN = {**SESSION, "session": "2", "date": "2022-06-16", "withdrawn": EVIL}
BODY = "\n".join(f"- `{EVIL}`" for _ in range(2)) + "\n\nThu 12 tỷ đồng; đạt 13 tỷ đồng; hoàn thành.\n"


class Plain(yaml.SafeDumper):
    """Writes the same text as often as it is said."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 # as PyYAML asks
        return True


def written(said: object) -> str:
    """YAML without anchors, which are refused."""
    return yaml.dump(said, Dumper=Plain, allow_unicode=True)


def front(said: object) -> str:
    return f"---\n{written(said)}---\n\n{BODY}"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Every file of a site that has the payload in every text, as the default theme shows it."""
    folder = tmp_path_factory.mktemp("hostile")
    content = {
        **CONTENT,
        "site.yaml": written(SITE),
        "councils.yaml": written(COUNCILS),
        "topics.yaml": written({"ngan-sach": {"name": LOCAL, "definition": LOCAL}}),
        "indicators.yaml": written(INDICATORS),
        "sessions/a/index.md": front(SESSION),
        "sessions/a/a.txt": EVIL,
        "sessions/b/index.md": front(WITHDRAWN),
        "sessions/b/a.txt": EVIL,
        "pages/gioi-thieu.md": front({"title": EVIL, "summary": EVIL}),
    }
    write(folder / "content", content)
    report = build(folder, Options(folder / "output", TODAY, base_url="https://example.org/", jobs=1))
    assert report.written, [one for one in report.problems if one.severity == "error"]
    return {path: (folder / "output" / path).read_bytes() for path in report.files}


def acts(html: str) -> Iterator[str]:
    """What a browser would run of a page."""
    for node in LexborHTMLParser(html).css("*"):
        attributes = node.attributes
        if (
            node.tag == "script"
            and not attributes.get("src")
            and attributes.get("type") != "application/ld+json"
        ):
            yield node.html or ""
        if node.tag == "script" and attributes.get("type") == "application/ld+json":
            json.loads(node.text())
        for name, value in attributes.items():
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                yield f"{node.tag} {name}={value}"
        if node.tag == "img" and attributes.get("src") == "x":
            yield "img"


def test_no_page_runs_anything_that_stands_in_content(files: Mapping[str, bytes]) -> None:
    pages = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    assert sum("alert(1)" in page for page in pages.values()) > 20, "the payload is shown"
    assert {path: [*acts(page)] for path, page in pages.items()} == {path: [] for path in pages}
    assert not any("49 {%" in page for page in pages.values()), "no template either"
    assert [*acts(f"<p>{EVIL}</p>")] != [], "the test sees what it looks for"


def test_no_feed_runs_anything_that_stands_in_content(files: Mapping[str, bytes]) -> None:
    feeds = {path: ET.fromstring(data) for path, data in files.items() if path.endswith(".xml")}  # noqa: S314 # our own files
    told = [
        one.text or "" for feed in feeds.values() for one in feed.iter("{http://www.w3.org/2005/Atom}content")
    ]
    assert any("alert(1)" in one for one in told)
    assert [found for one in told for found in acts(one)] == []
    assert not any(one.tag.endswith("script") for feed in feeds.values() for one in feed.iter())


def test_no_cell_of_a_table_is_a_formula(files: Mapping[str, bytes]) -> None:
    cells = [
        cell
        for path, data in files.items()
        if path.endswith(".csv")
        for row in csv.reader(io.StringIO(data.decode()))
        for cell in row
    ]
    assert any(cell.startswith("'=x") for cell in cells)
    assert not any(cell.startswith("=x") for cell in cells)


def test_no_line_of_a_calendar_begins_with_what_stands_in_content(files: Mapping[str, bytes]) -> None:
    lines = files["calendar.ics"].decode().split("\r\n")
    assert all(line.startswith(" ") or line.partition(":")[0].isascii() for line in lines)
