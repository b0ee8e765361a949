from datetime import date, time
from decimal import Decimal

import pytest

from builder.model.council import Council
from builder.model.indicator import Indicator, Topic, Unit
from builder.model.session import Attendance, Correction, Document, Question, Session, Source, Votes
from builder.model.settings import Publisher, Settings, UrlWords
from unit.small import CONTENT, record, session, write_up


def registry(text: str, kind: str) -> dict[str, Council | Topic | Unit | Indicator]:
    reading = record(text, kind=kind, file=f"content/{kind}.yaml")
    assert reading.problems == ()
    assert isinstance(reading.record, tuple)
    return {one.key: one for one in reading.record}


def settings(text: str) -> Settings:
    reading = record(text, kind="settings", file="content/site.yaml")
    assert reading.problems == ()
    assert isinstance(reading.record, Settings)
    return reading.record


def test_what_a_site_does_not_say_has_its_default() -> None:
    found = settings("title: A\nlanguages: [en]\ntime_zone: UTC\nbase_url: https://a.vn\n")
    assert (found.title, found.language, found.base_url, found.theme) == (
        "A",
        "en",
        "https://a.vn/",
        "gazette",
    )
    assert (found.publisher, found.urls) == (Publisher(), UrlWords())
    assert {found.tagline, found.description, found.reuse, found.notice, found.emblem} == {""}


def test_a_publisher_and_words_may_be_given_in_part() -> None:
    found = settings(CONTENT["site.yaml"] + "publisher: {email: a@b.vn}\nurls: {term: term}\n")
    assert found.publisher == Publisher(email="a@b.vn")
    assert found.urls == UrlWords(term="term")


def test_terms_come_by_their_first_day_whatever_their_order_in_the_file() -> None:
    terms = "{XI: {from: 2026}, IX: {from: 2016, to: 2021}, X: {from: 2021-05-23}}"
    text = f"a:\n  level: ward\n  names: [{{name: A}}]\n  terms: {terms}\n"
    council = registry(text, "councils")["a"]
    assert isinstance(council, Council)
    assert list(council.terms) == ["IX", "X", "XI"]
    assert council.terms["IX"].last == date(2021, 12, 31)
    assert council.terms["X"].first == date(2021, 5, 23)
    assert council.terms["XI"].last is None


def test_a_unit_without_a_base_is_its_own() -> None:
    text = 'hộ: {}\n"%": {}\ntỷ đồng: {base: đồng, scale: "1000000000"}\nđồng/năm: {base: đồng, per: [năm]}\n'
    found = registry(text, "units")
    assert [(one.base, one.scale, one.per) for one in found.values() if isinstance(one, Unit)] == [
        ("hộ", Decimal(1), ()),
        ("%", Decimal(1), ()),
        ("đồng", Decimal(1000000000), ()),
        ("đồng", Decimal(1), ("năm",)),
    ]


def test_an_indicator_has_its_defaults_and_keeps_decimals_exact() -> None:
    found = registry("a: {name: A}\nb: {name: B, plausible: [0.1, 1000], better: higher}\n", "indicators")
    first, second = found.values()
    assert isinstance(first, Indicator)
    assert isinstance(second, Indicator)
    assert (first.better, first.plausible, first.topic, first.unit) == ("none", None, "", "")
    assert second.plausible == (Decimal("0.1"), Decimal(1000))


FULL = """\
kind: thematic
starts: "08:00"
place: Hội trường
chair: Ông A
summary: Tóm tắt.
notes: [Năm suy ra]
topics: [ngan-sach]
sources: [{id: bc, title: Báo cáo, class: official, complete: true, retrieved: 2022-07-01, url: "https://a.vn/x"}]
attendance: {present: 27, members: 28}
agenda: [Khai mạc, Bế mạc]
resolutions: [{number: 12/NQ-HĐND, title: A, votes: {for: 24, abstain: 1}}]
questions: [{asker: Cử tri, question: Hỏi?, promised: 31/12/2022}]
documents: [{title: Biên bản, file: a.pdf}]
aliases: [/cu/13/]
corrections: [{date: 2022-07-02, was: 1, now: 2, why: Nhầm}]
embargo: 2022-06-15 08:00
"""


