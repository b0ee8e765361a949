import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder.cache import Cache
from builder.memory.search import Search, sought
from builder.outputs.finding import AlphabetView, SearchView
from builder.outputs.items import Items
from builder.outputs.search.pages import alphabet_page, search
from builder.plan import Data, Output, Page
from builder.report import CACHE
from unit.outputs.search.test_index import unpacked
from unit.small import CONTENT, assembled, texts, write_up

SESSIONS = {
    f"sessions/{n}.md": write_up(
        f"summary: Tóm tắt {n}.\ntopics: [ngan-sach]\nresolutions: [{{number: {n}/NQ, title: Dự toán {n}, issued: 2022-06-{n:02}}}]",
        number=n,
        day=f"date: 2022-06-{n:02}",
        title=f"Tin {n}",
    )
    for n in range(1, 29)
}


def planned(folder: Path, files: dict[str, str] | None = None, *, portable: bool = False) -> list[Output]:
    site, _ = assembled(folder, SESSIONS | (files or {}))
    items, cache = Items(site, portable=portable), Cache(folder / CACHE)
    cards, index = search(items)
    made = Search(cache, texts(folder), sought(cache, index), lambda: index, 1)
    return [*cards, *alphabet_page(items), *map(made.output, range(len(made.outputs)))]


def data(outputs: list[Output]) -> dict[str, bytes]:
    return {one.path.rpartition("/")[2]: one.recipe.data for one in outputs if isinstance(one.recipe, Data)}


def called(text: bytes) -> tuple[str, Any]:
    match = re.fullmatch(r'bulletinSearch\("([\w-]+)",(.*)\)\n', text.decode("utf-8"))
    assert match
    return match[1], json.loads(match[2])


def view(outputs: list[Output], kind: type[Any]) -> Any:  # noqa: ANN401 # the view asked for
    (found,) = (
        one.recipe.view
        for one in outputs
        if isinstance(one.recipe, Page) and isinstance(one.recipe.view, kind)
    )
    return found


def directory(outputs: list[Output]) -> dict[str, Any]:
    name = view(outputs, SearchView).directory.rpartition("/")[2]
    found: dict[str, Any] = called(data(outputs)[name])[1]
    return found


def test_every_file_says_its_name_and_is_named_by_its_digest(tmp_path: Path) -> None:
    for file, text in data(planned(tmp_path)).items():
        name, _ = called(text)
        assert file == f"{name}-{hashlib.sha256(text).hexdigest()[:8]}.js"


def test_the_page_leads_to_the_directory_and_the_directory_to_everything_else(tmp_path: Path) -> None:
    outputs = planned(tmp_path)
    listed = directory(outputs)
    names = {view(outputs, SearchView).directory.rpartition("/")[2]}
    for kind, digests in (("words", listed["words"]), ("cards-vi", listed["cards"]["vi"])):
        names |= {f"{kind}-{n // 8}-{digests[n : n + 8]}.js" for n in range(0, len(digests), 8)}
    assert names == set(data(outputs))


def test_the_columns_of_the_directory_tell_of_every_page(tmp_path: Path) -> None:
    listed = directory(planned(tmp_path))
    columns = {name: unpacked(text) for name, text in listed["columns"].items()}
    pages = 3 + 2 * len(SESSIONS)
    assert {name: len(column) for name, column in columns.items()} == dict.fromkeys(columns, pages)
    kinds = [listed["kinds"][one] for one in columns["kind"]]
    assert kinds == ["topic", "indicator", "council", *["session", "resolution"] * len(SESSIONS)]
    day, days = 0, []
    for step in columns["day"]:
        day += -(step + 1) // 2 if step % 2 else step // 2
        days.append(day)
    assert days[:3] == [0, 0, 0]
    assert days[3:7] == [738307, 738307, 738308, 738308], "1 June 2022 and the day after"
    assert {listed["councils"][one] for one in columns["council"][3:]} == {"an-binh"}
    assert {listed["topicSets"][one] for one in columns["topics"][3:]} == {"ngan-sach"}


