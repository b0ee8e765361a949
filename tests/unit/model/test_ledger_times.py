"""Which target meets which result: periods, what came later, what replaces what, and what is not there."""

from datetime import date

import pytest

from unit.archives import FULL, PRESS, ledger, metrics, points, row

TARGET = ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng"))
RESULT = ("2022-12-20", metrics("thu|2022|result|đạt 9 tỷ đồng"))
OTHER = "ho|2022|result|còn 5 hộ"

SAME_PERIOD = [
    ("2022", "2022-01/2022-12", True),
    ("2022", "2022-01-01/2022-12-31", True),
    ("2022-H1", "2022-01/2022-06", True),
    ("2022-Q4", "2022-10/2022-12", True),
    ("2022-H1", "2022-Q1/2022-Q2", True),
    ("2022-09", "2022-09-01/2022-09-30", True),
    ("term", "2021/2026", True),
    ("2022", "2022-H1", False),
    ("2022", "2022-01/2022-10", False),
    ("2022", "2021", False),
    ("2022-Q1", "2022-01", False),
    ("2022", "session", False),
    ("term", "2021/2025", False),
]


@pytest.mark.parametrize(("promised", "reported", "same"), SAME_PERIOD)
def test_periods_are_the_same_when_their_days_are(promised: str, reported: str, *, same: bool) -> None:
    """The result of a half year answers no target of the year."""
    found = points(
        ledger(
            ("2021-12-20", metrics(f"thu|{promised}|target|đạt 10 tỷ đồng")),
            ("2026-12-20", metrics(f"thu|{reported}|result|đạt 9 tỷ đồng")),
            now=date(2027, 1, 1),
        )
    )
    both = [one for one in found if one.target and one.result]
    assert [one.state for one in both] == (["missed"] if same else [])
    assert len(found) == (1 if same else 2)


def test_a_result_of_the_same_session_answers_its_target() -> None:
    found = ledger(("2022-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng", "thu|2022|result|đạt 9 tỷ đồng")))
    assert [row(one)[2] for one in points(found)] == ["missed"]


@pytest.mark.parametrize(
    ("period", "now", "state"),
    [
        ("2022", date(2022, 12, 31), "pending"),
        ("2022", date(2023, 1, 1), "not-found"),
        ("2022-H1", date(2022, 6, 30), "pending"),
        ("2022-H1", date(2022, 7, 1), "not-found"),
        ("2022-Q3", date(2022, 9, 30), "pending"),
        ("2022-Q3", date(2022, 10, 1), "not-found"),
        ("2022-02", date(2022, 3, 1), "not-found"),
        ("2021/2022", date(2022, 12, 31), "pending"),
        ("2022-01/2022-10", date(2022, 11, 1), "not-found"),
        ("term", date(2026, 12, 31), "pending"),
        ("term", date(2027, 1, 1), "not-found"),
    ],
)
def test_without_a_result_the_last_day_of_the_period_decides(period: str, now: date, state: str) -> None:
    found = ledger(("2021-12-20", metrics(f"thu|{period}|target|đạt 10 tỷ đồng")), now=now)
    assert [one.state for one in points(found)] == [state]


def test_a_term_without_an_end_is_never_over() -> None:
    councils = "an-binh: {level: ward, names: [{name: A}], terms: {X: {from: 2021}}}\n"
    said = ("2021-12-20", metrics("thu|term|target|đạt 10 tỷ đồng"))
    found = ledger(said, now=date(2999, 1, 1), councils=councils)
    assert [one.state for one in points(found)] == ["pending"]
    answered = ledger(said, ("2025-12-20", metrics("thu|term|result|đạt 9 tỷ đồng")), councils=councils)
    assert [one.state for one in points(answered)] == ["missed"]


@pytest.mark.parametrize(
    ("day", "period", "early"),
    [
        ("2022-12-20", "2022", True),
        ("2022-12-31", "2022", False),
        ("2023-01-05", "2022", False),
        ("2022-07-15", "2022-H1", False),
        ("2022-06-15", "2022-H1", True),
        ("2022-12-20", "session", False),
        ("2022-12-20", "term", True),
    ],
)
def test_a_result_told_before_its_period_is_over_is_marked(day: str, period: str, *, early: bool) -> None:
    found = ledger((day, metrics(f"thu|{period}|result|ước đạt 9 tỷ đồng")))
    assert [one.early for one in points(found)] == [early]


