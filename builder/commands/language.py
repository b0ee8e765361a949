"""The language that commands speak, and all they say of themselves in it: help, questions, refusals.

Click asks gettext for its words, and so do we for ours: one catalogue, `locale/vi/LC_MESSAGES/bulletin.po`,
has both. `bulletin.mo` is what gettext reads of it. English stands in the code and needs no catalogue. This
module is imported at every start, so it imports nothing that Click has not imported already.
"""

import inspect
import os
import re
from copy import copy
from gettext import bindtextdomain, gettext, textdomain
from pathlib import Path
from typing import Literal, Protocol, TypeVar

import click

Language = Literal["vi", "en"]
C = TypeVar("C", bound=click.Command)
LOCALE = Path(__file__).parent / "locale"
DOMAIN = "bulletin"
_SETTINGS = Path("content") / "site.yaml"
_OWN = re.compile(r"^languages:\s*(?:\[\s*|-\s*)[\"']?(\w+)", re.MULTILINE)


class Known(Protocol):
    """What every command knows."""

    @property
    def project(self) -> Path:
        """The site's folder."""

    @property
    def language(self) -> Language | None:
        """Language messages are wanted in."""


def language_of(common: Known) -> Language:
    """The language to speak in: the one asked for, else the site's own, else the machine's."""
    return common.language or site_language(common.project) or machine_language()


def site_language(project: Path) -> Language | None:
    """A site's own language at a glance, also while its settings are broken; None where there is no site."""
    try:
        text = (project / _SETTINGS).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    first = _OWN.search(text)
    return "en" if first and first[1] == "en" else "vi"


def machine_language() -> Language:
    """The language of the machine's user, where neither the command nor a site says one."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if not named and os.name == "nt":
        import locale  # noqa: PLC0415 # the environment says it elsewhere

        named = locale.getlocale()[0] or ""
    return "vi" if named.lower().startswith("vi") else "en"


def speak(language: Language) -> None:
    """From now on, everything that gettext is asked for comes in this language.

    gettext cannot be told but by the environment; programs started from here hear of it, too.
    """
    os.environ["LANGUAGE"] = language
    bindtextdomain(DOMAIN, str(LOCALE))
    textdomain(DOMAIN)


def said(command: C) -> C:
    """A command as it is told in the language spoken: a copy with other words, all below it too."""
    told = copy(command)
    told.help = gettext(inspect.cleandoc(command.help or ""))
    told.options_metavar = gettext(command.options_metavar or "")
    told.params = [_parameter(one) for one in command.params]
    if isinstance(told, click.Group) and isinstance(command, click.Group):
        told.subcommand_metavar = gettext(command.subcommand_metavar)
        told.commands = {name: said(one) for name, one in command.commands.items()}
    return told


def _parameter(parameter: click.Parameter) -> click.Parameter:
    told = copy(parameter)
    if isinstance(told, click.Option):
        told.help = gettext(told.help or "")
        told.prompt = gettext(told.prompt) if told.prompt else told.prompt
    if told.metavar:
        told.metavar = gettext(told.metavar)
    elif isinstance(told, click.Argument) and not isinstance(told.type, click.Choice):
        told.metavar = gettext((told.name or "").upper())
    elif not isinstance(told.type, click.Choice) and not getattr(told, "is_flag", False):
        told.metavar = gettext(told.type.name.upper())
    return told