def test_cards_show_the_hits(tmp_path: Path) -> None:
    outputs = planned(tmp_path)
    listed = directory(outputs)
    cards = []
    for n in range(len(listed["cards"]["vi"]) // 8):
        digest = listed["cards"]["vi"][8 * n : 8 * n + 8]
        cards.append(called(data(outputs)[f"cards-vi-{n}-{digest}.js"])[1])
    assert [len(one) for one in cards] == [listed["perCards"], listed["perCards"], 9]
    flat = [card for some in cards for card in some]
    assert flat[3] == ["an-binh/khoa-x/ky-hop-1/", "Tin 1", "Kỳ họp thứ nhất", "", "Tóm tắt 1."]
    assert flat[4] == ["an-binh/nghi-quyet/2022/1-nq/", "Dự toán 1", "1/NQ"]


def test_a_portable_site_leads_to_files(tmp_path: Path) -> None:
    outputs = planned(tmp_path, portable=True)
    assert view(outputs, SearchView).path == "tim-kiem/index.html"
    assert all(
        b"ky-hop-1/index.html" in text
        for name, text in data(outputs).items()
        if name.startswith("cards-vi-0")
    )


def test_one_edit_makes_few_files_anew(tmp_path: Path) -> None:
    before = data(planned(tmp_path / "a"))
    edited = SESSIONS["sessions/5.md"].replace("Nội dung.", "Nội dung mới.")
    after = data(planned(tmp_path / "b", {"sessions/5.md": edited}))
    new = {re.sub(r"-\w+\.js$", "", name) for name in set(after) - set(before)}
    assert "directory" in new
    assert not any(name.startswith("cards") for name in new)
    assert set(before) - set(after) != set(before)


def test_choices_are_named_and_sorted_for_readers(tmp_path: Path) -> None:
    councils = CONTENT["councils.yaml"] + (
        "an-an:\n  level: ward\n  names: [{name: HĐND phường Ấn An}]\n  terms: {XI: {from: 2026}}\n"
    )
    page = view(planned(tmp_path, {"councils.yaml": councils}), SearchView)
    assert [(one.key, one.label) for one in page.councils] == [
        ("an-binh", "HĐND phường An Bình"),
        ("an-an", "HĐND phường Ấn An"),
    ]
    assert [one.key for one in page.terms] == ["X"], "terms with sessions"
    assert [(one.year, one.count) for one in page.years] == [(2022, 28)]
    assert page.kinds == ("session", "resolution", "indicator", "topic", "council")


@pytest.mark.parametrize("portable", [False, True])
def test_the_a_to_z_stands_in_the_order_of_the_alphabet(tmp_path: Path, portable: bool) -> None:
    names = ["Dân số", "Đường", "Ấn phẩm", "An ninh", "Ăn uống", "Điện", "12 chỉ tiêu", "Ủy ban", "Ưu đãi"]
    indicators = "".join(f"i{n}: {{name: {name}, topic: ngan-sach}}\n" for n, name in enumerate(names))
    page = view(planned(tmp_path, {"indicators.yaml": indicators}, portable=portable), AlphabetView)
    assert [(one.letter, [name.name for name in one.names]) for one in page.groups] == [
        ("#", ["12 chỉ tiêu"]),
        ("A", ["An ninh"]),
        ("Ă", ["Ăn uống"]),
        ("Â", ["Ấn phẩm"]),
        ("D", ["Dân số"]),
        ("Đ", ["Điện", "Đường"]),
        ("H", ["HĐND phường An Bình"]),
        ("N", ["Ngân sách"]),
        ("U", ["Ủy ban"]),
        ("Ư", ["Ưu đãi"]),
    ]
    assert len({one.id for one in page.groups}) == len(page.groups)
    assert page.groups[1].names[0].topic == "Ngân sách"
