"""The house as tests: layers, doors, rooms, file length. Source: docs/design.md."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BUILDER = Path(__file__).parent.parent / "builder"
FILES = sorted(BUILDER.rglob("*.py"))
LONGEST = 350

ALLOWED: dict[str, frozenset[str]] = {
    "problems": frozenset(),
    "digest": frozenset(),
    "plain": frozenset({"model"}),  # a text keeps the language it is in
    "cache": frozenset({"digest"}),
    "parallel": frozenset(),
    "model": frozenset({"problems"}),
    "plan": frozenset({"problems"}),
    "pictures": frozenset({"plan"}),
    "content": frozenset({"problems", "model", "pictures"}),
    "begin": frozenset({"problems", "model", "content", "theme"}),
    "outputs": frozenset({"problems", "model", "plan"}),
    "theme": frozenset({"problems", "plan"}),
    "publish": frozenset(
        {"problems", "digest", "cache", "parallel", "model", "plan", "pictures", "theme", "checks"}
    ),
    "checks": frozenset({"problems"}),
    "memory": frozenset(
        {
            "problems",
            "digest",
            "plain",
            "cache",
            "parallel",
            "model",
            "plan",
            "content",
            "outputs",
            "pictures",
            "theme",
            "checks",
            "publish",
        }
    ),
    "report": frozenset({"problems", "model"}),
    "journey": frozenset(
        {
            "problems",
            "digest",
            "plain",
            "cache",
            "model",
            "plan",
            "content",
            "outputs",
            "theme",
            "publish",
            "memory",
            "report",
        }
    ),
    "build": frozenset({"cache", "model", "publish", "memory", "report", "journey"}),
    "preview": frozenset({"problems", "cache", "build", "report", "content", "model"}),
    "terminal": frozenset({"problems", "report", "content", "model"}),
}
"""What each room may import; `cli`, `commands` and `__main__` may import everything."""

EVERYWHERE = {"msgspec"}
"""What a record is made of has no door: every room has records."""
DOORS = {
    "jinja2": {
        "theme/templates.py",
        "theme/sandbox.py",
        "theme/compiled.py",
        "theme/faults.py",
        "theme/kinds.py",
        "theme/names.py",
        "theme/precompiled.py",
    },
    "markdown": {"content/markdown.py", "content/effort.py"},
    "yaml": {"content/front_matter.py", "begin/session.py"},
    "frontmatter": {"content/front_matter.py", "begin/session.py"},
    "pydantic": {
        "content/schema.py",
        "content/fields.py",
        "content/validate.py",
        "content/records.py",
        "content/read.py",
    },
    "pydantic_core": {"content/fields.py"},
    "nh3": {"content/markdown.py"},
    "slugify": {"content/slugs.py"},
    "livereload": {"preview/server.py"},
    "tornado": {"preview/server.py"},
    "watchfiles": {"preview/saves.py"},
    "babel": {"theme/filters.py", "theme/templates.py"},
    "markupsafe": {
        "theme/words.py",
        "theme/sandbox.py",
        "theme/compiled.py",
        "theme/filters.py",
        "outputs/writing.py",
        "outputs/views.py",
        "outputs/sessions.py",
        "outputs/feeds.py",
        "outputs/pictures.py",
        "outputs/changes.py",
        "outputs/pages.py",
        "publish/render.py",
        "outputs/shell.py",
        "outputs/sharing.py",
    },
    "feedgenerator": {"outputs/feeds.py"},
    "icalendar": {"publish/calendar.py"},
    "pypdf": {"content/pdf.py"},
    "PIL": {"pictures/card.py", "pictures/codec.py"},
    "selectolax": {"checks/facts.py", "checks/named.py"},
    "click": {
        "cli.py",
        "commands/making.py",
        "terminal.py",
        "commands/hosting.py",
        "commands/begin.py",
        "commands/editor.py",
        "commands/explain.py",
        "commands/language.py",
        "commands/refusal.py",
    },
    "rich": {"commands/making.py"},
}

LOCAL_IMPORTS = {
    "__main__.py",
    "cli.py",
    "build.py",
    "journey.py",
    "problems.py",
    "content/history.py",
    "commands/making.py",
    "commands/language.py",
    "content/copies.py",
    "content/images.py",
    "content/locate.py",
    "memory/archive.py",
    "memory/readings.py",
    "memory/recipes.py",
    "memory/translated.py",
    "parallel.py",
    "publish/render.py",
    "publish/write.py",
    "terminal.py",
}
"""Files with imports inside functions, each with its reason beside it."""

DISK = {
    "cache.py",
    "memory/standing.py",
    "content/sources.py",
    "content/keys.py",
    "begin/session.py",
    "content/history.py",
    "memory/code.py",
    "publish/write.py",
    "publish/shelf.py",
    "publish/render.py",
    "publish/pictures.py",
    "theme/theme.py",
    "theme/new.py",
    "problems.py",
    "content/figures/vocabulary.py",
    "outputs/open_data/columns.py",
    "outputs/news.py",
    "pictures/card.py",
    "preview/server.py",
    "preview/state.py",
    "publish/compare.py",
    "publish/hosting.py",
    "publish/record.py",
    "publish/verify.py",
    "commands/site.py",
    "commands/language.py",
    "begin/site.py",
    "begin/program.py",
    "begin/editor.py",
    "begin/entries.py",
}
"""Where files may be opened; `problems.py`, `keys.py`, `vocabulary.py`, `columns.py` and `news.py` open their own data
files only,
`history.py` nothing but git's list of where a clone ends."""


