"""What a phrase itself says of its time."""

import pytest

from builder.content.figures.reader import read_figure
from builder.content.figures.spelled import reading_of
from builder.content.schema import PhraseShape
from builder.model.reading import Timing

CASES = [
    ("vi", "6 tháng đầu năm đạt 6 tỷ đồng", Timing(part="6 tháng đầu năm")),
    ("vi", "Sáu tháng đầu năm thu 6 tỷ đồng", Timing(part="sáu tháng đầu năm")),
    ("vi", "quí II thu 2 tỷ đồng", Timing(part="quí ii")),
    ("vi", "thu 6 tỷ đồng trong 9 tháng năm 2022", Timing(part="9 tháng năm 2022")),
    ("vi", "tăng 5% so với 6 tháng đầu năm trước", Timing()),
    ("vi", "12 vụ, giảm 3 vụ so với cùng kỳ 6 tháng đầu năm", Timing()),
    ("vi", "bảo dưỡng 6 tháng một lần", Timing()),
    ("vi", "năm 2021 thu 12 tỷ đồng", Timing(year=2021)),
    ("vi", "đến hết năm 2025 đạt 12 tỷ đồng", Timing(year=2025)),
    ("vi", "còn 5 hộ theo chuẩn nghèo năm 2021", Timing()),
    ("vi", "tăng 12% so với năm 2020", Timing(base=2020)),
    ("vi", "tăng 12% so với năm trước", Timing()),
    ("vi", "luỹ kế đạt 12 tỷ đồng", Timing(running=True)),
    ("vi", "lũy kế cả năm đạt 12 tỷ đồng", Timing()),
    ("vi", "đến nay còn 5 hộ", Timing(so_far=True)),
    ("vi", "tính đến 15/12 thu 9 tỷ đồng", Timing(so_far=True)),
    ("vi", "tính đến hết năm còn 5 hộ", Timing()),
    ("en", "12 homes so far", Timing(so_far=True)),
    ("vi", "tính đến 31/12 còn 5 hộ", Timing()),
    ("en", "12 homes in the first half", Timing(part="first half")),
    ("en", "12 homes, up from the first quarter", Timing()),
    ("en", "in 2021 12 homes", Timing(year=2021)),
    ("en", "up 5% compared with 2019", Timing(base=2019)),
    ("en", "12 homes to date", Timing(running=True, so_far=True)),
    ("vi", "phấn đấu đạt 12 tỷ đồng", Timing(aim=True)),
    ("vi", "mục tiêu 12 tỷ đồng", Timing(aim=True)),
    ("vi", "đạt 12 tỷ đồng, mục tiêu đã đề ra", Timing()),
    ("vi", "điều chỉnh chỉ tiêu còn 9 tỷ đồng", Timing(aim=True)),
    ("vi", "kiến nghị 5 nội dung", Timing()),
    ("vi", "cùng kỳ đạt 13 tỷ đồng", Timing(part="cùng kỳ")),
    ("vi", "bình quân mỗi tháng 1 tỷ đồng", Timing(part="mỗi tháng")),
    ("en", "last year £12m", Timing(part="last year")),
    ("en", "12 homes, up from last year", Timing()),
    # What was planned or assigned, where nothing tells what came of it.
    ("vi", "kế hoạch giao 12 tỷ đồng", Timing(aim=True)),
    ("vi", "thu ngân sách được giao 12 tỷ", Timing(aim=True)),
    ("vi", "huyện giao 500 tấn", Timing(aim=True)),
    ("vi", "KH: 1.250 tấn", Timing(aim=True)),
    ("vi", "kế hoạch 12 tỷ đồng, đạt 98%", Timing(aim=True)),
    ("vi", "KH 12 tỷ đồng, TH 13 tỷ đồng", Timing()),
    ("vi", "đạt kế hoạch 12 tỷ đồng", Timing()),
    ("vi", "so với kế hoạch 12 tỷ đồng", Timing()),
    ("vi", "vượt kế hoạch 5 ha", Timing()),
    ("vi", "giải ngân kế hoạch vốn 12 tỷ đồng", Timing()),
    ("vi", "giao 12 thanh niên nhập ngũ", Timing()),
    ("vi", "giao 3 ha đất", Timing()),
    ("en", "target: 95%", Timing(aim=True)),
    ("en", "assigned a budget of £12 million", Timing(aim=True)),
    ("en", "against a target of 90%", Timing()),
    ("en", "12 planned homes", Timing()),
    ("en", "a budget surplus of £1.2m", Timing()),
    ("vi", "thành phố giao thu 12 tỷ đồng", Timing(aim=True)),
    ("vi", "dự toán 12 tỷ đồng, thực hiện 11 tỷ đồng", Timing()),
    ("vi", "giao 12 hồ sơ", Timing()),
    ("en", "a revised budget of £12m", Timing(aim=True)),
    ("en", "target of 90%, actual 93%", Timing()),
    ("en", "aims to build 12 homes", Timing(aim=True)),
    ("en", "12 homes aimed at families", Timing()),
]


@pytest.mark.parametrize(("language", "phrase", "told"), CASES)
def test_what_a_phrase_says_of_its_time(language: str, phrase: str, told: Timing) -> None:
    assert read_figure(phrase, language).timing == told


def test_an_editor_may_say_that_a_total_is_of_its_period() -> None:
    phrase = PhraseShape(text="lũy kế đạt 12 tỷ đồng", cumulative="false")  # type: ignore[arg-type] # as a file writes it
    assert reading_of(phrase, "vi").timing == Timing()
    assert reading_of(PhraseShape(text="lũy kế đạt 12 tỷ đồng"), "vi").timing == Timing(running=True)
