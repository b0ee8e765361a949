"""What is read again of a session that was saved: its text, and its front matter only where that changed."""

from pathlib import Path

import pytest
from make import built, site

from builder.content import read
from builder.content.write_up import Front

SESSION = "content/sessions/2021-12-29-ky-hop-3.md"


@pytest.fixture
def fronts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose front matter is read from now on."""
    found: list[str] = []
    known = read.read_front

    def told(file: str, front: str, language: str) -> Front:
        found.append(file)
        return known(file, front, language)

    monkeypatch.setattr(read, "read_front", told)
    return found


def test_a_sentence_that_changes_reads_no_front_matter_again(tmp_path: Path, fronts: list[str]) -> None:
    project = site(tmp_path / "site")
    built(project, tmp_path / "output")
    assert SESSION in fronts
    fronts.clear()
    path = project / SESSION
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    assert built(project, tmp_path / "output").written
    assert fronts == []
    page = (tmp_path / "output" / "an-binh/khoa-ix/ky-hop-3/index.html").read_text(encoding="utf-8")
    assert "Thêm một câu." in page


def test_a_front_matter_that_changes_is_read_again(tmp_path: Path, fronts: list[str]) -> None:
    project = site(tmp_path / "site")
    built(project, tmp_path / "output")
    fronts.clear()
    path = project / SESSION
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: Mới ", 1), encoding="utf-8")
    assert built(project, tmp_path / "output").written
    assert fronts == [SESSION]