def name_of(path: Path) -> str:
    return path.relative_to(BUILDER).as_posix()


def room_of(path: Path) -> str:
    parts = path.relative_to(BUILDER).with_suffix("").parts
    return parts[0]


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or "", node


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_room_imports_only_from_lower_layers(path: Path) -> None:
    room = room_of(path)
    if room in {"cli", "commands", "__main__", "__init__"}:
        return
    for module, _ in imports(parsed(path)):
        top, _, below = module.partition(".")
        if top == "builder" and below:
            other = below.split(".")[0]
            assert other == room or other in ALLOWED[room], f"{room} imports {other}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_third_party_packages_come_in_by_their_door(path: Path) -> None:
    for module, _ in imports(parsed(path)):
        top = module.split(".")[0]
        if top in sys.stdlib_module_names or top == "builder" or top in EVERYWHERE:
            continue
        assert name_of(path) in DOORS[top], f"{top} has its door elsewhere: {sorted(DOORS[top])}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_is_too_long_to_be_read_whole(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_stand_at_the_top(path: Path) -> None:
    inside = [
        node
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef)
        for _, node in imports(function)
    ]
    assert not inside or name_of(path) in LOCAL_IMPORTS


def test_imports_make_no_circle() -> None:
    graph = {
        "builder." + name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): {
            module for module, _ in imports(parsed(path)) if module.startswith("builder.")
        }
        for path in FILES
    }
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " → ".join((*way, module))
        if module in done:
            return
        for other in sorted(graph.get(module, ())):
            visit(other, (*way, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_certain_rooms_touch_the_disk(path: Path) -> None:
    opened = [
        node
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"read_bytes", "read_text", "write_bytes", "write_text", "unlink", "rmtree", "mkdir"}
    ]
    assert not opened or name_of(path) in DISK


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_command_prints_and_nobody_reads_the_clock_but_the_door(path: Path) -> None:
    calls = {ast.unparse(node.func) for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)}
    assert "print" not in calls
    if name_of(path) not in {"commands/making.py", "preview/server.py"}:
        assert not calls & {"datetime.now", "date.today", "time.time", "time.monotonic", "datetime.utcnow"}


PROGRAMS = {"content/history.py", "begin/program.py"}
"""Where another program may be started: git is asked when files changed, pip packs the builder for a new site."""


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_one_room_starts_other_programs(path: Path) -> None:
    started = {module for module, _ in imports(parsed(path)) if module == "subprocess"}
    assert not started or name_of(path) in PROGRAMS


def test_every_room_says_what_it_is_for() -> None:
    for path in FILES:
        assert ast.get_docstring(parsed(path)), name_of(path)


def test_there_is_no_room_for_odds_and_ends() -> None:
    forbidden = {"utils", "helpers", "common", "base", "manager", "misc"}
    assert not {path.stem for path in FILES} & forbidden


def test_no_circle_hides_behind_type_checking() -> None:
    for path in FILES:
        assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8"), "a hidden circle"
