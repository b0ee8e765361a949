"""Two built archives → what a reader would see change: pages, figures and states of targets before → after.

A reviewer of a pull request reads it beside the problems. Pages come from the two manifests, figures
from the open data of both archives; nothing is built here.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.problems import Language, with_numbers
from builder.publish.shelf import MANIFEST

_Row = Mapping[str, Any]
_Rows = Mapping[str, _Row]
_PACKAGE = "datapackage.json"
_SHOWN = 20
"""Pages of a list that are named; of the rest the number is told."""


class FigureChange(Struct, frozen=True):
    """A figure that is not the same in both archives; a phrase is empty where there is no figure."""

    id: str
    name: str
    before: str
    after: str


class Changes(Struct, frozen=True):
    """What differs between two archives: addresses of pages, other files by number, figures by id."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    other: int
    figures: tuple[FigureChange, ...]
    states: tuple[FigureChange, ...] = ()
    """Targets that both archives have and that became of otherwise: the state of each, with its result."""


def compare(before: Path, after: Path, language: Language) -> Changes:
    """The differences between two folders that `bulletin build` wrote, in order of addresses and ids.

    What was read of a figure is told with its numbers as `language` writes them.

    Raises OSError when a folder holds no archive, and ValueError when its manifest or data is broken.
    """
    old, new = files_of(before), files_of(after)
    different = sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    pages = [path for path in different if path.endswith(".html")]
    return Changes(
        added=tuple(address_of(path) for path in pages if path not in old),
        changed=tuple(address_of(path) for path in pages if path in old and path in new),
        removed=tuple(address_of(path) for path in pages if path not in new),
        other=len(different) - len(pages),
        figures=tuple(_changes(*_both("figures", before, old, after, new), partial(_said, language))),
        states=tuple(
            one
            for one in _changes(*_both("ledger", before, old, after, new), partial(_judged, language))
            if one.before and one.after
        ),
    )


def files_of(folder: Path) -> Mapping[str, Any]:
    """Files by path as the manifest of an archive says; the digest of each is its identity.

    Raises OSError when a folder holds no archive, and ValueError or KeyError when its manifest is broken.
    """
    said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    files: Mapping[str, Any] = said["files"]
    return files


def address_of(path: str) -> str:
    """The address that a file of an archive has, below the root."""
    return "/" + path.removesuffix("index.html")


def table_of(folder: Path, files: Iterable[str], name: str) -> list[Mapping[str, Any]]:
    """The rows of a table of an archive's open data, which stands beside the data package."""
    package = next((path for path in sorted(files) if path.rpartition("/")[2] == _PACKAGE), None)
    if package is None:
        return []
    table = (folder / package).with_name(f"{name}.json")
    rows: list[Mapping[str, Any]] = json.loads(table.read_text(encoding="utf-8"))["rows"]
    return rows


def _both(
    name: str, before: Path, old: Iterable[str], after: Path, new: Iterable[str]
) -> tuple[_Rows, _Rows]:
    first, then = table_of(before, old, name), table_of(after, new, name)
    return {row["id"]: row for row in first}, {row["id"]: row for row in then}


def _changes(old: _Rows, new: _Rows, told: Callable[[_Row], str]) -> Iterable[FigureChange]:
    for key in sorted(old.keys() | new.keys()):
        before, after = (told(rows[key]) if key in rows else "" for rows in (old, new))
        if before != after:
            yield FigureChange(key, (new.get(key) or old[key])["name"] or "", before, after)


def _judged(language: Language, row: _Row) -> str:
    """What became of a target, with the result that was held against it."""
    state = STATES[row["state"]][language]
    return f"{state}: {row['result']}" if row["result"] else state


def _said(language: Language, row: _Row) -> str:
    """A figure as printed, with what was read of it where two readings of one phrase could differ."""
    values = "–".join(row[name] for name in ("value", "value_max") if row[name] is not None)
    read = " ".join(part for part in (row["op"], with_numbers(values, language), row["unit"]) if part)
    return f"{row['phrase']} [{read}]" if values else str(row["phrase"])


