"""`bulletin init` and `bulletin new …`: a whole site to begin with, and what it grows by."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from builder import __version__
from builder.begin.entries import Value, expect_key, new_entry, new_page
from builder.begin.session import new_session
from builder.begin.site import begin_site
from builder.commands.site import Known, language_of, machine_language
from builder.content.slugs import slug_of
from builder.journey import site_of
from builder.problems import ContentError, Language, message
from builder.theme.new import new_theme


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def init_command(common: Known, folder: Path) -> None:
    """Write a complete small site into FOLDER, ready to build.

    It is of an invented council and says so; its README.md tells what to change first.
    """
    try:
        written = begin_site(folder, __version__)
    except ContentError as error:
        _refuse(error, common.language or machine_language())
    for path in written:
        click.echo(path.as_posix())


@click.group("new")
def new_group() -> None:
    """Begin a new file, or a new entry of one."""


@new_group.command("session")
@click.option("--council", help="Key of the council; may be left out when there is one.")
@click.option("--term", help="Term of office; the last one when left out.")
@click.option(
    "--number",
    prompt="Session number (Kỳ họp thứ)",
    help="Number of the session, or a slug for an unnumbered one.",
)
@click.option("--date", prompt="Date, dd/mm/yyyy (Ngày họp)", help="Day of the session: 29/12/2026.")
@click.pass_obj
def new_session_command(common: Known, council: str | None, term: str | None, number: str, date: str) -> None:
    """Begin the write-up of a session in content/sessions/.

    Targets that wait for their result and the headings of the last session stand in it already.
    """

    def write() -> Path:
        site = site_of(common.project)
        known = (site.sessions, site.series) if site else ((), ())
        return new_session(common.project, council, term, number, date, known)

    _tell(common, write)


_KEY = click.option("--key", default="", help="Its key, for ever; made from the name when left out.")


@new_group.command("council")
@click.option("--name", prompt="Name of the council (Tên hội đồng)", help="Its name: HĐND phường Mẫu.")
@click.option(
    "--level",
    type=click.Choice(["ward", "commune", "district", "city", "province"]),
    default="ward",
    show_default=True,
    help="What it is the council of.",
)
@click.option("--place", prompt="Place (Địa bàn)", help="Where it is: thành phố Mẫu.")
@click.option("--term", prompt="Term of office (Khóa)", help="Its present term: V.")
@click.option("--years", prompt="First and last year of the term, 2021-2026 (Nhiệm kỳ)", help="As 2021-2026.")
@_KEY
@click.pass_obj
def new_council_command(
    common: Known, name: str, level: str, place: str, term: str, years: str, key: str
) -> None:
    """Add a council to content/councils.yaml."""
    first, _, last = years.replace("–", "-").partition("-")
    entry: dict[str, Value] = {
        "level": level,
        "names": [{"name": name}],
        "place": place,
        "terms": {term: {"from": first.strip(), "to": last.strip()}},
    }
    _tell(common, lambda: new_entry(common.project, "councils", key or slug_of(name, "hoi-dong"), entry))


@new_group.command("topic")
@click.option("--name", prompt="Name of the topic (Tên lĩnh vực)", help="Its name: Ngân sách.")
@_KEY
@click.pass_obj
def new_topic_command(common: Known, name: str, key: str) -> None:
    """Add a topic to content/topics.yaml."""
    _tell(
        common,
        lambda: new_entry(common.project, "topics", key or slug_of(name, "linh-vuc"), {"name": {"vi": name}}),
    )


@new_group.command("indicator")
@click.option("--name", prompt="Name of the indicator (Tên chỉ tiêu)", help="Its name: Thu ngân sách.")
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

    def write() -> Path:
        if topic:
            expect_key(common.project, "topics", "unknown-topic", topic)
        if unit:
            expect_key(common.project, "units", "unknown-unit", unit)
        said = {"topic": topic, "unit": unit, "better": better}
        entry: dict[str, Value] = {"name": {"vi": name}, **{one: text for one, text in said.items() if text}}
        return new_entry(common.project, "indicators", key or slug_of(name, "chi-tieu"), entry)

    _tell(common, write)


@new_group.command("page")
@click.option("--title", prompt="Title of the page (Tên trang)", help="Its title: Giới thiệu.")
@_KEY
@click.pass_obj
def new_page_command(common: Known, title: str, key: str) -> None:
    """Begin a free page in content/pages/."""
    _tell(common, lambda: new_page(common.project, title, key))


@new_group.command("theme")
@click.option("--name", prompt="Name of the theme (Tên giao diện)", help="Name of its folder: phuong-mau.")
@click.pass_obj
def new_theme_command(common: Known, name: str) -> None:
    """Begin a theme of the site's own in themes/, which extends the default one."""
    _tell(common, lambda: new_theme(common.project, name))
    click.echo(f"content/site.yaml → theme: {name}")


def _tell(common: Known, write: Callable[[], Path]) -> None:
    """Write, and say where; a refusal is told in the language of the messages."""
    try:
        path = write()
    except ContentError as error:
        _refuse(error, language_of(common))
    except (ValueError, FileExistsError) as error:
        raise click.UsageError(str(error)) from None
    click.echo(path.as_posix())


def _refuse(error: ContentError, language: Language) -> NoReturn:
    """Tell why nothing was written, and leave as after wrong usage."""
    what, hint = message(error.problem, language)
    click.echo(f"{error.problem.at.file}: {what}" + (f"\n      = {hint}" if hint else ""), err=True)
    raise click.exceptions.Exit(2) from None
