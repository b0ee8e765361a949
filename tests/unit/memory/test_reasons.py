"""Reasons are given for just those outputs that a build made anew, and they name what changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from make import TODAY, site
from msgspec.structs import replace

from builder.build import build
from builder.cache import Cache
from builder.memory.archive import Archive
from builder.memory.builds import Builds
from builder.memory.differences import Difference, differences
from builder.memory.reasons import Past, Reason, reasons
from builder.report import CACHE, Options
from unit.small import write_up

SESSION, MOVED = "content/sessions/2022-07-15-ky-hop-4.md", "content/sessions/moved.md"
OTHER = "content/sessions/2021-12-29-ky-hop-3.md"
NEW, TEMPLATE = "content/sessions/new.md", "themes/tiny/templates/session.html"
PAGE, NEW_PAGE = "an-binh/khoa-ix/ky-hop-4/index.html", "an-binh/khoa-ix/ky-hop-77/index.html"
Why = dict[str, tuple[Reason, ...]]


class Desk:
    """A site that is built again and again."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.options = Options(project / "output", TODAY, jobs=1)

    def edit(self, file: str, change: Callable[[str], str]) -> None:
        path = self.project / file
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    def build(self) -> set[str]:
        """The outputs that the build made anew."""
        report = build(self.project, self.options)
        assert report.written, report.problems
        return report.files.fresh if isinstance(report.files, Archive) else set()

    def why(self) -> Why:
        """The reasons of the last build, for every output whose name does not follow what it holds."""
        cache = Cache(self.project / CACHE)
        builds = Builds(cache, self.project / "output")
        assert builds.before is not None
        assert builds.last is not None
        old, new = Past(cache, builds.before), Past(cache, builds.last)
        outline = new.outline
        assert outline is not None
        paths = [*outline.paths, *(one.path for one in outline.indexes)]
        found = {path: reasons(path, old, new) for path in paths}
        cache.close()
        return found

    def steps(self) -> Iterator[Callable[[Why], None]]:
        """Edits, one after the other; each gives what is to be said of it."""
        self.edit(SESSION, lambda text: f"{text}\nMột chữ lạ: xyzzy.\n")
        yield self.a_sentence
        self.edit(SESSION, lambda text: text.replace("title: Sáu", "title: Bảy"))
        yield self.a_title
        self.edit(TEMPLATE, lambda text: f"{text}<p>mới</p>")
        yield self.a_template
        self.edit("content/site.yaml", lambda text: text.replace("title: ", "title: Mới ", 1))
        yield self.the_settings
        (self.project / SESSION).rename(self.project / MOVED)
        self.edit(OTHER, lambda text: text.replace(Path(SESSION).name, Path(MOVED).name))
        yield self.a_new_name
        text = write_up("embargo: 2027-01-01T08:00\n", number=77, term="IX")
        (self.project / NEW).write_text(text, encoding="utf-8")
        yield self.nothing
        self.options = replace(self.options, today=TODAY.replace(year=2027, month=1, day=2))
        yield self.another_day
        self.edit(NEW, lambda text: text.replace("embargo: 2027-01-01T08:00\n", ""))
        yield self.nothing
        self.options = replace(self.options, base_url="https://x.example/")
        yield self.another_address

    def a_sentence(self, why: Why) -> None:
        assert why[PAGE] == (Reason("text", (("changed", SESSION),)),)
        assert why["index.html"] == ()
        assert why["tim-kiem/index.html"][0] == Reason("index", (("changed", SESSION),))

    def a_title(self, why: Why) -> None:
        view, sources = why["index.html"]
        title = "tháng đầu năm 2022"
        assert view.kind == "view"
        assert view.places == (Difference("page.recent[0].title", f"Sáu {title}", f"Bảy {title}"),)
        assert sources == Reason("sources", (("changed", SESSION),))

    def a_template(self, why: Why) -> None:
        assert why[PAGE] == (Reason("theme", (("changed", TEMPLATE),)),)
        assert why["robots.txt"] == ()

    def the_settings(self, why: Why) -> None:
        shell = next(one for one in why[PAGE] if one.kind == "shell")
        assert "site.title" in [place.where for place in shell.places]
        assert why[PAGE][-1] == Reason("sources", (("changed", "content/site.yaml"),))

    def a_new_name(self, why: Why) -> None:
        assert why[PAGE][0] == Reason("origin", places=(Difference("", SESSION, MOVED),))

    def nothing(self, why: Why) -> None:
        assert not any(why.values())

    def another_day(self, why: Why) -> None:
        passed = Reason("options", places=(Difference("today", "2026-11-23", "2027-01-02"),))
        assert why[NEW_PAGE] == (Reason("new"), passed)
        assert why["index.html"][-1] == passed

    def another_address(self, why: Why) -> None:
        moved = Difference("base_url", "https://example.org/", "https://x.example/")
        assert why["sitemap.xml"][-1] == Reason("options", places=(moved,))


def test_a_reason_is_given_for_what_was_made_anew_and_for_nothing_else(tmp_path: Path) -> None:
    desk = Desk(site(tmp_path / "site"))
    desk.build()
    for expected in desk.steps():
        fresh = desk.build()
        why = desk.why()
        assert {path for path, found in why.items() if found} == fresh & why.keys(), expected.__name__
        expected(why)


def test_another_version_of_the_builder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(site(tmp_path / "site"))
    desk.build()
    monkeypatch.setattr("builder.journey.code", lambda: "another")
    monkeypatch.setattr("builder.memory.standing.installed", lambda: [("code.py", (0, 0, 0, 0, 1))])
    desk.build()
    told = desk.why()
    assert {found[0].kind for found in told.values()} == {"builder"}
    desk.build()
    assert desk.why() == told, "a build of the same is not another one"


def test_differences_are_told_by_field() -> None:
    one = Reason("text", (("added", "a"), ("gone", "b")))
    assert list(differences(one, replace(one), "")) == []
    assert list(differences(one, replace(one, kind="view"), "page")) == [
        Difference("page.kind", "text", "view")
    ]
    changed = replace(one, files=(("added", "a"), ("gone", "c")))
    assert list(differences(one, changed, "")) == [Difference("files[1][1]", "b", "c")]
    assert list(differences(one, replace(one, files=()), "")) == [Difference("files|length", "2", "0")]
