"""How each figure of a write-up was read, and numbers of its text that no figure records, for an editor."""

from decimal import Decimal

from builder.content.figures.items import numbers
from builder.content.figures.phrase import fold, phrase
from builder.content.figures.vocabulary import vocabulary
from builder.model.document import Text
from builder.model.figure import Metric
from builder.model.reading import Comparison, Doubt, Reading
from builder.model.session import Session
from builder.problems import Language, Problem, Span, message

_SIGN = {"=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}
_WORDS = {
    "vi": {
        "about": "khoảng", "under": "gần", "over": "hơn một chút", "none": "bằng lời, không có con số",
        "change": "mức thay đổi", "growth": "mức tăng trưởng", "maintain": "giữ nguyên", "of": "trên tổng số",
        "estimate": "ước", "provisional": "sơ bộ", "forecast": "dự kiến", "final": "chính thức",
        "cumulative": "lũy kế", "plan": "kế hoạch", "previous": "kỳ trước", "benchmark": "mức chung",
        "percent": "", "points": "", "over_plan": "vượt", "share": "tỷ lệ in kèm",
        "index": "bằng", "level": "mức", "up": "tăng", "down": "giảm",
        "doubt": "CHƯA CHẮC", "point": ",", "unrecorded": "Con số trong bài chưa có trong metrics",
    },
    "en": {
        "about": "about", "under": "just under", "over": "just over", "none": "words, no number",
        "change": "a change", "growth": "a growth", "maintain": "kept up", "of": "out of",
        "estimate": "estimate", "provisional": "provisional", "forecast": "forecast", "final": "final",
        "cumulative": "running total", "plan": "plan", "previous": "before", "benchmark": "average",
        "percent": "", "points": "", "over_plan": "over by", "share": "percentage printed beside it",
        "index": "index", "level": "at", "up": "up", "down": "down",
        "doubt": "NOT SURE", "point": ".", "unrecorded": "Numbers of the text that no figure records",
    },
}  # fmt: skip


def figure_lines(session: Session, text: Text, language: str, shown: Language) -> tuple[str, ...]:
    """Two lines for each figure, what is printed and what was read, then the unrecorded numbers.

    `language` is the one the write-up is in, `shown` the one to explain in.
    """
    words = _WORDS[shown]
    lines = [session.file]
    for metric in session.metrics:
        lines += [f"  {_subject(metric)}: {metric.text}", f"      → {said(metric.reading, shown)}"]
    if rest := unrecorded(session, text, language):
        lines += [f"  {words['unrecorded']}:", *(f"      {one}" for one in rest)]
    return tuple(lines)


def unrecorded(session: Session, text: Text, language: str) -> tuple[str, ...]:
    """Numbers with a unit in the text that stand in no phrase, as they are written, each once."""
    known = [fold(metric.text) for metric in session.metrics]
    words = vocabulary(language)
    found: dict[str, None] = {}
    for line in text.words.split("\n"):
        said = phrase(fold(line), words)
        for item in numbers(said, words).items:
            printed = said.words(item.first, item.end)
            if item.unit and not any(printed in phrase for phrase in known):
                found.setdefault(printed)
    return tuple(found)


def _subject(metric: Metric) -> str:
    return f"{metric.indicator or metric.name} · {metric.period.code} · {metric.kind}"


def said(reading: Reading, shown: Language) -> str:
    """What a phrase was read as, in the language `shown`, or why nothing is sure."""
    words = _WORDS[shown]
    if reading.doubts:
        return f"{words['doubt']}: " + "; ".join(_doubted(one, shown) for one in reading.doubts)
    parts = []
    if reading.values:
        value = " – ".join(_number(one, words) for one in reading.values)
        approx = f"{words[reading.approx]} " if reading.approx else ""
        parts.append(f"{approx}{_SIGN[reading.op]}{value} {reading.unit}".strip())
    if reading.of is not None:
        parts.append(f"{words['of']} {_number(reading.of, words)}")
    if reading.share is not None:
        parts.append(f"{words['share']}: {_SIGN[reading.share_op]}{_number(reading.share, words)} %")
    if reading.counted is not None:
        parts.append("/".join(_number(one, words) for one in reading.counted))
    if reading.measure in {"change", "growth", "maintain"}:
        parts.append(words[reading.measure])
    if reading.status:
        parts.append(words[reading.status])
    if reading.cumulative:
        parts.append(words["cumulative"])
    parts += [_compared(one, words) for one in reading.compare]
    return " · ".join(parts) or words["none"]


def _compared(one: Comparison, words: dict[str, str]) -> str:
    if one.value is None:
        return f"{words[one.to]}: {words['down' if one.op in {'<', '<='} else 'up']}"
    kind = words["over_plan" if one.kind == "over" else one.kind]
    value = _number(one.value, words)
    unit = one.unit or ("" if one.kind == "level" else "%")
    by = f" ({one.by})" if one.by else ""
    return f"{words[one.to]}{by}: " + f"{kind} {_SIGN[one.op]}{value} {unit}".strip()


def _number(value: Decimal, words: dict[str, str]) -> str:
    """A number as the language of the explanation writes it."""
    return format(value, "f").replace(".", words["point"])


def _doubted(doubt: Doubt, shown: Language) -> str:
    """What the builder says of a doubt where it tells problems."""
    values = (("likely", " / ".join(doubt.alternatives) or "–"), ("words", doubt.words))
    return message(Problem(Span(""), f"figure-{doubt.code}", values), shown)[0]
