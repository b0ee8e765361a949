import hashlib
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Literal

import pytest
from files import drawing, pdf

from builder.problems import Place
from unit.small import CONTENT, assembled, codes, values, write_up

DRAFT = write_up("draft: true", number=2)
EMBARGOED = write_up("embargo: 2026-11-30 08:00", number=3)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_sessions_come_by_day_then_council_then_slug_whatever_their_files_are_called(tmp_path: Path) -> None:
    site, _ = assembled(
        tmp_path,
        {
            "sessions/a.md": write_up(number=3, day="date: 2022-12-01"),
            "sessions/b.md": write_up(number=2, day="date: 2022-06-01"),
            "sessions/c.md": write_up(number=1, day="date: 2022-06-01"),
            "sessions/d.md": write_up(number="chuyen-de", day="date: 2022-01-01"),
        },
    )
    assert [one.slug for one in site.sessions] == ["chuyen-de", "1", "2", "3"]


def test_drafts_and_embargoed_sessions_are_left_out_and_counted(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "sessions/a.md": write_up(),
        "sessions/b.md": DRAFT,
        "sessions/c.md": EMBARGOED,
        "sessions/d.md": write_up("withdrawn: Sai số liệu", number=4),
        "pages/nhap.md": "---\ntitle: Nháp\ndraft: true\n---\n\nX\n",
    }
    site, found = assembled(tmp_path, files)
    assert found == ()
    assert [one.file for one in site.sessions] == ["content/sessions/a.md", "content/sessions/d.md"]
    assert site.pages == ()
    assert (site.counts.drafts, site.counts.scheduled, site.counts.withdrawn) == (2, 1, 1)
    hidden = {"content/sessions/b.md", "content/sessions/c.md", "content/pages/nhap.md"}
    assert site.unpublished == hidden
    assert not hidden & set(site.links)


def test_a_preview_shows_drafts_and_embargoed_sessions_and_marks_them(tmp_path: Path) -> None:
    site, _ = assembled(tmp_path, {"sessions/b.md": DRAFT, "sessions/c.md": EMBARGOED}, drafts=True)
    assert len(site.sessions) == 2
    assert site.unpublished == {one.file for one in site.sessions}


@pytest.mark.parametrize(("now", "published"), [("2026-11-30T07:59", 0), ("2026-11-30T08:00", 1)])
def test_an_embargo_is_decided_by_the_hour(tmp_path: Path, now: str, published: int) -> None:
    site, _ = assembled(tmp_path, {"sessions/c.md": EMBARGOED}, now=at(now))
    assert len(site.sessions) == published
    assert site.counts.scheduled == 1 - published


def test_the_references_of_a_draft_are_checked_all_the_same(tmp_path: Path) -> None:
    draft = write_up("draft: true\ntopics: [khong-co]", "[a](khong-co.md)", number=2)
    assert codes(assembled(tmp_path, {"sessions/b.md": draft})[1]) == ["unknown-topic", "dead-link"]


def test_nothing_published_may_lead_to_a_draft(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"sessions/a.md": write_up(body="[a](b.md)"), "sessions/b.md": DRAFT}
    (found,) = assembled(tmp_path, files)[1]
    assert found.code == "link-to-unpublished"
    assert found.at == Place("content/sessions/a.md", ("body",), "b.md")


def test_the_address_of_a_draft_is_as_dead_as_any_other(tmp_path: Path) -> None:
    linking = write_up(body="[a](/an-binh/khoa-x/ky-hop-2/)")
    assert codes(assembled(tmp_path, {"sessions/a.md": linking, "sessions/b.md": DRAFT})[1]) == ["dead-link"]


@pytest.mark.parametrize("numbers", [("4", "4"), ("4", "04")])
def test_two_sessions_on_one_address_name_each_other(tmp_path: Path, numbers: tuple[str, str]) -> None:
    files: dict[str, str | bytes] = {
        f"sessions/{index}.md": write_up(number=number) for index, number in enumerate(numbers)
    }
    (found,) = assembled(tmp_path, files)[1]
    assert found.code == "duplicate-address"
    assert found.at == Place("content/sessions/1.md", ("session",))
    assert values(found) == {"address": "/an-binh/khoa-x/ky-hop-4/", "other": "content/sessions/0.md"}


