"""`bulletin build`, `publish`, `check`, `serve` and `figures`: what is done with the files of a site."""

import io
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import get_args

import click

from builder.build import build
from builder.commands import CONTENT
from builder.commands.language import Known, language_of
from builder.report import Options, Report
from builder.terminal import STEPS, Format, outcome, show, show_figures


def _moment(_context: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        try:
            return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
        except (ValueError, OverflowError, OSError):
            raise click.BadParameter(
                _("SOURCE_DATE_EPOCH is no number of seconds: {epoch}").format(epoch=epoch)
            ) from None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(_("write 2026-11-23 or 2026-11-23T10:00")) from None


_NO_ADDRESS = r"[\s<>\"'\ud800-\udfff]"
"""Signs of no address; half characters are bytes that a terminal sent and that are no UTF-8."""


def _base_url(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and (not re.fullmatch(r"https?://[^\s/]+(?:/.*)?", value) or re.search(_NO_ADDRESS, value)):
        raise click.BadParameter(_("write it whole: https://example.org/ or https://example.org/bulletin/"))
    return value


def _building(command: Callable[..., None]) -> Callable[..., None]:
    """The options that build, check and serve share."""
    options = (
        click.option(
            "--today", metavar="DAY", callback=_moment, help="Build as if it were this day (2026-11-23)."
        ),
        click.option(
            "--jobs",
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Processes to use; 0 chooses by itself.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


_BASE_URL = click.option(
    "--base-url",
    default="",
    metavar="URL",
    callback=_base_url,
    help="Address of the site, instead of site.yaml's.",
)
_FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(get_args(Format)),
    default="text",
    help="How problems are shown: for people, for programs, or for a pull or merge request.",
)
_STRICT = click.option("--strict", is_flag=True, help="Treat warnings like errors.")
_DRAFTS = click.option(
    "--drafts", is_flag=True, help="Include drafts and embargoed sessions, marked as such."
)
_OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder to publish into (default: output).",
)
_PORTABLE = click.option(
    "--portable", is_flag=True, help="Links that also work from a disk or stick, without a server."
)


@click.command("build")
@_building
@_BASE_URL
@_FORMAT
@_STRICT
@_DRAFTS
@_OUTPUT
@_PORTABLE
@click.pass_obj
def build_command(  # click gives one argument per option
    common: Known,
    today: datetime | None,
    base_url: str,
    jobs: int,
    format_: Format,
    *,
    strict: bool,
    drafts: bool,
    output: Path | None,
    portable: bool,
) -> None:
    """Make the whole site in the folder `output`.

    While a file has a mistake, nothing is published and the folder stays as it was.
    """
    folder = output or common.project / "output"
    options = Options(
        folder,
        today,
        drafts=drafts,
        base_url=base_url,
        portable=portable,
        jobs=jobs,
        blocking=_blocking(strict=strict),
    )
    _finish(common, options, format_)


@click.command("publish")
@_building
@_BASE_URL
@_FORMAT
@_STRICT
@_OUTPUT
@click.pass_obj
def publish_command(  # as in build
    common: Known,
    today: datetime | None,
    base_url: str,
    jobs: int,
    format_: Format,
    *,
    strict: bool,
    output: Path | None,
) -> None:
    """Make the site, and keep a register of what was published.

    It is made as by `build`; what is new in it gets lines in content/register.csv, which only grows. From
    then on no address in it may die, and no figure in it may change without a correction.
    """
    from builder.content.register import read_register, write_register  # noqa: PLC0415 # for this command only
    from builder.model.register import REGISTER, brought_up  # noqa: PLC0415 # the same
    from builder.publish.record import published, put_register  # noqa: PLC0415 # the same

    folder = output or common.project / "output"
    options = Options(folder, today, base_url=base_url, jobs=jobs, blocking=_blocking(strict=strict))
    report = _finish(common, options, format_)
    data = report.sources.get(REGISTER, b"")
    known = read_register(REGISTER, data)[0] if data else ()
    assert report.moment is not None, "a site that was built has its hour"
    day = report.moment.today
    found = published(folder, report.base_url, report.origins, report.sources, day)
    rows = brought_up(known, found, day)
    put_register(common.project, write_register(rows, data))
    if format_ == "text":
        more = len(rows) - len(set(known))
        click.echo(
            ngettext("{file}: {count} new line", "{file}: {count} new lines", more).format(
                file=REGISTER, count=more
            )
        )


@click.command("check")
@_building
@_BASE_URL
@_FORMAT
@_STRICT
@_DRAFTS
@click.option(
    "--figures",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[FILE]",
    help="Show how each figure was read, of one write-up or of all.",
)
@click.pass_obj
def check_command(
    common: Known,
    today: datetime | None,
    base_url: str,
    jobs: int,
    format_: Format,
    *,
    strict: bool,
    drafts: bool,
    figures: str | None,
) -> None:
    """Look for mistakes in every file and in the finished pages; write nothing."""
    options = Options(
        common.project / "output",
        today,
        drafts=drafts,
        base_url=base_url,
        jobs=jobs,
        publish=False,
        blocking=_blocking(strict=strict),
    )
    _finish(common, options, format_, figures=figures)


@click.command("serve")
@_building
@click.option("--port", default=8000, help="Port to listen on; the next free one if it is taken.")
@click.option("--follow", is_flag=True, help="Go to the page of the file just saved.")
@click.pass_obj
def serve_command(common: Known, today: datetime | None, jobs: int, port: int, *, follow: bool) -> None:
    """See the site in a browser on this computer; pages follow what you save."""
    from builder.preview.server import serve  # noqa: PLC0415 # tornado costs 60 ms that other commands need not pay

    options = Options(
        common.project / ".cache" / "preview", today, drafts=True, jobs=jobs, base_url="http://127.0.0.1/"
    )

    def report(found: Report, seconds: float) -> None:
        show(found, common.language, "text", seconds)
        blocked = _("Mend the problems above: the browser shows them too, over the last good pages.")
        click.echo(blocked if found.blocked else _("The preview shows what was saved."), err=True)

    def opened(found: int) -> None:
        click.echo(f"http://127.0.0.1:{found}/")
        if found != port:
            click.echo(_("Port {port} is taken; this is the next free one.").format(port=port), err=True)
        click.echo(_("Only this computer can open it. Ctrl+C ends the preview."), err=True)

    serve(common.project, options, port, report, click.echo, opened, language=common.language, follow=follow)


@click.command("figures")
@click.option(
    "--lang", "language", type=click.Choice(["vi", "en"]), required=True, help="Language of the phrases."
)
def figures_command(language: str) -> None:
    """Read printed figures from standard input, one phrase a line, and print one JSON object for each.

    A line may also be JSON: {"text": "đạt 72 triệu", "unit": "triệu đồng/người/năm"}. Where the reader is not
    sure, `problems` says why.
    """
    from builder.content.figures.wire import answer  # noqa: PLC0415 # its vocabulary is for this command only

    for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8"):
        if line.strip():
            click.echo(answer(line.rstrip("\r\n"), language))


def _in_site(file: str, project: Path) -> str:
    """A file as the site names it, whether its path was typed from here or from the site's folder."""
    path = Path(file).resolve()
    here = file and path.is_file() and path.is_relative_to(project.resolve())
    return path.relative_to(project.resolve()).as_posix() if here else Path(file).as_posix() if file else ""


def _blocking(*, strict: bool) -> frozenset[str]:
    return frozenset({"error", "warning"}) if strict else frozenset({"error"})


def _finish(common: Known, options: Options, format_: Format, *, figures: str | None = None) -> Report:
    """What came of a build, told; leaves with the exit code of a mistake when one stands."""
    started = time.monotonic()
    language = language_of(common)
    if sys.stderr.isatty() and format_ == "text":
        from rich.console import Console  # noqa: PLC0415 # 50 ms that a program that looks on need not pay

        with Console(stderr=True).status("") as status:
            report = build(
                common.project,
                options,
                lambda step, count: status.update(f"{STEPS[language][step]} ({count})"),
            )
    else:
        report = build(common.project, options)
    if figures is not None and not show_figures(report, common.language, _in_site(figures, common.project)):
        raise click.BadParameter(
            _("no write-up is called {name}").format(name=figures), param_hint="--figures"
        )
    show(report, common.language, format_, time.monotonic() - started)
    if format_ == "text":
        click.echo(outcome(report, common.language, options), err=report.blocked)
    severities = {found.severity for found in report.problems}
    if severities & options.blocking:
        raise click.exceptions.Exit(CONTENT)
    return report
