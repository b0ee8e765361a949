"""Search in a real browser: the script spells as the index does, finds what there is, and says so."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from looking import opened, overflow, violations
from playwright.sync_api import Browser, Page, expect
from stage import EXAMPLE, TODAY, Archive, made
from unit.small import records, texts

from builder.model.assemble import assemble
from builder.model.moment import Moment
from builder.model.spelling import spelled
from builder.outputs.items import Items
from builder.outputs.search.entries import volumes

pytestmark = pytest.mark.browser

KEPT = Path(__file__).parent.parent / "search"
VECTORS = json.loads((KEPT / "vectors.json").read_text(encoding="utf-8"))
QUERIES = json.loads((KEPT / "queries.json").read_text(encoding="utf-8"))
SEARCH = "tim-kiem/"


@pytest.fixture(scope="module")
def page(browser: Browser, archive: Archive) -> Iterator[Page]:
    """The search page, kept open; nothing may be said on its console."""
    found, heard = opened(browser, 1280)
    found.goto(archive.address + SEARCH)
    yield found
    assert heard.said == []
    found.context.close()


def find(page: Page, query: str) -> list[str]:
    """Type a query, press Enter, and give the addresses of the hits shown."""
    page.fill("#q", query)
    page.press("#q", "Enter")
    return hits(page)


def hits(page: Page) -> list[str]:
    """The addresses of the hits shown, once the search has answered."""
    expect(page.get_by_role("status")).to_have_text(re.compile(r"kết quả$|^Không tìm thấy|^Chưa tải được"))
    root = page.evaluate("new URL(form.dataset.root, location.href).href")
    links = page.locator("[data-hits] [data-part=title]")
    return [str(link).removeprefix(root) for link in links.evaluate_all("all => all.map(one => one.href)")]


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def count(page: Page) -> int:
    match = re.match(r"([\d.]+) kết quả$", status(page))
    return int(match[1].replace(".", "")) if match else 0


def spelled_by_script(page: Page, texts: list[str]) -> list[str]:
    said = page.evaluate(
        "texts => texts.map(text => runs(text).map(run => run.join(' ')).join('\\n'))", texts
    )
    return [str(one) for one in said]


def test_the_script_spells_as_the_vectors_say(page: Page) -> None:
    said = spelled_by_script(page, [one["text"] for one in VECTORS])
    assert said == ["\n".join(" ".join(run) for run in one["runs"]) for one in VECTORS]


def test_the_script_spells_any_text_as_the_index_does(page: Page) -> None:
    """Texts of Vietnamese letters in both forms, marks, digits, signs and a few other scripts, at random."""
    chance = random.Random(2026)  # noqa: S311 # the same texts every time
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯQYỳỹỵỷýấầẩẫậớờởỡợứừửữựếềểễệ"
    marks = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u0327"
    signs = "0123456789.,/-–:;()[]{}!?…%“”\"'  \u00a0\n²½№ﬁßéñçÅΣπЖя北京ⅨİKÅ"
    kinds = (letters, letters, letters, marks, signs)
    texts = ["".join(chance.choice(chance.choice(kinds)) for _ in range(40)) for _ in range(3000)]
    said = spelled_by_script(page, texts)
    assert [text for text, one in zip(texts, said, strict=True) if spelled(text) != one] == []


@pytest.mark.parametrize("asked", QUERIES, ids=lambda one: str(one["query"]))
def test_the_first_hit_is_the_one_a_reader_means(page: Page, asked: dict[str, str]) -> None:
    assert find(page, asked["query"])[:1] == [asked["first"]]


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What each page that can be found says, spelled: one text for each, a run of words to a line."""
    site, _ = assemble(records(EXAMPLE), Moment(TODAY))
    written = texts(EXAMPLE)
    passages = [entry.found.among(written) for one in volumes(Items(site, portable=False)) for entry in one]
    return [
        "\n".join(part for passage in one for part in (passage.title, passage.heading, passage.text))
        for one in passages
    ]


@pytest.mark.parametrize(
    "phrase",
    [
        "thu ngân sách",
        "hộ nghèo",
        "ngân sách",
        "an ninh trật tự",
        "so với",
        "cử tri",
        "đường bê tông",
        "tổ dân phố",
    ],
)
def test_a_phrase_is_counted_as_a_regular_expression_counts_it(
    page: Page, said: list[str], phrase: str
) -> None:
    whole = re.compile(rf"(?<![^ \n]){re.escape(spelled(phrase))}(?![^ \n])")
    expected = sum(bool(whole.search(text)) for text in said)
    assert expected
    find(page, f'"{phrase}"')
    assert count(page) == expected


