"""What becomes of one target and one result: docs/figures.md, "The ledger", sentence by sentence."""

import pytest

from unit.archives import ledger, metrics, points, row

SET, HELD = "2021-12-20", "2022-12-20"

PAIRS = [
    # A point is what was printed; of an indicator with a direction it is at least, or at most, that much.
    ("thu", "đạt 10 tỷ đồng", "đạt 10 tỷ đồng", "met", "within"),
    ("thu", "đạt 10 tỷ đồng", "đạt 9,99 tỷ đồng", "missed", "outside"),
    ("ho", "còn 5 hộ", "còn 5 hộ", "met", "within"),
    ("ho", "còn 5 hộ", "còn 6 hộ", "missed", "outside"),
    ("dat", "100%", "đạt 100%", "met", "within"),
    ("ho", "không có hộ nghèo", "không có hộ nghèo", "met", "within"),
    ("ho", "không có hộ nghèo", "còn 1 hộ", "missed", "outside"),
    # A limit is endless on one side; what lies wholly within meets it, what overlaps cannot be told.
    ("thu", "đạt trên 10 tỷ đồng", "trên 11 tỷ đồng", "met", "within"),
    ("thu", "đạt trên 10 tỷ đồng", "trên 10 tỷ đồng", "met", "within"),
    ("thu", "đạt trên 10 tỷ đồng", "trên 9 tỷ đồng", "unclear", "overlap"),
    ("thu", "đạt 10 tỷ đồng", "trên 9 tỷ đồng", "unclear", "overlap"),
    ("thu", "đạt 10 tỷ đồng", "trên 10 tỷ đồng", "exceeded", "beyond"),
    ("thu", "từ 10 tỷ đồng trở lên", "từ 10 tỷ đồng trở lên", "met", "within"),
    ("thu", "từ 10 tỷ đồng trở lên", "ít nhất 9 tỷ đồng", "unclear", "overlap"),
    ("tyle", "không quá 3%", "dưới 3%", "met", "within"),
    ("tyle", "dưới 3%", "không quá 3%", "unclear", "overlap"),
    ("tyle", "dưới 3%", "trên 3%", "missed", "outside"),
    # `gần` is one unit of the last printed digit below.
    ("thu", "đạt 10 tỷ đồng", "gần 10 tỷ đồng", "missed", "outside"),
    ("thu", "đạt trên 9 tỷ đồng", "gần 10 tỷ đồng", "met", "within"),
    ("thu", "đạt trên 9,5 tỷ đồng", "gần 10 tỷ đồng", "unclear", "overlap"),
    # Ranges, on either side; `exceeded` only beyond the far end and only with a direction.
    ("dat", "từ 7,5 đến 8,5%", "đạt 7,52%", "met", "within"),
    ("dat", "từ 7,5 đến 8,5%", "đạt 8,5%", "met", "within"),
    ("dat", "từ 7,5 đến 8,5%", "đạt 8,51%", "exceeded", "beyond"),
    ("dat", "từ 7,5 đến 8,5%", "đạt 7,49%", "missed", "outside"),
    ("dat", "từ 7,5 đến 8,5%", "từ 7 đến 8%", "unclear", "overlap"),
    ("dat", "từ 7,5 đến 8,5%", "từ 8 đến 9%", "met", "within"),
    ("dat", "từ 7,5 đến 8,5%", "từ 9 đến 9,5%", "exceeded", "beyond"),
    ("dat", "từ 7,5 đến 8,5%", "trên 8%", "met", "within"),
    ("dat", "đạt 8%", "từ 7,5 đến 8,5%", "unclear", "overlap"),
    ("tyle", "từ 2 đến 3%", "còn 1,5%", "exceeded", "beyond"),
    ("tyle", "từ 2 đến 3%", "còn 3,1%", "missed", "outside"),
    ("khac", "từ 7 đến 8 tỷ đồng", "9 tỷ đồng", "missed", "outside"),
    ("khac", "đạt 10 tỷ đồng", "12 tỷ đồng", "missed", "outside"),
    ("khac", "đạt 10 tỷ đồng", "10 tỷ đồng", "met", "within"),
    ("thu", "đạt 10 tỷ đồng", "đạt 12 tỷ đồng", "exceeded", "beyond"),
    ("thu", "đạt trên 10 tỷ đồng", "đạt 12 tỷ đồng", "met", "within"),
    # A printed decimal equal to a strict limit may have been rounded, also as the end of a range; a count is exact.
    ("tyle", "dưới 0,52%", "còn 0,52%", "unclear", "rounding"),
    # So may a number in fewer decimals than its target, where that would make it missed.
    ("thu", "đạt 12,04 tỷ đồng", "đạt 12 tỷ đồng", "unclear", "rounding"),
    ("thu", "đạt 12,04 tỷ đồng", "đạt 11,96 tỷ đồng", "missed", "outside"),
    ("thu", "đạt 12,6 tỷ đồng", "đạt 12 tỷ đồng", "missed", "outside"),
    ("thu", "đạt 12 tỷ đồng", "đạt 11,96 tỷ đồng", "missed", "outside"),
    ("tyle", "không quá 1,4%", "còn 1,5%", "missed", "outside"),
    ("tyle", "không quá 1,96%", "còn 2%", "unclear", "rounding"),
    ("tyle", "dưới 0,52%", "từ 0,52 đến 0,6%", "unclear", "rounding"),
    ("tyle", "dưới 0,52%", "còn 0,53%", "missed", "outside"),
    ("tyle", "dưới 5%", "còn 5%", "unclear", "rounding"),
    ("thu", "đạt trên 10 tỷ đồng", "đạt 10 tỷ đồng", "unclear", "rounding"),
    ("ho", "dưới 5 hộ", "còn 5 hộ", "missed", "outside"),
    ("ho", "dưới 5 hộ", "từ 5 đến 6 hộ", "missed", "outside"),
    ("dan", "trên 10 nghìn con", "10.000 con", "missed", "outside"),
    ("dan", "trên 10.000 con", "10 nghìn con", "unclear", "rounding"),
    # So may what a unit of thousands or of measure counts, also one that no registry knows.
    ("tu", "trên 10 triệu USD", "10 triệu USD", "unclear", "rounding"),
    ("tu", "trên 10 nghìn lượt khách", "10 nghìn lượt khách", "unclear", "rounding"),
    ("tu", "trên 12 MWp", "12 MWp", "unclear", "rounding"),
    ("tu", "trên 12 đồng chí", "12 đồng chí", "missed", "outside"),
    # `khoảng` is known to a tenth either way: inside nothing can be told, beyond it can.
    ("dat", "đạt 50%", "khoảng 50%", "unclear", "about"),
    ("dat", "đạt 50%", "khoảng 46%", "unclear", "about"),
    ("dat", "đạt 50%", "khoảng 45%", "missed", "outside"),
    ("dat", "đạt 45%", "khoảng 50%", "met", "within"),
    ("dat", "đạt 44%", "khoảng 50%", "exceeded", "beyond"),
    ("dat", "khoảng 50%", "đạt 50%", "unclear", "about"),
    ("dat", "khoảng 50%", "đạt 44%", "missed", "outside"),
    ("dat", "khoảng 50%", "đạt 55%", "met", "within"),
    # n of N: of the same N.
    ("camera", "9/9 tổ dân phố", "9/9 tổ dân phố", "met", "within"),
    ("camera", "9/9 tổ dân phố", "8/9 tổ dân phố", "missed", "outside"),
    ("camera", "9/9 tổ dân phố", "9/12 tổ dân phố", "not-comparable", "denominator"),
    ("camera", "9 tổ dân phố", "9/9 tổ dân phố", "not-comparable", "denominator"),
    ("camera", "thêm 3", "9/9 tổ dân phố", "not-comparable", "measure"),
    ("camera", "9/9 tổ dân phố", "thêm 3 tổ dân phố", "not-comparable", "measure"),
    # So many more are not so many; what may be said either way is compared.
    ("camera", "thêm 3 tổ dân phố", "có 9 tổ dân phố", "not-comparable", "measure"),
    ("camera", "lắp thêm 3 tổ dân phố", "lắp thêm 3 tổ dân phố", "met", "within"),
    ("dien", "trồng mới 12 ha", "tổng diện tích 150 ha", "not-comparable", "measure"),
    ("dien", "trồng thêm 12 ha", "trồng 12 ha", "met", "within"),
    ("dien", "từ 10 đến 14 ha", "trồng mới 12 ha", "met", "within"),
    ("dien", "đạt 150 ha", "trồng mới 12 ha", "not-comparable", "measure"),
    ("ho", "còn 5 hộ", "phát sinh thêm 3 hộ", "not-comparable", "measure"),
    # A part is not the whole.
    ("thu", "đạt 12 tỷ đồng", "trong đó thu từ đất 9 tỷ đồng", "not-comparable", "part"),
    ("thu", "trong đó thu từ đất 8 tỷ đồng", "trong đó thu từ đất 9 tỷ đồng", "exceeded", "beyond"),
    ("thu", "đạt 12 tỷ đồng", "riêng năm 2022 đạt 13 tỷ đồng", "exceeded", "beyond"),
    # What may come, or came before, is no result of the period.
    ("thu", "đạt 12 tỷ đồng", "có khả năng đạt 12,5 tỷ đồng", "unclear", "forecast"),
    ("thu", "đạt 12 tỷ đồng", "nếu thu được tiền đất thì đạt 12,5 tỷ đồng", "unclear", "forecast"),
    ("thu", "đạt 12 tỷ đồng", "đề nghị điều chỉnh xuống 9 tỷ đồng", "unclear", "forecast"),
    ("thu", "đạt 12 tỷ đồng", "cùng kỳ đạt 13 tỷ đồng", "not-comparable", "time"),
    ("thu", "đạt 12 tỷ đồng", "năm trước đạt 13 tỷ đồng", "not-comparable", "time"),
    ("thu", "đạt 12 tỷ đồng", "mỗi tháng thu 1 tỷ đồng", "not-comparable", "time"),
    # What was assigned, and what is lacking, is nothing that was reached.
    ("thu", "đạt 10 tỷ đồng", "cấp trên giao 12 tỷ đồng", "unclear", "forecast"),
    ("thu", "đạt 10 tỷ đồng", "kế hoạch năm 2022: 12 tỷ đồng", "unclear", "forecast"),
    ("thu", "đạt 1 tỷ đồng", "thiếu 2 tỷ đồng", "not-comparable", "measure"),
    # Units of one base and one `per` are one unit; others are not.
    ("thu", "đạt trên 10 tỷ đồng", "10.500 triệu đồng", "met", "within"),
    ("thu", "đạt trên 10 tỷ đồng", "9.500 triệu đồng", "missed", "outside"),
    ("thu", "đạt 10 tỷ đồng", "10.000.000.000 đồng", "met", "within"),
    ("thu", "đạt 10 tỷ đồng", "500 hộ", "not-comparable", "unit"),
    ("thu", "đạt 10 tỷ đồng", "không có", "not-comparable", "words"),
    ("thu", "đạt 10 tỷ đồng", "10 tỷ đồng/người/năm", "not-comparable", "unit"),
    ("nhap", "đạt 72 triệu đồng/người/năm", "72 triệu", "met", "within"),
    ("nhap", "đạt 72 triệu đồng/người/năm", "6 triệu đồng/người/tháng", "not-comparable", "unit"),
    ("dien", "đạt 0,036 ha", "1 sào", "met", "within"),
    ("dien", "đạt 1 sào", "360 m²", "met", "within"),
    ("tuong", "đạt 9,5 sào", "gần 10 sào", "unclear", "overlap"),  # `gần` is a whole sào, not 100 m²
    ("dien", "đạt 9,5 sào", "gần 10 sào", "unclear", "overlap"),
    ("tu", "đạt 10 tỷ đồng", "9.500 triệu đồng", "not-comparable", "unit"),
    ("tu", "đạt 10 tỷ đồng", "11 tỷ đồng", "missed", "outside"),
    ("thu", "tăng 5%", "tăng 5‰", "not-comparable", "unit"),
    # Another measure: a level is not a change, a change not a growth; what is kept up is a level.
    ("tyle", "giảm 2 điểm %", "còn 3,1%", "not-comparable", "measure"),
    ("tyle", "giảm 2 điểm %", "giảm 2,1 điểm %", "exceeded", "beyond"),
    ("thu", "tăng 10%", "đạt 11 tỷ đồng", "not-comparable", "measure"),
    ("thu", "tăng 10%", "tăng 12%", "exceeded", "beyond"),
    ("ho", "giảm 9 hộ", "giảm 8 hộ", "missed", "outside"),
    ("dat", "đạt 100%", "duy trì 100%", "met", "within"),
    # Somebody else's plan that was not published; the council's own percentage is its claim and no verdict.
    ("thu", "đạt và vượt so với dự toán thành phố giao", "trên 11 tỷ đồng", "not-comparable", "plan"),
    ("thu", "đạt 5 tỷ đồng", "đạt 135,7% xã giao, 317% tỉnh giao", "not-comparable", "plan"),
    ("dat", "đạt 100%", "đạt 135,7% kế hoạch xã giao, 317% kế hoạch tỉnh giao", "not-comparable", "plan"),
    ("thu", "đạt 10 tỷ đồng", "đạt 103,5% kế hoạch", "not-comparable", "plan"),
    ("thu", "đạt 105% dự toán tỉnh giao", "đạt 107% dự toán tỉnh giao", "not-comparable", "plan"),
    ("thu", "đạt 105% dự toán tỉnh giao", "đạt 11 tỷ đồng", "not-comparable", "plan"),
    ("thu", "đạt 10 tỷ đồng", "đạt 9 tỷ đồng, bằng 120% kế hoạch", "missed", "outside"),
    ("thu", "đạt 10 tỷ đồng", "đạt 11 tỷ đồng, bằng 90% kế hoạch", "exceeded", "beyond"),
    # A share of a plan is held against a share of the same plan only: 101 % of a plan is not 101 % of the homes.
    ("dat", "đạt 100% kế hoạch xã giao", "đạt 104% kế hoạch xã giao", "exceeded", "beyond"),
    ("dat", "đạt 100% kế hoạch xã giao", "đạt 104% kế hoạch tỉnh giao", "not-comparable", "plan"),
    ("dat", "đạt 95%", "đạt 101% kế hoạch", "not-comparable", "plan"),
    ("dat", "đạt 100%", "đạt 100% kế hoạch", "not-comparable", "plan"),
    ("dat", "đạt 95% kế hoạch", "đạt 96%", "not-comparable", "plan"),
    ("dat", "đạt 95%", "đạt 96% so với cùng kỳ", "not-comparable", "measure"),
    # By how much a plan was passed or missed is not how much there was.
    ("thu", "đạt 10 tỷ đồng", "vượt dự toán 2 tỷ đồng", "not-comparable", "plan"),
    ("thu", "đạt 10 tỷ đồng", "thiếu 2 tỷ đồng so với dự toán", "not-comparable", "plan"),
    ("dat", "đạt 95%", "vượt 5% kế hoạch", "not-comparable", "plan"),
    ("thu", "tăng 10%", "hụt 12% so với dự toán", "not-comparable", "plan"),
    ("thu", "đạt 10 tỷ đồng", "đạt 11 tỷ đồng, vượt dự toán 11 triệu đồng", "exceeded", "beyond"),
    ("thu", "đạt 10 tỷ đồng", "đạt 11 tỷ đồng, vượt 11% dự toán", "exceeded", "beyond"),
    ("thu", "tăng 10%", "cao hơn bình quân chung của tỉnh 12%", "not-comparable", "measure"),
    ("tyle", "giảm 2 điểm %", "thấp hơn bình quân chung cả nước 5 điểm %", "not-comparable", "measure"),
    ("ho", "còn 5 hộ", "vượt 3 so với kế hoạch", "not-comparable", "unsure"),
    ("dat", "đạt 95%", "đạt 96% dân số, bằng 101% kế hoạch", "exceeded", "beyond"),
    # Words of another time than their period are not compared, nor changes counted from different years; a running
    # total of which nothing says since when decides nothing, but a share, n of N are what they are.
    ("thu", "đạt 10 tỷ đồng", "6 tháng đầu năm đạt 6 tỷ đồng", "not-comparable", "time"),
    ("thu", "đạt 10 tỷ đồng", "năm 2021 thu 12 tỷ đồng", "not-comparable", "time"),
    ("thu", "đạt 10 tỷ đồng", "năm 2022 thu 12 tỷ đồng", "exceeded", "beyond"),
    ("thu", "quý I thu 3 tỷ đồng", "quý I thu 2 tỷ đồng", "missed", "outside"),
    ("thu", "tăng 10%", "tăng 12% so với 6 tháng đầu năm trước", "exceeded", "beyond"),
    ("thu", "tăng 50% so với năm 2020", "tăng 12% so với cùng kỳ", "not-comparable", "base"),
    ("thu", "tăng 10% so với năm 2021", "tăng 12% so với cùng kỳ", "exceeded", "beyond"),
    ("thu", "tăng 10% so với năm 2020", "tăng 12% so với năm 2020", "exceeded", "beyond"),
    ("thu", "đạt 10 tỷ đồng", "lũy kế từ đầu nhiệm kỳ đạt 40 tỷ đồng", "unclear", "running"),
    # What had been reached so far, said before the end of the period, tells of a rise to the target only.
    ("thu", "đạt 10 tỷ đồng", "đến nay đạt 6 tỷ đồng", "unclear", "so-far"),
    ("thu", "đạt 10 tỷ đồng", "tính đến 15/12 đạt 11 tỷ đồng", "exceeded", "beyond"),
    ("khac", "không quá 10 tỷ đồng", "đến nay chi 6 tỷ đồng", "unclear", "so-far"),
    ("ho", "còn 5 hộ", "đến nay còn 4 hộ", "unclear", "so-far"),
    # What is aimed at was not reached.
    ("thu", "đạt 10 tỷ đồng", "phấn đấu đạt 12 tỷ đồng", "unclear", "forecast"),
    ("thu", "đạt 10 tỷ đồng", "thành phố giao 12 tỷ đồng", "unclear", "forecast"),
    ("thu", "giao thu 10 tỷ đồng", "dự toán 12 tỷ đồng, thực hiện 11 tỷ đồng", "exceeded", "beyond"),
    ("thu", "lũy kế đạt 10 tỷ đồng", "lũy kế đạt 11 tỷ đồng", "exceeded", "beyond"),
    ("thu", "đạt 10 tỷ đồng", "lũy kế cả năm đạt 11 tỷ đồng", "exceeded", "beyond"),
    ("ho", "còn 5 hộ", "tính đến 31/12 còn 5 hộ", "met", "within"),
    ("dat", "đạt 95%", "lũy kế đạt 96%", "exceeded", "beyond"),
    ("camera", "9/9 tổ dân phố", "lũy kế 9/9 tổ dân phố", "met", "within"),
    # Words are not judged; nothing is judged by words, by what is not sure, by what is still to come.
    ("dat", "giữ vững", "đạt 92%", "unjudged", "qualitative"),
    ("dat", "giữ vững", "được giữ vững", "unjudged", "qualitative"),
    ("thu", "đạt 10 tỷ đồng", "cơ bản hoàn thành", "not-comparable", "words"),
    ("thu", "đạt 10 tỷ đồng", "thu 11 tỷ đồng và 12 tỷ đồng", "not-comparable", "unsure"),
    ("thu", "đạt 10 tỷ đồng", "dự kiến đạt 12 tỷ đồng", "unclear", "forecast"),
    ("thu", "đạt 10 tỷ đồng", "ước đạt 12 tỷ đồng", "exceeded", "beyond"),
]


