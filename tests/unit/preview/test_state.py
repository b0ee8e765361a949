from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from builder.preview.state import editor_link
from builder.problems import Span


@pytest.mark.parametrize(
    ("place", "link"),
    [
        (PurePosixPath("/home/thu/a.md"), "vscode://file/home/thu/a.md:3:5"),
        (
            PureWindowsPath(r"C:\Users\Thư\Bản tin #1\a.md"),
            "vscode://file/C:/Users/Th%C6%B0/B%E1%BA%A3n%20tin%20%231/a.md:3:5",
        ),
    ],
)
def test_the_link_opens_the_file_at_its_line_on_every_system(place: PurePath, link: str) -> None:
    assert editor_link(place, Span("a.md", 3, 5)) == link
