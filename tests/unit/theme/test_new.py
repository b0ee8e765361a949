from pathlib import Path

import pytest
from make import built, content_of, site

from builder.problems import ContentError
from builder.theme.new import new_theme


def test_a_new_theme_is_good_as_it_stands_and_looks_its_own(tmp_path: Path) -> None:
    project = site(tmp_path / "site")
    settings = project / "content" / "site.yaml"
    assert new_theme(project, "cua-toi") == project / "themes" / "cua-toi"
    settings.write_text(settings.read_text("utf-8").replace("theme: tiny", "theme: cua-toi"), "utf-8")
    report = built(project, tmp_path / "output")
    assert report.problems == ()
    made = content_of(tmp_path / "output")
    (sheet,) = [data.decode() for path, data in made.items() if path.endswith(".css")]
    assert sheet.index("--brand: #9c1c1f") < sheet.index("--brand: #1a5276")
    settings.write_text(settings.read_text("utf-8").replace("theme: cua-toi", "theme: gazette"), "utf-8")
    assert built(project, tmp_path / "other").problems == ()
    pages = {path for path in made if path.endswith(".html")}
    assert pages == {path for path in content_of(tmp_path / "other") if path.endswith(".html")}


@pytest.mark.parametrize("name", ["", "Của tôi", "../x", "a/b", "A", "-a", "."])
def test_a_name_that_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError, match="key-not-a-slug"):
        new_theme(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["gazette", "plain"])
def test_a_theme_of_the_builder_is_not_hidden_by_mistake(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError, match="already-there"):
        new_theme(tmp_path, name)


def test_a_theme_that_is_there_is_left_alone(tmp_path: Path) -> None:
    new_theme(tmp_path, "cua-toi")
    before = content_of(tmp_path)
    with pytest.raises(ContentError, match="already-there"):
        new_theme(tmp_path, "cua-toi")
    assert content_of(tmp_path) == before
