"""Broken sites: each has one mistake and says exactly what an editor is told about it.

`sites/broken/<mistake>/` is laid over `sites/base`; its `problems.txt` holds the expected problems.
`GOLDEN=1 pytest tests/test_broken.py` rewrites those files, for review. Mistakes of bytes, names and
size, which git or an editor would mend or which nobody wants to read, are made in code below.
"""

import ast
import os
import shutil
import string
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from files import drawing, moving, pdf, photo, saved, xlsx
from make import EXPECTED, SITES, built, content_of, line_of, site
from PIL import Image

import builder
from builder.content.front_matter import _YAML_CODES
from builder.content.validate import _OURS
from builder.problems import Problem, Span, catalogue, message

BROKEN = sorted(folder.name for folder in (SITES / "broken").iterdir())
NOT_ITS_OWN_FILE = {
    "template-dead-link": "content/site.yaml",
    "template-without-anchors": "content/sessions/2021-12-29-ky-hop-3.md",
}
"""Mistakes told at another file than the one that holds them: what a finished page lacks, by its origin."""

HONG = "content/sessions/2022-10-01-hong.md"
BUNDLE = "content/sessions/2022-12-20-ky-hop-5"
LATIN_BYTES = "Hô\u0323i đô\u0300ng".encode("cp1258")
ZERO_WIDTH, NO_BREAK = "\u200b", "\u00a0"
HINT_UTF8 = "in Notepad: File → Save As → Encoding: UTF-8"
HINT_SPACE = "delete it and type an ordinary space"
HINT_CONFLICT = (
    "Git could not join two versions of this file and wrote both below each other, from here to the line >>>>>>>"
    " | keep the right one of the two, and delete the three lines of <<<<<<<, ======= and >>>>>>>"
)
HINT_ENDING = (
    "this looks like a write-up, but its name does not end in .md, so it would not be published"
    " | rename it to 2022-10-01-hong.md (Windows shows the whole name after: View → File name extensions)"
)
NOT_A_FILE = "this is a link or a device, not a plain file | put the file itself here"