@pytest.mark.parametrize(("indicator", "target", "result", "state", "reason"), PAIRS)
def test_a_target_and_a_result(indicator: str, target: str, result: str, state: str, reason: str) -> None:
    found = ledger(
        (SET, metrics(f"{indicator}|2022|target|{target}")),
        (HELD, metrics(f"{indicator}|2022|result|{result}")),
    )
    assert [row(one) for one in points(found, indicator)] == [(target, result, state, reason, [])]


BESIDE = [
    # Two results that differ decide nothing, not even when they differ by a word; two that agree are one.
    (["thu|11 tỷ đồng", "thu|12 tỷ đồng"], "unclear", "several", "11 tỷ đồng", ["12 tỷ đồng"]),
    (["thu|11 tỷ đồng", "thu|khoảng 11 tỷ đồng"], "unclear", "several", "11 tỷ đồng", ["khoảng 11 tỷ đồng"]),
    (["thu|11 tỷ đồng", "thu|trên 11 tỷ đồng"], "unclear", "several", "11 tỷ đồng", ["trên 11 tỷ đồng"]),
    (["thu|11 tỷ đồng", "thu|11.000 triệu đồng"], "exceeded", "beyond", "11 tỷ đồng", ["11.000 triệu đồng"]),
    # A result of another measure, in words or as a share of a plan, does not take the place of the number.
    (["thu|tăng 12%", "thu|11 tỷ đồng"], "exceeded", "beyond", "11 tỷ đồng", []),
    (["thu|tăng khá", "thu|11 tỷ đồng"], "exceeded", "beyond", "11 tỷ đồng", []),
    (["thu|đạt 103,5% kế hoạch", "thu|9 tỷ đồng"], "missed", "outside", "9 tỷ đồng", []),
    # Nor does a part of the whole.
    (["thu|11 tỷ đồng", "thu|8 tỷ đồng||part_of: f0"], "exceeded", "beyond", "11 tỷ đồng", []),
    (["thu|11 tỷ đồng", "thu|8 tỷ đồng||where: thuế"], "exceeded", "beyond", "11 tỷ đồng", []),
]


