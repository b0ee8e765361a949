"""What a drawing says is what was printed: no number without its `about`, no forecast as a result."""

from pathlib import Path

import pytest

from builder.outputs.charts import picture, plan_share
from unit.archives import archive, metrics
from unit.outputs.test_indicators import pages

BEFORE = ("2021-12-20", metrics("thu|2021|result|đạt 9 tỷ đồng", "thu|2022|target|đạt 10 tỷ đồng"))
COLUMNS = [
    # Each result, and the number and sign above its column; None where only the target is drawn.
    (("đạt 11 tỷ đồng",), ("11", "=")),
    (("trên 11 tỷ đồng",), ("11", ">")),
    (("gần 11 tỷ đồng",), ("11", "≈")),
    (("khoảng 11 tỷ đồng",), ("11", "≈")),
    (("ước đạt 11 tỷ đồng",), ("11", "=")),
    (("dự kiến đạt 11 tỷ đồng",), ("None", "=")),
    (("đạt 11 tỷ đồng||id: a", "đạt 11.000 triệu đồng||id: b"), ("11", "=")),
    (("đạt 11 tỷ đồng||id: a", "đạt 12 tỷ đồng||id: b"), ("None", "=")),
    (("đạt 11 tỷ đồng||id: a", "tăng 12%||id: b"), ("11", "=")),
    (("đạt 11 tỷ đồng||id: a", "đạt 12 tỷ đồng||id: b; revises: an-binh/X/2#a"), ("12", "=")),
]


@pytest.mark.parametrize(("results", "column"), COLUMNS)
def test_what_stands_above_a_column(
    tmp_path: Path, results: tuple[str, ...], column: tuple[str, str]
) -> None:
    series, _ = pages(
        tmp_path, BEFORE, ("2022-12-20", metrics(*(f"thu|2022|result|{one}" for one in results)))
    )
    assert series.chart is not None
    last = series.chart.columns[-1]
    assert (str(last.value), last.op) == column


@pytest.mark.parametrize(
    ("first", "then", "drawn"),
    [
        ("đạt 92%", "đạt 94%", True),
        ("đạt 92% kế hoạch", "đạt 101% kế hoạch", True),
        ("đạt 92%", "đạt 101% kế hoạch", False),
        ("đạt 92%", "đạt 101% so với cùng kỳ", False),
        ("đạt 92%", "lũy kế 101%", False),
        ("lũy kế 82%", "lũy kế 91%", True),
        ("đạt 92%", "6 tháng đầu năm đạt 101%", False),
    ],
)
def test_only_numbers_of_one_kind_are_drawn_together(
    tmp_path: Path, first: str, then: str, *, drawn: bool
) -> None:
    said = (("2021-12-20", f"dat|2021|result|{first}"), ("2022-12-20", f"dat|2022|result|{then}"))
    series, _ = pages(tmp_path, *((day, metrics(one)) for day, one in said))
    assert (series.chart is not None) == drawn


@pytest.mark.parametrize(
    ("phrase", "share", "drawn"),
    [
        ("đạt 11 tỷ đồng, bằng 95% kế hoạch", "95", "bullet"),
        ("đạt 11 tỷ đồng, bằng gần 95% kế hoạch", "None", ""),
        ("đạt 11 tỷ đồng, bằng trên 95% kế hoạch", "None", ""),
        ("8/9 tổ dân phố", "None", "squares"),
        ("khoảng 8/9 tổ dân phố", "None", ""),
    ],
)
def test_only_an_exact_share_is_drawn(phrase: str, share: str, drawn: str) -> None:
    ((metric,),) = (one.metrics for one in archive(("2022-12-20", metrics(f"tu|2022|result|{phrase}"))))
    found = picture(metric, str)
    assert (str(plan_share(metric)), found.kind if found else "") == (share, drawn)
