"""The documentation says what is: its links, commands, options, keys, examples and paths exist."""

import re
import shlex
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from builder import cli
from builder.content.read import read
from builder.content.sources import REGISTRIES, Source

ROOT = Path(__file__).parent.parent
DOCS = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples" / "guide").rglob("pages/*.md")),
]
GUIDES = [*sorted((ROOT / "examples" / "guide").rglob("pages/*.md")), ROOT / "docs" / "figures.md"]

_FENCED = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(?P<words>.+)$", re.MULTILINE)
_PATH = re.compile(r"(?:builder|themes|tests|docs|scripts|requirements|examples)/[\w./-]*")
_MACHINE = re.compile(r"(?<![\w.<>/-])/(?:work|tmp|opt|root|home|usr|mnt|var|shared)/|\.\./shared")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose_of(path: Path) -> str:
    return _FENCED.sub("", text_of(path))


def code_of(path: Path) -> Iterator[str]:
    """Every piece of code: a line of a fence, or what stands between backticks."""
    for match in _FENCED.finditer(text_of(path)):
        yield from match["text"].splitlines()
    yield from _CODE.findall(prose_of(path))


def anchors_of(path: Path) -> set[str]:
    """Anchors as GitHub makes them: lower case, signs dropped, spaces as hyphens."""
    headings = (match["words"] for match in _HEADING.finditer(prose_of(path)))
    return {re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-") for words in headings}


# --- Links and paths -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_internal_links_lead_somewhere(path: Path) -> None:
    for match in _LINK.finditer(_CODE.sub("", prose_of(path))):
        target, _, anchor = match["target"].partition("#")
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        file = (path.parent / target).resolve() if target else path
        assert file.is_relative_to(ROOT), target
        assert file.exists(), f"{target} does not exist"
        if anchor:
            assert anchor in anchors_of(file), f"{target} has no heading #{anchor}"


def test_every_page_is_reached_from_the_readme() -> None:
    found, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in found:
            continue
        found.add(page)
        for match in _LINK.finditer(prose_of(page)):
            target = (page.parent / match["target"].partition("#")[0]).resolve()
            if target in DOCS:
                waiting.append(target)
    assert set(DOCS) == found


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_paths_named_exist(path: Path) -> None:
    for code in code_of(path):
        if _PATH.fullmatch(code):
            assert (ROOT / code).exists(), f"{code} does not exist"


@pytest.mark.parametrize("path", [*DOCS, ROOT / "Makefile"], ids=name_of)
def test_no_path_of_a_machine_is_named(path: Path) -> None:
    found = _MACHINE.search(text_of(path))
    assert found is None, found


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_texts_are_in_composed_characters_and_end_in_one_line_end(path: Path) -> None:
    text = text_of(path)
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_tokens_of_the_theme_are_those_of_its_style_sheet() -> None:
    sheet = text_of(ROOT / "themes" / "gazette" / "assets" / "tokens.css")
    for row in re.findall(r"^\| (`--.+) \|$", text_of(ROOT / "docs" / "look.md"), re.MULTILINE):
        tokens, light, dark, _ = (re.findall(r"`([^`]+)`", cell) for cell in row.split(" | "))
        for values in (light, dark):
            for token, value in zip(tokens, values, strict=False):
                assert f"{token}: {value};" in sheet, f"{token} is not {value}"


def test_every_room_of_the_builder_is_in_the_design() -> None:
    design = text_of(ROOT / "docs" / "design.md")
    for path in (ROOT / "builder").iterdir():
        if path.name.startswith("_") or path.name == "py.typed":
            continue
        assert f"`{path.stem}`" in design or f"builder/{path.name}" in design, path.name


# --- Commands ------------------------------------------------------------------------------------


def below_of(group: click.Group) -> dict[str, click.Command]:
    """The commands of a group by name."""
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: one for name, one in found.items() if one is not None}


def leaves(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name, below in below_of(command).items():
            yield from leaves(below, (*path, name))
    else:
        yield " ".join(path), command


COMMANDS = dict(leaves(cli.main, ("bulletin",)))


def options_of(command: click.Command) -> dict[str, click.Option]:
    context = click.Context(command, help_option_names=["-h", "--help"])
    found = (one for one in command.get_params(context) if isinstance(one, click.Option))
    return {name: option for option in found for name in (*option.opts, *option.secondary_opts)}


def check_command(line: str) -> None:
    """Follow a command line word by word; every command and option in it must exist."""
    command: click.Command = cli.main
    arguments: list[click.Argument] = []
    words = shlex.split(line, comments=True)[1:]
    while words:
        word = words.pop(0)
        if word.startswith("-"):
            name, given, _ = word.partition("=")
            options = options_of(command)
            assert name in options, f"{line}: no option {name}"
            option = options[name]
            optional = isinstance(option.flag_value, str)  # as in --figures [FILE]
            if not given and not option.is_flag and option.nargs == 1:
                assert words or optional, f"{line}: {name} needs a value"
                words[:1] = []
        elif word != "…" and not isinstance(command, click.Group):
            assert arguments, f"{line}: no place for {word}"
            kind = arguments.pop(0).type
            assert not isinstance(kind, click.Choice) or word in kind.choices, f"{line}: no {word}"
        elif word != "…":
            assert isinstance(command, click.Group)
            assert word in below_of(command), f"{line}: no command {word}"
            command = below_of(command)[word]
            arguments = [one for one in command.params if isinstance(one, click.Argument)]


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_commands_and_options_named_exist(path: Path) -> None:
    known = set(options_of(cli.main)).union(*(options_of(command) for command in COMMANDS.values()))
    for code in code_of(path):
        if re.match(r"(?:\.venv/bin/)?bulletin(?: |$)", code):
            check_command(code)
        elif path.name != "look.md" and (option := re.fullmatch(r"(--[a-z][a-z-]*)(?: .*)?", code)):
            assert option[1] in known, option[1]


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_make_words_named_exist(path: Path) -> None:
    known = set(re.findall(r"^([a-z]+):.*## ", text_of(ROOT / "Makefile"), re.MULTILINE))
    for code in code_of(path):
        words = shlex.split(code, comments=True) if code.startswith("make ") else []
        for word in words[1:]:
            assert "=" in word or word in known, code


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_readme(command: str) -> None:
    said = set(_CODE.findall(prose_of(ROOT / "README.md")))
    words = {word for code in said for word in code.split()}
    assert command in said
    for option in options_of(COMMANDS[command]).values():
        assert set(option.opts) & words, option.opts


def test_every_exit_code_is_in_the_readme() -> None:
    line = re.search(r"^Exit codes: (.+?)\n\n", text_of(ROOT / "README.md"), re.MULTILINE | re.DOTALL)
    assert line is not None
    codes = [int(code) for code in re.findall(r"\*\*(\d+)\*\*", line[1])]
    assert codes == [cli.GOOD, cli.CONTENT, cli.USAGE, cli.DISK, cli.OURS]


# --- Limits and examples ---------------------------------------------------------------------------


def test_tests_that_prove_a_promise_exist() -> None:
    named = set(re.findall(r"`(test_\w+)`", text_of(ROOT / "docs" / "record.md")))
    written = "\n".join(text_of(path) for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 20
    assert named <= set(re.findall(r"^def (test_\w+)\(", written, re.MULTILINE))


def test_limits_named_are_the_limits() -> None:
    design = text_of(ROOT / "docs" / "design.md")
    limits = (ROOT / "builder" / "content" / "limits.py").read_text(encoding="utf-8")
    section = design.partition("## Limits")[2].partition("\n## ")[0]
    for expression in re.findall(r"^[A-Z_]+ = ([\d_ *]+)$", limits, re.MULTILINE):
        number = 1
        for factor in expression.split("*"):
            number *= int(factor)
        shown = f"{number // 1024 // 1024} MB" if number == 20 * 1024 * 1024 else f"{number:,}"
        assert re.search(rf"(?<!\d){re.escape(shown)}(?!\d)", section), shown


def examples() -> Iterator[tuple[str, Source]]:
    """Every YAML example and every whole write-up of the guides, as a source of its own."""
    kinds = {f"# {file}\n": (file, kind) for file, kind in REGISTRIES.items()}
    for path in GUIDES:
        for match in _FENCED.finditer(text_of(path)):
            text = match["text"]
            place = f"{name_of(path)}:{text_of(path)[: match.start()].count(chr(10)) + 1}"
            file, kind = kinds.get(text.partition("\n")[0] + "\n", ("content/sessions/x.md", "session"))
            if match["kind"] == "markdown":
                yield place, Source(file, kind, text.encode())
            elif match["kind"] == "yaml" and kind == "session":
                written = f"---\n{_needed(text)}{text}---\n\n```\n{text}```\n"  # its figures quoted
                yield place, Source(file, kind, written.encode())
            elif match["kind"] == "yaml":
                yield place, Source(file, kind, text.encode())


def _needed(text: str) -> str:
    """What must be there in a session beside the keys an example shows."""
    needed = {"title": "Kỳ họp", "council": "phuong-mau", "term": "V", "session": "1", "date": "29/12/2025"}
    if re.search(r"^from:", text, re.MULTILINE):
        del needed["date"]
    shown = set(re.findall(r"^([a-z_]+):", text, re.MULTILINE))
    return "".join(f"{key}: {value}\n" for key, value in needed.items() if key not in shown)


EXAMPLES = dict(examples())
"""By the place where each stands."""


@pytest.mark.parametrize("place", EXAMPLES)
def test_examples_are_read_without_a_problem(place: str) -> None:
    whole = EXAMPLES[place].data.startswith(b'---\ntitle: "Two days')
    reading = read(EXAMPLES[place], "en" if whole else "vi")
    assert reading.problems == ()
    assert reading.record


def test_there_are_examples_of_every_kind_of_file() -> None:
    assert {source.kind for source in EXAMPLES.values()} >= {*REGISTRIES.values(), "session"}
