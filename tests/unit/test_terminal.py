from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.build import build
from builder.report import Options, Report
from builder.terminal import Format, outcome, show
from unit.small import NOW, project, write_up


def options(folder: Path, *, publish: bool = True) -> Options:
    return Options(folder / "output", NOW, publish=publish, jobs=1)


def report(folder: Path, body: str, *, publish: bool = True) -> Report:
    return build(project(folder, {"sessions/a.md": write_up(body=body)}), options(folder, publish=publish))


def test_what_was_built_is_said_with_its_folder(tmp_path: Path) -> None:
    said = outcome(report(tmp_path, "X"), "en", options(tmp_path))
    assert said == f"Built: {(tmp_path / 'output').as_posix()}"


def test_what_was_not_built_is_said_to_stay_as_it_was(tmp_path: Path) -> None:
    said = outcome(report(tmp_path, "# X"), "en", options(tmp_path))
    assert f"{(tmp_path / 'output').as_posix()} stays as it was" in said


def test_a_good_check_says_so_and_a_bad_one_what_to_do(tmp_path: Path) -> None:
    checking = options(tmp_path, publish=False)
    assert outcome(report(tmp_path, "X", publish=False), "en", checking) == "Nothing to mend."
    assert outcome(report(tmp_path, "# X", publish=False), "en", checking) == "Mend the problems above."


def test_a_check_with_a_warning_does_not_say_there_is_nothing_to_mend(tmp_path: Path) -> None:
    said = outcome(report(tmp_path, "Thu <b>13</b>", publish=False), "en", options(tmp_path, publish=False))
    assert said != "Nothing to mend."


def test_without_a_chosen_language_the_site_speaks_its_own(tmp_path: Path) -> None:
    found = report(tmp_path, "X")
    assert outcome(found, None, options(tmp_path)).startswith("Đã dựng xong")
    assert outcome(replace(found, language="en"), None, options(tmp_path)).startswith("Built")


def test_a_summary_counts_errors_and_warnings_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show(report(tmp_path, "# X\n\nThu <b>13</b>"), "en", "text", 1.25)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "0 pages · 0 drafts · 0 scheduled · 0 withdrawn · 1 errors · 2 warnings · 1.2 s"


def test_many_problems_of_one_kind_do_not_flood_a_terminal_and_programs_get_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = report(tmp_path, "Thu <b>\n\n" * 30 + "# X")
    show(found, "vi", "text", 1)
    said = capsys.readouterr().out
    assert said.count("cảnh báo[raw-html]: HTML") == 20
    assert "cảnh báo[raw-html]: còn 10 chỗ nữa trong 1 tệp" in said
    assert said.count("lỗi[") == 1
    assert said.splitlines()[-1].endswith("1 lỗi · 30 cảnh báo · 1,0 giây")
    marks: dict[Format, str] = {
        "json": '"code": "raw-html"',
        "gitlab": '"check_name": "raw-html"',
        "github": "title=raw-html",
    }
    for form, mark in marks.items():
        show(found, "vi", form, 1)
        assert capsys.readouterr().out.count(mark) == 30
