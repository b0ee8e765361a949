"""Settings for VS Code and two of its extensions, so that it helps while a file is typed.

The YAML extension reads JSON Schema but not the front matter of Markdown; the Front Matter extension has
settings of its own, which name the same keys; a begun `theme.toml` names its schema in its first line, which
the TOML extension reads; what only a whole site can tell, a task asks `bulletin check`.

Sources: package.json of redhat.vscode-yaml and eliostruyf.vscode-front-matter; VS Code's schema of tasks.
"""

import json
from pathlib import Path
from typing import Any

from builder.content.json_schema import KINDS, choices_of, kind_name, nested, required, schema_of
from builder.content.keys import shape_words
from builder.problems import Language
from builder.theme.schema import theme_schema

_SCHEMAS = ".vscode/bulletin"
_PAGES = {"session": "content/sessions", "page": "content/pages"}
_TITLES: dict[Language, dict[str, str]] = {
    "vi": {"session": "Kỳ họp", "page": "Trang khác", "check": "Kiểm tra trang", "serve": "Xem thử"},
    "en": {"session": "Sessions", "page": "Other pages", "check": "Check the site", "serve": "Preview"},
}
_SEVERITIES = {"error": ("lỗi", "error"), "warning": ("cảnh báo", "warning")}


def editor_files(language: Language) -> dict[str, str]:
    """Every file of the settings by its path in a site, with words in `language`."""
    yaml = {kind: place for kind, (_, place) in KINDS.items() if place.endswith(".yaml")}
    files: dict[str, Any] = {
        ".vscode/settings.json": _settings(yaml),
        ".vscode/extensions.json": {
            "recommendations": ["redhat.vscode-yaml", "eliostruyf.vscode-front-matter"]
        },
        ".vscode/tasks.json": _tasks(language),
        "frontmatter.json": _front_matter(language),
        **{f"{_SCHEMAS}/{kind}.json": schema_of(kind, language) for kind in yaml},
        f"{_SCHEMAS}/theme.json": theme_schema(language),
    }
    return {path: json.dumps(said, ensure_ascii=False, indent=2) + "\n" for path, said in files.items()}


def begin_editor(project: Path, language: Language) -> tuple[Path, ...]:
    """Write the settings into a site and give the paths written, in the order of their names.

    What an editor may have changed stays as it is; the schemas are the builder's own and are written anew.
    """
    written = []
    for name, text in sorted(editor_files(language).items()):
        path = project / name
        if path.exists() and not name.startswith(_SCHEMAS):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)


def _settings(yaml: dict[str, str]) -> dict[str, Any]:
    typed = {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.detectIndentation": False}
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[markdown]": {**typed, "editor.wordWrap": "on"},
        "[yaml]": typed,
        "yaml.schemas": {f"{_SCHEMAS}/{kind}.json": f"/{place}" for kind, place in yaml.items()},
    }


def _tasks(language: Language) -> dict[str, Any]:
    """`bulletin check` and `bulletin serve` as tasks; each problem stands at its line in the editor."""
    matchers = [
        {
            "owner": f"bulletin-{severity}",
            "fileLocation": ["relative", "${workspaceFolder}"],
            "severity": severity,
            "pattern": {
                "regexp": rf"^(.+?):(\d+):(\d+): (?:{'|'.join(words)})\[([a-z0-9-]+)\]: (.*)$",
                "file": 1,
                "line": 2,
                "column": 3,
                "code": 4,
                "message": 5,
            },
        }
        for severity, words in _SEVERITIES.items()
    ]
    task = {
        "type": "process",
        "command": ".venv/bin/bulletin",
        "windows": {"command": ".venv\\Scripts\\bulletin.exe"},
        "options": {"cwd": "${workspaceFolder}"},
    }
    titles = _TITLES[language]
    check = {"label": titles["check"], **task, "args": ["check"], "problemMatcher": matchers}
    serve = {"label": titles["serve"], **task, "args": ["serve"], "isBackground": True, "problemMatcher": []}
    return {"version": "2.0.0", "tasks": [check | {"group": {"kind": "build", "isDefault": True}}, serve]}


def _front_matter(language: Language) -> dict[str, Any]:
    """What the Front Matter extension shows as a form; it changes nothing by itself."""
    groups = sorted({below for shape in _PAGES for below in _inside(shape)})
    return {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.content.autoUpdateDate": False,
        "frontMatter.content.draftField": {"name": "draft", "type": "boolean"},
        "frontMatter.content.pageFolders": [
            {"title": _TITLES[language][kind], "path": f"[[workspace]]/{place}", "contentTypes": [kind]}
            for kind, place in _PAGES.items()
        ],
        "frontMatter.taxonomy.contentTypes": [
            {"name": kind, "pageBundle": False, "fields": _fields(kind, language)} for kind in _PAGES
        ],
        "frontMatter.taxonomy.fieldGroups": [
            {"id": group, "fields": _fields(group, language)} for group in groups
        ],
    }


def _inside(shape: str) -> set[str]:
    """The shapes whose mappings stand in lists of a shape, and in those of these."""
    listed = {below for key, below in nested(shape).items() if kind_name(shape, key) == "list"}
    return listed.union(*(_inside(below) for below in listed))


def _fields(shape: str, language: Language) -> list[dict[str, Any]]:
    words = shape_words(shape, language)
    return [
        {
            "title": one.title,
            "name": key,
            "description": one.meaning.replace("`", ""),
            "required": key in required(shape),
            **_input(shape, key, language),
        }
        for key, one in words.keys.items()
    ]


def _input(shape: str, key: str, language: Language) -> dict[str, Any]:
    """The form's field: every value that is no choice, number, list or group is a text, as it is for us."""
    below = nested(shape).get(key, "")
    match kind_name(shape, key):
        case "word":
            return {"type": "choice", "choices": list(choices_of(shape, key))}
        case "yes-or-no":
            return {"type": "boolean"}
        case "count":
            return {"type": "number"}
        case "list" if below:
            return {"type": "fieldCollection", "fieldGroup": below}
        case "list":
            return {"type": "list"}
        case "mapping" if below:
            return {"type": "fields", "fields": _fields(below, language)}
        case "text" if key in {"summary", "abstract", "question", "answer"}:
            return {"type": "string"}
        case _:
            return {"type": "string", "single": True}
