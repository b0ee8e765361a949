"""How a command refuses: nothing was written, and why."""

from typing import NoReturn

import click

from builder.commands import USAGE
from builder.problems import ContentError, Language, message


def refuse(error: ContentError, language: Language) -> NoReturn:
    """Tell why nothing was written, and leave as after wrong usage."""
    what, hint = message(error.problem, language)
    click.echo(f"{error.problem.at.file}: {what}" + (f"\n      = {hint}" if hint else ""), err=True)
    raise click.exceptions.Exit(USAGE) from None
