"""The register: which addresses and figures were ever published, and what became of them since."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from json import JSONEncoder

from msgspec import Struct
from msgspec.structs import replace

from builder.model.figure import Metric
from builder.model.printed import fold
from builder.model.routes import Routes
from builder.model.session import Correction, Session
from builder.model.settings import Redirect
from builder.problems import Place, Problem, problem

REGISTER = "content/register.csv"
_quoted = JSONEncoder(ensure_ascii=False).encode
"""A text between quotes, as YAML reads it too."""
_LANGUAGE = 2
"""Letters of the first step of an address in another language: `/en/`."""
_INDICATOR = 3
"""Slashes of the address of an indicator: `/chi-tieu/thu-ngan-sach/`."""


class Row(Struct, frozen=True):
    """A line of the register: what was first seen at an address on that day.

    A page has the `file` it was made from and, where it shows one file of its own, the SHA-256 of that; the
    address of a figure has a `#` and its phrase as printed, with the numbers read from it that day.
    """

    address: str
    day: date
    file: str = ""
    sha256: str = ""
    phrase: str = ""
    op: str = ""
    value: str = ""
    value_max: str = ""
    unit: str = ""


class Known(Struct, frozen=True):
    """A published address, the file it was made from, and the day it was first published."""

    address: str
    file: str
    day: date
    own: bool
    """True for the page of that file alone."""


class Printed(Struct, frozen=True):
    """A phrase that was published as the figure of an address, from that day on."""

    address: str
    day: date
    phrase: str


class Register(Struct, frozen=True):
    """What a site must still answer for; texts take no part in it, so that they may be changed."""

    pages: tuple[Known, ...]
    figures: tuple[Printed, ...]
    """Phrases of one address follow one another, oldest first."""


class Earlier(Struct, frozen=True):
    """What planning must know of pages that were published before: it is the same when a figure is added."""

    lists: tuple[str, ...] = ()
    """Addresses of lists of sessions, years, targets and one council's figures."""
    moved: tuple[str, ...] = ()
    """Addresses that a redirect of the settings may take with it."""


def earlier(register: Register, redirects: Iterable[Redirect]) -> Earlier:
    """What planning must know of a register."""
    steps = tuple(one.old for one in redirects)
    return Earlier(
        lists=tuple(page.address for page in register.pages if _is_list(page)),
        moved=tuple(page.address for page in register.pages if any(one in page.address for one in steps)),
    )


def _is_list(page: Known) -> bool:
    """True for pages that come and go with what they gather, an indicator's page of one council too."""
    below_an_indicator = page.file == "content/indicators.yaml" and page.address.count("/") > _INDICATOR
    return page.file == "content/sessions" or below_an_indicator


def register_of(rows: Iterable[Row]) -> Register:
    """What the rows promise, in their order."""
    pages: dict[str, Known] = {}
    figures = []
    for row in rows:
        if row.phrase:
            figures.append(Printed(row.address, row.day, row.phrase))
        else:
            first = pages.get(row.address)
            pages[row.address] = Known(
                row.address, row.file, first.day if first else row.day, bool(row.sha256)
            )
    return Register(tuple(pages.values()), tuple(figures))


def brought_up(rows: Iterable[Row], published: Iterable[Row], day: date) -> tuple[Row, ...]:
    """The rows, and one more for each address that is new and each phrase or text that is another one.

    No row is changed or left out. They come by address, those of one address as they were added.
    """
    known = list(dict.fromkeys(rows))
    last = {row.address: row for row in known}
    for row in published:
        before = last.get(row.address)
        if before is None or fold(before.phrase) != fold(row.phrase) or before.sha256 != row.sha256:
            known.append(replace(row, day=max(day, before.day) if before else day))
    return tuple(sorted(known, key=lambda row: row.address))


def check_register(
    register: Register,
    homes: Mapping[str, Session],
    addresses: Collection[str] | None,
    files: Collection[str],
    today: date,
) -> Iterator[Problem]:
    """Addresses that nothing answers any more, and figures that became other ones without a word.

    `homes` are the public sessions by every address that leads to them. `addresses` are those of all pages,
    redirects and notices of withdrawal too; None where a problem kept them from being planned: then only a
    file that is not among `files` any more tells of a lost address.
    """
    if addresses is not None:
        yield from _lost([page for page in register.pages if page.address not in addresses])
    else:
        gone = [page for page in register.pages if page.own and page.file not in files]
        yield from _lost([page for page in gone if page.address not in homes])
    said: dict[str, dict[str, list[Printed]]] = {}
    for one in register.figures:
        home, _, id_ = one.address.partition("#")
        if home in homes and not homes[home].withdrawn:
            said.setdefault(homes[home].file, {}).setdefault(id_, []).append(one)
    for session in {one.file: one for one in homes.values() if one.file in said}.values():
        yield from _check_figures(session, said[session.file], today)


