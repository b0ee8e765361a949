from pathlib import Path

import pytest
from make import TODAY, built

from builder.begin.entries import expect_key, known_keys, new_entry, new_page
from builder.journey import site_of
from builder.problems import ContentError
from unit.small import project


def test_an_entry_is_added_below_what_stands_there_and_read_by_a_build(tmp_path: Path) -> None:
    project(tmp_path)
    path = tmp_path / "content" / "topics.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.rstrip("\n"), encoding="utf-8")
    assert new_entry(tmp_path, "topics", "giao-duc", {"name": {"vi": 'Giáo dục: "mầm non" #1'}}) == path
    assert path.read_text(encoding="utf-8").startswith(before)
    assert known_keys(tmp_path, "topics") == ("ngan-sach", "giao-duc")
    assert built(tmp_path, tmp_path / "output").problems == ()
    site = site_of(tmp_path, lambda _: TODAY)
    assert site is not None
    assert site.topics["giao-duc"].name["vi"] == 'Giáo dục: "mầm non" #1'


def test_a_registry_that_is_not_there_is_begun(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "content" / "topics.yaml").unlink()
    new_entry(tmp_path, "topics", "moi", {"name": {"vi": "Mới"}})
    assert known_keys(tmp_path, "topics") == ("moi",)


@pytest.mark.parametrize(("key", "code"), [("ngan-sach", "already-there"), ("Ngân sách", "key-not-a-slug")])
def test_what_a_build_would_refuse_is_not_written(tmp_path: Path, key: str, code: str) -> None:
    project(tmp_path)
    path = tmp_path / "content" / "topics.yaml"
    before = path.read_bytes()
    with pytest.raises(ContentError) as refused:
        new_entry(tmp_path, "topics", key, {"name": {"vi": "X"}})
    assert refused.value.problem.code == code
    assert path.read_bytes() == before


def test_an_unknown_key_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    project(tmp_path)
    expect_key(tmp_path, "topics", "unknown-topic", "ngan-sach")
    with pytest.raises(ContentError) as refused:
        expect_key(tmp_path, "topics", "unknown-topic", "ngan-sac")
    assert dict(refused.value.problem.values)["nearest"] == "ngan-sach"


def test_a_page_is_begun_as_a_draft_and_never_written_over(tmp_path: Path) -> None:
    project(tmp_path)
    path = new_page(tmp_path, "Liên hệ: ai, ở đâu", "")
    assert path.name == "lien-he-ai-o-dau.md"
    assert "draft: true" in path.read_text(encoding="utf-8")
    assert built(tmp_path, tmp_path / "output").problems == ()
    with pytest.raises(ContentError):
        new_page(tmp_path, "Liên hệ: ai, ở đâu", "")