def test_a_session_keeps_everything_its_file_says() -> None:
    found = session(write_up(FULL, number=13))
    assert (found.number, found.slug, found.kind, found.status) == (13, "13", "thematic", "held")
    assert (found.start, found.end, found.starts) == (date(2022, 6, 15), date(2022, 6, 15), time(8))
    assert (found.place, found.chair, found.summary) == ("Hội trường", "Ông A", "Tóm tắt.")
    assert (found.notes, found.topics, found.agenda) == (
        ("Năm suy ra",),
        ("ngan-sach",),
        ("Khai mạc", "Bế mạc"),
    )
    assert found.attendance == Attendance(27, 28, None)
    assert found.sources == (
        Source(
            "bc",
            "Báo cáo",
            "",
            "https://a.vn/x",
            "official",
            date(2022, 7, 1),
            "",
            "",
            publish=False,
            complete=True,
        ),
    )
    assert found.questions == (Question("Cử tri", "", "Hỏi?", "", date(2022, 12, 31)),)
    assert found.documents == (Document("Biên bản", None, "a.pdf"),)
    assert found.corrections == (Correction(date(2022, 7, 2), "", "1", "2", "Nhầm"),)
    assert found.aliases == ("/cu/13/",)
    assert found.embargo is not None
    (resolution,) = found.resolutions
    assert (resolution.number, resolution.slug, resolution.issued) == ("12/NQ-HĐND", "12-nq-hdnd", None)
    assert resolution.votes == Votes(24, None, 1, None, None)


def test_a_session_of_several_days_has_two_ends() -> None:
    found = session(write_up(day="from: 2022-06-15\nto: 17/06/2022"))
    assert (found.start, found.end) == (date(2022, 6, 15), date(2022, 6, 17))


def test_a_session_with_a_first_day_only_is_one_day_long() -> None:
    found = session(write_up(day="from: 2022-06-15"))
    assert found.start == found.end == date(2022, 6, 15)


@pytest.mark.parametrize(
    ("written", "slug", "number"), [("3", "3", 3), ("03", "3", 3), ("chuyen-de-1", "chuyen-de-1", 0)]
)
def test_a_session_is_numbered_or_known_by_its_slug(written: str, slug: str, number: int) -> None:
    found = session(write_up(number=written))
    assert (found.slug, found.number) == (slug, number)


@pytest.mark.parametrize(
    ("metric", "identity"),
    [
        ("indicator: thu-ngan-sach, period: 2021, target: x", "2021-thu-ngan-sach-target"),
        ("indicator: a, period: 2021-H1, result: x", "2021-h1-a-result"),
        ("indicator: a, period: 2020-Q4, task: x", "2020-q4-a-task"),
        ("indicator: a, period: 2016/2021, result: x", "2016--2021-a-result"),
        ("indicator: a, period: term, decision: x", "term-a-decision"),
        ("name: Đường bê tông, period: 2020-09, proposal: x", "2020-09-duong-be-tong-proposal"),
        ("name: A, period: session, result: x, id: cua-toi", "cua-toi"),
    ],
)
def test_a_figure_has_a_permanent_id(metric: str, identity: str) -> None:
    assert session(write_up(f"metrics: [{{{metric}}}]")).metrics[0].id == identity


def test_a_phrase_is_kept_exactly_as_printed() -> None:
    phrase = "đạt 26.752,5 triệu đồng/25.000 triệu đồng = 107,01%"
    reading = record(write_up(f"metrics: [{{name: A, period: 2021, result: '{phrase}'}}]"))
    assert isinstance(reading.record, Session)
    (metric,) = reading.record.metrics
    assert (metric.text, metric.kind) == (phrase, "result")
