"""An archive of any size to measure with: `python benchmarks/corpus.py 1000 FOLDER` writes a complete site.

Each write-up has about 670 words, three headings, a table, a list and twelve figures as reports print
them. Everything follows from the number of the session, so that every run writes the same bytes; one
council meets in a hundred of them, over twenty years.
"""

import argparse
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

PER_COUNCIL = 100
FIRST, YEARS = 2005, 20
TERMS = ("I", "II", "III", "IV")
TERM = 5
"""Years of a term of office."""

WHO = (
    "Tổ đại biểu số 1", "Tổ đại biểu số 4", "Bí thư chi bộ", "Công chức địa chính", "Trưởng trạm y tế",
    "Hiệu trưởng trường tiểu học", "Hội Nông dân", "Hội Phụ nữ", "Đoàn Thanh niên", "Ban công tác Mặt trận",
    "Công an địa phương", "Kế toán ngân sách", "Chủ tọa kỳ họp", "Thư ký kỳ họp",
)  # fmt: skip
DID = (
    "nêu rõ tiến độ", "phân tích nguyên nhân chậm", "xin ý kiến về", "trình bày phương án", "hứa sẽ xem lại",
    "cho biết đã hoàn thành", "đề xuất bổ sung vốn cho", "nhắc lại cam kết về", "công khai số liệu về",
    "đối chiếu với báo cáo trước", "lưu ý khó khăn của", "ghi nhận kiến nghị về",
)  # fmt: skip
WHAT = (
    "việc sửa đường liên khu", "hệ thống thoát nước chợ cũ", "lớp học bán trú", "điểm tập kết rác",
    "đèn chiếu sáng ngõ hẻm", "quỹ đất công còn trống", "sổ hộ nghèo và cận nghèo", "lịch tiêm chủng mở rộng",
    "nhà văn hóa khu phố", "hồ sơ cấp giấy chứng nhận", "kế hoạch trồng cây xanh", "tuyến kênh tưới nội đồng",
    "việc thu phí vệ sinh", "các hộ kinh doanh vỉa hè",
)  # fmt: skip
WHEN = (
    "trong quý vừa qua", "kể từ kỳ họp trước", "trước mùa mưa năm nay", "theo ý kiến cử tri",
    "và sẽ báo cáo lại bằng văn bản", "sau khi có kết luận giám sát", "để kịp năm học mới",
    "trên tinh thần công khai", "cùng với các khu phố lân cận",
)  # fmt: skip
TOPICS = {
    "ngan-sach": "Ngân sách", "kinh-te": "Kinh tế", "giao-thong": "Giao thông", "giao-duc": "Giáo dục",
    "y-te": "Y tế", "moi-truong": "Môi trường", "dat-dai": "Đất đai", "an-sinh": "An sinh",
    "van-hoa": "Văn hóa", "an-ninh": "An ninh", "cai-cach": "Cải cách hành chính", "nha-o": "Nhà ở",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator: its name, topic and unit, which way is better, and its usual size."""

    name: str
    topic: str
    unit: str
    better: str
    low: float
    high: float


MEASURES = {
    "thu-ngan-sach": Measure("Thu ngân sách", "ngan-sach", "tỷ đồng", "higher", 8, 40),
    "chi-ngan-sach": Measure("Chi ngân sách", "ngan-sach", "tỷ đồng", "none", 8, 40),
    "giai-ngan": Measure("Tỷ lệ giải ngân", "ngan-sach", "%", "higher", 60, 99),
    "thu-nhap": Measure("Thu nhập bình quân", "kinh-te", "triệu đồng/người/năm", "higher", 30, 90),
    "ho-kinh-doanh": Measure("Hộ kinh doanh mới", "kinh-te", "hộ", "higher", 10, 90),
    "duong-be-tong": Measure("Đường bê tông làm mới", "giao-thong", "m", "higher", 500, 9000),
    "lop-chuan": Measure("Trường đạt chuẩn", "giao-duc", "trường", "higher", 1, 6),
    "bhyt": Measure("Tỷ lệ tham gia bảo hiểm y tế", "y-te", "%", "higher", 80, 99),
    "tiem-chung": Measure("Tỷ lệ tiêm chủng", "y-te", "%", "higher", 85, 99),
    "rac-thu-gom": Measure("Tỷ lệ rác được thu gom", "moi-truong", "%", "higher", 70, 99),
    "cay-xanh": Measure("Cây xanh trồng mới", "moi-truong", "cây", "higher", 100, 3000),
    "ho-ngheo": Measure("Tỷ lệ hộ nghèo", "an-sinh", "%", "lower", 0.3, 4),
    "viec-lam": Measure("Lao động có việc làm mới", "an-sinh", "lao động", "higher", 50, 900),
    "gia-dinh-van-hoa": Measure("Tỷ lệ gia đình văn hóa", "van-hoa", "%", "higher", 80, 98),
    "vu-pham-phap": Measure("Vụ phạm pháp hình sự", "an-ninh", "vụ", "lower", 1, 30),
    "ho-so-dung-han": Measure("Tỷ lệ hồ sơ đúng hạn", "cai-cach", "%", "higher", 85, 99.9),
}
RESULTS, TARGETS = 8, 4
"""Figures of a session: what was reached in its year, and what is promised for the next."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a session: indicator, year, `result` or `target`, and the phrase as printed."""

    indicator: str
    year: int
    kind: str
    phrase: str


@dataclass(frozen=True, slots=True)
class WriteUp:
    """What a session's file holds, before it is laid out for one program."""

    name: str
    title: str
    council: int
    term: str
    number: int
    day: date
    topics: tuple[str, ...]
    figures: tuple[Figure, ...]
    body: str


def write_up(index: int, count: int) -> WriteUp:
    """The session with this index in an archive of `count`."""
    chance = random.Random(f"session {index}")  # noqa: S311 # the same archive every time
    council, turn = index // PER_COUNCIL, index % PER_COUNCIL
    held = min(PER_COUNCIL, count - council * PER_COUNCIL)
    day = date(FIRST, 1, 3) + timedelta(days=(turn * YEARS * 365) // held + chance.randrange(3))
    term = min((day.year - FIRST) // TERM, len(TERMS) - 1)
    figures = tuple(_figures(chance, day.year))
    return WriteUp(
        name=f"{day.isoformat()}-hoi-dong-{council:03}-{turn:03}",
        title=f"Kỳ họp tháng {day.month} năm {day.year}: {chance.choice(WHAT)}",
        council=council,
        term=TERMS[term],
        number=turn + 1,
        day=day,
        topics=tuple(sorted(chance.sample(sorted(TOPICS), 3))),
        figures=figures,
        body=_body(chance, figures),
    )


def _figures(chance: random.Random, year: int) -> list[Figure]:
    chosen = chance.sample(sorted(MEASURES), RESULTS)
    found = [Figure(one, year, "result", _result(chance, MEASURES[one])) for one in chosen]
    return found + [
        Figure(one, year + 1, "target", _target(chance, MEASURES[one]))
        for one in chance.sample(sorted(MEASURES), TARGETS)
    ]


def _number(chance: random.Random, measure: Measure) -> str:
    value = chance.uniform(measure.low, measure.high)
    whole = measure.unit in {"hộ", "m", "trường", "cây", "lao động", "vụ"}
    text = f"{value:,.0f}" if whole else f"{value:,.1f}"
    text = text.translate(str.maketrans(",.", ".,"))
    return text + ("" if measure.unit == "%" else " ") + measure.unit


def _result(chance: random.Random, measure: Measure) -> str:
    number, percent = _number(chance, measure), f"{chance.uniform(80, 120):.1f}".replace(".", ",")
    forms = (
        f"đạt {number}",
        f"ước đạt {number}",
        f"trên {number}",
        f"{number}, đạt {percent}% kế hoạch",
        number,
    )
    return chance.choice(forms[:3] if measure.unit == "%" else forms)


def _target(chance: random.Random, measure: Measure) -> str:
    word = "dưới" if measure.better == "lower" else "từ"
    end = "" if measure.better == "lower" else " trở lên"
    return f"{word} {_number(chance, measure)}{end}"


def _sentence(chance: random.Random) -> str:
    what, turn = chance.choice(WHAT), chance.random()
    if turn < 0.08:
        what = f"**{what}**"
    elif turn < 0.13:
        what = f"[{what}](https://example.org/van-ban/{chance.randrange(1000)})"
    elif turn < 0.16:
        what = f"*{what}*"
    return f"{chance.choice(WHO)} {chance.choice(DID)} {what} {chance.choice(WHEN)}."


def _paragraph(chance: random.Random, count: int) -> str:
    return " ".join(_sentence(chance) for _ in range(count))


def _body(chance: random.Random, figures: tuple[Figure, ...]) -> str:
    said = [f"{MEASURES[one.indicator].name} năm {one.year}: {one.phrase}." for one in figures]
    rows = [
        f"| {what.capitalize()} | {chance.randrange(5, 99)} | {chance.randrange(100)} |"
        for what in chance.sample(WHAT, 5)
    ]
    blocks = (
        _paragraph(chance, 3),
        "## Diễn biến",
        _paragraph(chance, 4),
        _paragraph(chance, 4),
        "## Kết quả và chỉ tiêu",
        " ".join(said[:RESULTS]),
        "\n".join(("| Việc | Kế hoạch | Đã làm |", "| --- | ---: | ---: |", *rows)),
        " ".join(said[RESULTS:]),
        "## Kiến nghị",
        _paragraph(chance, 4),
        "\n".join(f"- {_sentence(chance)}" for _ in range(5)),
        _paragraph(chance, 4),
    )
    return "\n\n".join(blocks) + "\n"


def councils(count: int) -> int:
    """How many councils an archive of `count` sessions has."""
    return -(-count // PER_COUNCIL)


def as_markdown(one: WriteUp) -> str:
    """A write-up in the format of this program."""
    lines = [
        "---",
        f'title: "{one.title}"',
        f"council: hoi-dong-{one.council:03}",
        f"term: {one.term}",
        f"session: {one.number}",
        f"date: {one.day.isoformat()}",
        f"topics: [{', '.join(one.topics)}]",
        "sources:",
        "  - {id: bao-cao, title: Báo cáo tại kỳ họp, class: official}",
        "metrics:",
        *(
            f"  - {{indicator: {figure.indicator}, period: {figure.year}, "
            f'{figure.kind}: "{figure.phrase}", source: bao-cao}}'
            for figure in one.figures
        ),
        "resolutions:",
        f"  - {{number: {one.number}/NQ-HĐ{one.council:03}, title: Nghị quyết của kỳ họp thứ {one.number}}}",
        "---",
        "",
        one.body,
    ]
    return "\n".join(lines)


def registries(count: int) -> dict[str, str]:
    """Every other file of the site, by its path below `content/`."""
    terms = ", ".join(
        f"{key}: {{from: {FIRST + n * TERM}, to: {FIRST + (n + 1) * TERM}}}" for n, key in enumerate(TERMS)
    )
    units = sorted({measure.unit for measure in MEASURES.values()})
    return {
        "site.yaml": "title: Bản tin đo thử\nlanguages: [vi]\ntime_zone: Asia/Ho_Chi_Minh\n"
        "base_url: https://example.org/\n",
        "councils.yaml": "".join(
            f"hoi-dong-{n:03}:\n  level: ward\n  names:\n    - {{name: HĐND phường số {n}, from: null}}\n"
            f"  terms: {{{terms}}}\n"
            for n in range(councils(count))
        ),
        "topics.yaml": "".join(f"{key}: {{name: {name}}}\n" for key, name in TOPICS.items()),
        "units.yaml": "".join(f'"{unit}": {{}}\n' for unit in units),
        "indicators.yaml": "".join(
            f'{key}: {{name: "{one.name}", topic: {one.topic}, unit: "{one.unit}", better: {one.better}}}\n'
            for key, one in MEASURES.items()
        ),
    }


def write(folder: Path, count: int) -> None:
    """Write the site into a folder that does not exist yet."""
    content = folder / "content"
    (content / "sessions").mkdir(parents=True)
    for name, text in registries(count).items():
        (content / name).write_text(text, encoding="utf-8")
    for index in range(count):
        one = write_up(index, count)
        (content / "sessions" / f"{one.name}.md").write_text(as_markdown(one), encoding="utf-8")


def main() -> None:
    """Write the site that the command asks for."""
    parser = argparse.ArgumentParser(description="Writes a site of any size, to measure with.")
    parser.add_argument("count", type=int, help="how many sessions")
    parser.add_argument("folder", type=Path, help="where the site is made; must not exist")
    given = parser.parse_args()
    write(given.folder, given.count)


if __name__ == "__main__":
    main()