@pytest.mark.parametrize(
    ("indicator", "period", "day", "target", "result", "state"),
    [
        # Long before its period is over a result has neither missed nor kept anything; what rose enough did so.
        ("thu", "2022", "2022-10-20", "đạt 12 tỷ đồng", "đạt 8 tỷ đồng", "unclear"),
        ("thu", "2022", "2022-10-20", "đạt 12 tỷ đồng", "đạt 13 tỷ đồng", "exceeded"),
        ("ho", "2022", "2022-03-20", "còn 5 hộ", "còn 3 hộ", "unclear"),
        ("ho", "2022", "2022-03-20", "còn 5 hộ", "còn 9 hộ", "unclear"),
        ("thu", "term", "2022-12-20", "đạt 60 tỷ đồng", "đạt 20 tỷ đồng", "unclear"),
        # In its last sixth it is reported on.
        ("thu", "2022", "2022-12-01", "đạt 12 tỷ đồng", "đạt 8 tỷ đồng", "missed"),
        ("thu", "2022", "2022-11-02", "đạt 12 tỷ đồng", "đạt 8 tỷ đồng", "missed"),
        ("thu", "2022", "2022-10-20", "đạt 12 tỷ đồng", "9 tháng đạt 8 tỷ đồng", "not-comparable"),
    ],
)
def test_much_of_a_period_to_come_leaves_the_target_open(  # one row each
    indicator: str, period: str, day: str, target: str, result: str, state: str
) -> None:
    found = ledger(
        ("2021-12-20", metrics(f"{indicator}|{period}|target|{target}")),
        (day, metrics(f"{indicator}|{period}|result|{result}")),
    )
    assert [one.state for one in points(found, indicator)] == [state]


SOURCES = [
    # A source that speaks of the period is counted with its class; one of another period is not.
    (metrics(OTHER, sources=PRESS), "not-found", "none", (0, 1, 0)),
    (metrics(OTHER, sources=PRESS.replace("press", "copy")), "not-found", "none", (0, 0, 1)),
    (metrics("ho|2023|result|còn 5 hộ", sources=PRESS), "not-found", "none", (0, 0, 0)),
    (metrics("ho|2022|target|còn 5 hộ", sources=PRESS), "not-found", "none", (0, 0, 0)),
    (metrics("*Mô hình mới|2022|result|5 mô hình", sources=PRESS), "not-found", "none", (0, 1, 0)),
    # "Not reported" is said of a full official report of this council and this very period only.
    (metrics(OTHER, sources=FULL), "not-reported", "complete", (1, 0, 0)),
    (metrics(OTHER, sources=FULL.replace("official", "copy")), "not-reported", "complete", (0, 0, 1)),
    (metrics(OTHER, sources=FULL.replace("official", "press")), "not-found", "none", (0, 1, 0)),
    (metrics("ho|2022-H1|result|còn 5 hộ", sources=FULL), "not-found", "none", (0, 0, 0)),
    (metrics("ho|term|result|còn 5 hộ", sources=FULL), "not-found", "none", (0, 0, 0)),
    (metrics("ho|session|result|còn 5 hộ", sources=FULL), "not-found", "none", (0, 0, 0)),
    (metrics(OTHER + "||council: ben-canh", sources=FULL), "not-found", "none", (0, 0, 0)),
    # Of several sources those are counted from which a result of the period is.
    (
        metrics(
            OTHER + "||source: bai",
            sources="sources: [{id: bai, title: B, class: press}, {id: b, title: C, class: copy}]",
        ),
        "not-found",
        "none",
        (0, 1, 0),
    ),
    # A session that was withdrawn or cancelled says nothing at all.
    (metrics(OTHER, sources=FULL + "\nwithdrawn: Nhầm"), "not-found", "none", (0, 0, 0)),
    (metrics(OTHER, sources=FULL + "\nstatus: cancelled"), "not-found", "none", (0, 0, 0)),
    (metrics("thu|2022|result|đạt 9 tỷ đồng") + "\nwithdrawn: Nhầm", "not-found", "none", (0, 0, 0)),
    (metrics("thu|2022|result|đạt 9 tỷ đồng") + "\nstatus: cancelled", "not-found", "none", (0, 0, 0)),
]
BESIDE = (
    "an-binh: {level: ward, names: [{name: A}], terms: {X: {from: 2021, to: 2026}}}\n"
    "ben-canh: {level: ward, names: [{name: B}], terms: {X: {from: 2021, to: 2026}}}\n"
)


