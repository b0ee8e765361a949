from datetime import date

from builder.model.council import Council, CouncilName


def council(*names: CouncilName) -> Council:
    return Council("an-binh", "ward", names, "", {}, ())


def test_the_present_name_is_the_last_one() -> None:
    assert council(CouncilName("A", None), CouncilName("B", date(2020, 1, 1))).name == "B"


def test_a_session_is_under_the_name_of_its_day() -> None:
    renamed = council(
        CouncilName("xã", None),
        CouncilName("thị trấn", date(2010, 5, 1)),
        CouncilName("phường", date(2020, 1, 1)),
    )
    assert renamed.name_on(date(2010, 4, 30)) == "xã"
    assert renamed.name_on(date(2010, 5, 1)) == "thị trấn"
    assert renamed.name_on(date(2019, 12, 31)) == "thị trấn"
    assert renamed.name_on(date(2020, 1, 1)) == "phường"


def test_before_any_known_day_the_oldest_name_is_used() -> None:
    dated = council(CouncilName("A", date(2000, 1, 1)), CouncilName("B", date(2020, 1, 1)))
    assert dated.name_on(date(1990, 1, 1)) == "A"
