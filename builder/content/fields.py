"""The typed fields of front matter: the text an editor typed becomes a day, a number, a key, an address.

Each converter takes the text and gives a value, or raises a pydantic error whose type is one of our own
problem codes, so that the message is ours and in the editor's language.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, NoReturn, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError

from builder.content import limits
from builder.model.period import Period, parse_period

L = TypeVar("L")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_LOCAL_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})[:hg]([0-9]{2})")
_MOMENT = re.compile(r"(?P<day>\S+)[ T](?P<time>[0-9]{1,2}:[0-9]{2})")
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
    return datetime.combine(parse_day(match["day"]), _time_of_day(match["time"]))


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
    return tuple(_decimal(one) for one in value)


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
    if (
        not re.fullmatch(r"/(?:[A-Za-z0-9._-]+/)*(?:[A-Za-z0-9_-]+\.html)?", text)
        or "/." in text
        or text == "/"
    ):
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


Text = Annotated[str, BeforeValidator(_text)]
Title = Annotated[str, BeforeValidator(_title)]
Slug = Annotated[str, BeforeValidator(_slug)]
TermKey = Annotated[str, BeforeValidator(_term_key)]
Day = Annotated[date, PlainValidator(parse_day)]
FirstDay = Annotated[date, PlainValidator(_first_day)]
LastDay = Annotated[date, PlainValidator(_last_day)]
TimeOfDay = Annotated[time, PlainValidator(_time_of_day)]
Moment = Annotated[datetime, PlainValidator(_moment)]
Boolean = Annotated[bool, PlainValidator(_boolean)]
Count = Annotated[int, PlainValidator(_count)]
Number = Annotated[Decimal, PlainValidator(_decimal)]
Numbers = Annotated[tuple[Decimal, ...], PlainValidator(_numbers)]
PeriodField = Annotated[Period, PlainValidator(_period)]
Address = Annotated[str, BeforeValidator(_address)]
BaseUrl = Annotated[str, BeforeValidator(_base_url)]
Alias = Annotated[str, BeforeValidator(_alias)]
Zone = Annotated[ZoneInfo, PlainValidator(_zone)]
FileName = Annotated[str, BeforeValidator(_file_name)]
Sha256 = Annotated[str, BeforeValidator(_sha256)]
LocalisedText = Annotated[dict[str, str], PlainValidator(_localised)]
LocalisedTitle = Annotated[dict[str, str], PlainValidator(_localised_title)]
