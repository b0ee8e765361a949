"""The command `bulletin`: words typed → one function → exit code.

Exit codes: 0 good, 1 content problems, 2 wrong usage, 3 cannot read or write, 70 a fault of our own.
"""

import io
import os
import re
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import click
from rich.console import Console

from builder import __version__
from builder.build import Options, Report, build
from builder.commands import machine_language
from builder.commands.begin import init_command, new_group
from builder.commands.editor import editor_command, schema_command
from builder.commands.hosting import compare_command, deploy_group
from builder.problems import Language
from builder.terminal import STEPS, Format, outcome, show, show_figures

GOOD, CONTENT, USAGE, DISK, OURS = 0, 1, 2, 3, 70


@dataclass(frozen=True, slots=True)
class Common:
    """What every command knows: the site's folder and the language messages are wanted in."""

    project: Path
    language: Language | None


def _moment(_context: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        try:
            return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
        except (ValueError, OverflowError, OSError):
            raise click.BadParameter(f"SOURCE_DATE_EPOCH is no number of seconds: {epoch}") from None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("write 2026-11-23 or 2026-11-23T10:00") from None


def _base_url(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s/]+(?:/.*)?", value):
        raise click.BadParameter("write it whole: https://example.org/ or https://example.org/bulletin/")
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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "project", type=click.Path(path_type=Path), default=Path(), help="The site's folder.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default=None, help="Language of messages.")
@click.version_option(__version__, prog_name="bulletin")
@click.pass_context
def main(context: click.Context, project: Path, lang: Language | None) -> None:
    """Make a council's bulletin: from Markdown write-ups to a website.

    \b
    bulletin check        look for mistakes, change nothing
    bulletin serve        see the site while you write
    bulletin build        make the site in the folder output
    bulletin new session  begin the write-up of a session
    bulletin new theme    begin a look of the site's own
    """  # noqa: D301 # click marks a paragraph to keep with a real backspace
    context.obj = Common(project, lang)


@main.command("build")
@_building
@_BASE_URL
@_FORMAT
@_STRICT
@_DRAFTS
@_OUTPUT
@_PORTABLE
@click.pass_obj
def build_command(  # click gives one argument per option
    common: Common,
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


@main.command("check")
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
    common: Common,
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


@main.command("serve")
@_building
@click.option("--port", default=8000, help="Port to listen on; the next free one if it is taken.")
@click.option("--follow", is_flag=True, help="Go to the page of the file just saved.")
@click.pass_obj
def serve_command(common: Common, today: datetime | None, jobs: int, port: int, *, follow: bool) -> None:
    """See the site in a browser on this computer; pages follow what you save."""
    from builder.preview.server import serve  # noqa: PLC0415 # tornado costs 60 ms that other commands need not pay

    options = Options(
        common.project / ".cache" / "preview", today, drafts=True, jobs=jobs, base_url="http://127.0.0.1/"
    )

    def report(found: Report, seconds: float) -> None:
        show(found, common.language, "text", seconds)
        Console(stderr=True).print(outcome(found, common.language, options), highlight=False)

    serve(common.project, options, port, report, click.echo, language=common.language, follow=follow)


@main.command("figures")
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


main.add_command(compare_command)
main.add_command(init_command)
main.add_command(new_group)
main.add_command(deploy_group)
main.add_command(schema_command)
main.add_command(editor_command)


def run() -> None:
    """Run the command and leave with its exit code; a fault of our own says so and shows its traceback."""
    _utf8()
    try:
        sys.exit(main(standalone_mode=False) or GOOD)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.exit(GOOD)
    except OSError as error:
        click.echo(f"bulletin: {error.filename or ''}: {error.strerror or error}", err=True)
        sys.exit(DISK)
    except Exception:  # noqa: BLE001 # the last door: whatever comes here is ours
        click.echo(
            "bulletin: this is a fault of the builder itself, not of your files. Please report:", err=True
        )
        traceback.print_exc()
        sys.exit(OURS)


def _utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _blocking(*, strict: bool) -> frozenset[str]:
    return frozenset({"error", "warning"}) if strict else frozenset({"error"})


def _finish(common: Common, options: Options, format_: Format, *, figures: str | None = None) -> None:
    started = time.monotonic()
    console = Console(stderr=True)
    language = common.language or machine_language()
    if console.is_terminal and format_ == "text":
        with console.status("") as status:
            report = build(
                common.project,
                options,
                lambda step, count: status.update(f"{STEPS[language][step]} ({count})"),
            )
    else:
        report = build(common.project, options)
    if figures is not None and not show_figures(report, common.language, figures):
        raise click.BadParameter(f"no write-up is called {figures}", param_hint="--figures")
    show(report, common.language, format_, time.monotonic() - started)
    if format_ == "text":
        click.echo(outcome(report, common.language, options), err=report.blocked)
    severities = {found.severity for found in report.problems}
    if severities & options.blocking:
        raise click.exceptions.Exit(CONTENT)
