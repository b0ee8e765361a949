"""The command `bulletin`: words typed → one function → exit code.

A command's module is imported when the command is given: `--version` and `--help` answer at once.

Exit codes: 0 good, 1 content problems, 2 wrong usage, 3 cannot read or write, 70 a fault of our own.
"""

import gc
import sys
from gettext import gettext as _
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple

import click

from builder import __version__
from builder.commands import CONTENT, DISK, GOOD, OURS, USAGE
from builder.commands.language import machine_language, said, site_language, speak

__all__ = ["CONTENT", "DISK", "GOOD", "OURS", "USAGE", "main", "run"]

COMMANDS = {
    "build": ("making", "build_command", "Make the whole site in the folder `output`"),
    "check": ("making", "check_command", "Look for mistakes in every file and in the finished pages"),
    "compare": ("hosting", "compare_command", "Say what differs between the built sites BEFORE and AFTER"),
    "deploy": ("hosting", "deploy_group", "Put the site on the web"),
    "editor": ("editor", "editor_command", "Write settings for VS Code into the site"),
    "explain": ("explain", "explain_command", "Say what a page or file of the site is made from"),
    "figures": ("making", "figures_command", "Read printed figures from standard input"),
    "init": ("begin", "init_command", "Write a complete small site into FOLDER"),
    "new": ("begin", "new_group", "Begin a new file, or a new entry of one"),
    "publish": ("making", "publish_command", "Make the site, and keep a register of what was published"),
    "schema": ("editor", "schema_command", "Print the JSON Schema of one KIND of file"),
    "serve": ("making", "serve_command", "See the site in a browser on this computer"),
    "verify": (
        "hosting",
        "verify_command",
        "Say whether every file of the built site FOLDER is the one that was built",
    ),
}
"""Each command: its module in `builder/commands/`, the name of its function there, and how its
help begins."""


_SELDOM = 200_000, 20, 10
"""How seldom Python looks for circles among objects: views are many small ones that live for a page and hold
none, and looking took an eighth of a build."""


class Common(NamedTuple):
    """What every command knows: the site's folder and the language messages are wanted in."""

    project: Path
    language: Literal["vi", "en"] | None


class _Commands(click.Group):
    """A group that imports a command when it is given, and lists all without importing any.

    All of it is told in the language spoken, which is known as soon as the words typed are looked at.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Speak as the site in this folder until `-C` and `--lang` are read; a slip may come before."""
        speak(site_language(Path()) or machine_language())
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 # as Click has it
        """Run the command; an option of all commands that stands behind it is led to its place."""
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            if any(error.option_name in one.opts for one in self.params):
                where = _("It stands before the command: bulletin {option} … {command}")
                told = where.format(option=error.option_name, command=ctx.invoked_subcommand)
                raise click.UsageError(f"{error.format_message()} {told}", error.ctx) from None
            raise

    def list_commands(self, _context: click.Context) -> list[str]:
        """The names of all commands, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, function, _short = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"builder.commands.{module}"), function)
        return said(command)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of the command as a whole."""
        super(_Commands, said(self)).format_help(ctx, formatter)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the name in the line of usage."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, which Click keeps in the language of its first use."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands with what each does."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, f"{_(COMMANDS[name][2])}.") for name in sorted(COMMANDS)])


def _speak(context: click.Context, parameter: click.Parameter, value: Path | str | None) -> Path | str | None:
    """Each of `-C` and `--lang` is heeded where it stands: a `--help` behind it is told in its way."""
    context.meta[parameter.name or ""] = value
    own = site_language(context.meta.get("project", Path()))
    speak(context.meta.get("lang") or own or machine_language())
    return value


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "-C",
    "project",
    type=click.Path(path_type=Path),
    default=Path(),
    is_eager=True,
    callback=_speak,
    help="The site's folder.",
)
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default=None,
    is_eager=True,
    callback=_speak,
    help="Language of messages.",
)
@click.version_option(__version__, prog_name="bulletin", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, project: Path, lang: Literal["vi", "en"] | None) -> None:
    """Make a council's bulletin: from Markdown write-ups to a website."""
    context.obj = Common(project, lang)


def run() -> None:
    """Run the command and leave with its exit code; a fault of our own says so and shows its traceback."""
    gc.set_threshold(*_SELDOM)
    _utf8()
    try:
        sys.exit(main(standalone_mode=False) or GOOD)
    except click.exceptions.Abort:
        click.echo("\n" + _("Aborted!"), err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.exit(GOOD)
    except OSError as error:
        click.echo(f"bulletin: {error.filename or ''}: {_(error.strerror or str(error))}", err=True)
        sys.exit(DISK)
    except Exception:  # noqa: BLE001 # the last door: whatever comes here is ours
        click.echo(
            _("bulletin: this is a fault of the builder itself, not of your files. Please report:"), err=True
        )
        import traceback  # noqa: PLC0415 # costs 5 ms that a good end need not pay

        traceback.print_exc()
        sys.exit(OURS)


def _utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
