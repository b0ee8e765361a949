"""Photos and documents through a whole build: nothing a camera wrote gets out, whatever way a picture takes."""

import hashlib
import json
from pathlib import Path

import pytest
from files import TRACES, docx, drawing, photo, webp, xlsx
from make import built, content_of, site
from unit.small import write, write_up

PAGE = """
![Hội trường nhìn từ cửa](a.jpg "Ảnh: văn phòng")

![Cổng ủy ban, cờ hai bên](nghieng.jpg)

![Sơ đồ ba đoạn đường](so-do.png)

![Đường mới ở tổ 2](duong.webp)

Bản gốc: [một](a.jpg), [hai](nghieng.jpg), [ba](so-do.png), [bốn](duong.webp).
"""
EXTRA = """
documents:
  - {title: Bản quét, file: quet.jpg}
  - {title: Tờ trình, file: to-trinh.docx}
resolutions:
  - {number: 9/NQ-HĐND, title: Về việc đặt tên đường, file: bang.xlsx}
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A site whose pictures hold all that cameras write, published; also its emblem does."""
    folder = tmp_path_factory.mktemp("pictures")
    made = site(folder / "site")
    here = "content/sessions/2023-01-09"
    files: dict[str, str | bytes] = {
        f"{here}/index.md": write_up(EXTRA, PAGE, number=7, day="date: 2023-01-09", term="IX"),
        f"{here}/a.jpg": photo(1600, 1200),
        f"{here}/nghieng.jpg": photo(900, 1200, 6),
        f"{here}/so-do.png": drawing(),
        f"{here}/duong.webp": webp(640, 480, 8),
        f"{here}/quet.jpg": photo(600, 800),
        f"{here}/to-trinh.docx": docx(),
        f"{here}/bang.xlsx": xlsx(),
        "content/e.png": drawing(300, 300),
    }
    settings = (made / "content" / "site.yaml").read_text(encoding="utf-8") + "emblem: e.png\n"
    settings = settings.replace("theme: tiny", "theme: gazette")
    write(made, {**files, "content/site.yaml": settings})
    report = built(made, folder / "output")
    assert report.problems == ()
    return content_of(folder / "output")


def test_nothing_that_a_camera_wrote_is_in_any_file(output: dict[str, bytes]) -> None:
    pictures = [path for path in output if Path(path).suffix in {".avif", ".webp", ".jpg", ".png"}]
    assert len(pictures) > 25
    assert [(path, one) for path, data in output.items() for one in TRACES if one in data] == []


def test_the_digest_shown_is_that_of_the_file_published(output: dict[str, bytes]) -> None:
    documents = json.loads(output["du-lieu/documents.json"])["rows"]
    assert {one["name"] for one in documents} >= {"quet.jpg", "to-trinh.docx", "bang.xlsx"}
    pages = b"".join(data for path, data in output.items() if path.endswith(".html"))
    for one in documents:
        data = output[one["url"].removeprefix("https://example.org/")]
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (one["sha256"], one["bytes"])
        assert one["sha256"].encode() in pages


def test_office_documents_are_published_byte_for_byte(output: dict[str, bytes]) -> None:
    assert output["an-binh/khoa-ix/ky-hop-7/to-trinh.docx"] == docx()


def test_the_feed_shows_pictures_under_whole_addresses(output: dict[str, bytes]) -> None:
    feed = output["feed.xml"].decode("utf-8")
    assert "&lt;picture&gt;" in feed
    for part in feed.split("srcset=")[1:]:
        candidates = part[1:].partition('"')[0].split(", ")
        assert all(one.startswith("https://example.org/an-binh/khoa-ix/ky-hop-7/") for one in candidates)