def test_words_of_other_spellings_come_after_those_typed(page: Page) -> None:
    find(page, '"thù"')
    assert status(page).startswith("Không tìm thấy"), "a word in quotation marks is exact"
    assert find(page, "thừ ngân sách")[:1] == ["chi-tieu/thu-ngan-sach/"], "a slip of the finger still finds"


def test_what_is_not_there_is_said_by_its_word(page: Page) -> None:
    assert find(page, "ngân sách constructor toString") == []
    assert status(page) == "Không tìm thấy. Chưa có trang nào chứa: constructor toString"
    assert find(page, '"sách ngân"') == []
    assert status(page) == "Không tìm thấy. Hãy thử bớt từ hoặc bỏ dấu ngoặc kép."


def test_hits_are_marked_and_nothing_but_the_words_is(page: Page) -> None:
    find(page, '"đầu tư công"')
    marks = page.locator("[data-hits] mark").all_inner_texts()
    assert marks
    assert {one.lower() for one in marks} == {"đầu tư công"}


def test_the_rest_comes_ten_by_ten_and_the_keyboard_goes_along(page: Page) -> None:
    first = find(page, "phường")
    total = count(page)
    assert len(first) == 10 < total
    page.get_by_role("button", name="Xem thêm kết quả").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-hits] > li")).to_have_count(min(20, total))
    assert page.evaluate("document.activeElement.closest('li').previousElementSibling !== null")
    while page.locator("[data-more]").is_visible():
        shown = page.locator("[data-hits] > li").count()
        page.locator("[data-more]").click()
        expect(page.locator("[data-hits] > li")).not_to_have_count(shown)
    found = hits(page)
    assert len(found) == len(set(found)) == total
    assert found[:10] == first


def test_a_search_has_an_address_and_going_back_asks_again(page: Page, archive: Archive) -> None:
    find(page, "bê tông")
    before = hits(page)
    find(page, "camera")
    assert page.url == archive.address + SEARCH + "?q=camera"
    page.go_back()
    expect(page.locator("#q")).to_have_value("bê tông")
    assert hits(page) == before
    page.goto(archive.address + SEARCH + "?" + "q=" + quote("bê tông"))
    assert hits(page) == before


def test_the_field_of_the_front_page_leads_to_the_answer(browser: Browser, archive: Archive) -> None:
    page, heard = opened(browser, 360)
    page.goto(archive.address)
    page.get_by_role("searchbox").fill("duong be tong")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=duong+be+tong")
    assert hits(page)[0] == "chi-tieu/duong-be-tong/"
    page.get_by_role("link", name="Đường bê tông làm mới").first.click()
    page.wait_for_url("**/chi-tieu/duong-be-tong/")
    assert heard.said == []
    page.context.close()


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("kind=resolution", r"/nghi-quyet/"),
        ("council=phuong-cu", r"^phuong-cu/"),
        ("term=VI", r"/khoa-vi/|/nghi-quyet/2026/"),
        ("year=2024", r"/khoa-v/ky-hop-(7|8|bat-thuong-1)/|/nghi-quyet/2024/"),
        ("kind=session&kind=topic", r"/ky-hop-|^linh-vuc/"),
    ],
)
def test_choices_narrow_what_is_found(page: Page, archive: Archive, choice: str, kept: str) -> None:
    def all_of(address: str) -> set[str]:
        page.goto(archive.address + SEARCH + address)
        found = hits(page)
        while page.locator("[data-more]").is_visible():
            page.locator("[data-more]").click()
            expect(page.locator("[data-hits] > li")).not_to_have_count(len(found))
            found = hits(page)
        return set(found)

    everything = all_of("?q=phuong")
    some = all_of(f"?q=phuong&{choice}")
    assert some == {one for one in everything if re.search(kept, one)}
    assert 0 < len(some) < len(everything)
    assert page.locator("details").get_attribute("open") is not None, "the choice made is in sight"


def test_many_choices_are_a_list_to_choose_one_from(browser: Browser, extremes: Archive) -> None:
    page, heard = opened(browser, 360)
    page.goto(extremes.address + SEARCH + "?q=chuyen+de")
    everything = len(hits(page)) and count(page)
    page.get_by_text("Lọc và sắp xếp").click()
    topic = page.get_by_role("combobox", name="Lĩnh vực")
    assert topic.locator("option").count() > 24
    topic.select_option("linh-vuc-2")
    assert 0 < len(hits(page)) <= count(page) < everything
    assert page.url.endswith("?q=chuyen+de&topic=linh-vuc-2")
    page.reload()
    assert hits(page)
    assert topic.input_value() == "linh-vuc-2"
    topic.select_option("")
    hits(page)
    assert count(page) == everything
    assert heard.said == []
    page.context.close()


