"""The first lines of a new write-up, as an editor would begin it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from builder.content import limits
from builder.content.begun import FIRST, LATER, SUMMARY
from builder.content.fields import SLUG, typed_day
from builder.content.front_matter import StrictHandler, read_yaml
from builder.content.schema import CouncilShape
from builder.content.validate import shaped
from builder.model.series import Series
from builder.model.session import Session
from builder.problems import ContentError, Place, nearest, problem

_HEADINGS = ("Diễn biến kỳ họp", "Kết quả và chỉ tiêu")
_COUNCILS = "content/councils.yaml"
_OPEN = frozenset({"pending", "not-found"})


def new_session(
    project: Path,
    council: str | None,
    term: str | None,
    number: str,
    day: str,
    known: tuple[tuple[Session, ...], tuple[Series, ...]] = ((), ()),
) -> Path:
    """Write `content/sessions/<day>-ky-hop-<number>.md` as a draft and give its path.

    `known` are the sessions and series of the site: from them come the council's targets that wait for their
    result, as comments to be filled in, and the headings of its last session. The file passes `bulletin
    check` as it stands. python-frontmatter writes it; no source is ever read and written back.

    Raises ContentError when something named is unknown or cannot be, and when there is such a file.
    """
    sessions, series = known
    key, chosen = settled(project, council, term)
    expect_number(number)
    expect_unwritten(sessions, key, chosen, number)
    held = typed_day(day, Place("--date"))
    name = f"content/sessions/{held.isoformat()}-ky-hop-{number}.md"
    path = project / name
    if path.exists():
        raise ContentError(problem("already-there", Place(name)))
    values: dict[str, Any] = {
        "title": f"Kỳ họp thứ {number}" if number.isdigit() else "Kỳ họp",
        "council": key,
        "term": chosen,
        "session": number,
        "date": held.strftime("%d/%m/%Y"),
        "summary": SUMMARY,
        "draft": "true",
    }
    last = max((one for one in sessions if one.council == key), key=lambda one: one.start, default=None)
    post = frontmatter.Post(_body(last), StrictHandler(), **values)
    text = frontmatter.dumps(post, sort_keys=False, Dumper=_PlainDumper, width=1000)
    front, fence, body = text.rpartition("\n---\n")
    comments = [*_as_before(last), *_waiting(series, key, held)]
    text = front + "".join(f"\n# {line}".rstrip() for line in comments) + fence + body
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")
    return path


def settled(project: Path, council: str | None, term: str | None) -> tuple[str, str]:
    """The council and the term that are meant: the only council, and its last term, where none is named.

    Raises ContentError when one is unknown, or none is named where there are several.
    """
    councils = _councils(project)
    key = _choose("council", council, list(councils), first=len(councils) == 1)
    terms = sorted(councils[key].terms, key=lambda name: councils[key].terms[name].first)
    return key, _choose("term", term, terms, first=False) if term else terms[-1]


def expect_unwritten(sessions: tuple[Session, ...], council: str, term: str, number: str) -> None:
    """Raises ContentError when one of the sessions is that one, with its file."""
    for one in sessions:
        if (one.council, one.term, one.slug) == (council, term, number):
            raise ContentError(problem("already-there", Place(one.file)))


def expect_number(number: str) -> None:
    """Raises ContentError unless it is a number, or a slug that begins with a letter: `13a` is a slip."""
    if not SLUG.fullmatch(number) or len(number) > limits.SLUG:
        raise ContentError(problem("not-a-slug", Place("--number"), value=number, limit=limits.SLUG))
    if number[0].isdigit() and not number.isdigit():
        raise ContentError(problem("number-with-letters", Place("--number"), value=number))


def next_number(sessions: tuple[Session, ...], council: str) -> str | None:
    """The number that follows those of the council's newest term; None when it has no numbered session."""
    own = [one for one in sessions if one.council == council]
    newest = max(own, key=lambda one: one.start, default=None)
    numbers = [one.number for one in own if newest and one.term == newest.term]
    return str(max(numbers) + 1) if any(numbers) else None


def _body(last: Session | None) -> str:
    """The headings of the last session, each with a word on what to write; else two of our own."""
    titles = [one.title for one in last.body.headings if one.level == 2] if last else []
    said = (FIRST, *[LATER] * len(titles or _HEADINGS))
    pairs = zip(titles or _HEADINGS, said, strict=False)
    return "\n".join(f"## {title}\n\n{words}\n" for title, words in pairs)


def _as_before(last: Session | None) -> list[str]:
    """What is often the same as last time, for the editor to take over: never said as a fact."""
    if last is None:
        return []
    said = {"place": last.place, "chair": last.chair}
    lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in said.items() if text]
    return ["# Như kỳ họp trước; nếu vẫn đúng thì bỏ dấu # và dấu cách ở đầu dòng.", *lines] if lines else []


def _waiting(series: tuple[Series, ...], council: str, day: date) -> list[str]:
    """The targets of a council whose period has begun and whose result is not reported yet."""
    lines = []
    for one in series:
        for point in one.points:
            target = point.target
            begun = point.period.first is None or point.period.first <= day
            if one.council != council or target is None or point.state not in _OPEN or not begun:
                continue
            lines += [
                f"  # Chỉ tiêu: {' '.join(target.metric.text.split())} ({target.session.title})",
                f"  - indicator: {one.indicator}",
                f"    period: {point.period.code}",
                "    result: ",
            ]
    if not lines:
        return []
    how = "# Chỉ tiêu đang chờ kết quả: chép kết quả đúng như báo cáo in, rồi bỏ dấu # và dấu cách đầu dòng."
    return [how, "metrics:", *lines]


class _PlainDumper(yaml.SafeDumper):
    """Writes every value as the words it was given: the reader knows texts only, `true` needs no quotes."""


_PlainDumper.yaml_implicit_resolvers = {}
_PlainDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))
)


def _style(text: str) -> str | None:
    """Quotes only where YAML needs them for signs, not for words that look like numbers or dates."""
    return None if text[:1].isalnum() and ": " not in text and " #" not in text else '"'


def _councils(project: Path) -> dict[str, CouncilShape]:
    path = project / "content" / "councils.yaml"
    located = read_yaml(_COUNCILS, path.read_bytes())
    found = {key: shaped(located, CouncilShape, (key,))[0] for key in located.values}
    known = {key: shape for key, shape in found.items() if shape is not None and shape.terms}
    if not known:
        raise ContentError(problem("no-term-told", Place(_COUNCILS)))
    return known


def _choose(what: str, given: str | None, known: list[str], *, first: bool) -> str:
    if given is None and first:
        return known[0]
    if given in known:
        return given
    like = nearest(given or "", known)
    values = {"option": f"--{what}", "key": given or "", "nearest": like, "known": ", ".join(known)}
    raise ContentError(problem("not-known", Place(_COUNCILS), **values))