def check(project: Path, output: Path, good: Path) -> list[str]:
    """What is told about a site; its output must stay the good one unless there are only warnings."""
    shutil.copytree(good, output)
    report = built(project, output)
    if any(found.severity == "error" for found in report.problems):
        assert content_of(output) == content_of(good)
        assert not report.written
    else:
        assert report.written
        assert {path: (output / path).read_bytes() for path in report.files} == report.files
    for found in report.problems:
        assert isinstance(found.at, Span)
        assert all(message(found, language)[0] for language in ("vi", "en"))
    return [line_of(found) for found in report.problems]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_site_is_told_exactly(name: str, tmp_path: Path, good: Path) -> None:
    overlay = SITES / "broken" / name
    told = check(site(tmp_path / "site", overlay), tmp_path / "output", good)
    expected = overlay / EXPECTED
    if os.environ.get("GOLDEN"):
        expected.write_text("".join(line + "\n" for line in told), encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", BROKEN)
def test_only_the_broken_file_is_named(name: str) -> None:
    overlay = SITES / "broken" / name
    own = {path for path in content_of(overlay) if path != EXPECTED}
    lines = (overlay / EXPECTED).read_text(encoding="utf-8").splitlines()
    named = {line.split(":", 1)[0] for line in lines}
    assert named
    assert named <= own | {NOT_ITS_OWN_FILE.get(name, "")}


def article(**lines: str) -> str:
    """A session with nothing wrong; each argument replaces the line of its name, `body` the text."""
    front = {
        "title": "title: Kỳ họp chuyên đề",
        "council": "council: an-binh",
        "term": "term: IX",
        "session": "session: 9",
        "date": "date: 2022-10-01",
    }
    body = lines.pop("body", "HĐND phường họp chuyên đề.")
    return "\n".join(["---", *(front | lines).values(), "---", "", body, ""])


def writes(file: str, data: str | bytes) -> Callable[[Path], None]:
    """A change that writes one file."""

    def change(project: Path) -> None:
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        (project / file).write_bytes(data if isinstance(data, bytes) else data.encode())

    return change


def hong(**lines: str) -> Callable[[Path], None]:
    """A change that adds one session with the given lines."""
    return writes(HONG, article(**lines))


def shows(name: str, data: bytes, body: str = "") -> Callable[[Path], None]:
    """A change that adds a session showing a picture."""
    text = body or f"![Cổng ủy ban phường]({name})"

    def change(project: Path) -> None:
        hong(body=text)(project)
        writes(f"content/sessions/{name}", data)(project)

    return change


def offers(name: str, data: bytes) -> Callable[[Path], None]:
    """A change that adds a session offering a document."""

    def change(project: Path) -> None:
        hong(extra=f"documents: [{{title: A, file: {name}}}]")(project)
        writes(f"content/sessions/{name}", data)(project)

    return change


def removes(file: str) -> Callable[[Path], None]:
    """A change that deletes one file."""
    return lambda project: (project / file).unlink()


def links(file: str, target: str) -> Callable[[Path], None]:
    """A change that puts a symbolic link where a file should be."""
    return lambda project: (project / file).symlink_to(target)


def badly_named(project: Path) -> None:
    """A name that is no UTF-8, as old archives unpack it."""
    Path(os.fsdecode(os.fsencode(project / BUNDLE) + b"/bi\xean-ban.pdf")).write_bytes(b"%PDF-1.4\n%%EOF\n")


def twins(project: Path) -> None:
    """One name in both Unicode forms, as macOS and Linux write it."""
    for file in (NFC, NFD):
        writes(file, article())(project)


def too_large(project: Path) -> None:
    """An attachment of 21 MB that takes no room."""
    with (project / BUNDLE / "ghi-am.pdf").open("wb") as handle:
        handle.truncate(21 * 1024 * 1024)


def pipe(project: Path) -> None:
    """A pipe, which would never end when read."""
    os.mkfifo(project / BUNDLE / "ong.pdf")


NFC, NFD = (unicodedata.normalize(form, "content/sessions/kỳ-họp.md") for form in ("NFC", "NFD"))


class Made(NamedTuple):
    """A mistake made in code, and what is told about it."""

    change: Callable[[Path], None]
    told: str


MADE: dict[str, Made] = {
    "empty-file": Made(
        writes(HONG, b""),
        f"{HONG}:1:1: error[empty-file]: the file is empty"
        " | write what belongs there (a write-up begins with its front matter between two lines `---`), get it back from Git, or delete the file",
    ),
    "only-a-byte-order-mark": Made(
        writes(HONG, b"\xef\xbb\xbf\r\n\r\n"),
        f"{HONG}:1:1: error[empty-file]: the file is empty"
        " | write what belongs there (a write-up begins with its front matter between two lines `---`), get it back from Git, or delete the file",
    ),
    "windows-1258": Made(
        writes(HONG, article(title="title: ***").encode().replace(b"***", LATIN_BYTES)),
        f"{HONG}:2:9: error[not-utf8]: the file is not saved as UTF-8, probably Windows-1258 | {HINT_UTF8}",
    ),
    "windows-1258-in-body": Made(
        writes(HONG, article(body="Họp ***").encode().replace(b"***", LATIN_BYTES)),
        f"{HONG}:9:6: error[not-utf8]: the file is not saved as UTF-8, probably Windows-1258 | {HINT_UTF8}",
    ),
    "utf-16": Made(
        writes(HONG, article().encode("utf-16")),
        f"{HONG}:1:1: error[not-utf8]: the file is not saved as UTF-8, probably UTF-16 | {HINT_UTF8}",
    ),
    "utf-16-without-mark": Made(
        writes(HONG, article().encode("utf-16-be")),
        f"{HONG}:1:1: error[not-utf8]: the file is not saved as UTF-8, probably UTF-16 | {HINT_UTF8}",
    ),
    "control-character": Made(
        hong(body="Thu\f 13 tỷ đồng."),
        f"{HONG}:9:4: error[control-character]: an invisible control character (U+000C) stands here"
        " | delete it; it often comes with text copied from PDF",
    ),
    "no-break-space-after-colon": Made(
        hong(title=f"title:{NO_BREAK}Kỳ họp"),
        f"{HONG}:2:7: error[no-break-space]: an invisible special space stands here,"
        f" often pasted from Word | {HINT_SPACE}",
    ),
    "no-break-space-in-indent": Made(
        hong(extra=f"attendance:\n{NO_BREAK}{NO_BREAK}present: 27"),
        f"{HONG}:8:1: error[no-break-space]: an invisible special space stands here,"
        f" often pasted from Word | {HINT_SPACE}",
    ),
    "no-break-space-after-hyphen": Made(
        hong(extra=f"topics:\n  -{NO_BREAK}ngan-sach"),
        f"{HONG}:8:4: error[no-break-space]: an invisible special space stands here,"
        f" often pasted from Word | {HINT_SPACE}",
    ),
    "zero-width-space-before-date": Made(
        hong(date=f"date: {ZERO_WIDTH}2022-10-01"),
        f"{HONG}:6:7: error[no-break-space]: an invisible special space stands here,"
        f" often pasted from Word | {HINT_SPACE}",
    ),
    "zero-width-space-behind-a-key": Made(
        hong(term=f"term: IX{ZERO_WIDTH}"),
        f"{HONG}:4:9: error[no-break-space]: an invisible special space stands here,"
        f" often pasted from Word | {HINT_SPACE}",
    ),
    "two-versions-in-the-text": Made(
        hong(body="<<<<<<< HEAD\nThu 12 tỷ đồng.\n=======\nThu 13 tỷ đồng.\n>>>>>>> nhanh"),
        f"{HONG}:9:1: error[merge-conflict]: {HINT_CONFLICT}",
    ),
    "two-versions-in-the-front-matter": Made(
        hong(term="<<<<<<< HEAD\nterm: IX\n=======\nterm: X\n>>>>>>> nhanh"),
        f"{HONG}:4:1: error[merge-conflict]: {HINT_CONFLICT}",
    ),
    "word-document-as-write-up": Made(
        writes(HONG, xlsx()),
        f"{HONG}:1:1: error[word-file]: this is a document of Word, or an archive, under another name"
        " | copy its text into a new file, saved by a text editor such as VS Code or Notepad in UTF-8;"
        " do not rename a document",
    ),
    "write-up-that-notepad-named": Made(
        writes(f"{HONG}.txt", article()),
        f"{HONG}.txt:1:1: error[write-up-ending]: {HINT_ENDING}",
    ),
    "write-up-with-capital-ending": Made(
        writes(HONG.replace(".md", ".MD"), article()),
        f"{HONG.replace('.md', '.MD')}:1:1: error[write-up-ending]: {HINT_ENDING}",
    ),
    "item-with-a-sign-of-word": Made(
        hong(extra="questions:\n  • by: Cử tri"),
        f'{HONG}:8:3: error[list-mark]: "•" begins no item of a list here'
        " | write a hyphen and a space instead:  - key: value",
    ),
    "item-without-its-space": Made(
        hong(extra="questions:\n  -by: Cử tri"),
        f'{HONG}:8:3: error[list-mark]: "-" begins no item of a list here'
        " | write a hyphen and a space instead:  - key: value",
    ),
    "value-in-bold": Made(
        hong(extra="summary: **Thu** ngân sách"),
        f"{HONG}:7:10: error[value-needs-quotes]: a value cannot begin with this sign | put the value in quotes",
    ),
    "key-by-its-title": Made(
        hong(extra="số liệu: []"),
        f'{HONG}:7:1: error[unknown-key]: "số liệu" is not a key that is known here | did you mean "metrics"?',
    ),
    "table-pasted-from-excel": Made(
        hong(body="Chỉ tiêu\tKế hoạch\nThu ngân sách\t10 tỷ"),
        f"{HONG}:9:1: warning[pasted-table]: a table pasted from Excel or Word: its rows run together into one"
        " paragraph | write a stroke between the cells, and |---|---| below the first row:  | Name | Plan |",
    ),
    "photo-of-an-iphone-renamed": Made(
        shows("anh.jpg", b"\0\0\0\x18ftypheic" + bytes(200)),
        f"{HONG}:9:23: error[mislabelled-heic]: anh.jpg is a HEIC, the photo of an iPhone, under another name"
        " | save it as JPEG: send it to yourself by e-mail or Zalo, or open it in Photos and save a copy;"
        " a new name alone changes nothing",
    ),
    "twin-names-by-unicode-form": Made(
        twins,
        f"{NFC}:1:1: error[twin-names]: this name differs from {NFD} only by capitals or by how marks"
        " are encoded | rename one of the two: on many computers they are the same file",
    ),
    "twin-names-by-capitals": Made(
        writes(f"{BUNDLE}/Bien-Ban.pdf", "%PDF-1.4\n%%EOF\n"),
        f"{BUNDLE}/bien-ban.pdf:1:1: error[twin-names]: this name differs from {BUNDLE}/Bien-Ban.pdf"
        " only by capitals or by how marks are encoded"
        " | rename one of the two: on many computers they are the same file",
    ),
    "file-name-not-utf8": Made(
        badly_named,
        f"{BUNDLE}/bi\\udcean-ban.pdf:1:1: error[file-name-not-utf8]: the file's name is not UTF-8"
        " | rename the file",
    ),
    "symbolic-link": Made(
        links(HONG, "2022-07-15-ky-hop-4.md"),
        f"{HONG}:1:1: error[not-a-file]: {NOT_A_FILE}",
    ),
    "symbolic-link-to-nothing": Made(
        links(f"{BUNDLE}/to-trinh.pdf", "khong-co.pdf"),
        f"{BUNDLE}/to-trinh.pdf:1:1: error[not-a-file]: {NOT_A_FILE}",
    ),
    "symbolic-link-to-folder": Made(
        links("content/sessions/khac", "/"),
        f"content/sessions/khac:1:1: error[not-a-file]: {NOT_A_FILE}",
    ),
    "pipe": Made(pipe, f"{BUNDLE}/ong.pdf:1:1: error[not-a-file]: {NOT_A_FILE}"),
    "attachment-too-large": Made(
        too_large,
        f"{BUNDLE}/ghi-am.pdf:1:1: error[file-too-large]: the file is larger than 20 MB",
    ),
    "picture-cut-short": Made(
        shows("anh.jpg", photo(400, 300)[:9000]),
        f"{HONG}:9:23: error[broken-picture]: anh.jpg is no whole picture"
        " | it may have been copied only in part: open it on a computer, and copy it here again",
    ),
    "picture-under-another-name": Made(
        shows("anh.jpg", drawing()),
        f"{HONG}:9:23: error[mislabelled-picture]: anh.jpg is a PNG under another name"
        " | rename it so that it ends in .png",
    ),
    "picture-of-a-hundred-megapixels": Made(
        shows("anh.png", saved(Image.new("1", (12_500, 8_000)), "PNG")),
        f"{HONG}:9:23: error[picture-too-large]: anh.png has 12500 × 8000 pixels; the limit is 50 million,"
        " and 16383 on one side | make it smaller: a page shows at most 1280 pixels across",
    ),
    "picture-that-moves": Made(
        shows("anh.webp", moving("WEBP")),
        f"{HONG}:9:23: error[moving-picture]: anh.webp moves, and a reader could not stop it"
        " | save one frame as JPEG or PNG",
    ),
    "picture-of-a-pdf": Made(
        shows("anh.pdf", pdf()),
        f"{HONG}:9:23: error[not-a-picture]: anh.pdf is not a picture, so it cannot be shown"
        " | to offer a file, write the link without the exclamation mark: [title](file.pdf)",
    ),
    "picture-in-svg": Made(
        shows("anh.svg", b"<svg/>"),
        "content/sessions/anh.svg:1:1: error[picture-kind]: pictures of this kind are not published: SVG"
        " | save it as JPEG (a photo) or PNG (a drawing, a map, a scan); SVG can hold scripts, and a GIF moves",
    ),
    "caption-in-a-line": Made(
        shows("anh.jpg", photo(40, 30), 'Xem ![Cổng ủy ban phường](anh.jpg "Ảnh") nhé.'),
        f"{HONG}:9:27: error[caption-without-frame]: the caption of anh.jpg cannot be shown in the middle of a"
        " paragraph | put the picture in a paragraph of its own, with a blank line before and after it",
    ),
    "pdf-that-is-none": Made(
        offers("a.pdf", b"<html>"),
        f"{HONG}:7:30: error[not-what-it-says]: a.pdf is no PDF, or not a whole one"
        " | open it on a computer to see what it is, save it again as PDF, and copy it here once more",
    ),
    "csv-of-an-old-excel": Made(
        offers("a.csv", LATIN_BYTES),
        f"{HONG}:7:30: error[text-not-utf8]: a.csv is not written in UTF-8, so its Vietnamese letters would be"
        " wrong | in Excel: Save As → CSV UTF-8; in Notepad: Save As → Encoding: UTF-8",
    ),
    "document-behind-a-password": Made(
        offers("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        f"{HONG}:7:30: error[old-or-locked-document]: a.docx is protected by a password, or an old Word or"
        " Excel file under a new name | open it, take the password away, and save it as DOCX or PDF",
    ),
    "document-with-macros": Made(
        offers("a.xlsx", xlsx(**{"xl/vbaProject.bin": ""})),
        f"{HONG}:7:30: error[document-with-macros]: a.xlsx holds macros: programs that would run on the"
        " reader's computer | save it as XLSX without macros, or as PDF",
    ),
    "document-of-word-2003": Made(
        writes("content/sessions/a.doc", b"x"),
        "content/sessions/a.doc:1:1: error[document-kind]: documents of this kind are not published: DOC"
        " | save it as PDF, or as DOCX or XLSX without macros",
    ),
    "no-content": Made(
        lambda project: shutil.rmtree(project / "content"),
        "content:1:1: error[no-content]: there is no folder `content` here"
        " | run the command in the site's folder, or name it: bulletin -C FOLDER …",
    ),
    "no-settings": Made(
        removes("content/site.yaml"),
        "content/site.yaml:1:1: error[file-missing]: this file is missing"
        " and the site cannot be built without it | take it back from Git, or copy the file of that name"
        " from a site that `bulletin init FOLDER` makes",
    ),
    "no-councils": Made(
        removes("content/councils.yaml"),
        "content/councils.yaml:1:1: error[file-missing]: this file is missing"
        " and the site cannot be built without it | take it back from Git, or copy the file of that name"
        " from a site that `bulletin init FOLDER` makes",
    ),
    "front-matter-too-long": Made(
        hong(extra="notes:\n" + f"  - {'dài ' * 300}\n" * 60 + "place: A"),
        f"{HONG}:1:1: error[front-matter-too-long]: the front matter is longer than 64 KB",
    ),
    "hyphens-in-a-row": Made(
        hong(extra="notes: \n  " + "- " * 3000 + "x"),
        f"{HONG}:8:3: error[front-matter-too-deep]: this is nested more than 8 levels deep",
    ),
    "brackets-in-front-matter": Made(
        hong(extra="notes: " + "[" * 3000),
        f"{HONG}:2:1: error[too-many-brackets]: the front matter holds more than 1000 brackets",
    ),
    "body-too-long": Made(
        hong(body=("Thu ngân sách. " * 20 + "\n\n") * 4000),
        f"{HONG}:8:1: error[body-too-long]: the text is longer than 1024 KB",
    ),
    "quotes-nested-200-deep": Made(
        hong(body="Trích:\n\n" + ">" * 200 + " một"),
        f"{HONG}:11:1: error[too-deep]: quotes or lists are nested more than 20 levels deep",
    ),
    "list-nested-40-deep": Made(
        hong(body="\n".join(" " * 4 * depth + "- một" for depth in range(40))),
        f"{HONG}:22:1: error[too-deep]: quotes or lists are nested more than 12 levels deep",
    ),
    "10000-brackets": Made(
        hong(body="Thu.\n\n" + "[" * 10_000),
        f"{HONG}:11:1: error[block-too-dense]: one paragraph holds more than 500 brackets, backticks or"
        " exclamation marks | divide it by blank lines",
    ),
    "too-many-headings": Made(
        hong(body="## Mục\n\n" * 501),
        f"{HONG}:8:1: error[too-many-headings]: the page has more than 500 headings",
    ),
    "too-many-footnotes": Made(
        hong(body="\n\n".join(f"Thu[^{n}].\n\n[^{n}]: Báo cáo." for n in range(501))),
        f"{HONG}:8:1: error[too-many-footnotes]: the page has more than 500 footnotes",
    ),
    "too-many-rows": Made(
        hong(body="| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 10_000),
        f"{HONG}:8:1: error[too-many-rows]: the page has more than 10000 table rows",
    ),
    "page-too-slow": Made(
        hong(body="Thu\n\n" + "|a" * 400 + "\n" + "|-" * 400 + "\n" + "|\n" * 400),
        f"{HONG}:11:1: error[page-too-slow]: the text is too entangled to be converted: too many signs, or lines"
        " without a blank line between them | divide what begins here by blank lines; a large table is better"
        " offered as a CSV file beside the write-up",
    ),
    "too-many-definitions": Made(
        hong(body="Thu\n" + ": một\n" * 101),
        f"{HONG}:9:1: error[too-many-definitions]: more than 100 definitions without a blank line",
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_a_mistake_of_bytes_names_or_size_is_told_exactly(name: str, tmp_path: Path, good: Path) -> None:
    project = site(tmp_path / "site")
    MADE[name].change(project)
    assert check(project, tmp_path / "output", good) == [MADE[name].told]


def decomposed(data: bytes) -> bytes:
    """Marks apart from their letters, as macOS types file names and some editors text."""
    return unicodedata.normalize("NFD", data.decode()).encode()


TWINS: dict[str, Callable[[bytes], bytes]] = {
    "byte-order-mark": lambda data: b"\xef\xbb\xbf" + data,
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "crlf-and-byte-order-mark": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "lone-cr": lambda data: data.replace(b"\n", b"\r"),
    "spaces-after-fences": lambda data: data.replace(b"---\n", b"---  \t\n"),
    "spaces-after-every-front-matter-line": lambda data: data.replace(b"\nterm: IX\n", b"\nterm: IX   \n"),
    "days-as-in-vietnam": lambda data: data.replace(b": 2021-12-29", b": 29/12/2021"),
    "days-without-zeros": lambda data: data.replace(b": 2022-07-15", b": 15/7/2022"),
    "unicode-nfd": decomposed,
    "no-line-end-at-the-end": lambda data: data.removesuffix(b"\n"),
    "blank-lines-at-the-end": lambda data: data + b"\n\n\n",
    "values-in-quotes": lambda data: data.replace(b"term: IX\n", b'term: "IX"\n'),
    "number-with-zero": lambda data: data.replace(b"session: 3\n", b"session: 03\n"),
    "comment-line": lambda data: data.replace(b"term: IX\n", b"# ghi ch\xc3\xba\nterm: IX\n"),
    "empty-optional-key": lambda data: data.replace(b"term: IX\n", b"term: IX\nplace:\n"),
}
"""Other ways of writing the same file that must change nothing."""


@pytest.mark.parametrize("name", TWINS)
def test_another_way_of_writing_gives_the_same_bytes(name: str, tmp_path: Path, good: Path) -> None:
    project = site(tmp_path / "site")
    changed = 0
    for path in sorted((project / "content").rglob("*")):
        if path.suffix in {".md", ".yaml"}:
            before = path.read_bytes()
            path.write_bytes(TWINS[name](before))
            changed += path.read_bytes() != before
    assert changed
    report = built(project, tmp_path / "output")
    assert [line_of(found) for found in report.problems] == []
    assert content_of(tmp_path / "output") == content_of(good)


GOOD: dict[str, dict[str, str]] = {
    "colon-in-quotes": {"title": 'title: "Nghị quyết: sửa đổi"'},
    "hash-in-quotes": {"title": "title: 'Kỳ họp #13'"},
    "hash-inside-a-word": {"title": "title: Kỳ họp#13"},
    "comment-after-value": {"title": "title: Kỳ họp  # chưa duyệt"},
    "ampersand-and-signs": {"title": "title: Thu & chi 100% * tạm tính!"},
    "curly-quotes-inside": {"title": "title: Lễ “Ngày hội” phường"},
    "no-break-space-inside": {"title": f"title: Kỳ{NO_BREAK}họp"},
    "folded-text": {"extra": "summary: >\n  Thu ngân sách: 13 tỷ đồng #1,\n  vượt kế hoạch & dự toán."},
    "time-as-printed": {"extra": "starts: 8g30"},
    "rule-in-body": {"body": "Một.\n\n---\n\nHai."},
    "html-in-code": {"body": "Viết `<b>` và `<!-- x -->`.\n\n```\n<!-- x -->\n#5\n- a\n```"},
    "bar-in-code-in-table": {"body": "| a | b |\n|---|---|\n| `x|y` | 2 |"},
    "bar-escaped-in-table": {"body": "| a | b |\n|---|---|\n| x\\|y | 2 |"},
    "hash-escaped": {"body": "\\#5 agenda"},
    "less-than": {"body": "Thu < 13 và > 12 tỷ đồng; 3<4."},
    "brackets-in-text": {"body": "Thu [tạm tính] 13 tỷ đồng (xem [2])."},
    "year-at-line-start": {"body": "Tổng kết năm\n2022. Bước sang năm mới."},
    "minus-at-line-start": {"body": "Chênh lệch:\n-5 tỷ đồng."},
    "footnote": {"body": "Thu[^a] và chi[^a].\n\n[^a]: Báo cáo.\n    Dòng hai."},
    "underlined-heading": {"body": "Kết quả\n-------\n\n### Thu\n\n13 tỷ đồng."},
    "closed-heading": {"body": "## Kết quả ##\n\nXem [trên](#ket-qua)."},
    "link-with-title": {"body": 'Xem [trang](2021-12-29-ky-hop-3.md "Kỳ họp 3").'},
    "link-in-angle-brackets": {"body": "Xem [trang](<2021-12-29-ky-hop-3.md>)."},
    "mail-and-telephone": {"body": "Gửi <hdnd@example.org> hoặc [gọi](tel:+842193888888)."},
    "link-outside-with-query": {"body": "Xem <https://example.org/?a=1&b=2#c> và [x](http://example.org)."},
    "link-to-attachment-elsewhere": {"body": "Xem [biên bản](2022-12-20-ky-hop-5/bien-ban.pdf)."},
    "escaped-link-definition": {"body": "\\[Ghi chú]: số liệu ước tính."},
}
"""What editors may write: lines of a session that must give no problem."""


@pytest.mark.parametrize("name", GOOD)
def test_what_is_good_gives_no_problem(name: str, tmp_path: Path) -> None:
    project = site(tmp_path / "site")
    hong(**GOOD[name])(project)
    report = built(project, tmp_path / "output")
    assert [line_of(found) for found in report.problems] == []
    assert report.written


def test_the_same_problems_are_told_in_files_with_other_line_ends(tmp_path: Path) -> None:
    told = []
    for ending in (b"\n", b"\r\n", b"\r"):
        project = site(tmp_path / ending.hex())
        text = article(extra="topcs: [ngan-sach]", body="Xem [a](b.md).").encode()
        writes(HONG, text.replace(b"\n", ending))(project)
        told.append([line_of(found) for found in built(project, tmp_path / "output").problems])
    assert told[0] == told[1] == told[2] != []


def placeholders(text: str) -> set[str]:
    """The names in braces of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", catalogue())
def test_every_message_formats_in_both_languages(code: str) -> None:
    entry = catalogue()[code]
    assert entry["severity"] in {"error", "warning"}
    assert placeholders(entry["vi"]) == placeholders(entry["en"])
    assert ("vi_hint" in entry) == ("en_hint" in entry)
    assert placeholders(entry.get("vi_hint", "")) == placeholders(entry.get("en_hint", ""))
    words = {name: "x" for text in entry.values() for name in placeholders(text)}
    found = Problem(Span("a"), code, tuple(sorted(words.items())))
    for language in ("vi", "en"):
        what, hint = message(found, language)
        assert what
        assert "{" not in hint.replace("{ }", "")


def sources() -> Iterator[ast.AST]:
    """Every node of the builder's own source."""
    for path in sorted(Path(builder.__file__).parent.rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path)))


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call that makes a problem of a code written out there."""
    for node in sources():
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        code = node.args[0]
        if name in {"problem", "_refuse"} and isinstance(code, ast.Constant):
            yield str(code.value), node


def test_every_code_of_the_builder_is_in_the_catalogue() -> None:
    used = {code for code, _ in calls()} | set(_OURS.values()) | {code for _, code in _YAML_CODES}
    assert used
    assert used <= set(catalogue())


def test_every_code_of_the_catalogue_is_told_somewhere() -> None:
    words = {node.value for node in sources() if isinstance(node, ast.Constant)}
    starts = [
        str(node.values[0].value)
        for node in sources()
        if isinstance(node, ast.JoinedStr)
        and len(node.values) == 2
        and isinstance(node.values[0], ast.Constant)
    ]
    made = {start + str(word) for start in starts for word in words}
    assert set(catalogue()) <= words | made


def test_every_call_gives_what_its_message_needs() -> None:
    for code, call in calls():
        given = {keyword.arg for keyword in call.keywords}
        if None in given or code not in catalogue():
            continue
        needed = {name for text in catalogue()[code].values() for name in placeholders(text)}
        assert needed <= given | {"value", "limit", "nearest"}, f"{code}, line {call.lineno}"