def test_a_page_may_not_take_the_address_of_a_list_or_a_council(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n\nX\n"
    found = assembled(tmp_path, {"pages/linh-vuc.md": page, "pages/an-binh.md": page, "pages/a.md": page})[1]
    assert sorted((one.code, one.at.file) for one in found) == [
        ("duplicate-address", "content/pages/an-binh.md"),
        ("reserved-word", "content/pages/linh-vuc.md"),
    ]


@pytest.mark.parametrize(
    ("extra", "day", "expected"),
    [
        ("", "date: 2026-11-23", []),
        ("", "date: 2026-11-24", ["held-in-future"]),
        ("draft: true", "date: 2026-11-24", []),
        ("status: announced", "date: 2026-11-24", []),
        ("status: announced", "date: 2026-11-23", []),
        ("status: announced", "date: 2026-11-22", ["announced-in-past"]),
        ("status: announced", "from: 2026-11-20\nto: 2026-11-23", []),
        ("status: cancelled", "date: 2026-11-24", []),
    ],
)
def test_status_and_calendar_must_agree(tmp_path: Path, extra: str, day: str, expected: list[str]) -> None:
    assert codes(assembled(tmp_path, {"sessions/a.md": write_up(extra, day=day)})[1]) == expected


@pytest.mark.parametrize(
    ("day", "key"), [("date: 2026-12-20", "date"), ("from: 2026-12-20\nto: 2026-12-21", "from")]
)
def test_a_day_in_the_future_is_told_at_the_day_itself(tmp_path: Path, day: str, key: str) -> None:
    (found,) = assembled(tmp_path, {"sessions/a.md": write_up(day=day)})[1]
    assert found.at == Place("content/sessions/a.md", (key,))


def bundle(extra: str, body: str = "X", **names: bytes) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {"sessions/a/index.md": write_up(extra, body)}
    return files | {f"sessions/a/{name.replace('_', '.')}": data for name, data in names.items()}


def test_a_file_that_something_names_gets_an_address_beside_its_session(tmp_path: Path) -> None:
    extra = (
        "documents: [{title: Biên bản, file: a.pdf}]\nresolutions: [{number: 1/NQ, title: B, file: b.pdf}]"
    )
    files = {"a_pdf": pdf("a"), "b_pdf": pdf("b"), "c_csv": b"c", "d_png": drawing()}
    site, found = assembled(tmp_path, bundle(extra, "[c](c.csv) [d](d.png)", **files))
    assert found == ()
    here = "an-binh/khoa-x/ky-hop-1"
    assert dict(site.files) == {
        f"content/sessions/a/{name}": f"{here}/{name}" for name in ("a.pdf", "b.pdf", "c.csv", "d.png")
    }
    assert site.links["content/sessions/a/index.md"] == (f"{here}/c.csv", f"{here}/d.png")
    assert site.pictures == {}


def test_a_picture_gets_its_address_from_the_first_page_that_shows_it(tmp_path: Path) -> None:
    files = bundle("", "![Bản đồ phường](d.png)", d_png=drawing())
    files["sessions/b.md"] = write_up(number=2, day="date: 2022-06-16", body="![Bản đồ phường](a/d.png)")
    site, found = assembled(tmp_path, files)
    assert found == ()
    assert site.pictures == {"content/sessions/a/d.png": "an-binh/khoa-x/ky-hop-1/"}
    assert site.links["content/sessions/b.md"] == ("content/sessions/a/d.png",)
    assert site.files == {}


def test_a_picture_of_a_draft_is_not_published(tmp_path: Path) -> None:
    site, found = assembled(tmp_path, bundle("draft: true", "![Bản đồ phường](d.png)", d_png=drawing()))
    assert found == ()
    assert site.pictures == {}


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("a.pdf", "not-a-picture"),
        ("index.md", "not-a-picture"),
        ("/", "not-a-picture"),
        ("#x", "dead-link"),
        ("indicator:thu-ngan-sach", "dead-link"),
        ("khong-co.png", "no-such-file"),
        ("half.png", "broken-picture"),
        ("wrong.jpg", "mislabelled-picture"),
    ],
)
def test_what_cannot_be_shown_is_told_at_the_line_that_shows_it(
    tmp_path: Path, target: str, code: str
) -> None:
    files = {"a_pdf": pdf("a"), "half_png": drawing()[:900], "wrong_jpg": drawing()}
    _, problems = assembled(tmp_path, bundle("", f"![Bản đồ phường]({target})", **files))
    (found,) = (one for one in problems if one.code != "unused-file")
    assert found.code == code
    assert found.at == Place("content/sessions/a/index.md", ("body",), target)


