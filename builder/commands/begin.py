"""`bulletin init` and `bulletin new …`: a whole site to begin with, and what it grows by."""

import re
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

import click

from builder.begin.entries import Value, expect_key, known_keys, new_entry, new_page
from builder.begin.program import begin_program
from builder.begin.session import expect_number, expect_unwritten, new_session, next_number, settled
from builder.begin.site import begin_site
from builder.commands.language import Known, language_of
from builder.commands.refusal import refuse
from builder.content.fields import typed_day
from builder.content.slugs import slug_of
from builder.journey import site_of
from builder.problems import ContentError, Language, Place, message
from builder.theme.new import new_theme

_PREFIX = re.compile(r"(?:HĐND|Hội đồng nhân dân)\s+")
"""What every name of a council begins with, and no key: an address says `phuong-mau`."""

_INIT: dict[Language, str] = {
    "vi": "Đã tạo trang mẫu trong {folder}: {count} tệp. Việc tiếp theo: mở {folder}/README.md và làm theo.",
    "en": "A small site stands in {folder}: {count} files. Next, open {folder}/README.md and do as it says.",
}


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def init_command(common: Known, folder: Path) -> None:
    """Write a complete small site into FOLDER, ready to build.

    It is of an invented council and says so; its README.md tells what to change first.
    """
    try:
        written = (*begin_site(folder), *begin_program(folder))
    except ContentError as error:
        refuse(error, language_of(common))
    for path in written:
        click.echo(path.as_posix())
    click.echo(_INIT[common.language or "vi"].format(folder=folder.as_posix(), count=len(written)), err=True)


@click.group("new")
def new_group() -> None:
    """Begin a new file, or a new entry of one."""


@new_group.command("session")
@click.option("--council", help="Key of the council; may be left out when there is one.")
@click.option("--term", help="Term of office; the last one when left out.")
@click.option("--number", help="Number of the session, or a slug for an unnumbered one.")
@click.option("--date", help="Day of the session: 29/12/2026.")
@click.pass_obj
def new_session_command(
    common: Known, council: str | None, term: str | None, number: str | None, date: str | None
) -> None:
    """Begin the write-up of a session in content/sessions/.

    Targets that wait for their result and the headings of the last session stand in it already.
    """

    def write() -> Path:
        site = site_of(common.project)
        sessions, series = (site.sessions, site.series) if site else ((), ())
        councils = known_keys(common.project, "councils")
        chosen = council
        if chosen is None and len(councils) > 1:
            chosen = click.prompt(_("Council"), type=click.Choice(councils))
        key, told_term = settled(common.project, chosen, term)

        def expect(typed: str) -> None:
            expect_number(typed)
            expect_unwritten(sessions, key, told_term, typed)

        if number:
            expect(number)
        counted = number or click.prompt(
            _("Number of the session"), default=next_number(sessions, key), value_proc=_asked(common, expect)
        )
        day = date or click.prompt(
            _("Day of the session, as 29/12/2026"),
            value_proc=_asked(common, lambda text: typed_day(text, Place("--date"))),
        )
        return new_session(common.project, key, told_term, counted, day, (sessions, series))

    _tell(common, write)


_KEY = click.option("--key", default="", help="Its key, for ever; made from the name when left out.")


@new_group.command("council")
@click.option("--name", prompt="Name of the council", help="Its name: HĐND phường Mẫu.")
@click.option(
    "--level",
    type=click.Choice(["ward", "commune", "district", "city", "province"]),
    default="ward",
    show_default=True,
    help="What it is the council of.",
)
@click.option("--place", prompt="Place of the council", help="Where it is: thành phố Mẫu.")
@click.option("--term", prompt="Term of office", help="Its present term: V.")
@click.option("--years", prompt="First and last year of the term, as 2021-2026", help="As 2021-2026.")
@_KEY
@click.pass_obj
def new_council_command(
    common: Known, name: str, level: str, place: str, term: str, years: str, key: str
) -> None:
    """Add a council to content/councils.yaml."""
    span = re.fullmatch(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*", years)  # as Word writes it
    if not span:
        raise click.BadParameter(_("write two years: 2021-2026"), param_hint="--years")
    entry: dict[str, Value] = {
        "level": level,
        "names": [{"name": name}],
        "place": place,
        "terms": {term: {"from": span[1], "to": span[2]}},
    }
    made = key or slug_of(_PREFIX.sub("", name), "hoi-dong")
    _tell(common, lambda: new_entry(common.project, "councils", made, entry), made)


@new_group.command("topic")
@click.option("--name", prompt="Name of the topic", help="Its name: Ngân sách.")
@_KEY
@click.pass_obj
def new_topic_command(common: Known, name: str, key: str) -> None:
    """Add a topic to content/topics.yaml."""
    made = key or slug_of(name, "linh-vuc")
    _tell(common, lambda: new_entry(common.project, "topics", made, {"name": {"vi": name}}), made)


@new_group.command("indicator")
@click.option("--name", prompt="Name of the indicator", help="Its name: Thu ngân sách.")
@click.option("--topic", default="", help="Key of its topic in content/topics.yaml.")
@click.option("--unit", default="", help="Unit of its series, from content/units.yaml.")
@click.option(
    "--better",
    type=click.Choice(["higher", "lower", "none"]),
    default="none",
    show_default=True,
    help="Whether more of it is better.",
)
@_KEY
@click.pass_obj
def new_indicator_command(common: Known, name: str, topic: str, unit: str, better: str, key: str) -> None:
    """Add an indicator to content/indicators.yaml."""
    made = key or slug_of(name, "chi-tieu")

    def write() -> Path:
        if topic:
            expect_key(common.project, "topics", "unknown-topic", topic)
        if unit:
            expect_key(common.project, "units", "unknown-unit", unit)
        said = {"topic": topic, "unit": unit, "better": better}
        entry: dict[str, Value] = {"name": {"vi": name}, **{one: text for one, text in said.items() if text}}
        return new_entry(common.project, "indicators", made, entry)

    _tell(common, write, made)


@new_group.command("page")
@click.option("--title", prompt="Title of the page", help="Its title: Giới thiệu.")
@_KEY
@click.pass_obj
def new_page_command(common: Known, title: str, key: str) -> None:
    """Begin a free page in content/pages/."""
    _tell(common, lambda: new_page(common.project, title, key))


@new_group.command("theme")
@click.option("--name", prompt="Name of the theme", help="Name of its folder: phuong-mau.")
@click.pass_obj
def new_theme_command(common: Known, name: str) -> None:
    """Begin a theme of the site's own in themes/, which extends the default one."""
    _tell(common, lambda: new_theme(common.project, name))
    click.echo(f"content/site.yaml → theme: {name}")


def _asked(common: Known, check: Callable[[str], object]) -> Callable[[str], str]:
    """What a question takes: a wrong answer is told with how to write it, and the question asked again."""

    def answer(text: str) -> str:
        try:
            check(text.strip())
        except ContentError as error:
            what, hint = message(error.problem, language_of(common))
            file = error.problem.at.file
            told = what if file.startswith("--") else f"{file}: {what}"
            raise click.BadParameter("\n      = ".join(filter(None, (told, hint)))) from None
        return text.strip()

    return answer


def _tell(common: Known, write: Callable[[], Path], key: str = "") -> None:
    """Write, and say where and under which key; a refusal is told in the language of the messages."""
    try:
        path = write()
    except ContentError as error:
        refuse(error, language_of(common))
    click.echo(f"{path.as_posix()}: {key}" if key else path.as_posix())
