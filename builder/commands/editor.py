"""`bulletin schema` and `bulletin editor`: help for the program in which files are typed."""

import json

import click

from builder.begin.editor import begin_editor
from builder.commands.language import Known, language_of
from builder.content.json_schema import KINDS, schema_of
from builder.theme.schema import theme_schema


@click.command("schema")
@click.argument("kind", type=click.Choice([*KINDS, "theme"]))
@click.pass_obj
def schema_command(common: Known, kind: str) -> None:
    """Print the JSON Schema of one KIND of file, with titles, meanings and examples."""
    language = language_of(common)
    schema = theme_schema(language) if kind == "theme" else schema_of(kind, language)
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))


@click.command("editor")
@click.pass_obj
def editor_command(common: Known) -> None:
    """Write settings for VS Code into the site: it then explains each key and shows mistakes while you type.

    Settings that are there stay as they are; run it again after an upgrade to write the schemas anew.
    """
    for path in begin_editor(common.project, language_of(common)):
        click.echo(path.as_posix())