def test_a_document_that_is_none_is_told_wherever_it_is_named(tmp_path: Path) -> None:
    extra = "documents: [{title: A, file: a.pdf}]\nresolutions: [{number: 1/NQ, title: B, file: a.pdf}]"
    _, found = assembled(tmp_path, bundle(extra, "[a](a.pdf)", a_pdf=b"<html>"))
    assert {one.code for one in found} == {"not-what-it-says"}
    assert {one.at for one in found} == {
        Place("content/sessions/a/index.md", path, text)
        for path, text in (
            (("documents", 0, "file"), ""),
            (("resolutions", 0, "file"), ""),
            (("body",), "a.pdf"),
        )
    }


@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_a_file_whose_name_the_disk_spells_otherwise_is_found(
    tmp_path: Path, written: Literal["NFC", "NFD"]
) -> None:
    name = unicodedata.normalize(written, "biên bản.pdf")
    stored = unicodedata.normalize("NFD", "biên bản.pdf")
    link = name.replace(" ", "%20")
    text = write_up(f"documents: [{{title: A, file: {name}}}]", f"[a]({link})")
    site, found = assembled(
        tmp_path,
        {
            "sessions/a/index.md": text,
            f"sessions/a/{stored}": pdf("a"),
            "sessions/ho\u0323p.md": write_up(number=2, body="[a](họp.md)"),
        },
    )
    assert found == ()
    assert list(site.files) == ["content/sessions/a/biên bản.pdf"]
    assert site.attachments["content/sessions/a/biên bản.pdf"].stored == f"content/sessions/a/{stored}"


def test_a_link_into_a_part_of_an_attachment_keeps_the_part(tmp_path: Path) -> None:
    site, _ = assembled(tmp_path, bundle("", "[trang 3](a.pdf#page=3)", a_pdf=pdf("a")))
    assert site.links["content/sessions/a/index.md"] == ("an-binh/khoa-x/ky-hop-1/a.pdf#page=3",)


def test_a_file_that_nothing_names_is_a_warning_and_not_published(tmp_path: Path) -> None:
    site, (found,) = assembled(tmp_path, bundle("", a_pdf=pdf("a")))
    assert (found.code, found.severity, found.at.file) == (
        "unused-file",
        "warning",
        "content/sessions/a/a.pdf",
    )
    assert site.files == {}


def test_a_file_of_a_draft_is_neither_published_nor_called_unused(tmp_path: Path) -> None:
    site, found = assembled(
        tmp_path, bundle("draft: true\ndocuments: [{title: A, file: a.pdf}]", a_pdf=pdf("a"))
    )
    assert found == ()
    assert site.files == {}


def test_a_file_of_a_withdrawn_session_is_withdrawn_with_it(tmp_path: Path) -> None:
    extra = "withdrawn: Lộ thông tin cá nhân\ndocuments: [{title: A, file: a.pdf}]"
    site, found = assembled(tmp_path, bundle(extra, "[b](b.pdf)", a_pdf=pdf("a"), b_pdf=pdf("b")))
    assert codes(found) == []
    assert site.files == {}


