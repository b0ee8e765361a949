from builder.content.passages import LONG
from builder.model.spelling import Passage, spelled
from unit.small import record, session, write_up

LOREM = "Cử tri hỏi về tiến độ sửa đường.\n\n"


def passages(text: str) -> tuple[Passage, ...]:
    found = record(text).text
    assert found is not None
    return found.passages


def long(*sections: str) -> str:
    """A body of h2 sections that is long enough to be found by them."""
    each = LOREM * (LONG // len(LOREM) // len(sections) + 1)
    return "Mở đầu.\n\n" + "".join(f"## {one}\n\n{each}" for one in sections)


def test_a_title_a_summary_and_a_text_each_keep_their_weight() -> None:
    (page,) = passages(write_up("summary: Đạt 103,5 % kế hoạch.", "Thu *ngân sách* tăng.", title="Tin vui"))
    assert page.title == spelled("Tin vui")
    assert spelled("Đạt 103,5 % kế hoạch") in page.heading.split("\n")
    assert spelled("Thu ngân sách tăng") in page.text.split("\n")
    assert (page.anchor, page.name) == ("", "")


def test_a_session_is_found_by_its_number_and_term() -> None:
    (page,) = passages(write_up(number=13))
    assert spelled("kỳ họp thứ 13 khóa X") in page.heading
    (page,) = passages(write_up("kind: thematic", number="chuyen-de-1"))
    assert spelled("kỳ họp chuyên đề") in page.heading


def test_a_short_write_up_is_one_passage_and_its_headings_weigh_more() -> None:
    (page,) = passages(write_up(body="## Bê tông hóa\n\nĐã xong."))
    assert spelled("Bê tông hóa") in page.heading.split("\n")


def test_a_long_write_up_is_found_by_its_sections() -> None:
    page, first, second = passages(write_up(body=long("Đường sá", "Y tế")))
    assert [(one.anchor, one.name) for one in (first, second)] == [("duong-sa", "Đường sá"), ("y-te", "Y tế")]
    assert spelled("Mở đầu") in page.text
    assert spelled("tiến độ sửa đường") not in page.text
    assert spelled("tiến độ sửa đường") in first.text
    assert first.heading == spelled("Đường sá")
    assert first.title == second.title == ""


def test_a_section_keeps_its_inner_headings() -> None:
    _, first, _ = passages(write_up(body=long("Một\n\n### Trong một", "Hai")))
    assert first.heading == f"{spelled('Một')}\n{spelled('Trong một')}"


def test_figures_are_found_as_printed() -> None:
    extra = "metrics: [{name: Thu phí, period: 2022, result: 'đạt 103,5 % kế hoạch'}]"
    (page,) = passages(write_up(extra, body="Thu phí đạt 103,5 % kế hoạch."))
    assert spelled("Thu phí đạt 103,5 % kế hoạch") in page.text.split("\n")


def test_a_resolution_is_found_by_its_number_its_title_and_what_it_decides() -> None:
    extra = "resolutions: [{number: 12/NQ-HĐND, title: Dự toán, abstract: Giao 15 tỷ}]"
    passage = session(write_up(extra)).resolutions[0].passage
    assert passage.title.split("\n") == [spelled("12/NQ-HĐND"), spelled("Dự toán")]
    assert passage.text == spelled("Giao 15 tỷ")
    assert spelled("12/NQ-HĐND Dự toán") in passages(write_up(extra))[0].text.split("\n"), (
        "and by its session"
    )


def test_questions_agenda_and_documents_belong_to_the_page() -> None:
    extra = (
        "agenda: [Bầu chủ tịch]\nplace: Hội trường\nchair: Bà Lê Thị Mẫu\n"
        "questions: [{asker: Ông Trần, question: Bao giờ xong cầu?, answer: Quý ba}]"
    )
    (page,) = passages(write_up(extra))
    for words in ("Bầu chủ tịch", "Hội trường", "Bà Lê Thị Mẫu", "Ông Trần", "Bao giờ xong cầu", "Quý ba"):
        assert spelled(words) in page.text.split("\n")


def test_a_free_page_has_passages_too() -> None:
    reading = record(
        "---\ntitle: Trợ năng\nsummary: Ai cũng đọc được.\n---\n\nBàn phím.\n",
        kind="page",
        file="content/pages/tro-nang.md",
    )
    assert reading.text is not None
    (passage,) = reading.text.passages
    assert (passage.title, passage.text) == (spelled("Trợ năng"), spelled("Bàn phím"))
