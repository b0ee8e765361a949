from pathlib import Path

from builder.model.spelling import spelled
from builder.outputs.items import Items
from builder.outputs.search.entries import volumes
from builder.outputs.search.planned import KINDS, Entry
from unit.small import assembled, texts, write_up

HIDDEN = "Bí mật chưa công bố"


def entries(folder: Path, files: dict[str, str], *, drafts: bool = False) -> list[Entry]:
    site, _ = assembled(folder, files, drafts=drafts)
    return [entry for volume in volumes(Items(site, portable=False)) for entry in volume]


def test_everything_that_can_be_found_has_one_entry(tmp_path: Path) -> None:
    extra = "topics: [ngan-sach]\nresolutions: [{number: 1/NQ, title: Dự toán, issued: 2022-06-20}]"
    found = entries(
        tmp_path,
        {
            "sessions/a.md": write_up(extra, title="Tin"),
            "pages/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nA\n",
        },
    )
    assert [(one.kind, one.href) for one in found] == [
        ("topic", "linh-vuc/ngan-sach/"),
        ("indicator", "chi-tieu/thu-ngan-sach/"),
        ("council", "an-binh/"),
        ("page", "gioi-thieu/"),
        ("session", "an-binh/khoa-x/ky-hop-1/"),
        ("resolution", "an-binh/nghi-quyet/2022/1-nq/"),
    ]
    assert {one.kind for one in found} == set(KINDS)
    session, resolution = found[-2:]
    assert (session.called, session.council, session.term, session.topics) == (
        "Kỳ họp thứ nhất",
        "an-binh",
        "X",
        ("ngan-sach",),
    )
    assert (str(session.day), str(resolution.day), resolution.called) == ("2022-06-15", "2022-06-20", "1/NQ")


def test_what_is_not_public_leaves_no_trace(tmp_path: Path) -> None:
    hidden = {
        "sessions/a.md": write_up("draft: true", HIDDEN, number=1, title=HIDDEN),
        "sessions/b.md": write_up("embargo: 2027-01-01T08:00", HIDDEN, number=2, title=HIDDEN),
        "sessions/c.md": write_up(f"withdrawn: Sai\nsummary: {HIDDEN}", HIDDEN, number=3, title=HIDDEN),
        "sessions/d.md": write_up(number=4),
        "pages/nhap.md": f"---\ntitle: {HIDDEN}\ndraft: true\n---\n\n{HIDDEN}\n",
    }
    found = entries(tmp_path / "public", hidden)
    assert [one.href for one in found if one.kind in {"session", "page"}] == ["an-binh/khoa-x/ky-hop-4/"]
    assert spelled(HIDDEN) not in repr(found)
    assert HIDDEN not in repr(found)
    shown = entries(tmp_path / "preview", hidden, drafts=True)
    assert [one.href for one in shown if one.kind in {"session", "page"}] == [
        "nhap/",
        "an-binh/khoa-x/ky-hop-1/",
        "an-binh/khoa-x/ky-hop-2/",
        "an-binh/khoa-x/ky-hop-4/",
    ]


def test_a_session_is_found_by_the_names_of_what_it_speaks_of(tmp_path: Path) -> None:
    extra = (
        "topics: [ngan-sach]\nmetrics: [{indicator: thu-ngan-sach, period: 2022, result: 'đạt 5 tỷ đồng'}]"
    )
    found = entries(tmp_path, {"sessions/a.md": write_up(extra)})
    session = next(one for one in found if one.kind == "session")
    heading = session.found.among(texts(tmp_path))[0].heading.split("\n")
    for name in ("HĐND phường An Bình", "Ngân sách", "Thu ngân sách", "15/06/2022"):
        assert spelled(name) in heading


def test_a_hit_names_its_session_and_its_council_as_they_were_called_on_the_day(tmp_path: Path) -> None:
    councils = (
        "an-binh:\n  level: ward\n  names: [{name: HĐND phường An}, {name: HĐND phường An Bình, from: 2022-01-01}]\n"
        "  terms: {X: {from: 2021}}\n"
        "an-an:\n  level: ward\n  names: [{name: HĐND phường Ấn An}]\n  terms: {XI: {from: 2026}}\n"
    )
    passed = "resolutions: [{number: 1/NQ, title: Dự toán, issued: 2021-06-20}]"
    found = entries(
        tmp_path,
        {
            "councils.yaml": councils,
            "sessions/a.md": write_up(passed, day="date: 2021-06-15"),
            "sessions/b.md": write_up("kind: thematic", number="chuyen-de-1"),
        },
    )
    assert [(one.called, one.of) for one in found if one.kind in {"session", "resolution"}] == [
        ("Kỳ họp thứ nhất", "HĐND phường An"),
        ("1/NQ", "HĐND phường An"),
        ("Kỳ họp chuyên đề", "HĐND phường An Bình"),
    ]


def test_a_new_session_changes_the_numbers_of_no_earlier_one(tmp_path: Path) -> None:
    first = {f"sessions/{n}.md": write_up(number=n, day=f"date: 2022-0{n}-15") for n in (1, 2)}
    later = first | {"sessions/3.md": write_up(number=3, day="date: 2023-03-15")}
    before, after = entries(tmp_path / "a", first), entries(tmp_path / "b", later)
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
