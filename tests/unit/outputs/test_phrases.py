import pytest

from builder.content.figures.reader import read_figure
from builder.outputs.phrases import phrase_parts


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        (
            "đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao",
            ("đạt trên", "11", "tỷ đồng,", "đạt 103,5 % kế hoạch giao"),
        ),
        ("9/9 tổ dân phố", ("", "9/9", "tổ dân phố", "")),
        ("từ 12,8 đến 13,2 tỷ đồng", ("từ", "12,8 đến 13,2", "tỷ đồng", "")),
        ("tăng 8,5–9%", ("tăng", "8,5–9%", "", "")),
        ("giảm … xuống dưới 0,52 %", ("giảm … xuống dưới", "0,52 %", "", "")),
        ("-2,5%", ("", "-2,5%", "", "")),
        ("trên 1.000 m2", ("trên", "1.000", "m2", "")),
        ("634 tỷ 620 triệu đồng", ("", "634 tỷ 620", "triệu đồng", "")),
        ("12 cuộc kiểm tra, giám sát", ("", "12", "cuộc kiểm tra, giám sát", "")),
        ("8/8 (100%) trường", ("", "8/8", "", "(100%) trường")),
    ],
)
def test_a_phrase_is_cut_around_its_number_and_loses_no_word(
    phrase: str, parts: tuple[str, str, str, str]
) -> None:
    found = phrase_parts(read_figure(phrase, "vi"))
    assert found is not None
    assert (found.before, found.number, found.after, found.rest) == parts
    assert "".join(parts).replace(" ", "") == phrase.replace(" ", "")


def test_a_unit_glued_to_its_number_stays_glued() -> None:
    found = phrase_parts(read_figure("trên 1.000m", "vi"))
    assert found is not None
    assert (found.number, found.after, found.tight) == ("1.000", "m", True)


@pytest.mark.parametrize(
    "phrase", ["được giữ vững", "không có hộ nghèo", "5 hộ và 7 hộ", "trên  11 tỷ đồng, hai dấu cách"]
)
def test_without_one_sure_number_nothing_is_set_large(phrase: str) -> None:
    assert phrase_parts(read_figure(phrase, "vi")) is None