def test_the_copy_of_a_source_is_found_but_never_published(tmp_path: Path) -> None:
    digest = hashlib.sha256(pdf("a")).hexdigest()
    source = f"sources: [{{id: a, title: A, class: copy, file: a.pdf, sha256: {digest}}}]"
    site, found = assembled(tmp_path, bundle(source, a_pdf=pdf("a")))
    assert found == ()
    assert site.files == {}


def test_a_missing_file_is_told_where_it_is_named_with_its_neighbour(tmp_path: Path) -> None:
    found = assembled(
        tmp_path, bundle("documents: [{title: A, file: bien-bn.pdf}]", "X", **{"bien-ban_pdf": pdf("a")})
    )[1]
    missing = next(one for one in found if one.code == "missing-file")
    assert missing.at == Place("content/sessions/a/index.md", ("documents", 0, "file"))
    assert values(missing)["nearest"] == "bien-ban.pdf"


def test_a_file_of_another_folder_is_no_advice(tmp_path: Path) -> None:
    """A name that leads out of the folder may not be written."""
    files = bundle("documents: [{title: A, file: bien-ban.pdf}]", "X") | {"bien-ban.pdf": pdf("a")}
    missing = next(one for one in assembled(tmp_path, files)[1] if one.code == "missing-file")
    assert values(missing)["nearest"] == ""


def test_the_emblem_counts_as_used_and_a_missing_one_is_told(tmp_path: Path) -> None:
    settings = CONTENT["site.yaml"] + "emblem: huy-hieu.png\n"
    assert assembled(tmp_path / "with", {"site.yaml": settings, "huy-hieu.png": drawing()})[1] == ()
    (found,) = assembled(tmp_path / "without", {"site.yaml": settings})[1]
    assert (found.code, found.at) == ("missing-file", Place("content/site.yaml", ("emblem",)))
    (found,) = assembled(tmp_path / "broken", {"site.yaml": settings, "huy-hieu.png": b"x"})[1]
    assert (found.code, found.at) == ("broken-picture", Place("content/site.yaml", ("emblem",)))
    settings = settings.replace(".png", ".pdf")
    (found,) = assembled(tmp_path / "pdf", {"site.yaml": settings, "huy-hieu.pdf": pdf()})[1]
    assert (found.code, found.at) == ("not-a-picture", Place("content/site.yaml", ("emblem",)))


def test_links_between_sessions_pages_and_registries_are_closed(tmp_path: Path) -> None:
    body = (
        "## Kết quả\n\n[a](b.md#ket-qua) [b](#ket-qua) [c](indicator:thu-ngan-sach) "
        "[d](topic:ngan-sach) [e](../pages/p.md)"
    )
    site, found = assembled(
        tmp_path,
        {
            "sessions/a.md": write_up(body=body),
            "sessions/b.md": write_up(body="## Kết quả\n\nX", number=2),
            "pages/p.md": "---\ntitle: P\n---\n\n[a](../sessions/a.md)\n",
        },
    )
    assert found == ()
    assert site.links["content/sessions/a.md"] == (
        "an-binh/khoa-x/ky-hop-2/#ket-qua",
        "#ket-qua",
        "chi-tieu/thu-ngan-sach/",
        "linh-vuc/ngan-sach/",
        "p/",
    )
    assert site.links["content/pages/p.md"] == ("an-binh/khoa-x/ky-hop-1/",)


def test_pages_come_by_their_order_and_then_by_name(tmp_path: Path) -> None:
    def page(order: str) -> str:
        return f"---\ntitle: A\n{order}---\n\nX\n"

    files: dict[str, str | bytes] = {
        "pages/a.md": page(""),
        "pages/b.md": page("order: 2\n"),
        "pages/d.md": page("order: 1\n"),
        "pages/c.md": page("order: 1\n"),
    }
    assert [one.name for one in assembled(tmp_path, files)[0].pages] == ["c", "d", "b", "a"]
