import shutil
from pathlib import Path

import pytest

from builder.publish.verify import Difference, verify


@pytest.fixture
def copy(tmp_path: Path, good: Path) -> Path:
    """A copy of the good site, as somebody has it on a stick."""
    return Path(shutil.copytree(good, tmp_path / "copy"))


def test_a_copy_is_what_was_built(copy: Path) -> None:
    count, differences = verify(copy)
    assert count == sum(path.is_file() for path in copy.rglob("*")) - 1
    assert differences == ()


def test_every_difference_is_named(copy: Path) -> None:
    page = copy / "ky-hop" / "index.html"
    page.write_bytes(page.read_bytes()[:-1] + b"!")
    (copy / "404.html").unlink()
    (copy / "robots.txt").rename(copy.parent / "the same bytes")
    (copy / "robots.txt").symlink_to(copy.parent / "the same bytes")
    (copy / "a.html").write_text("x", encoding="utf-8")
    (copy / "nam" / "b").symlink_to(copy)
    assert verify(copy)[1] == (
        Difference("404.html", "missing"),
        Difference("a.html", "extra"),
        Difference("ky-hop/index.html", "changed"),
        Difference("nam/b", "extra"),
        Difference("robots.txt", "changed"),
    )


def test_a_folder_that_is_no_site_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"manifest\.json"):
        verify(tmp_path)