@pytest.mark.parametrize(("later", "state", "reason", "held"), SOURCES)
def test_what_the_sources_held_allow_to_say(
    later: str, state: str, reason: str, held: tuple[int, int, int]
) -> None:
    (point,) = points(ledger(TARGET, ("2022-12-20", later), councils=BESIDE))
    assert (point.state, point.reason) == (state, reason)
    assert (point.held.official, point.held.press, point.held.copy) == held


def test_what_was_told_before_a_target_was_set_is_no_silence_about_it() -> None:
    found = ledger(("2021-06-20", metrics(OTHER, sources=FULL)), TARGET)
    (point,) = points(found)
    assert (point.state, point.held.official) == ("not-found", 0)


def thu(period: str, kind: str, amount: str, more: str = "") -> str:
    return metrics(f"thu|{period}|{kind}|{amount}" + (f"||{more}" if more else ""))


REVISES = "revises: 'an-binh/X/1#2022-thu-target'"
HISTORIES = {
    "a later report prevails": (
        [TARGET, RESULT, ("2023-06-20", thu("2022", "result", "đạt 10,2 tỷ đồng"))],
        [("đạt 10 tỷ đồng", "đạt 10,2 tỷ đồng", "exceeded", "beyond", ["đạt 9 tỷ đồng"])],
    ),
    "superseded figures come oldest first": (
        [
            TARGET,
            ("2022-07-20", thu("2022", "result", "ước đạt 8 tỷ đồng")),
            RESULT,
            ("2023-06-20", thu("2022", "result", "đạt 10,2 tỷ đồng")),
        ],
        [
            (
                "đạt 10 tỷ đồng",
                "đạt 10,2 tỷ đồng",
                "exceeded",
                "beyond",
                ["ước đạt 8 tỷ đồng", "đạt 9 tỷ đồng"],
            )
        ],
    ),
    "later words do not take back a number": (
        [TARGET, RESULT, ("2023-06-20", thu("2022", "result", "cơ bản hoàn thành"))],
        [
            ("đạt 10 tỷ đồng", "đạt 9 tỷ đồng", "missed", "outside", []),
            ("", "cơ bản hoàn thành", "", "", []),
        ],
    ),
    "a later number that cannot be read leaves nothing decided": (
        [TARGET, RESULT, ("2023-06-20", thu("2022", "result", "thu 11 tỷ đồng và 12 tỷ đồng"))],
        [
            (
                "đạt 10 tỷ đồng",
                "thu 11 tỷ đồng và 12 tỷ đồng",
                "not-comparable",
                "unsure",
                ["đạt 9 tỷ đồng"],
            )
        ],
    ),
    "a target set again replaces the first": (
        [TARGET, ("2022-07-20", thu("2022", "target", "đạt 8 tỷ đồng")), RESULT],
        [("đạt 8 tỷ đồng", "đạt 9 tỷ đồng", "exceeded", "beyond", ["đạt 10 tỷ đồng"])],
    ),
    "what was reported under the first target stays with the second": (
        [
            TARGET,
            ("2022-07-20", thu("2022", "result", "ước đạt 8 tỷ đồng")),
            ("2022-09-20", thu("2022", "target", "đạt 9 tỷ đồng")),
            RESULT,
        ],
        [("đạt 9 tỷ đồng", "đạt 9 tỷ đồng", "met", "within", ["đạt 10 tỷ đồng", "ước đạt 8 tỷ đồng"])],
    ),
    "a target of another measure that revises the first replaces it": (
        [TARGET, ("2022-07-20", thu("2022", "target", "tăng 5%", REVISES)), RESULT],
        [("tăng 5%", "đạt 9 tỷ đồng", "not-comparable", "measure", ["đạt 10 tỷ đồng"])],
    ),
    "a target lowered when the period was over does not hide that the first was missed": (
        [TARGET, RESULT, ("2023-03-20", thu("2022", "target", "đạt 8 tỷ đồng"))],
        [
            ("đạt 10 tỷ đồng", "đạt 9 tỷ đồng", "missed", "outside", []),
            ("đạt 8 tỷ đồng", "", "not-comparable", "late", []),
        ],
    ),
    "not even when it says that it revises it": (
        [TARGET, RESULT, ("2023-03-20", thu("2022", "target", "đạt 8 tỷ đồng", REVISES))],
        [
            ("đạt 10 tỷ đồng", "đạt 9 tỷ đồng", "missed", "outside", []),
            ("đạt 8 tỷ đồng", "", "not-comparable", "late", []),
        ],
    ),
    "nor when the result is told with it": (
        [
            TARGET,
            RESULT,
            ("2023-03-20", metrics("thu|2022|target|đạt 8 tỷ đồng", "thu|2022|result|đạt 9,1 tỷ đồng")),
        ],
        [
            ("đạt 10 tỷ đồng", "đạt 9,1 tỷ đồng", "missed", "outside", ["đạt 9 tỷ đồng"]),
            ("đạt 8 tỷ đồng", "", "not-comparable", "late", []),
        ],
    ),
    "nor when a result follows": (
        [
            TARGET,
            RESULT,
            ("2023-03-20", thu("2022", "target", "đạt 8 tỷ đồng")),
            ("2023-07-20", thu("2022", "result", "quyết toán 9,1 tỷ đồng")),
        ],
        [
            ("đạt 10 tỷ đồng", "quyết toán 9,1 tỷ đồng", "missed", "outside", ["đạt 9 tỷ đồng"]),
            ("đạt 8 tỷ đồng", "", "not-comparable", "late", []),
        ],
    ),
    "nor when nothing was told before": (
        [
            TARGET,
            ("2023-03-20", thu("2022", "target", "đạt 8 tỷ đồng")),
            ("2023-07-20", thu("2022", "result", "đạt 9,1 tỷ đồng")),
        ],
        [
            ("đạt 10 tỷ đồng", "đạt 9,1 tỷ đồng", "missed", "outside", []),
            ("đạt 8 tỷ đồng", "", "not-comparable", "late", []),
        ],
    ),
    "what was reported before any target was set answers none": (
        [
            ("2022-07-20", thu("2022", "result", "đạt 4 tỷ đồng")),
            ("2022-09-20", thu("2022", "target", "đạt 10 tỷ đồng")),
        ],
        [("đạt 10 tỷ đồng", "", "not-found", "before", []), ("", "đạt 4 tỷ đồng", "", "", [])],
    ),
    "a figure that revises another takes its place whatever its period": (
        [
            ("2022-12-20", thu("2021", "result", "đạt 9 tỷ đồng")),
            ("2023-07-20", thu("2022", "result", "đạt 8 tỷ đồng", "revises: 'an-binh/X/1#2021-thu-result'")),
        ],
        [("", "đạt 8 tỷ đồng", "", "", ["đạt 9 tỷ đồng"])],
    ),
    "an earlier figure may be revised by one of the same session": (
        [
            TARGET,
            (
                "2022-12-20",
                metrics(
                    "thu|2022|result|đạt 9 tỷ đồng||id: a",
                    "thu|2022|result|đạt 11 tỷ đồng||id: b; revises: 'an-binh/X/2#a'",
                ),
            ),
        ],
        [("đạt 10 tỷ đồng", "đạt 11 tỷ đồng", "exceeded", "beyond", ["đạt 9 tỷ đồng"])],
    ),
    "figures that revise each other in a circle are all shown": (
        [
            ("2022-12-20", thu("2022", "result", "đạt 9 tỷ đồng", "revises: 'an-binh/X/2#2022-thu-result'")),
            ("2023-06-20", thu("2022", "result", "đạt 8 tỷ đồng", "revises: 'an-binh/X/1#2022-thu-result'")),
        ],
        [("", "đạt 8 tỷ đồng", "", "", ["đạt 9 tỷ đồng"])],
    ),
    "a result replaces no target": (
        [TARGET, ("2022-12-20", thu("2022", "result", "đạt 9 tỷ đồng", REVISES))],
        [("đạt 10 tỷ đồng", "đạt 9 tỷ đồng", "missed", "outside", [])],
    ),
    "nor takes it into another period": (
        [TARGET, ("2022-12-20", thu("2021", "result", "đạt 9 tỷ đồng", REVISES))],
        [("", "đạt 9 tỷ đồng", "", "", []), ("đạt 10 tỷ đồng", "", "not-found", "none", [])],
    ),
    "another scope is another figure": (
        [TARGET, ("2022-12-20", thu("2022", "result", "đạt 2 tỷ đồng", "where: thu phạt"))],
        [("đạt 10 tỷ đồng", "", "not-found", "scope", []), ("", "đạt 2 tỷ đồng", "", "", [])],
    ),
    "a full report that tells of another scope does not keep the number to itself": (
        [
            TARGET,
            ("2022-12-20", metrics("thu|2022|result|đạt 2 tỷ đồng||where: toàn thành phố", sources=FULL)),
        ],
        [("đạt 10 tỷ đồng", "", "not-found", "scope", []), ("", "đạt 2 tỷ đồng", "", "", [])],
    ),
    "a part of another indicator is what it says": (
        [
            TARGET,
            (
                "2022-12-20",
                metrics("ho|2022|result|5 hộ||id: a", "thu|2022|result|đạt 2 tỷ đồng||part_of: a"),
            ),
        ],
        [("đạt 10 tỷ đồng", "đạt 2 tỷ đồng", "missed", "outside", [])],
    ),
    "two parts of which nothing says that they are one": (
        [
            (
                "2021-12-20",
                metrics(
                    "thu|2022|target|đạt 10 tỷ đồng||where: tổng; id: t",
                    "thu|2022|target|thuế 6 tỷ đồng||part_of: t; id: a",
                ),
            ),
            (
                "2022-12-20",
                metrics(
                    "thu|2022|result|đạt 11 tỷ đồng||where: tổng; id: t",
                    "thu|2022|result|phí 7 tỷ đồng||part_of: t; id: b",
                ),
            ),
        ],
        [
            ("đạt 10 tỷ đồng", "đạt 11 tỷ đồng", "exceeded", "beyond", []),
            ("thuế 6 tỷ đồng", "phí 7 tỷ đồng", "not-comparable", "part", []),
        ],
    ),
    "two sessions of one day that disagree": (
        [
            TARGET,
            ("2022-12-20", metrics("thu|2022|result|đạt 9 tỷ đồng")),
            ("2022-12-20", metrics("thu|2022|result|đạt 11 tỷ đồng")),
        ],
        [("đạt 10 tỷ đồng", "đạt 11 tỷ đồng", "unclear", "several", ["đạt 9 tỷ đồng"])],
    ),
    "two sessions of one day that agree": (
        [
            TARGET,
            ("2022-12-20", metrics("thu|2022|result|đạt 11 tỷ đồng")),
            ("2022-12-20", metrics("thu|2022|result|đạt 11.000 triệu đồng")),
        ],
        [("đạt 10 tỷ đồng", "đạt 11.000 triệu đồng", "exceeded", "beyond", ["đạt 11 tỷ đồng"])],
    ),
    "capitals and spaces make no other scope": (
        [
            ("2021-12-20", thu("2022", "target", "đạt 3 tỷ đồng", "where: Thu  phạt")),
            ("2022-12-20", thu("2022", "result", "đạt 2 tỷ đồng", "where: thu phạt")),
        ],
        [("đạt 3 tỷ đồng", "đạt 2 tỷ đồng", "missed", "outside", [])],
    ),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_what_was_said_over_time(name: str) -> None:
    sessions, rows = HISTORIES[name]
    assert [row(one) for one in points(ledger(*sessions))] == rows