def test_a_hit_is_named_as_it_was_called_on_its_day(page: Page, archive: Archive) -> None:
    page.goto(archive.address + SEARCH + "?q=von+dau+tu+cong&year=2023&kind=session")
    at = hits(page).index("phuong-mau/khoa-v/ky-hop-chuyen-de-1/")
    about = page.locator("[data-part=about]").nth(at).inner_text().replace("\u00a0", " ")
    assert about == "Kỳ họp chuyên đề · 15/03/2023 · HĐND phường Mẫu", "today it is that of Mẫu Mới"


def test_choosing_answers_at_once_and_sorts_by_day(page: Page, archive: Archive) -> None:
    page.goto(archive.address + SEARCH + "?q=thu+ngan+sach")
    total = len(hits(page)) and count(page)
    page.get_by_text("Lọc và sắp xếp").click()
    page.get_by_label("Kỳ họp", exact=True).check()
    assert 0 < len(hits(page)) <= count(page) < total
    page.get_by_label("Thứ tự").select_option("date")
    hits(page)
    days = page.locator("[data-part=about]").all_inner_texts()
    found = [re.search(r"(\d\d)/(\d\d)/(\d{4})", one) for one in days]
    order = [one.group(3, 2, 1) for one in found if one]
    assert len(order) == len(days) >= 5
    assert order == sorted(order, reverse=True)
    assert page.url.endswith("?q=thu+ngan+sach&kind=session&order=date")
    page.get_by_label("Thứ tự").select_option("")
    page.get_by_label("Kỳ họp", exact=True).uncheck()
    hits(page)
    assert count(page) == total


def test_a_long_write_up_is_found_by_its_sections(browser: Browser, real: Archive) -> None:
    page, heard = opened(browser, 360)
    page.goto(real.address + SEARCH + "?q=" + quote("camera an ninh"))
    assert any("/ky-hop-" in one for one in hits(page))
    sections = page.locator("[data-part=sections] a")
    assert sections.count() > 0
    address = sections.first.get_attribute("href") or ""
    sections.first.click()
    page.wait_for_url(f"**/{address.removeprefix('../')}")
    assert page.evaluate("document.querySelector(':target').tagName") == "H2"
    assert heard.said == []
    page.context.close()


def test_without_a_script_the_page_says_so_and_leads_on(browser: Browser, archive: Archive) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(archive.address + SEARCH + "?q=ngan+sach")
    assert page.locator("noscript p").is_visible()
    assert not page.locator("details").is_visible()
    assert not page.locator("[data-more]").is_visible()
    page.get_by_role("link", name="Chỉ tiêu và lĩnh vực từ A đến Z").click()
    letters = page.locator("h2").all_inner_texts()
    assert letters.index("D") < letters.index("Đ") < letters.index("G")
    page.get_by_role("navigation", name="Chữ cái").get_by_role("link", name="Đ", exact=True).click()
    page.get_by_role("link", name="Đường bê tông làm mới, cải tạo").click()
    assert page.url.endswith("/chi-tieu/duong-be-tong/")
    context.close()


def test_it_works_from_a_disk(browser: Browser, tmp_path: Path) -> None:
    folder = made(EXAMPLE, tmp_path / "output", portable=True)
    page, heard = opened(browser, 1280)
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("searchbox").fill("duong be tong")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/index.html?q=duong+be+tong")
    assert hits(page)[0] == "chi-tieu/duong-be-tong/index.html"
    assert find(page, "tỉ lệ hộ nghèo")[0] == "chi-tieu/ty-le-ho-ngheo/index.html"
    page.go_back()
    assert hits(page)[0] == "chi-tieu/duong-be-tong/index.html"
    page.locator("[data-hits] a").first.click()
    page.wait_for_url("**/chi-tieu/duong-be-tong/index.html")
    assert heard.said == []
    page.context.close()


def test_a_file_that_does_not_come_is_told(browser: Browser, archive: Archive) -> None:
    page, _ = opened(browser, 360)
    page.route("**/words-*.js", lambda route: route.abort())
    page.goto(archive.address + SEARCH + "?q=phuong")
    hits(page)
    assert status(page) == "Chưa tải được dữ liệu tìm kiếm. Vui lòng tải lại trang."
    page.unroute("**/words-*.js")
    assert find(page, "phường"), "the next question loads it again"
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hits_and_choices_fit_and_axe_finds_nothing(
    browser: Browser, archive: Archive, width: int, scheme: str
) -> None:
    page, _ = opened(browser, width, scheme, csp=False)
    page.goto(archive.address + SEARCH + "?q=thu+ngan+sach&kind=session")
    assert hits(page)
    for narrow in (320, width):
        page.set_viewport_size({"width": narrow, "height": 900})
        assert overflow(page) <= 0
    assert violations(page) == []
    page.context.close()
