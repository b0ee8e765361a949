from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from make import built, site

from builder.problems import Language
from builder.publish.compare import STATES, Changes, FigureChange, as_markdown, compare
from builder.theme.home import built_in
from unit.small import write

SESSION = "content/sessions/2021-12-29-ky-hop-3.md"


def replaced(path: Path, old: str, new: str) -> None:
    """Write `new` where `old` stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def changed(tmp_path: Path, old: str, new: str) -> Changes:
    """What differs when `old` becomes `new` in a session of the good site."""
    project = site(tmp_path / "site")
    built(project, tmp_path / "before")
    replaced(project / SESSION, old, new)
    report = built(project, tmp_path / "after")
    assert report.written, report.problems
    return compare(tmp_path / "before", tmp_path / "after", "vi")


def test_the_same_site_has_no_changes(tmp_path: Path) -> None:
    project = site(tmp_path / "site")
    for name in ("before", "after"):
        built(project, tmp_path / name)
    found = compare(tmp_path / "before", tmp_path / "after", "vi")
    assert found == Changes((), (), (), 0, ())
    assert as_markdown(found, "vi").endswith("Không trang nào và không số liệu nào thay đổi.\n")


def test_a_figure_that_changes_is_told_before_and_after(tmp_path: Path) -> None:
    text = (site(tmp_path / "probe") / SESSION).read_text(encoding="utf-8")
    phrase = next(line.partition(": ")[2] for line in text.splitlines() if line.strip().startswith("result:"))
    found = changed(tmp_path, phrase, "đạt trên 1.099,5 tỷ đồng")
    (figure,) = found.figures
    assert figure.before.startswith(phrase)
    assert figure.after == "đạt trên 1.099,5 tỷ đồng [> 1.099,5 tỷ đồng]"
    assert "/an-binh/khoa-ix/ky-hop-3/" in found.changed
    assert (found.added, found.removed) == ((), ())
    assert found.other
    lines = as_markdown(found, "vi").splitlines()
    assert "### Số liệu thay đổi: 1" in lines
    assert any(figure.id in line and "đạt trên 1.099,5 tỷ đồng" in line for line in lines)


def test_a_target_that_is_judged_otherwise_is_told_though_no_figure_changes(tmp_path: Path) -> None:
    project = site(tmp_path / "site")
    replaced(project / SESSION, "target: trên 13 tỷ đồng", "target: 13 tỷ đồng")
    answer = "metrics: [{indicator: thu-ngan-sach, period: 2022, result: đạt 14 tỷ đồng}]\n---\n"
    replaced(project / "content/sessions/2022-12-20-ky-hop-5/index.md", "\n---\n", f"\n{answer}")
    built(project, tmp_path / "before")
    replaced(project / "content/indicators.yaml", "better: higher", "better: lower")
    built(project, tmp_path / "after")
    found = compare(tmp_path / "before", tmp_path / "after", "en")
    assert found.figures == ()
    (state,) = found.states
    assert (state.before, state.after) == ("Exceeded: đạt 14 tỷ đồng", "Missed: đạt 14 tỷ đồng")
    assert "### Targets judged otherwise: 1" in as_markdown(found, "en").splitlines()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_states_are_called_as_the_default_theme_calls_them(language: Language) -> None:
    said = [one[language] for one in STATES.values()]
    theme = (built_in() / "gazette" / "templates" / "partials" / "words.html").read_text(encoding="utf-8")
    data = (built_in() / "gazette" / "locale" / f"{language}.po").read_bytes()
    known = {str(one.id): str(one.string) for one in read_po(BytesIO(data)) if one.id}
    for name, one in STATES.items():
        assert f'"{name}": _("{one["en"]}")' in theme
    assert said == [known[one["en"]] for one in STATES.values()]


def test_pages_added_and_removed_are_told(tmp_path: Path) -> None:
    project = site(tmp_path / "site")
    built(project, tmp_path / "before")
    write(project, {"content/pages/moi.md": "---\ntitle: Trang mới\n---\n\nNội dung.\n"})
    built(project, tmp_path / "after")
    assert compare(tmp_path / "before", tmp_path / "after", "vi").added == ("/moi/",)
    assert compare(tmp_path / "after", tmp_path / "before", "vi").removed == ("/moi/",)


def test_pages_that_go_are_told_before_those_that_come_or_change() -> None:
    shown = as_markdown(Changes(("/a/",), ("/b/",), ("/c/",), 0, ()), "en")
    assert [line for line in shown.splitlines() if line.startswith("- ")] == ["- `/c/`", "- `/a/`", "- `/b/`"]


def test_words_of_the_content_stay_words() -> None:
    hostile = "<img src=x> | [a](javascript:b) @team `c` *d*"
    shown = as_markdown(Changes((), (), (), 0, (FigureChange("a/IX/1#x", hostile, hostile, ""),)), "en")
    row = shown.splitlines()[-1]
    assert row.count("|") == 4
    assert not any(sign in row.replace("`a/IX/1#x`", "") for sign in "<>@[]*`")
    assert row.endswith("| (none) |")


def test_a_long_list_is_cut_and_says_so() -> None:
    shown = as_markdown(Changes(tuple(f"/{n}/" for n in range(25)), (), (), 0, ()), "en")
    assert "Pages added: 25" in shown
    assert "… and 5 more pages" in shown


def test_a_folder_that_holds_no_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"manifest\.json"):
        compare(tmp_path, tmp_path, "vi")
