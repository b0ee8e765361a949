"""What a browser is told beside a page of the preview: problems, state, how its figures were read."""

import gzip
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from urllib.parse import quote

from msgspec import Struct

from builder.content.figures.table import figure_lines
from builder.content.locate import source_line
from builder.content.read import read
from builder.content.reading import Reading
from builder.content.sources import Source, kind_of
from builder.model.document import FreePage
from builder.model.session import Session
from builder.problems import Language, Problem, Span, as_excerpt, first_alike, message
from builder.report import Report

_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')

WORDS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "title": "Chưa dựng được trang mới",
        "fault": "Lỗi của chính chương trình, không phải của bài viết",
        "faultHint": "Hãy gửi đoạn dưới đây cho người phụ trách chương trình. Bài viết vẫn còn nguyên.",
        "lead": "Hãy sửa các chỗ dưới đây rồi lưu lại; khung này tự tắt khi đã hết lỗi.",
        "old": "Trang đang hiện cũ hơn bài đang viết",
        "none": "Chưa có trang nào để hiện",
        "show": "Xem trang dựng được lần trước",
        "back": "Xem lỗi",
        "open": "Mở trong VS Code",
        "line": "dòng",
        "error": "lỗi",
        "warning": "cảnh báo",
        "bar": "Thanh xem thử, không phải một phần của trang",
        "published": "Sẽ được đăng",
        "draft": "Bản nháp: không được đăng",
        "scheduled": "Hẹn giờ đăng: {when}",
        "withdrawn": "Đã rút",
        "errors": "lỗi",
        "warnings": "cảnh báo",
        "more": "Và {count} chỗ nữa cùng loại:",
        "elsewhere": "Ở tệp khác: {count}",
        "good": "Trang này không có gì phải sửa.",
        "figures": "Máy đọc số liệu của trang này như sau",
        "weight": "Nặng {page} KB, lần mở đầu tiên {first} KB",
        "source": "Bài viết",
    },
    "en": {
        "title": "The new site could not be made",
        "fault": "A fault of the program itself, not of your files",
        "faultHint": "Please send the text below to whoever keeps the program. Your files are untouched.",
        "lead": "Mend what is listed here and save; this box goes away by itself.",
        "old": "The page shown is older than the text",
        "none": "There is no page to show yet",
        "show": "Show the last page that could be made",
        "back": "Show the problems",
        "open": "Open in VS Code",
        "line": "line",
        "error": "error",
        "warning": "warning",
        "bar": "Preview bar, not part of the page",
        "published": "To be published",
        "draft": "Draft: not published",
        "scheduled": "Published from {when}",
        "withdrawn": "Withdrawn",
        "errors": "errors",
        "warnings": "warnings",
        "more": "And {count} more alike:",
        "elsewhere": "In other files: {count}",
        "good": "Nothing to mend on this page.",
        "figures": "How the figures of this page were read",
        "weight": "{page} KB, {first} KB at the first visit",
        "source": "Source",
    },
}


PAGE, SHEET = "site", "sheet.css"
"""What a browser is told: to open the page again, or only its style sheets."""


class Shown(Struct, frozen=True):
    """What the last build left to show; `origins` and the pages are those of the last good one."""

    serial: int
    report: Report | None
    """None when the build met a fault of our own."""
    fault: str
    """The traceback of such a fault, or empty."""
    origins: Mapping[str, str]
    """The source of every page, by its path below the root."""
    follow: str = ""
    """Address of the page whose source was saved last, when the browser is to go there; or empty."""
    pages: int = 0
    """The build since which nothing but style sheets changed."""

    @property
    def good(self) -> bool:
        """True when its pages are those of the files as they were."""
        return self.report is not None and self.report.written

    def told(self, seen: int) -> str:
        """What a page as it was after the build `seen` is told; empty for one that shows this build."""
        if seen == self.serial:
            return ""
        return SHEET if self.pages <= seen < self.serial else PAGE


