"""The reader of printed figures: what it reads, what it refuses, and that it never guesses in silence."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content.figures.reader import read_figure
from builder.content.figures.wire import answer
from builder.content.front_matter import read_front_matter
from builder.model.reading import Reading

ROOT = Path(__file__).parent.parent.parent.parent.parent


def short(reading: Reading) -> str:
    """A reading in one line: value, operator, unit and whatever else is not plain."""
    values = "…".join(str(value) for value in reading.values) or "–"
    said = [f"{reading.op if reading.op != '=' else ''}{values}", reading.unit]
    said += [f"/{reading.of}" if reading.of is not None else "", reading.approx, reading.status]
    said += [reading.measure if reading.measure != "level" else ""]
    said += ["cumulative" if reading.cumulative else ""]
    for one in reading.compare:
        value = "–" if one.value is None else str(one.value)
        op = one.op if one.op != "=" else ""
        parts = (one.to, one.kind, op + value, one.approx, one.by, one.unit)
        said.append("[" + " ".join(part for part in parts if part) + "]")
    said += [f"share {reading.share}" if reading.share is not None else ""]
    said += [f"!{doubt.code}" for doubt in reading.doubts]
    return " ".join(part for part in said if part)


VIETNAMESE = {
    "đạt 1.560 tỷ đồng, tăng 12,4% so với cùng kỳ năm 2019, đạt 98,5% kế hoạch năm": "1560 tỷ đồng "
    "[previous change 12.4] [plan percent 98.5]",
    "giảm hơn 10% so với cùng kỳ": "<-10 % growth",
    "giảm gần 9 hộ": "-9 hộ under change",
    "vượt 17,75% dự toán tỉnh giao": "17.75 % [plan over 17.75 tỉnh giao]",
    "từ 7,5 - 8,5%": "7.5…8.5 %",
    "tăng 7,5–8%": "7.5…8 % growth",
    "giảm 0,5-1%/năm": "-1…-0.5 %/năm growth",
    "tăng trưởng kinh tế đạt từ 7,5 đến 8,5%": "7.5…8.5 % growth",
    "từ 3,69% lên 3,71%": "3.71 % [previous level 3.69]",
    "giảm từ 5,2% xuống còn 3,1%": "3.1 % [previous level 5.2]",
    "634 tỷ 620 triệu đồng, bằng 53% kế hoạch năm": "634.62 tỷ đồng [plan percent 53]",
    "1 tỷ 250 triệu 500 nghìn đồng": "1.2505 tỷ đồng",
    "không có hộ nghèo": "0 hộ",
    "không quá 5 vụ": "<=5 vụ",
    "không dưới 95%": ">=95 %",
    "95% trở lên": ">=95 %",
    "kết nạp từ 3 đảng viên trở lên": ">=3 đảng viên",
    "trên 95% hộ gia đình đạt văn hóa trở lên": ">95 %",
    "100% chi bộ xếp loại từ hoàn thành nhiệm vụ trở lên": "100 %",
    "chưa đạt 95%": "<95 %",
    "trên dưới 100 người": "100 người about",
    "khoảng 1.000m đường": "1000 m about",
    "ước đạt 72 triệu đồng/người/năm": "72 triệu đồng/người/năm estimate",
    "lũy kế đạt 5 tỷ đồng": "5 tỷ đồng cumulative",
    "giảm 2 điểm % so với năm 2019": "-2 điểm % change [previous points -2]",
    "phát triển thêm 5 hộ": "5 hộ",
    "tăng thêm 5 hộ": "5 hộ change",
    "28/30 chỉ tiêu": "28 chỉ tiêu /30",
    "450/500 hộ, đạt 90%": "450 hộ /500 share 90",
    "đạt 85,5% (171/200 hộ)": "85.5 %",
    "tăng 25 vụ (12,5%) so với cùng kỳ": "25 vụ change [previous change 25 vụ] [previous change 12.5]",
    "đạt 120% xã giao và đạt 310% kế hoạch tỉnh giao": "120 % "
    "[plan percent 120 xã giao] [plan percent 310 tỉnh giao]",
    "đạt và vượt so với dự toán thành phố giao": "– [plan percent >=100 thành phố giao]",
    "giảm so với cùng kỳ": "– qualitative [previous change <–]",
    "được giữ vững": "– maintain",
    "được tăng cường": "– qualitative",
    "Quý III/2021 đạt 12 tỷ đồng": "12 tỷ đồng",
    "giai đoạn 2021-2025 xây dựng 15 km đường": "15 km",
    "6 tháng đầu năm đạt 5,3 tỷ đồng, bằng 48% dự toán": "5.3 tỷ đồng [plan percent 48]",
    "sau 3 năm thực hiện đạt 75%": "75 %",
    "bảo đảm 100% trẻ em dưới 6 tuổi có thẻ bảo hiểm y tế": "100 %",
    "tăng cường tổ chức 12 cuộc kiểm tra": "12 cuộc",
    "hỗ trợ giảm nghèo cho 12 hộ": "12 hộ",
    "-3,8%": "-3.8 % growth",
    "500.000đ": "500000 đ",
    "lớn hơn hoặc bằng 95%": ">=95 %",
    "bằng hoặc thấp hơn 5%": "<=5 %",
    "giảm không quá 5%": ">=-5 % growth",
    "giảm được 12 hộ nghèo": "-12 hộ change",
    "không tăng quá 5%": "<=5 % growth",
    "không cao hơn 5% so với cùng kỳ": "<=5 % [previous index <=5]",
    "tăng trưởng âm 2,5%": "-2.5 % growth",
    "nhiều hơn 5 vụ so với cùng kỳ": "5 vụ change [previous change 5 vụ]",
    "ít hơn 5 vụ so với cùng kỳ": "-5 vụ change [previous change -5 vụ]",
    "thấp hơn 2,5% so với bình quân chung của tỉnh": "-2.5 % growth [benchmark change -2.5]",
    "20 vụ, tăng 5 vụ (33,3%) so với cùng kỳ": "20 vụ [previous change 5 vụ] [previous change 33.3]",
    "không thấp hơn 95% kế hoạch": ">=95 % [plan percent >=95]",
    "không thấp hơn 95% so với cùng kỳ": ">=95 % [previous index >=95]",
}
ENGLISH = {
    "over 1,200 households": ">1200 households",
    "nearly 45 jobs": "45 jobs under",
    "just over 45 jobs": "45 jobs over",
    "at least 95%": ">=95 %",
    "95% or more": ">=95 %",
    "between 10 and 12 homes": "10…12 homes",
    "fell from 5.2% to 3.1%": "3.1 % [previous level 5.2]",
    "a 5% reduction in crime": "-5 % growth",
    "$3 million, 103.5% of plan": "3 million $ [plan percent 103.5]",
    "38 of 46 (83%) indicators": "38 indicators /46 share 83",
    "12% above target": "12 % [plan over 12]",
    "no cases": "0 cases",
    "not above 5%": "<=5 %",
    "not below 95% of target": ">=95 % [plan percent >=95]",
    "minus 5%": "-5 % growth",
    "10 fewer cases than last year": "-10 change",
    "10 more homes than last year": "10 change",
    "Q3 2021: 45%": "45 %",
}
REFUSED = {
    "đạt 103.5% kế hoạch": "malformed-number",
    "đạt 16140.400 đồng": "malformed-number",
    "4 156 9432 đồng": "malformed-number",
    "trồng 5 ha rau, 3 ha hoa": "several-values",
    "tổ chức 3 kỳ họp, ban hành 15 nghị quyết": "several-values",
    "gấp 2 lần so với cùng kỳ": "times",
    "vượt 1,5 lần so với kế hoạch": "times",
    "giảm -3%": "double-negative",
    "5xyz": "unknown-unit",
    "ban hành Nghị quyết số 12/NQ-HĐND": "no-figure",
    "thu ngân sách đạt 11 tỷ 5": "several-values",
}


@pytest.mark.parametrize(("text", "expected"), VIETNAMESE.items())
def test_vietnamese_phrases_are_read(text: str, expected: str) -> None:
    assert short(read_figure(text, "vi")) == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_english_phrases_are_read(text: str, expected: str) -> None:
    assert short(read_figure(text, "en")) == expected


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_a_doubtful_phrase_says_why(text: str, code: str) -> None:
    assert code in {doubt.code for doubt in read_figure(text, "vi").doubts}


def test_a_unit_left_to_the_indicator_is_taken_from_it() -> None:
    assert read_figure("đạt 72 triệu", "vi", "triệu đồng/người/năm").unit == "triệu đồng/người/năm"
    assert read_figure("kết nạp mới 3", "vi", "đảng viên").unit == "đảng viên"


def test_every_figure_of_the_real_report_is_read_without_doubt() -> None:
    file = "content/sessions/2020-12-29-ky-hop-13.md"
    located = read_front_matter(file, (ROOT / file).read_bytes())
    metrics = located.values["metrics"]
    assert isinstance(metrics, list)
    read = {}
    for metric in metrics:
        assert isinstance(metric, dict)
        text = metric.get("result") or metric.get("target") or metric.get("task")
        read[text] = read_figure(str(text), "vi")
    assert len(metrics) == 30
    assert [text for text, reading in read.items() if reading.doubts] == []
    assert short(read["đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao"]) == ">11 tỷ đồng [plan percent 103.5]"
    assert short(read["giảm … xuống dưới 0,52%"]) == "<0.52 %"
    assert sum(bool(reading.values) for reading in read.values()) == 14


@pytest.mark.parametrize(("language", "group", "decimal"), [("vi", ".", ","), ("en", ",", ".")])
def test_no_number_changes_by_being_read(language: str, group: str, decimal: str) -> None:
    chance = random.Random(2020)  # noqa: S311 # the same thousand numbers every time
    for _ in range(1000):
        whole = chance.randrange(10 ** chance.randrange(1, 13))
        digits = chance.randrange(4)
        fraction = "".join(chance.choice("0123456789") for _ in range(digits))
        printed = f"{whole:,}".replace(",", group) + (decimal + fraction if fraction else "")
        (value,) = read_figure(f"{printed} %", language).values
        back = f"{value:,f}".replace(",", "_").replace(".", decimal).replace("_", group)
        assert back == printed


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789.,/-–% ()tỷriệuđồnghơếạm+;"), max_size=40))
def test_nothing_makes_it_raise_and_every_digit_is_read_or_reported(text: str) -> None:
    reading = read_figure(text, "vi")
    if any(sign.isdigit() for sign in text) and not reading.values and not reading.compare:
        assert reading.doubts


def test_lines_in_and_objects_out() -> None:
    said = json.loads(answer('{"text": "đạt 72 triệu", "unit": "triệu đồng/người/năm"}', "vi"))
    assert (said["value"], said["unit"], said["problems"]) == ("72", "triệu đồng/người/năm", [])
    assert json.loads(answer("7,5–8%", "vi"))["value"] == ["7.5", "8"]
    assert json.loads(answer("{không phải JSON 5 hộ", "vi"))["value"] == "5"
    assert Decimal(json.loads(answer("0,10 %", "vi"))["value"]).as_tuple().exponent == -2