def homes_of(
    sessions: Iterable[Session], routes: Routes, redirects: Iterable[Redirect]
) -> dict[str, Session]:
    """Sessions by their address, by their aliases, and by addresses that lead to one of these."""
    homes: dict[str, Session] = {}
    for session in sessions:
        homes[f"/{routes.session(session)}"] = session
        homes |= dict.fromkeys(session.aliases, session)
    return homes | {one.old: homes[one.new] for one in redirects if one.new in homes}


def _lost(pages: list[Known]) -> Iterator[Problem]:
    """What to do about lost addresses, told once for all that lie below one or say it in another language."""
    lost = {page.address for page in pages}
    above = {page.address: _above(page.address, lost) for page in pages}
    for page in pages:
        if not above[page.address]:
            more = sum(_told_by(other, above) == page.address for other in lost) - 1
            code = "address-lost" if page.file.startswith("content/sessions/") else "page-lost"
            at, day = Place(REGISTER, text=page.address), page.day.isoformat()
            entry = f"- {{from: {page.address}, to: /…/}}"
            yield problem(code, at, address=page.address, day=day, file=page.file, more=more, entry=entry)


def _above(address: str, lost: Collection[str]) -> str:
    """The lost address that tells of another one too: of its page in Vietnamese, or the highest above."""
    steps = address.strip("/").split("/")
    own = f"/{'/'.join(steps[1:])}/" if len(steps[0]) == _LANGUAGE else ""
    above = (f"/{'/'.join(steps[:count])}/" for count in range(1, len(steps)))
    return next((one for one in (own, *above) if one in lost and one != address), "")


def _told_by(address: str, above: Mapping[str, str]) -> str:
    while above[address]:
        address = above[address]
    return address


def _check_figures(session: Session, figures: Mapping[str, list[Printed]], today: date) -> Iterator[Problem]:
    """What became of the published figures of one session."""
    now = {one.id: (index, one) for index, one in enumerate(session.metrics)}
    for id_, found in figures.items():
        printed = sorted(found, key=lambda one: one.day)  # those of an earlier address may come later
        phrases = {fold(one.phrase): one for one in printed}
        told = [one for one in session.corrections if _is_about(one, id_, figures)]
        if id_ not in now:
            last = printed[-1]
            if not any(fold(one.was) == fold(last.phrase) for one in told):
                yield _gone(session, id_, last, today)
            continue
        index, metric = now[id_]
        wrong = [one for one in told if _is_wrong(one, phrases, told)]
        for one in wrong:
            at = Place(session.file, ("corrections", session.corrections.index(one), "was"))
            yield problem("correction-was", at, figure=id_, was=one.was, said=printed[-1].phrase)
        silent = [one for said, one in phrases.items() if not _leads(said, fold(metric.text), told)]
        if silent and not wrong:
            yield _changed(session, index, metric, silent[-1], today)


def _is_about(one: Correction, id_: str, figures: Mapping[str, list[Printed]]) -> bool:
    """Whether a correction may tell of a figure: its own, nobody's, or of one that took its place."""
    if one.figure in {"", id_}:
        return True
    before = {fold(printed.phrase) for printed in figures.get(one.figure, ()) if printed.day < one.date}
    return fold(one.was) not in before


def _is_wrong(one: Correction, phrases: Mapping[str, Printed], told: list[Correction]) -> bool:
    """Whether a correction made since says that something stood there which never did."""
    first = next(iter(phrases.values()))
    if first.address.partition("#")[2] != one.figure or one.date <= first.day:
        return False
    return fold(one.was) not in phrases.keys() | {fold(other.now) for other in told}


def _leads(was: str, now: str, told: list[Correction]) -> bool:
    """Whether corrections lead from one phrase to the other."""
    reached, before = {was}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {fold(one.now) for one in told if fold(one.was) in reached}
    return now in reached


def _changed(session: Session, index: int, metric: Metric, last: Printed, today: date) -> Problem:
    at = Place(session.file, ("metrics", index, metric.kind, "text"))
    entry = _entry(today, metric.id, last.phrase, metric.text)
    return problem(
        "figure-changed", at, said=last.phrase, day=last.day.isoformat(), now=metric.text, entry=entry
    )


def _gone(session: Session, id_: str, last: Printed, today: date) -> Problem:
    at = Place(session.file, ("metrics",) if session.metrics else ())
    entry = _entry(today, "", last.phrase, "…")
    return problem("figure-gone", at, figure=id_, said=last.phrase, day=last.day.isoformat(), entry=entry)


def _entry(today: date, figure: str, was: str, now: str) -> str:
    """A correction as an editor pastes it under `corrections`; the reason is left to them."""
    named = f"figure: {figure}, " if figure else ""
    texts = ", ".join(
        f"{key}: {_quoted(' '.join(text.split()))}" for key, text in (("was", was), ("now", now))
    )
    return f'- {{date: {today.isoformat()}, {named}{texts}, why: "…"}}'
