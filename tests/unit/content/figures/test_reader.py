"""The reader of printed figures: what it reads, what it refuses, and that it never guesses in silence."""

import json
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content.figures.reader import read_figure
from builder.content.figures.vocabulary import Table, vocabulary
from builder.content.figures.wire import answer
from builder.content.front_matter import read_front_matter
from builder.model.reading import Reading

ROOT = Path(__file__).parent.parent.parent.parent.parent


def short(reading: Reading) -> str:
    """A reading in one line: value, operator, unit and whatever else is not plain; only why it is not sure."""
    if reading.doubts:
        return " ".join(dict.fromkeys(f"!{doubt.code}" for doubt in reading.doubts))
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
    said += [f"counted {reading.counted[0]}/{reading.counted[1]}" if reading.counted else ""]
    return " ".join(part for part in said if part)


def cases(language: str) -> list[tuple[str, str]]:
    """The phrases of `vi.txt` or `en.txt`, each with how it is read."""
    lines = Path(__file__).with_name(f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [(text, said) for text, _, said in (line.partition(" ⇒ ") for line in lines if line[0] != "#")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_phrases_are_read(language: str) -> None:
    read = [(text, expected, short(read_figure(text, language))) for text, expected in cases(language)]
    assert len(read) > 1000
    assert [one for one in read if one[1] != one[2]] == []


def test_a_doubt_shows_the_words_and_what_they_may_mean() -> None:
    (doubt,) = read_figure("đạt 103.5% kế hoạch", "vi").doubts
    assert (doubt.code, doubt.words, doubt.alternatives) == ("malformed-number", "103.5", ("103,5", "1035"))
    (doubt,) = read_figure("5 vụ, 7 đối tượng", "vi").doubts
    assert (doubt.code, doubt.alternatives) == ("several-values", ("5 vụ", "7 đối tượng"))
    (doubt,) = read_figure("giảm năm hộ", "vi").doubts
    assert (doubt.words, doubt.alternatives) == ("năm hộ", ("5 hộ",))
    (doubt,) = read_figure("12 wardens, three marshals", "en").doubts
    assert (doubt.words, doubt.alternatives) == ("three marshals", ("3 marshals",))


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


VIETNAMESE = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
ENGLISH = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_vietnamese(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = [VIETNAMESE[hundreds], "trăm"] if hundreds else []
    if tens == 0 and ones and hundreds:
        said += ["linh"]
    elif tens:
        said += ["mười"] if tens == 1 else [VIETNAMESE[tens], "mươi"]
    behind = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"} if tens else {}
    return " ".join([*said, behind.get(ones, VIETNAMESE[ones])]).strip()


def in_english(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    below = TEENS[ones] if tens == 1 else "-".join(filter(None, [TENS[tens], ENGLISH[ones]]))
    said = f"{ENGLISH[hundreds]} hundred" if hundreds else ""
    return " and ".join(filter(None, [said, below]))


@pytest.mark.parametrize(
    ("language", "speak", "noun"), [("vi", in_vietnamese, "hộ"), ("en", in_english, "homes")]
)
def test_every_number_in_words_is_what_it_is_in_digits(
    language: str, speak: Callable[[int], str], noun: str
) -> None:
    million = "triệu đồng" if language == "vi" else "million pounds"
    alone = {"năm", "một", "one"}  # a year, an article
    for counted in (noun, million):
        for number in range(1, 1000):
            words = speak(number)
            if counted == million or words not in alone:
                reading = read_figure(f"{words} {counted}", language)
                assert (reading.values, reading.doubts) == ((Decimal(number),), ()), words


@settings(max_examples=2000, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789.,/-–% ()tỷriệuđồnghơếạm+;"), max_size=40))
def test_nothing_makes_it_raise_and_every_digit_is_read_or_reported(text: str) -> None:
    reading = read_figure(text, "vi")
    if any(sign.isdigit() for sign in text) and not reading.values and not reading.compare:
        assert reading.doubts


def spoken(table: Table, before: tuple[str, ...] = ()) -> Iterator[str]:
    """All the words of a table of the vocabulary."""
    for word, node in table.items():
        if node.roles:
            yield " ".join((*before, word))
        yield from spoken(node.longer, (*before, word))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_ten_thousand_phrases_of_its_own_words_never_raise_nor_lose_a_digit(language: str) -> None:
    words = vocabulary(language)
    beside = [
        word for table in (words.names, words.joins) for listed in table.values() for word in sorted(listed)
    ]
    vocabulary_words = [*spoken(words.cues), *spoken(words.units), *beside]
    chance = random.Random(2026)  # noqa: S311 # the same phrases every time
    printed = [
        "2019",
        "7,5",
        "1.000",
        "103.5",
        "05",
        "12/2021",
        "24/30",
        "1/500",
        "15/7/2022",
        "000",
        "9/12",
        "7,5/8",
    ]
    signs = [*list('()%/-,;.:+<>=$€"…–'), "x", "hộ", "covid-19", "12/NQ-HĐND"]
    for _ in range(10_000):
        kinds = chance.choices(
            [printed, vocabulary_words, signs], weights=[4, 5, 2], k=chance.randrange(1, 9)
        )
        text = chance.choice([" ", " ", " ", ""]).join(chance.choice(kind) for kind in kinds)
        reading = read_figure(text, language)
        if any(sign.isdecimal() for sign in text) and not reading.values and not reading.compare:
            assert reading.doubts, text


def test_lines_in_and_objects_out() -> None:
    said = json.loads(answer('{"text": "đạt 72 triệu", "unit": "triệu đồng/người/năm"}', "vi"))
    assert (said["value"], said["unit"], said["problems"]) == ("72", "triệu đồng/người/năm", [])
    assert json.loads(answer("7,5–8%", "vi"))["value"] == ["7.5", "8"]
    assert json.loads(answer("{không phải JSON 5 hộ", "vi"))["value"] == "5"
    assert Decimal(json.loads(answer("0,10 %", "vi"))["value"]).as_tuple().exponent == -2