def state_of(
    shown: Shown, chosen: Language | None, project: Path, root: Path, address: str
) -> dict[str, object]:
    """Everything the overlay and the bar show on the page at `address`, as values for JSON.

    `root` is the folder of the last good pages. Excerpts are the lines as the build read them.
    """
    report = shown.report
    language: Language = chosen or ("en" if report is not None and report.language == "en" else "vi")
    path = address.strip("/") + "/index.html" if address.strip("/") else "index.html"
    path = path.removesuffix("/index.html") if path.endswith(".html/index.html") else path
    origin = shown.origins.get(path, "")
    problems = report.problems if report is not None else ()
    here = [one for one in problems if one.at.file == origin]
    blocking = [one for one in problems if one.severity == "error"]
    return {
        "serial": shown.serial,
        "language": language,
        "words": WORDS[language],
        "blocked": report is None or report.blocked,
        "fault": shown.fault,
        "follow": shown.follow,
        "blocking": _told(blocking, report, language, project),
        "own": _told(here, report, language, project),
        "errors": len(blocking),
        "warnings": len(problems) - len(blocking),
        "origin": origin,
        "elsewhere": len(problems) - len(here),
        "state": _state(report, origin, language),
        "figures": _figures(report, origin, language),
        "weight": _weight(root, path, language),
    }


def _told(
    problems: Sequence[Problem], report: Report | None, language: Language, project: Path
) -> dict[str, object]:
    """Of problems alike the first, in their order, and how many more there are of each code.

    Thousands of warnings would be megabytes beside every page, and an error is not looked for among them.
    """
    shown, rest = first_alike(problems)
    return {
        "first": [_problem(one, report, language, project) for one in shown] if report is not None else [],
        "more": [{"code": code, "count": len(alike)} for code, alike in rest.items()],
    }


def _problem(found: Problem, report: Report, language: Language, project: Path) -> dict[str, object]:
    what, hint = message(found, language)
    at = found.at if isinstance(found.at, Span) else Span(found.at.file)
    place = (project / at.file).resolve()
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "severity": found.severity,
        "code": found.code,
        "message": what,
        "hint": hint,
        "excerpt": as_excerpt(at, source_line(report.sources, at.file, at.line)),
        "link": editor_link(place, at) if place.is_file() else "",
    }


def editor_link(place: PurePath, at: Span) -> str:
    """The address that opens a file at its line in VS Code; a drive of Windows stands behind the first slash.

    Source: <https://code.visualstudio.com/docs/configure/command-line#_opening-vs-code-with-urls>.
    """
    return f"vscode://file/{quote(place.as_posix().lstrip('/'), safe='/:')}:{at.line}:{at.column}"


def _reading(report: Report | None, origin: str) -> Reading | None:
    """The file a page is made from, read once more; None for pages that gather."""
    kind = kind_of(origin) if origin else ""
    if report is None or kind not in {"session", "page"} or origin not in report.sources:
        return None
    return read(Source(origin, kind, report.sources[origin]), report.language)


def _state(report: Report | None, origin: str, language: Language) -> dict[str, str]:
    """Whether the public will see the page, as a key for its colour and the words for it; empty for lists."""
    reading = _reading(report, origin)
    record, words = reading.record if reading else None, WORDS[language]
    if not isinstance(record, (Session, FreePage)):
        return {}
    if record.draft:
        return {"key": "draft", "label": words["draft"]}
    if isinstance(record, Session) and record.withdrawn:
        return {"key": "withdrawn", "label": words["withdrawn"]}
    moment = report.moment if report is not None else None
    if isinstance(record, Session) and record.embargo is not None and moment and record.embargo > moment.now:
        when = record.embargo.strftime("%H:%M %d/%m/%Y")
        return {"key": "scheduled", "label": words["scheduled"].format(when=when)}
    return {"key": "published", "label": words["published"]}


def _figures(report: Report | None, origin: str, language: Language) -> list[str]:
    reading = _reading(report, origin)
    record = reading.record if reading else None
    if report is None or reading is None or reading.text is None or not isinstance(record, Session):
        return []
    if not record.metrics:
        return []
    lines = figure_lines(record, reading.text, report.language, language)
    return [line.removeprefix("  ") for line in lines[1:]]


def _weight(root: Path, path: str, language: Language) -> str:
    """What the page weighs on the wire, alone and with style sheets and fonts; empty for no page."""
    page = root / path
    if not page.is_file():
        return ""
    data = page.read_bytes()
    own = len(gzip.compress(data, 9))
    sheets = [page.parent / href for href in _SHEET.findall(data.decode("utf-8"))]
    rest = sum(len(gzip.compress(sheet.read_bytes(), 9)) for sheet in sheets if sheet.is_file())
    rest += sum(font.stat().st_size for font in (root / "assets").rglob("*.woff2"))
    shown = [f"{weight / 1024:.1f}" for weight in (own, own + rest)]
    if language == "vi":
        shown = [one.replace(".", ",") for one in shown]
    return WORDS[language]["weight"].format(page=shown[0], first=shown[1])
