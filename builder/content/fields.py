"""The typed fields of front matter: the text an editor typed becomes a day, a number, a key, an address.

Each converter takes the text and gives a value, or raises a pydantic error whose type is one of our own
problem codes, so that the message is ours and in the editor's language.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, NoReturn, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from builder.content import limits
from builder.model.period import Period, parse_period
from builder.problems import ContentError, Place, Span, problem

L = TypeVar("L")
N = TypeVar("N", bound="Sequence[Decimal]")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_LOCAL_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})[:hg]([0-9]{2})")
_MOMENT = re.compile(r"(\S+)[ T]([0-9]{1,2}:[0-9]{2})")
_ALIAS = r"(?=/\S)/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9_-]+\.html)?"
_ONE_PERIOD = r"[0-9]{4}(?:-(?:H[12]|Q[1-4]|(?:0[1-9]|1[0-2])(?:-[0-9]{2})?))?"
_PERIOD = rf"{_ONE_PERIOD}(?:/{_ONE_PERIOD})?|term|session"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def _refuse(code: str, **values: str) -> NoReturn:
    raise PydanticCustomError(code, "{value}", values)


def _text(value: object) -> str:
    if not isinstance(value, str):
        _refuse("expected-text", value=_kind(value))
    text = value.strip()
    if not text:
        _refuse("expected-text", value="")
    return text


def _kind(value: object) -> str:
    if value is None:
        return ""
    return "[…]" if isinstance(value, list) else "{…}"


def _title(value: object) -> str:
    text = " ".join(_text(value).split())
    if len(text) > limits.TITLE:
        _refuse("title-too-long", value=str(len(text)), limit=str(limits.TITLE))
    return text


def _slug(value: object) -> str:
    text = _text(value)
    if not SLUG.fullmatch(text) or len(text) > limits.SLUG:
        _refuse("not-a-slug", value=text, limit=str(limits.SLUG))
    return text


def _term_key(value: object) -> str:
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", text) or len(text) > limits.SLUG:
        _refuse("not-a-slug", value=text, limit=str(limits.SLUG))
    return text


def parse_day(value: object) -> date:
    """A civil day written `2020-12-29` or `29/12/2020`."""
    text = _text(value)
    iso, local = _ISO_DAY.fullmatch(text), _LOCAL_DAY.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif local:
        day, month, year = (int(part) for part in local.groups())
    else:
        _refuse("not-a-date", value=text)
    if month > 12 >= day and local:
        _refuse("date-order", value=text, day=f"{month:02d}/{day:02d}/{year}")
    try:
        return date(year, month, day)
    except ValueError:
        _refuse("no-such-date", value=text)


def typed_day(text: str, at: Span | Place) -> date:
    """A day that an editor typed outside a file; raises ContentError when it is none."""
    try:
        return parse_day(text)
    except PydanticCustomError as error:
        raise ContentError(problem(error.type, at, **(error.context or {}))) from None


def _year_or_day(value: object, month: int, day: int) -> date:
    text = _text(value)
    return date(int(text), month, day) if re.fullmatch(r"[12][0-9]{3}", text) else parse_day(text)


def _first_day(value: object) -> date:
    return _year_or_day(value, 1, 1)


def _last_day(value: object) -> date:
    return _year_or_day(value, 12, 31)


def _time_of_day(value: object) -> time:
    text = _text(value)
    match = _TIME.fullmatch(text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        _refuse("not-a-time", value=text)
    return time(int(match[1]), int(match[2]))


def _moment(value: object) -> datetime:
    text = _text(value)
    match = _MOMENT.fullmatch(text)
    if not match:
        _refuse("not-a-moment", value=text)
    return datetime.combine(parse_day(match[1]), _time_of_day(match[2]))


def _boolean(value: object) -> bool:
    text = _text(value)
    if text not in {"true", "false"}:
        _refuse("not-true-or-false", value=text)
    return text == "true"


def _count(value: object) -> int:
    text = _text(value)
    if not re.fullmatch(r"[0-9]{1,9}", text):
        _refuse("not-a-count", value=text)
    return int(text)


def _decimal(value: object) -> Decimal:
    text = _text(value)
    if not re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", text):
        _refuse("not-a-decimal", value=text)
    return Decimal(text)


def _numbers(value: object) -> tuple[Decimal, ...]:
    """One number, or the two ends of a range."""
    if not isinstance(value, list):
        return (_decimal(value),)
    if len(value) != 2:
        _refuse("not-a-decimal", value=_kind(value))
    return rising(tuple(_decimal(one) for one in value))


def rising(numbers: N) -> N:
    """The two ends of a range, the lower one first."""
    if numbers[0] > numbers[1]:
        _refuse("numbers-backwards", value=f"{numbers[0]}, {numbers[1]}")
    return numbers


def positive(number: Decimal) -> Decimal:
    """A number above zero, by which others can be multiplied and divided."""
    if number <= 0:
        _refuse("not-above-zero", value=str(number))
    return number


def spelled_out(value: object) -> object:
    """A phrase alone as a mapping of its `text`; a mapping stays what it is."""
    return value if isinstance(value, dict) else {"text": value}


def each_once(languages: list[L]) -> list[L]:
    """The languages of a site, each named once."""
    for index, language in enumerate(languages):
        if language in languages[:index]:
            _refuse("language-twice", value=str(language))
    return languages


def _period(value: object) -> Period:
    text = _text(value)
    try:
        return parse_period(text)
    except ValueError:
        _refuse("not-a-period", value=text)


def _address(value: object) -> str:
    text = _text(value)
    try:
        parts = urlsplit(text)
    except ValueError:
        _refuse("not-an-address", value=text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"[\s<>\"']", text):
        _refuse("not-an-address", value=text)
    return text


def _base_url(value: object) -> str:
    text = _address(value)
    return text if text.endswith("/") else text + "/"


def _alias(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(_ALIAS, text):
        _refuse("not-an-alias", value=text)
    return text


def _zone(value: object) -> ZoneInfo:
    text = _text(value)
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _refuse("unknown-time-zone", value=text)


def _file_name(value: object) -> str:
    text = _text(value)
    if "\\" in text or text.startswith(("/", ".")) or ".." in text.split("/"):
        _refuse("not-a-file-name", value=text)
    return text


def _sha256(value: object) -> str:
    text = _text(value).lower()
    if not _SHA256.fullmatch(text):
        _refuse("not-a-sha256", value=text)
    return text


def _localised(value: object, read: Callable[[object], str] = _text) -> dict[str, str]:
    if isinstance(value, dict) and value:
        for language in value:
            if not re.fullmatch(r"[a-z]{2}", str(language)):
                _refuse("not-a-language", value=str(language))
        return {language: read(text) for language, text in value.items()}
    return {"": read(value)}


def _localised_title(value: object) -> dict[str, str]:
    return _localised(value, _title)


def _seen(
    kind: str, pattern: str, *others: str, code: str = "expected-text", **more: object
) -> WithJsonSchema:
    """How a kind of value looks to an editor's program, which gives types to YAML by itself.

    `others` are what it may make of the text beside a string: `13` is a number there and a text here. It may
    let pass what a converter refuses, never the other way round. `json_schema.py` makes words of `kind` and
    of `code`, the problem told where the pattern does not fit.
    """
    ends = rf"^\s*(?:{pattern})\s*$"
    return WithJsonSchema(
        {"type": ["string", *others], "pattern": ends, **more, "x-kind": kind, "x-code": code}
    )


def _by_language(kind: str, pattern: str, code: str) -> WithJsonSchema:
    """A text, or one in each language."""
    one = {"type": ["string", "number", "boolean"], "pattern": rf"^\s*(?:{pattern})\s*$", "x-code": code}
    said = {"patternProperties": {"^[a-z]{2}$": one}, "additionalProperties": False, "minProperties": 1}
    return WithJsonSchema({**one, "type": [*one["type"], "object"], **said, "x-kind": kind})


_A_SLUG = rf"(?=.{{1,{limits.SLUG}}}\s*$){SLUG.pattern}"
_A_TERM = rf"(?=.{{1,{limits.SLUG}}}$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_A_TITLE = rf"(?:\S|\s+(?=\S)){{1,{limits.TITLE}}}"
_A_TEXT = r"\S[\s\S]*"
_A_DAY = rf"{_ISO_DAY.pattern}|{_LOCAL_DAY.pattern}"
_A_YEAR = r"[12][0-9]{3}"
_A_NUMBER = r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?"
_SCALARS = ("number", "boolean")

Text = Annotated[str, BeforeValidator(_text), _seen("text", _A_TEXT, *_SCALARS)]
Key = Annotated[str, BeforeValidator(_text), _seen("key", _A_TEXT, *_SCALARS)]
"""A text that names something told elsewhere: whether it is there is seen when all files are read."""
Title = Annotated[str, BeforeValidator(_title), _seen("title", _A_TITLE, *_SCALARS, code="title-too-long")]
Slug = Annotated[str, BeforeValidator(_slug), _seen("slug", _A_SLUG, *_SCALARS, code="not-a-slug")]
TermKey = Annotated[str, BeforeValidator(_term_key), _seen("slug", _A_TERM, code="not-a-slug")]
Day = Annotated[date, PlainValidator(parse_day), _seen("day", _A_DAY, code="not-a-date")]
_YEAR_OR_DAY = _seen("year-or-day", rf"{_A_YEAR}|{_A_DAY}", "integer", code="not-a-date")
FirstDay = Annotated[date, PlainValidator(_first_day), _YEAR_OR_DAY]
LastDay = Annotated[date, PlainValidator(_last_day), _YEAR_OR_DAY]
TimeOfDay = Annotated[time, PlainValidator(_time_of_day), _seen("time", _TIME.pattern, code="not-a-time")]
Moment = Annotated[datetime, PlainValidator(_moment), _seen("moment", _MOMENT.pattern, code="not-a-moment")]
Boolean = Annotated[
    bool, PlainValidator(_boolean), _seen("yes-or-no", "true|false", "boolean", code="not-true-or-false")
]
Count = Annotated[
    int, PlainValidator(_count), _seen("count", "[0-9]{1,9}", "integer", code="not-a-count", minimum=0)
]
_NUMBER = _seen("number", _A_NUMBER, "number", code="not-a-decimal")
Number = Annotated[Decimal, PlainValidator(_decimal), _NUMBER]
Numbers = Annotated[
    tuple[Decimal, ...],
    PlainValidator(_numbers),
    _seen(
        "number",
        _A_NUMBER,
        "number",
        "array",
        code="not-a-decimal",
        items=_NUMBER.json_schema,
        minItems=2,
        maxItems=2,
    ),
]
PeriodField = Annotated[
    Period, PlainValidator(_period), _seen("period", _PERIOD, "integer", code="not-a-period")
]
_ADDRESS = _seen("address", r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"']+", code="not-an-address")
Address = Annotated[str, BeforeValidator(_address), _ADDRESS]
BaseUrl = Annotated[str, BeforeValidator(_base_url), _ADDRESS]
Alias = Annotated[str, BeforeValidator(_alias), _seen("old-address", _ALIAS, code="not-an-alias")]
Zone = Annotated[
    ZoneInfo, PlainValidator(_zone), _seen("name", r"[A-Za-z0-9_+/-]+", code="unknown-time-zone")
]
FileName = Annotated[
    str, BeforeValidator(_file_name), _seen("file", r"[^/.\\\s][^\\]*", *_SCALARS, code="not-a-file-name")
]
Sha256 = Annotated[
    str, BeforeValidator(_sha256), _seen("digest", "[0-9A-Fa-f]{64}", "number", code="not-a-sha256")
]
LocalisedText = Annotated[
    dict[str, str], PlainValidator(_localised), _by_language("by-language", _A_TEXT, "expected-text")
]
LocalisedTitle = Annotated[
    dict[str, str], PlainValidator(_localised_title), _by_language("by-language", _A_TITLE, "title-too-long")
]