STATES: Mapping[str, Mapping[Language, str]] = {
    "exceeded": {"vi": "Vượt", "en": "Exceeded"},
    "met": {"vi": "Đạt", "en": "Met"},
    "missed": {"vi": "Chưa đạt", "en": "Missed"},
    "unclear": {"vi": "Chưa thể kết luận", "en": "Cannot be told"},
    "pending": {"vi": "Đang thực hiện", "en": "Under way"},
    "not-found": {"vi": "Chưa thấy trong nguồn hiện có", "en": "Not found in the sources held"},
    "not-reported": {"vi": "Không được báo cáo", "en": "Not reported"},
    "not-comparable": {"vi": "Không so sánh được", "en": "Not comparable"},
    "unjudged": {"vi": "Không chấm bằng số", "en": "Not judged by numbers"},
}
"""States as the default theme says them; a test holds them to it."""
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "title": "Thay đổi so với trang đang có",
        "none": "Không trang nào và không số liệu nào thay đổi.",
        "added": "Trang thêm mới: {count}",
        "changed": "Trang thay đổi: {count}",
        "removed": "Trang bị bỏ: {count}",
        "other": "Tệp khác thay đổi (dữ liệu, ảnh, giao diện): {count}",
        "more": "… và {count} trang nữa",
        "figures": "Số liệu thay đổi: {count}",
        "states": "Chỉ tiêu được đánh giá khác trước: {count}",
        "head": "| Số liệu | Trước | Sau |",
        "nothing": "(không có)",
    },
    "en": {
        "title": "Changes against the present site",
        "none": "No page and no figure changes.",
        "added": "Pages added: {count}",
        "changed": "Pages changed: {count}",
        "removed": "Pages removed: {count}",
        "other": "Other files changed (data, pictures, theme): {count}",
        "more": "… and {count} more pages",
        "figures": "Figures changed: {count}",
        "states": "Targets judged otherwise: {count}",
        "head": "| Figure | Before | After |",
        "nothing": "(none)",
    },
}


def as_markdown(changes: Changes, language: Language) -> str:
    """The changes as Markdown, which a terminal shows as well as a pull request.

    Figures come first, then the pages that go, whose links die; what merely changed is last.

    What stands in the content is shown as text: it can make no link, mention or tag.
    """
    words = _WORDS[language]
    lines = [f"## {words['title']}", ""]
    if not (changes.added or changes.changed or changes.removed or changes.other or changes.figures):
        return "\n".join([*lines, words["none"], ""])
    lines += _table(changes.figures, words, "figures")
    lines += _table(changes.states, words, "states")
    for kind in ("removed", "added", "changed"):
        lines += _list(getattr(changes, kind), words, kind)
    if changes.other:
        lines += [words["other"].format(count=changes.other), ""]
    return "\n".join(lines)


def _table(found: tuple[FigureChange, ...], words: Mapping[str, str], kind: str) -> list[str]:
    if not found:
        return []
    lines = [f"### {words[kind].format(count=len(found))}", "", words["head"], "| --- | --- | --- |"]
    for one in found:
        before, after = (_literal(said) or words["nothing"] for said in (one.before, one.after))
        lines.append(f"| {_literal(one.name)} `{one.id}` | {before} | {after} |")
    return [*lines, ""]


def _list(addresses: tuple[str, ...], words: Mapping[str, str], kind: str) -> list[str]:
    if not addresses:
        return []
    lines = [f"### {words[kind].format(count=len(addresses))}", ""]
    lines += [f"- `{address}`" for address in addresses[:_SHOWN]]
    if len(addresses) > _SHOWN:
        lines.append(f"- {words['more'].format(count=len(addresses) - _SHOWN)}")
    return [*lines, ""]


_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>|`*_[]@~\\"})
"""Everything that could begin a tag, a link, a mention or a cell."""


def _literal(text: str) -> str:
    return " ".join(text.split()).translate(_SIGNS)
