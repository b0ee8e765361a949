"""Feeds as their readers see them: by feedparser, and element by element, as it forgives a missing id."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from builder.outputs.feeds import NEWEST
from builder.outputs.whole import plan_site
from builder.plan import Quoted
from builder.publish.render import Press
from unit.small import assembled, project, records, texts, theme, write, write_up

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
BASE = "https://example.org/"
FRONT = "topics: [ngan-sach]\nsummary: Thu & chi < 5"
CORRECTED = "corrections: [{date: 2022-08-01, was: 12 tỷ, now: 13 tỷ, why: gõ nhầm}]"


def feeds(
    folder: Path, files: dict[str, str], *, portable: bool = False, drafts: bool = False
) -> dict[str, bytes]:
    """The feeds of a site by their address."""
    site, problems = assembled(folder, files, drafts=drafts)
    assert [one.code for one in problems] == []
    plan = plan_site(site, portable=portable, preview=False)
    known, press = texts(folder), Press(folder, BASE, theme({}), {}, ())
    found = {}
    for one in plan.outputs:
        if isinstance(one.recipe, Quoted):
            htmls = tuple(known[written.file].html for written in one.recipe.written)
            found[one.path] = press.make(one, htmls).data
    return found


def entries(data: bytes) -> list[ET.Element]:
    return ET.fromstring(data).findall(f"{ATOM}entry")  # noqa: S314 # our own output


def text(element: ET.Element, name: str) -> str:
    found = element.findall(f"{ATOM}{name}")
    assert len(found) == 1, f"{element.tag} needs exactly one {name}"
    assert found[0].text
    return found[0].text


def link(element: ET.Element, rel: str) -> str:
    (found,) = (one for one in element.findall(f"{ATOM}link") if one.get("rel") == rel)
    return found.get("href", "")


def test_every_required_element_is_there_and_every_address_is_whole(tmp_path: Path) -> None:
    files = {
        "sessions/a.md": write_up(
            FRONT, "Xem [kỳ sau](b.md#y) và [ngân sách](topic:ngan-sach), [ở dưới](#a-b).\n\n## A b"
        ),
        "sessions/b.md": write_up("", "## Ý", number=2, day="date: 2022-12-15", title='Kỳ "hai" & <b>'),
    }
    found = feeds(tmp_path, files)
    assert sorted(found) == ["an-binh/feed.xml", "feed.xml", "linh-vuc/ngan-sach/feed.xml"]
    for address, data in found.items():
        root = ET.fromstring(data)  # noqa: S314 # our own output
        assert root.tag == f"{ATOM}feed"
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
        assert text(root, "id") == link(root, "self") == BASE + address
        assert link(root, "alternate") == BASE + address.removesuffix("feed.xml")
        assert RFC_3339.fullmatch(text(root, "updated"))
        (author,) = root.findall(f"{ATOM}author")
        assert text(author, "name") == "Bản tin"
        for entry in entries(data):
            assert text(entry, "id") == link(entry, "alternate")
            assert text(entry, "id").startswith(BASE)
            assert text(entry, "title")
            assert RFC_3339.fullmatch(text(entry, "updated"))
            assert RFC_3339.fullmatch(text(entry, "published"))
            (author,) = entry.findall(f"{ATOM}author")
            assert text(author, "name") == "HĐND phường An Bình"
            (content,) = entry.findall(f"{ATOM}content")
            assert content.get("type") == "html"
            for target in re.findall(r'(?:href|src)="([^"]*)"', content.text or ""):
                assert target.startswith(BASE)
    (first,) = entries(found["linh-vuc/ngan-sach/feed.xml"])
    said = text(first, "content")
    assert f'href="{BASE}an-binh/khoa-x/ky-hop-2/#y"' in said
    assert f'href="{BASE}linh-vuc/ngan-sach/"' in said
    assert f'href="{BASE}an-binh/khoa-x/ky-hop-1/#a-b"' in said
    assert "Thu &amp; chi &lt; 5" in said


def test_feedparser_reads_what_was_written(tmp_path: Path) -> None:
    files = {
        "sessions/a.md": write_up(FRONT, "Thu 13 tỷ đồng & hết."),
        "sessions/b.md": write_up("", number=2, day="date: 2022-12-15", title='Kỳ "hai" & <b>'),
    }
    read = feedparser.parse(feeds(tmp_path, files)["feed.xml"])
    assert not read.bozo
    assert read.version == "atom10"
    assert [one.title for one in read.entries] == ['Kỳ "hai" & <b>', "Kỳ họp"]
    assert read.entries[1].tags[0].term == "Ngân sách"
    assert "Thu 13 tỷ đồng &amp; hết." in read.entries[1].content[0].value
    assert read.entries[0].updated == "2022-12-15T00:00:00+07:00"


def test_an_entry_is_as_old_as_its_newest_word(tmp_path: Path) -> None:
    files = {
        "sessions/a.md": write_up(CORRECTED),
        "sessions/b.md": write_up("updated: 2022-07-01", number=2, day="from: 2022-06-16\nto: 2022-06-17"),
        "sessions/c.md": write_up("updated: 2022-01-01", number=3, day="date: 2022-06-20"),
        "sessions/d.md": write_up(
            "status: announced\nsources: [{id: a, title: Giấy mời, class: official, retrieved: 2026-11-02}]",
            number=4,
            day="date: 2026-12-20",
        ),
    }
    told = {
        text(one, "id")[-2]: text(one, "updated")[:10] for one in entries(feeds(tmp_path, files)["feed.xml"])
    }
    assert told == {"4": "2026-11-02", "1": "2022-08-01", "2": "2022-07-01", "3": "2022-06-20"}
    assert list(told) == ["4", "1", "2", "3"], "newest first"


def test_the_full_text_says_what_was_passed_and_what_was_called_off(tmp_path: Path) -> None:
    extra = "status: cancelled\nresolutions: [{number: 1/NQ, title: A & B}]"
    (one,) = entries(feeds(tmp_path, {"sessions/a.md": write_up(extra)})["feed.xml"])
    said = text(one, "content")
    assert said.startswith("<p><strong>Kỳ họp này đã bị hủy.</strong></p>")
    assert (
        f'<h2>Nghị quyết thông qua</h2>\n<ul>\n<li><a href="{BASE}an-binh/nghi-quyet/2022/1-nq/">1/NQ</a>: A &amp; B</li>'
        in said
    )


def test_only_the_newest_stand_in_a_feed(tmp_path: Path) -> None:
    files = {
        f"sessions/{n}.md": write_up("", number=n, day=f"date: 2022-{n // 28 + 1:02}-{n % 28 + 1:02}")
        for n in range(1, NEWEST + 6)
    }
    found = entries(feeds(tmp_path, files)["feed.xml"])
    assert len(found) == NEWEST
    assert text(found[0], "id").endswith(f"ky-hop-{NEWEST + 5}/")


@pytest.mark.parametrize("extra", ["draft: true", "embargo: 2027-01-01 08:00", "withdrawn: Đăng nhầm."])
@pytest.mark.parametrize("drafts", [False, True])
def test_what_is_not_public_leaves_no_trace(tmp_path: Path, extra: str, *, drafts: bool) -> None:
    files = {"sessions/a.md": write_up(f"topics: [ngan-sach]\n{extra}", "MARKER", title="MARKER")}
    for data in feeds(tmp_path, files, drafts=drafts).values():
        assert b"MARKER" not in data
        assert entries(data) == []


def test_an_empty_feed_does_not_look_at_the_clock(tmp_path: Path) -> None:
    found = feeds(tmp_path, {})
    assert {text(ET.fromstring(one), "updated") for one in found.values()} == {  # noqa: S314 # our own output
        "2016-01-01T00:00:00+07:00"
    }


def test_a_portable_build_has_no_feed(tmp_path: Path) -> None:
    assert feeds(tmp_path, {"sessions/a.md": write_up()}, portable=True) == {}


@pytest.mark.parametrize("sign", ["\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_sign_that_xml_forbids_never_gets_so_far(tmp_path: Path, sign: str) -> None:
    folder = project(tmp_path, {})
    write(folder / "content", {"sessions/a.md": write_up(f'summary: "a{sign}b"')})
    with pytest.raises(AssertionError):
        records(folder)
