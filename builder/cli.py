"""The command `bulletin`: words typed → one function → exit code.

A command's module is imported when the command is given: `--version` and `--help` answer at once.

Exit codes: 0 good, 1 content problems, 2 wrong usage, 3 cannot read or write, 70 a fault of our own.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple

import click

from builder import __version__
from builder.commands import CONTENT, DISK, GOOD, OURS, USAGE

__all__ = ["CONTENT", "DISK", "GOOD", "OURS", "USAGE", "main", "run"]

COMMANDS = {
    "build": ("making", "build_command", "Make the whole site in the folder `output`"),
    "check": ("making", "check_command", "Look for mistakes in every file and in the finished pages"),
    "compare": ("hosting", "compare_command", "Say what differs between the built sites BEFORE and AFTER"),
    "deploy": ("hosting", "deploy_group", "Put the site on the web"),
    "editor": ("editor", "editor_command", "Write settings for VS Code into the site"),
    "explain": ("explain", "explain_command", "Say from which sources, view, template and theme"),
    "figures": ("making", "figures_command", "Read printed figures from standard input"),
    "init": ("begin", "init_command", "Write a complete small site into FOLDER"),
    "new": ("begin", "new_group", "Begin a new file, or a new entry of one"),
    "schema": ("editor", "schema_command", "Print the JSON Schema of one KIND of file"),
    "serve": ("making", "serve_command", "See the site in a browser on this computer"),
}
"""Each command: its module in `builder/commands/`, the name of its function there, and how its
help begins."""


class Common(NamedTuple):
    """What every command knows: the site's folder and the language messages are wanted in."""

    project: Path
    language: Literal["vi", "en"] | None


class _Commands(click.Group):
    """A group that imports a command when it is given, and lists all without importing any."""

    def list_commands(self, _: click.Context) -> list[str]:
        """The names of all commands, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, function, _short = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"builder.commands.{module}"), function)
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands with what each does."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, f"{COMMANDS[name][2]}.") for name in sorted(COMMANDS)])


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("-C", "project", type=click.Path(path_type=Path), default=Path(), help="The site's folder.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default=None, help="Language of messages.")
@click.version_option(__version__, prog_name="bulletin")
@click.pass_context
def main(context: click.Context, project: Path, lang: Literal["vi", "en"] | None) -> None:
    """Make a council's bulletin: from Markdown write-ups to a website.

    \b
    bulletin check        look for mistakes, change nothing
    bulletin serve        see the site while you write
    bulletin build        make the site in the folder output
    bulletin new session  begin the write-up of a session
    bulletin new theme    begin a look of the site's own
    """  # noqa: D301 # click marks a paragraph to keep with a real backspace
    context.obj = Common(project, lang)


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
        import traceback  # noqa: PLC0415 # costs 5 ms that a good end need not pay

        traceback.print_exc()
        sys.exit(OURS)


def _utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
