"""Settings for editors: they name the files that are there, and a task finds what `check` tells."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from make import SITES, built
from make import site as base

from builder.begin.editor import begin_editor, editor_files
from builder.begin.site import begin_site
from builder.content.json_schema import SHAPES, required
from builder.problems import Language, as_text

FILES = {path: json.loads(text) for path, text in editor_files("vi").items()}
FIELD = {"type", "name", "title", "description", "choices", "single", "fields", "fieldGroup", "required"}
"""What the Front Matter extension lets a field say (its own package.json), as far as it is used."""
NEEDED = {"choice": "choices", "fields": "fields", "fieldCollection": "fieldGroup"}


def test_the_yaml_extension_finds_a_schema_for_every_yaml_file(tmp_path: Path) -> None:
    begin_site(tmp_path / "site")
    places = FILES[".vscode/settings.json"]["yaml.schemas"]
    assert {place.removeprefix("/") for place in places.values()} == {
        path.relative_to(tmp_path / "site").as_posix()
        for path in (tmp_path / "site" / "content").glob("*.yaml")
    }
    for name in places:
        assert (tmp_path / "site" / name).is_file()
        assert FILES[name]["title"]


def fields_of(fields: list[dict[str, Any]], shape: str) -> None:
    """Every key of the shape once, in its order, each a field as the extension knows it."""
    assert [one["name"] for one in fields] == [
        field.alias or name for name, field in SHAPES[shape].model_fields.items()
    ]
    for one in fields:
        assert set(one) <= FIELD
        assert one["required"] == (one["name"] in required(shape))
        assert NEEDED.get(one["type"], "type") in one


def test_the_front_matter_extension_knows_every_key() -> None:
    said = FILES["frontmatter.json"]
    kinds = {one["name"]: one["fields"] for one in said["frontMatter.taxonomy.contentTypes"]}
    groups = {one["id"]: one["fields"] for one in said["frontMatter.taxonomy.fieldGroups"]}
    for shape, fields in (kinds | groups).items():
        fields_of(fields, shape)
    assert {*kinds} == {"session", "page"}
    named = {one["fieldGroup"] for fields in kinds.values() for one in fields if "fieldGroup" in one}
    assert named == {*groups}
    votes = next(one for one in groups["resolution"] if one["name"] == "votes")
    fields_of(votes["fields"], "votes")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_task_finds_every_problem_that_check_tells(language: Language, tmp_path: Path) -> None:
    project = base(tmp_path / "site", SITES / "broken" / "raw-html", SITES / "broken" / "missing-emblem")
    problems = built(project, tmp_path / "output").problems
    assert {one.severity for one in problems} == {"error", "warning"}
    matchers = FILES[".vscode/tasks.json"]["tasks"][0]["problemMatcher"]
    for problem in problems:
        line = as_text(problem, language, lambda _file, _line: "x").partition("\n")[0]
        found = [(one["severity"], re.match(one["pattern"]["regexp"], line)) for one in matchers]
        told = [(severity, match) for severity, match in found if match]
        assert [severity for severity, _ in told] == [problem.severity]
        assert told[0][1][1] == problem.at.file
        assert told[0][1][4] == problem.code


def test_what_an_editor_changed_stays_and_schemas_are_written_anew(tmp_path: Path) -> None:
    first = begin_editor(tmp_path, "vi")
    assert {path.relative_to(tmp_path).as_posix() for path in first} == {*FILES}
    settings, schema = tmp_path / ".vscode/settings.json", tmp_path / ".vscode/bulletin/topics.json"
    settings.write_text("{}", encoding="utf-8")
    schema.write_text("{}", encoding="utf-8")
    again = begin_editor(tmp_path, "en")
    assert settings not in again
    assert settings.read_text(encoding="utf-8") == "{}"
    assert json.loads(schema.read_text(encoding="utf-8"))["title"] == "Topics: content/topics.yaml"


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    own = ("-c", "user.name=Thư ký", "-c", "user.email=thu-ky@example.org", "-c", "core.hooksPath=.githooks")
    return subprocess.run(  # noqa: S603 # our own words
        ("git", *own, *words),  # noqa: S607 # wherever this machine has it
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_git_takes_no_commit_while_a_file_has_a_mistake(tmp_path: Path) -> None:
    begin_site(tmp_path)
    program = tmp_path / ".venv" / "bin" / "bulletin"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m builder "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    git(tmp_path, "init", "--quiet")
    topics = tmp_path / "content" / "topics.yaml"
    good = topics.read_text(encoding="utf-8")
    topics.write_text(good.replace("name:", "nane:", 1), encoding="utf-8")
    git(tmp_path, "add", "--all")
    refused = git(tmp_path, "commit", "--quiet", "--message", "Bài đầu")
    assert refused.returncode == 1
    assert "content/topics.yaml:" in refused.stdout + refused.stderr
    assert "lỗi[unknown-key]" in refused.stdout + refused.stderr
    topics.write_text(good, encoding="utf-8")
    git(tmp_path, "add", "--all")
    assert git(tmp_path, "commit", "--quiet", "--message", "Bài đầu").returncode == 0
    assert git(tmp_path, "log", "--format=%s").stdout == "Bài đầu\n"
