"""Filters of templates: dates, numbers and words as a reader of the site's language expects them.

All are pure: they look at nothing but their argument and the language. Number and date patterns are
written out, so that no machine's locale and no new release of a library changes a published page.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup, escape

NBSP = "\u00a0"
_DATE = {"vi": "dd/MM/yyyy", "en": f"d{NBSP}MMMM yyyy"}
_DAY_MONTH = {"vi": "dd/MM", "en": f"d{NBSP}MMMM"}
_DAY = {"vi": "dd", "en": "d"}
_TO = {"vi": "–", "en": "–\u2060"}
"""Between days of a month: in a narrow cell an English line ends behind both, a Vietnamese one behind the first."""
_DASH = {"vi": "–", "en": f"{NBSP}– "}
_MONTH = {"vi": "'Tháng' M", "en": "MMMM"}
_ORDINALS_VI = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_OFTEN = 4096
"""Days, numbers and texts whose HTML is kept: pages show the same ones again and again."""
_UNITS = (
    "%|‰|điểm|tỷ|triệu|nghìn|trăm|đồng|ha|km|km²|km2|m|m²|m2|m³|m3|kg|tấn|tạ|hộ|người|tổ|cuộc|lượt|mô|đảng|chỉ|con|cây|"
    "trường|phòng|lao|vụ|ý|USD|KB|MB"
)
_WHICH = "|".join(rf"(?<=\b(?i:{word}) )" for word in ("năm", "tháng", "ngày", "quý", "khóa", "số"))
"""Behind a word and its space: the number that follows says which one."""
_TIED = re.compile(
    rf"(?<=\d)(?<![.,]\d{{3}}[.,]\d{{3}}) (?=(?:{_UNITS})(?!\w))|(?<=\btỷ) (?=đồng\b)|(?<=\bđiểm) (?=%)| (?=[–—] )"
    rf"| (?:{_WHICH})(?=\d|[IVX]+\b)| (?<=\b(?i:thứ) )(?=\w)"
)
_SPAN = re.compile(r"(?<=\d)–(?=\d)")
_WORDS = (
    "ngân sách|kế hoạch|nhân dân|chỉ tiêu|kỳ họp|nghị quyết|hội đồng|địa bàn|tỷ lệ|hộ nghèo|thu nhập|bình quân|đầu tư|"
    "phát triển|kinh tế|xã hội|an ninh|trật tự|giáo dục|y tế|bê tông|vỉa hè|đảng viên|chi bộ|tổ dân|dân phố|cử tri|"
    "giám sát|chất vấn|đại biểu|nhiệm kỳ|nhiệm vụ|dự toán|sản xuất|kinh doanh|thương mại|dịch vụ|môi trường|giao thông|"
    "văn hóa|chính trị|tổng thu|kết quả|hoàn thành|mô hình|tiểu thủ|công nghiệp|nông nghiệp|bảo hiểm|lao động|việc làm|"
    "thường trực|ủy ban|phấn đấu|tỷ đồng|triệu đồng|nghìn đồng|camera an|bầu cử|tuyên truyền|chuẩn bị|quản lý|nhà nước"
)
_TEXT = re.compile(r"(?:<(?:pre|code)\b.*?</(?:pre|code)>|<[^>]*>)|([^<]+)", re.DOTALL)
_HYPHENED = re.compile(r"(?<=[\s>])(?=[^\s<>]*-)[^\s<>]{2,16}(?=[\s<])")
_PAIR = re.compile(rf"(?<!\w)({_WORDS})(?!\w)", re.IGNORECASE)


class WrongKindError(TypeError):
    """A filter was given a value of another kind; `needed` is `number` or `date`."""

    def __init__(self, needed: str, value: str) -> None:
        """Keep both for the problem; a name that is not there has no text and tells so itself."""
        super().__init__(needed)
        self.needed, self.value = needed, value


def filters(language: str) -> Mapping[str, Callable[..., Any]]:
    """Every filter a template may use, by name, for one language."""
    locale = Locale.parse(language)

    def on_date(day: date) -> str:
        """A day, in full."""
        return _said(_given(day), _DATE[language], language)

    def on_days(first_and_last: tuple[date, date]) -> str:
        """The first day and the last; what both have in common is said once."""
        first, last = first_and_last
        return _from_to(_given(first), _given(last), language)

    def on_month_name(month: int) -> str:
        """The name of a month, from 1 to 12."""
        return _said(date(2000, month, 1), _MONTH[language], language)

    def on_number(value: object) -> str:
        """A number with the signs of the language, every digit kept."""
        if not isinstance(value, int | Decimal):
            raise WrongKindError("number", str(value))
        return _written(str(value), language)

    def on_file_size(size: int) -> str:
        """The size of a file given in bytes."""
        kilobytes = max(1, round(size / 1024))
        if kilobytes < 1000:
            return f"{kilobytes}{NBSP}KB"
        return f"{format_decimal(Decimal(size) / 1024 / 1024, '0.0', locale=locale)}{NBSP}MB"

    def on_ordinal(number: int) -> str:
        """Which one in a row; in figures where there is no short word."""
        if language == "vi":
            return _ORDINALS_VI[number - 1] if 1 <= number <= len(_ORDINALS_VI) else str(number)
        teen = 10 <= number % 100 <= 20
        return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"

    return {
        "bind": bind,
        "date": on_date,
        "days": on_days,
        "filesize": on_file_size,
        "host": host,
        "isodate": isodate,
        "keep": keep,
        "lang": lang,
        "marked": marked,
        "month_name": on_month_name,
        "number": on_number,
        "ordinal": on_ordinal,
        "time": clock,
        "unmarked": unmarked,
    }


@lru_cache(_OFTEN)
def _said(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)


@lru_cache(_OFTEN)
def _written(digits: str, language: str) -> str:
    return format_decimal(Decimal(digits), "#,##0.###", locale=language, decimal_quantization=False)


def _from_to(first: date, last: date, language: str) -> str:
    end = _said(last, _DATE[language], language)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{_said(first, _DAY[language], language)}{_TO[language]}{end.replace(NBSP, ' ')}"
    begin = _said(first, (_DAY_MONTH if first.year == last.year else _DATE)[language], language)
    return begin + _DASH[language] + end


def _given(day: date) -> date:
    """Babel takes None for today, and a page must never know what day it is."""
    if not isinstance(day, date):
        raise WrongKindError("date", str(day))
    return day


def bind(text: str) -> Markup:
    """A marked title whose lines never break before a unit, a dash or a number that says which one, inside a span of years or a common word."""
    return _in_its_language(text, _bound(str(text)))


@lru_cache(_OFTEN)
def _bound(text: str) -> Markup:
    bound = _SPAN.sub("–\u2060", _TIED.sub(NBSP, text))
    return escape(_PAIR.sub(lambda word: word[0].replace(" ", NBSP), bound))


def marked(text: str) -> Markup:
    """Visible text, in a `<span lang>` of its own when it is in another language than the page."""
    return _in_its_language(text, escape(text))


def lang(text: str) -> Markup:
    """The attribute ` lang="…"` for an element that holds a text in another language, or nothing."""
    known = getattr(text, "lang", "")
    return Markup(' lang="{}"').format(known) if known else Markup()


def unmarked(text: str) -> str:
    """A text inside an element that says its language itself, by the attribute of `lang`."""
    return str(text)


def _in_its_language(text: str, shown: Markup) -> Markup:
    """What is shown of a text; its language is known to the text itself."""
    attribute = "" if type(text) is str else lang(text)
    return Markup("<span{}>{}</span>").format(attribute, shown) if attribute else shown


def keep(text: str) -> Markup:
    """Marked running text, or HTML, whose lines never break before a unit, a dash, a number that says which one, or inside `--drafts`; code keeps every sign."""
    if not isinstance(text, Markup):
        return _in_its_language(text, _whole(str(text)))
    return Markup(_TEXT.sub(_kept, text))  # noqa: S704 # only spaces of text between the tags of HTML become others


@lru_cache(_OFTEN)
def _whole(text: str) -> Markup:
    return escape(_TIED.sub(NBSP, text))


def _kept(found: re.Match[str]) -> str:
    if found[1]:
        return _TIED.sub(NBSP, found[0])
    if found[0].startswith("<code"):
        return _HYPHENED.sub(r'<span class="nowrap">\g<0></span>', found[0])
    return found[0]


def isodate(day: date) -> str:
    """A day for programs, as in the attribute `datetime`."""
    return day.isoformat()


def clock(hour: time) -> str:
    """An hour of the day."""
    return hour.strftime("%H:%M")


def host(url: str) -> str:
    """The host of an address, as a short name of where a link leads."""
    return urlsplit(url).netloc.removeprefix("www.")
