"""The command in Vietnamese: everything it can say of itself has its words in the catalogue."""

import inspect
import io
import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import builder
from builder.cli import COMMANDS, main, run
from builder.commands.language import DOMAIN, LOCALE, machine_language, site_language, speak

PO = LOCALE / "vi" / "LC_MESSAGES" / f"{DOMAIN}.po"
NOT_OURS = (
    "deprecat",  # no command or option is
    "completion",
    "Editing failed",  # no command opens an editor
    "Confirm the action",
    "Do you want to continue",
    "Repeat for confirmation",
    "two entered values",
    "Press any key",
    "Windows error",
    "color",
    "UUID",
    "valid boolean",
    "does not match the format",
    "values are required",
    "must be an iterable",
    "defined twice",  # from here on: slips of a programmer, or what no option of ours is
    "same flag for true",
    "Could not determine name",
    "No options defined",
    "exactly one parameter declaration",
    "Choice(",
    "env var",
    "(dynamic)",
    "start character",
    "takes {nargs} values",
    "not executable",
    "standard stream",
    "Could not open file",
    "unknown error",
    "Positional arguments",
    "version %(version)s",
)
"""Words of Click that no command of ours can say."""


def words_of(folder: Path) -> Iterator[str]:
    """What the Python files of a folder ask gettext for, the first form of those that count."""
    for path in sorted(folder.rglob("*.py")):
        for _, text, _, _ in extract_from_file("python", path, keywords={"_": None, "ngettext": (1, 2)}):
            one = text if isinstance(text, str) else text[0]
            if one != "d":  # the letter of days in a progress bar
                yield one


def help_of(command: click.Command) -> Iterator[str]:
    """The help, names of values and questions of a command and of all below it."""
    yield inspect.cleandoc(command.help or "")
    for typed in command.params:
        if isinstance(typed, click.Option):
            yield typed.help or ""
            yield str(typed.prompt or "")
    below: list[click.Command] = list(command.commands.values()) if isinstance(command, click.Group) else []
    if command is main:
        speak("en")  # a command is given in the language spoken
        context = click.Context(main)
        below = [one for name in COMMANDS if (one := main.get_command(context, name))]
        yield from (short for _, _, short in COMMANDS.values())
    for one in below:
        yield from help_of(one)


def test_all_that_the_command_can_say_has_vietnamese_words() -> None:
    with PO.open("rb") as file:
        catalogue = read_po(file)
    own = {*words_of(Path(builder.__file__).parent), *help_of(main)} - {""}
    clicks = {
        one for one in words_of(Path(click.__file__).parent) if not any(part in one for part in NOT_OURS)
    }
    told = {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue if one.string}
    assert (own | clicks) - told == set()
    assert [one.id for one in catalogue if one.id and one.fuzzy] == []


def test_gettext_reads_what_the_catalogue_says() -> None:
    with PO.open("rb") as file:
        catalogue = read_po(file)
    made = io.BytesIO()
    write_mo(made, catalogue)
    path = PO.with_suffix(".mo")
    if "GOLDEN" in os.environ:
        path.write_bytes(made.getvalue())
    assert path.read_bytes() == made.getvalue(), "run `make golden`"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Lỗi: Thiếu tên lệnh."),
        (("--help",), "In phần trợ giúp này."),
        (("nwe",), "Lỗi: Không có lệnh 'nwe'."),
        (("build", "--jobs", "-1"), "Lỗi: Giá trị của '--jobs' không dùng được: -1 nằm ngoài khoảng x>=0."),
        (("compare", "a", "b"), "'a' không có."),
        (("new", "session", "--help"), "Kỳ họp thứ mấy"),
        (("schema",), "Lỗi: Thiếu tham số"),
    ],
)
def test_the_frame_is_vietnamese_where_it_is_asked_for_or_a_site_is(
    tmp_path: Path,
    words: tuple[str, ...],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("languages: [vi, en]\n", encoding="utf-8")
    for before in (("--lang", "vi"), ("-C", str(tmp_path))):
        monkeypatch.setattr("sys.argv", ["bulletin", *before, *words])
        with pytest.raises(SystemExit):
            run()
        printed = "".join(capsys.readouterr())
        assert told in printed
        assert not {"Usage", "Error", "Options", "Commands"} & {one.strip(":") for one in printed.split()}
    monkeypatch.setattr("sys.argv", ["bulletin", "--lang", "en", "-C", str(tmp_path), *words])
    with pytest.raises(SystemExit):
        run()
    assert told not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("title: A\nlanguages: [vi]\n", "vi"),
        ("languages:\n  - en\n  - vi\n", "en"),
        ('languages: ["en"]\n', "en"),
        ("title A: [\n", "vi"),
    ],
)
def test_a_site_says_its_language_also_while_it_is_broken(tmp_path: Path, text: str, language: str) -> None:
    assert site_language(tmp_path) is None
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(text, encoding="utf-8")
    assert site_language(tmp_path) == language


def test_without_a_site_the_machine_says_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert machine_language() == "en"
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert machine_language() == "vi"
    monkeypatch.setenv("LC_ALL", "C")
    assert machine_language() == "en"
