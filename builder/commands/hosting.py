"""`bulletin deploy init`, `compare` and `verify`: a hosted site, changes of it, and copies."""

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import cast

import click

from builder.begin.program import begin_program
from builder.commands import CONTENT
from builder.commands.language import Known, language_of
from builder.commands.refusal import refuse
from builder.commands.site import settings_of
from builder.problems import ContentError
from builder.publish.compare import as_markdown, compare
from builder.publish.hosting import PLACES, Host, begin_hosting, is_builder
from builder.publish.verify import verify


@click.group("deploy")
def deploy_group() -> None:
    """Put the site on the web."""


@deploy_group.command("init")
@click.argument("host", type=click.Choice(list(PLACES)))
@click.pass_obj
def deploy_init_command(common: Known, host: str) -> None:
    """Write the files that check, build and publish the site on HOST.

    Nothing that exists is written over. The address comes from base_url in content/site.yaml.
    """
    settings = settings_of(common.project)
    base_url = settings.base_url if settings else ""
    try:
        written = [begin_hosting(common.project, cast("Host", host), base_url, language_of(common))]
    except ContentError as error:
        refuse(error, language_of(common))
    if host != "nginx" and not is_builder(common.project):  # a forge must know what to build with
        written += begin_program(common.project)
    for path in written:
        click.echo(path.as_posix())


@click.command("compare")
@click.argument("before", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_obj
def compare_command(common: Known, before: Path, after: Path) -> None:
    """Say what differs between the built sites BEFORE and AFTER: figures as they were and are, and pages.

    Written in Markdown, for a terminal or the summary of a pull request.
    """
    try:
        changes = compare(before, after, language_of(common))
    except (ValueError, KeyError, OSError) as error:
        raise click.UsageError(_("not a built site: {why}").format(why=error)) from None
    click.echo(as_markdown(changes, language_of(common)), nl=False)


@click.command("verify")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify_command(folder: Path) -> None:
    """Say whether every file of the built site FOLDER is the one that was built.

    Its manifest.json tells what each must be. A file that is missing, another one, or beside them is named.
    """
    words = {"missing": _("missing: {path}"), "extra": _("not ours: {path}"), "changed": _("changed: {path}")}
    try:
        count, differences = verify(folder)
    except (ValueError, KeyError, OSError) as error:
        raise click.UsageError(_("not a built site: {why}").format(why=error)) from None
    for one in differences:
        click.echo(words[one.how].format(path=one.path))
    if differences:
        raise click.exceptions.Exit(CONTENT)
    click.echo(
        ngettext("{count} file is as it was built", "{count} files are as they were built", count).format(
            count=count
        )
    )
