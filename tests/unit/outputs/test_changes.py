"""The feed of corrections and answered targets."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from builder.outputs.feeds import NEWEST
from builder.outputs.whole import plan_site
from builder.plan import Data
from unit.small import assembled, write_up

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://example.org/an-binh/khoa-x/"
PROMISE = "metrics: [{indicator: thu-ngan-sach, period: 2023, target: trên 13 tỷ đồng}]"
KEPT = "metrics: [{indicator: thu-ngan-sach, period: 2023, result: 'đạt 12 tỷ đồng'}]"
CORRECTIONS = """
corrections:
  - {date: 2023-02-01, figure: 2023-thu-ngan-sach-target, was: "1 < 3", now: trên 13 tỷ đồng, why: gõ nhầm & sót}
  - {date: 2023-02-01, was: a, now: b, why: c}
  - {date: 2023-02-01, was: d, now: e, why: f}
"""


def changes(folder: Path, files: dict[str, str], *, drafts: bool = False) -> bytes:
    site, _ = assembled(folder, files, drafts=drafts)
    plan = plan_site(site, portable=False, preview=drafts)
    (found,) = (
        one.recipe.data for one in plan.outputs if one.path == "changes.xml" and isinstance(one.recipe, Data)
    )
    return found


def entries(data: bytes) -> Iterator[dict[str, str]]:
    """Each entry's elements as text; every one that Atom requires must be there."""
    for entry in ET.fromstring(data).iterfind(f"{ATOM}entry"):  # noqa: S314 # our own output
        found = {one.tag.removeprefix(ATOM): one.text or "" for one in entry}
        found["link"] = entry.find(f"{ATOM}link").get("href", "")  # type: ignore[union-attr] # required
        assert found["id"].startswith("https://example.org/")
        assert found["title"]
        assert len(found["updated"]) == len("2023-02-01T00:00:00+07:00")
        yield found


FILES = {
    "sessions/a.md": write_up(PROMISE + CORRECTIONS),
    "sessions/b.md": write_up(KEPT, number=2, day="date: 2023-12-20"),
}


def test_an_answer_tells_its_scope(tmp_path: Path) -> None:
    scoped = {name: text.replace("2023, ", "2023, where: thu phạt, ") for name, text in FILES.items()}
    found = next(one for one in entries(changes(tmp_path, scoped)) if one["id"].endswith("#answers"))
    assert "(2023, thu phạt): <strong>" in found["content"]


def test_a_correction_says_what_stood_what_stands_and_why(tmp_path: Path) -> None:
    found = {one["id"]: one for one in entries(changes(tmp_path, FILES))}
    one = found[f"{BASE}ky-hop-1/#correction-2023-02-01-2023-thu-ngan-sach-target"]
    assert one["link"] == f"{BASE}ky-hop-1/#2023-thu-ngan-sach-target"
    assert one["title"] == "Đính chính: Thu ngân sách – Kỳ họp thứ nhất"
    assert one["updated"] == "2023-02-01T00:00:00+07:00"
    assert "<dt>Đã in</dt><dd>1 &lt; 3</dd>" in one["content"]
    assert "<dd>gõ nhầm &amp; sót</dd>" in one["content"]
    assert f"{BASE}ky-hop-1/#correction-2023-02-01" in found
    assert f"{BASE}ky-hop-1/#correction-2023-02-01-2" in found


def test_an_answered_target_is_news_when_the_session_that_answers_it_was_held(tmp_path: Path) -> None:
    first, *_ = entries(changes(tmp_path, FILES))
    assert first["id"] == f"{BASE}ky-hop-2/#answers"
    assert first["title"] == "1 chỉ tiêu được đối chiếu: Kỳ họp thứ hai, HĐND phường An Bình"
    assert first["updated"] == first["published"] == "2023-12-20T00:00:00+07:00"
    assert "<strong>Chưa đạt</strong>" in first["content"]
    assert f'href="{BASE}ky-hop-1/#2023-thu-ngan-sach-target"' in first["content"]
    assert f'href="{BASE}ky-hop-2/#2023-thu-ngan-sach-result"' in first["content"]


def test_feedparser_reads_it_whole(tmp_path: Path) -> None:
    read = feedparser.parse(changes(tmp_path, FILES))
    assert not read.bozo
    assert len(read.entries) == 4
    assert all(one.id and one.link and one.author for one in read.entries)


@pytest.mark.parametrize("extra", ["draft: true", "embargo: 2027-01-01 08:00", "withdrawn: Đăng nhầm."])
@pytest.mark.parametrize("drafts", [False, True])
def test_what_is_not_public_leaves_no_trace(tmp_path: Path, extra: str, *, drafts: bool) -> None:
    hidden = {"sessions/b.md": write_up(f"{KEPT}\n{extra}", number=77, day="date: 2023-12-20")}
    assert b"ky-hop-77" not in changes(tmp_path / "result", FILES | hidden, drafts=drafts)
    hidden = {"sessions/a.md": write_up(f"{PROMISE}{CORRECTIONS}{extra}", number=77)}
    assert list(entries(changes(tmp_path / "target", FILES | hidden, drafts=drafts))) == []


def test_only_the_newest_are_told(tmp_path: Path) -> None:
    lines = "".join(f"\n  - {{date: 2023-01-{n:02}, was: a, now: b, why: c}}" for n in range(1, NEWEST + 5))
    found = list(entries(changes(tmp_path, {"sessions/a.md": write_up(f"corrections:{lines}")})))
    assert len(found) == NEWEST
    assert found[0]["updated"].startswith(f"2023-01-{NEWEST + 4}")