@pytest.mark.parametrize(("results", "state", "reason", "result", "beside"), BESIDE)
def test_a_target_and_several_results_of_one_session(
    results: list[str], state: str, reason: str, result: str, beside: list[str]
) -> None:
    said = [
        f"{indicator}|2022|result|{phrase}" + (f"; id: f{index}" if "||" in phrase else f"||id: f{index}")
        for index, (indicator, phrase) in enumerate(one.split("|", 1) for one in results)
    ]
    found = points(ledger((SET, metrics("thu|2022|target|đạt 10 tỷ đồng")), (HELD, metrics(*said))))
    assert row(found[0]) == ("đạt 10 tỷ đồng", result, state, reason, beside)
    bare = [one.result.metric.text for one in found[1:] if one.result]
    assert len(bare) + len(beside) + 1 == len(results)


def test_words_are_answered_by_words() -> None:
    found = ledger(
        (SET, metrics("thu|2022|target|tăng khá||id: a", "thu|2022|task|chống thất thu||id: b")),
        (HELD, metrics("thu|2022|result|11 tỷ đồng||id: c", "thu|2022|result|thu đạt khá||id: d")),
    )
    assert [row(one)[:4] for one in points(found, "thu")] == [
        ("tăng khá", "thu đạt khá", "unjudged", "qualitative"),
        ("chống thất thu", "thu đạt khá", "unjudged", "task"),
        ("", "11 tỷ đồng", "", ""),
    ]


def test_decisions_and_proposals_take_no_part() -> None:
    found = ledger(
        (SET, metrics("thu|2022|target|đạt 10 tỷ đồng")),
        (HELD, metrics("thu|2022|decision|phân bổ 11 tỷ đồng", "thu|2022|proposal|đạt 12 tỷ đồng")),
    )
    assert [row(one) for one in points(found, "thu")] == [("đạt 10 tỷ đồng", "", "not-found", "none", [])]


def test_two_targets_of_two_measures_stand_each_for_itself() -> None:
    found = ledger(
        (SET, metrics("thu|2022|target|đạt 10 tỷ đồng||id: a", "thu|2022|target|tăng 15%||id: b")),
        (HELD, metrics("thu|2022|result|11 tỷ đồng||id: c", "thu|2022|result|tăng 12%||id: d")),
    )
    assert [row(one)[:3] for one in points(found, "thu")] == [
        ("đạt 10 tỷ đồng", "11 tỷ đồng", "exceeded"),
        ("tăng 15%", "tăng 12%", "missed"),
    ]
