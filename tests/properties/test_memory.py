"""A remembered build is the clean build, and one with several processes too, after any edits whatever."""

import contextlib
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from make import TODAY, content_of, site
from unit.small import write_up

from builder import parallel
from builder.build import build
from builder.cache import Cache
from builder.cli import main
from builder.memory import code
from builder.model.register import REGISTER
from builder.report import CACHE, Options, Report

EDITS = 320
SEEDS = (1, 2)
SHARED = 40
"""After so many edits a build with two processes is compared too."""
SESSIONS = "content/sessions"
WORDS = ("đường", "trường", "trạm y tế", "chợ", "kênh", "cầu")


class Editor:
    """Somebody who changes a site at random; the same changes every time."""

    def __init__(self, project: Path, seed: int) -> None:
        self.project = project
        self.chance = random.Random(seed)  # noqa: S311 # the same edits every time
        self.version = 0
        self.today = TODAY
        self.drafts = False
        self.portable = False
        self.number = 100

    def edits(self, count: int) -> list[Callable[[], None]]:
        """So many changes in a random order, as many of each kind as there is room for."""
        kinds = [KINDS[number % len(KINDS)].__get__(self) for number in range(count)]
        self.chance.shuffle(kinds)
        return kinds

    def sessions(self) -> list[Path]:
        return sorted((self.project / SESSIONS).rglob("*.md"))

    def some(self) -> Path:
        return self.chance.choice(self.sessions())

    def replace(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")

    def create(self) -> None:
        self.number += 1
        value = self.chance.randrange(10, 99)
        extra = (
            f"topics: [{self.chance.choice(['ngan-sach', 'giao-thong'])}]\n"
            f'metrics: [{{indicator: thu-ngan-sach, period: 2020, result: "{value} tỷ đồng"}}]\n'
            f"draft: {self.chance.choice(['true', 'false'])}\n"
        )
        text = write_up(extra, f"## Ý\n\nVề {self.chance.choice(WORDS)}.", number=self.number, term="IX")
        (self.project / SESSIONS / f"x{self.number}.md").write_text(text, encoding="utf-8")

    def add_a_sentence(self) -> None:
        with self.some().open("a", encoding="utf-8") as file:
            file.write(f"\nThêm về {self.chance.choice(WORDS)}.\n")

    def add_a_heading_and_a_link(self) -> None:
        with self.some().open("a", encoding="utf-8") as file:
            file.write(f"\n## {self.chance.choice(WORDS)}\n\n[x](indicator:thu-ngan-sach)\n")

    def change_a_title(self) -> None:
        path = self.some()
        self.replace(path, "title: ", f"title: {self.chance.choice(WORDS)} ")

    def change_a_figure(self) -> None:
        self.replace(self.some(), " tỷ đồng", f"{self.chance.randrange(9)} tỷ đồng")

    def make_a_mistake(self) -> None:
        self.replace(self.some(), "term: ", self.chance.choice(["trem: ", "term: X", "term: [", "\tterm: "]))

    def write_raw_html(self) -> None:
        with self.some().open("a", encoding="utf-8") as file:
            file.write("\nThu <b>13</b>.\n")

    def rename(self) -> None:
        path = self.some()
        path.rename(path.with_name(f"r{self.chance.randrange(10_000)}.md"))

    def delete(self) -> None:
        if len(self.sessions()) > 3:
            self.some().unlink()

    def begin_anew(self) -> None:
        for name in ("content", "themes"):
            shutil.rmtree(self.project / name)
        clean = site(self.project.parent / f"anew {self.chance.random()}")
        for name in ("content", "themes"):
            shutil.move(clean / name, self.project / name)

    def change_the_settings(self) -> None:
        self.replace(self.project / "content/site.yaml", "title: ", f"title: {self.chance.choice(WORDS)} ")

    def speak_a_second_language(self) -> None:
        path = self.project / "content/site.yaml"
        old, new = "languages: [vi]\n", "languages: [vi, en]\n"
        if new in path.read_text(encoding="utf-8"):
            old, new = new, old
        self.replace(path, old, new)

    def change_a_registry(self) -> None:
        name = self.chance.choice(["councils", "topics", "indicators"])
        self.replace(self.project / f"content/{name}.yaml", "name: ", f"name: {self.chance.choice(WORDS)} ")

    def switch_the_theme(self) -> None:
        path = self.project / "content/site.yaml"
        text = path.read_text(encoding="utf-8")
        old, new = ("tiny", "other") if "theme: tiny" in text else ("other", "tiny")
        if not (self.project / "themes" / "other").exists():
            shutil.copytree(self.project / "themes" / "tiny", self.project / "themes" / "other")
            for page in (self.project / "themes" / "other" / "templates").glob("*.html"):
                with page.open("a", encoding="utf-8") as file:
                    file.write("<p>khác</p>")
        self.replace(path, f"theme: {old}", f"theme: {new}")

    def change_a_template(self) -> None:
        path = self.chance.choice(sorted((self.project / "themes").rglob("*.html")))
        with path.open("a", encoding="utf-8") as file:
            file.write(self.chance.choice(["<p>mới</p>", "{{ page.path }}", "{{ site.title }}"]))

    def break_a_template(self) -> None:
        path = self.chance.choice(sorted((self.project / "themes").rglob("*.html")))
        with path.open("a", encoding="utf-8") as file:
            file.write("{{ page.khong_co }}")

    def change_an_asset(self) -> None:
        for path in sorted((self.project / "themes").rglob("*.css")):
            with path.open("a", encoding="utf-8") as file:
                file.write(f"p{{order:{self.chance.randrange(9)}}}")

    def change_the_words(self) -> None:
        for theme in sorted((self.project / "themes").iterdir()):
            words = theme / "locale" / f"{self.chance.choice(['vi', 'en'])}.po"
            words.parent.mkdir(exist_ok=True)
            words.write_text(f'msgid "word"\nmsgstr "{self.chance.choice(WORDS)}"\n', encoding="utf-8")
            with (theme / "templates" / "home.html").open("a", encoding="utf-8") as file:
                file.write("<p>{{ _('word') }}</p>")

    def change_an_attachment(self) -> None:
        for path in sorted((self.project / "content").rglob("*.pdf")):
            path.write_bytes(path.read_bytes() + self.chance.randbytes(3))

    def save_without_a_change(self) -> None:
        for path in self.sessions():
            path.write_bytes(path.read_bytes())

    def live_with_a_register(self) -> None:
        """Some of what is published is promised, or nothing any more."""
        path = self.project / REGISTER
        if path.exists():
            path.unlink()
            return
        words = ["-C", str(self.project), "publish", "--jobs", "1", "--today", self.today.isoformat()]
        CliRunner().invoke(main, words)
        if path.exists():
            head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = sorted(self.chance.sample(range(len(rows)), len(rows) // 4))
            path.write_text(head + "".join(rows[number] for number in kept), encoding="utf-8")

    def meddle_with_the_register(self) -> None:
        path = self.project / REGISTER
        if path.exists():
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            line = self.chance.randrange(len(lines))
            lines[line] = self.chance.choice(["", "<<<<<<< HEAD\n", lines[-1], lines[line].replace("2", "3")])
            path.write_text("".join(lines), encoding="utf-8")

    def move_an_address(self) -> None:
        path = self.project / "content/site.yaml"
        moved = "redirects: [{from: /an-binh/khoa-ix/, to: /an-binh/}]\n"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(moved, "") if moved in text else text + moved, encoding="utf-8")

    def live_on(self) -> None:
        self.today += timedelta(days=self.chance.randrange(200))

    def want_drafts(self) -> None:
        self.drafts = not self.drafts

    def want_a_stick(self) -> None:
        self.portable = not self.portable

    def update_the_builder(self) -> None:
        self.version = self.chance.randrange(3)

    def forget(self) -> None:
        shutil.rmtree(self.project / CACHE, ignore_errors=True)

    def damage_entries(self) -> None:
        memory = self.project / CACHE / "memory.db"
        if memory.exists():
            connection = sqlite3.connect(memory)
            with contextlib.suppress(sqlite3.DatabaseError), connection:  # damaged already
                change = self.chance.choice(["x'00'", "x''", "'text'", "NULL", "x'5b5d'"])
                connection.execute(f"UPDATE entries SET data = {change} WHERE rowid % 3 = 0")  # noqa: S608 # our own words
            connection.close()

    def damage_the_memory(self) -> None:
        memory = self.project / CACHE / "memory.db"
        if memory.exists():
            data = bytearray(memory.read_bytes())
            for _ in range(30):
                data[self.chance.randrange(len(data))] = self.chance.randrange(256)
            memory.write_bytes(data)

    def meddle_with_what_is_published(self) -> None:
        published = sorted(path for path in (self.project / "output").rglob("*.html"))
        for path in self.chance.sample(published, min(2, len(published))):
            if self.chance.random() < 0.5:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes()[:-1] + b"!")

    def empty_what_is_published(self) -> None:
        shutil.rmtree(self.project / "output", ignore_errors=True)


KINDS = [
    kind
    for name, kind in vars(Editor).items()
    if not name.startswith("_") and name not in {"edits", "sessions", "some", "replace"}
]


def compared(report: Report) -> tuple[object, ...]:
    """Everything that a build says."""
    return report.problems, report.counts, report.pages, report.blocked, report.written


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The builder in another version, as far as its memory can tell."""
    current, own = {"version": 0}, code.code()
    for module in (
        "memory.readings",
        "memory.attachments",
        "memory.archive",
        "memory.met",
        "memory.promises",
        "journey",
    ):
        monkeypatch.setattr(f"builder.{module}.code", lambda: f"{own} {current['version']}")
    monkeypatch.setattr(
        "builder.memory.standing.installed", lambda: [("code.py", (0, 0, 0, 0, current["version"]))]
    )
    return current


@contextlib.contextmanager
def nothing_remembered(project: Path) -> Iterator[None]:
    """The project without the memory of earlier builds, which comes back afterwards."""
    memory, aside = project / CACHE, project.parent / "aside"
    if memory.exists():
        memory.rename(aside)
    yield
    shutil.rmtree(memory)
    if aside.exists():
        aside.rename(memory)


@pytest.mark.parametrize("seed", SEEDS)
def test_remembered_is_clean_is_parallel(
    tmp_path: Path, seed: int, versions: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.content.survey.STEP", 20_000_000)  # this disk's clock is no memory card's
    editor = Editor(site(tmp_path / "site"), seed)
    project, good = editor.project, 0
    done: list[str] = []

    # Every other editor has a preview running: one process with one memory, whatever happens to its file.
    running = Cache(project / CACHE) if seed % 2 else None

    def built(output: Path, jobs: int = 1, memory: Cache | None = None) -> Report:
        return build(
            project,
            Options(output, editor.today, drafts=editor.drafts, portable=editor.portable, jobs=jobs),
            memory=memory,
        )

    def same(one: Report, other: Report, output: Path) -> bool:
        """One build says what the other says, and both publish the same."""
        assert compared(one) == compared(other), done
        if one.written:
            assert content_of(project / "output") == content_of(output), done
        shutil.rmtree(output, ignore_errors=True)
        return one.written

    for number, edit in enumerate(editor.edits(EDITS // len(SEEDS))):
        edit()
        done.append(edit.__name__)
        versions["version"] = editor.version
        remembered = built(project / "output", memory=running)
        if number % 12 == 11 and remembered.blocked:
            editor.begin_anew()
            remembered = built(project / "output", memory=running)
        if running is not None:
            # The folder that is its own, which it believes to be as it left it.
            shown = built(project / CACHE / "preview", memory=running)
            if shown.written:
                assert content_of(project / CACHE / "preview") == content_of(project / "output"), done
        with nothing_remembered(project):
            good += same(remembered, built(tmp_path / "clean"), tmp_path / "clean")
        if number % SHARED == 0:
            with nothing_remembered(project), monkeypatch.context() as patched:
                patched.setattr(parallel, "WORTH_IT", 2)
                same(remembered, built(tmp_path / "shared", jobs=2), tmp_path / "shared")
    assert good > EDITS // len(SEEDS) // 3
