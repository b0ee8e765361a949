import zipfile
from pathlib import Path
from typing import Any

import pytest

from builder.begin.program import begin_program, named


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        ({}, "council-bulletin==0.1.0"),
        (
            {"url": "https://git.example/b.git", "vcs_info": {"vcs": "git", "commit_id": "abc123"}},
            "council-bulletin @ git+https://git.example/b.git@abc123",
        ),
        (
            {"url": "https://files.example/b-0.1.0-py3-none-any.whl", "archive_info": {}},
            "council-bulletin @ https://files.example/b-0.1.0-py3-none-any.whl",
        ),
    ],
)
def test_a_site_names_the_builder_by_where_it_came_from(origin: dict[str, Any], line: str) -> None:
    assert named("0.1.0", origin) == line


def test_a_builder_that_is_nowhere_else_goes_with_the_site(tmp_path: Path) -> None:
    wheel, requirements = begin_program(tmp_path)
    assert requirements.read_text(encoding="utf-8") == f"./program/{wheel.name}\n"
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert {
        "builder/cli.py",
        "builder/problems.toml",
        "builder/commands/locale/vi/LC_MESSAGES/bulletin.mo",
    } <= names
    assert any(name.endswith("themes/gazette/theme.toml") for name in names)
    assert begin_program(tmp_path) == ()
