"""`bulletin explain`: what a file of the site is made from, and why it was made anew or was not."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from builder.build import build
from builder.cache import Cache
from builder.commands.language import Known, language_of
from builder.memory.archive import Archive, Making
from builder.memory.builds import Builds
from builder.memory.differences import Difference
from builder.memory.reasons import Past, Reason, reasons
from builder.plan import Asset, Calendar, Card, Cleaned, Data, Derived, Page, Quoted
from builder.problems import Language, nearest
from builder.publish.shelf import NOTHING, Shelf
from builder.report import CACHE, Later, Options, Report
from builder.terminal import show

_MOST = 6
"""Files or places that are listed of many."""
_LONGEST = 60
"""Signs of a value that are shown."""
_WORDS: dict[Language, dict[str, str]] = {
    "vi": {
        "file": "tệp",
        "origin": "từ",
        "text": "bài viết",
        "made": "cách dựng",
        "template": "mẫu",
        "theme": "giao diện",
        "last": "lần dựng trước",
        "next": "lần dựng tới",
        "output": "đã đăng",
        "page": "trang",
        "data": "dữ liệu do chương trình viết ra",
        "asset": "chép nguyên",
        "cleaned": "ảnh đã bỏ thông tin máy ảnh",
        "derived": "ảnh làm từ",
        "card": "hình đi kèm khi chia sẻ liên kết",
        "anew": "dựng lại, vì:",
        "kept": "giữ nguyên: không có gì dùng để dựng tệp này thay đổi",
        "named": "giữ nguyên: tên tệp đổi theo nội dung, nội dung khác thì thành tệp khác",
        "first": "dựng mới: đó là lần dựng đầu tiên máy này còn nhớ",
        "unbuilt": "máy này chưa dựng lần nào vào output; hãy chạy “bulletin build”",
        "forgotten": "không còn nhớ lần dựng trước dùng những gì",
        "why_new": "trước đó chưa có tệp này",
        "why_builder": "chương trình hoặc một thư viện của nó đã sang phiên bản khác",
        "why_theme": "giao diện đã đổi",
        "why_shell": "phần khung chung của mọi trang đã đổi",
        "why_origin": "tệp nguồn đã chuyển chỗ",
        "why_text": "bài viết đã đổi (chữ hiện trên trang, hoặc chữ để tìm ra nó)",
        "why_view": "dữ liệu trang nhận được đã đổi",
        "why_data": "nội dung tệp đã đổi",
        "why_index": "những chữ tìm được trên trang tìm kiếm đã đổi",
        "why_sources": "tệp đã đổi giữa hai lần dựng, có thể dẫn tới việc này",
        "why_options": "yêu cầu khi dựng đã đổi",
        "history": "ngày trong git, hoặc giờ hẹn đăng",
        "added": "mới",
        "changed": "đổi",
        "gone": "mất",
        "more": "… và {count} chỗ nữa",
        "length": "{where}: {before} → {after} mục",
        "same": "bản trong output giống hệt bản sẽ dựng",
        "older": "bản trong output khác; lần dựng tới sẽ thay",
        "touched": "bản trong output đã bị sửa sau khi dựng; lần dựng tới sẽ làm lại cho đúng",
        "absent": "chưa có trong output",
        "none": "không có trang hay tệp nào như vậy: {given}",
        "like": "có phải ý bạn là {near}?",
        "makes": "dựng thành {count} tệp:",
    },
    "en": {
        "file": "file",
        "origin": "from",
        "text": "text",
        "made": "made as",
        "template": "template",
        "theme": "theme",
        "last": "last build",
        "next": "next build",
        "output": "published",
        "page": "a page",
        "data": "data that the builder writes",
        "asset": "a copy of",
        "cleaned": "a picture without what its camera wrote",
        "derived": "a picture made from",
        "card": "the card shown beside a shared link",
        "anew": "made anew, because:",
        "kept": "left as it was: nothing that it is made from changed",
        "named": "left as it was: its name follows what it holds, other content is another file",
        "first": "made anew: it is the first build that this computer remembers",
        "unbuilt": "this computer has not built into output yet; run “bulletin build”",
        "forgotten": "what the earlier build was made from is no longer remembered",
        "why_new": "there was no such file before",
        "why_builder": "the builder or one of its libraries is another version",
        "why_theme": "the theme changed",
        "why_shell": "what stands around every page changed",
        "why_origin": "its source has another place",
        "why_text": "its text changed (what is shown of it, or what it is found by)",
        "why_view": "the data that the page is given changed",
        "why_data": "what the file holds changed",
        "why_index": "what the search can find changed",
        "why_sources": "files that changed between the two builds and can have led to it",
        "why_options": "what the build is asked for changed",
        "history": "days known from git, or the hour of an embargo",
        "added": "new",
        "changed": "changed",
        "gone": "gone",
        "more": "… and {count} more",
        "length": "{where}: {before} → {after} entries",
        "same": "the file in output is just what would be made",
        "older": "the file in output is another; the next build replaces it",
        "touched": "the file in output was changed after it was built; the next build puts it right",
        "absent": "not in output yet",
        "none": "there is no such page or file: {given}",
        "like": "did you mean {near}?",
        "makes": "makes {count} files:",
    },
}


@click.command("explain")
@click.argument("what", metavar="PATH|URL")
@click.pass_obj
def explain_command(common: Known, what: str) -> None:
    """Say what a page or file of the site is made from, and why it was made anew or was not.

    Sources, view, template and theme are named, and what of them changed since the last build.

    WHAT is an address, a path below `output`, or a file of `content/`, for all that is made from it.
    """
    language = language_of(common)
    output = common.project / "output"
    report = build(common.project, Options(output, publish=False))
    files = report.files.made if isinstance(report.files, Later) else report.files
    if not isinstance(files, Archive):
        show(report, language, "text", 0)
        raise click.exceptions.Exit(1)
    words = _WORDS[language]
    source = _source(report, common.project, what)
    if source:
        paths = [path for path, origin in report.origins.items() if origin == source]
        click.echo(
            "\n".join([f"{source} {words['makes'].format(count=len(paths))}", *(f"  {one}" for one in paths)])
        )
        return
    path = _path(report, output, what)
    if path not in report.files:
        near = nearest(path, report.files)
        hint = f" – {words['like'].format(near=near)}" if near else ""
        raise click.UsageError(words["none"].format(given=what) + hint)
    one = files.making(path)
    lines = _lines(one, words)
    with closing(Cache(common.project / CACHE)) as cache:
        builds = Builds(cache, output)
        before, last = (Past(cache, one) if one else None for one in (builds.before, builds.last))
        if last is not None:
            lines += _column(words["last"], _why(path, before, last, words["first"], words))
        now = Past(cache, files.inputs)
        lines += _column(words["next"], _why(path, last, now, words["unbuilt"], words))
    lines.append((words["output"], words[_state(output, one)]))
    width = max(len(name) for name, _ in lines)
    click.echo("\n".join(f"{name:<{width}}  {said}" for name, said in lines))


def _source(report: Report, project: Path, what: str) -> str:
    """The content file meant, as the site names it; empty when none is."""
    sources = {*report.origins.values()}
    path = Path(what).resolve()
    inside = path.relative_to(project.resolve()).as_posix() if path.is_relative_to(project.resolve()) else ""
    return next((one for one in (what.removeprefix("./"), inside) if one in sources), "")


def _path(report: Report, output: Path, what: str) -> str:
    """The path of the archive that an address or a file of the output folder stands for."""
    file = Path(what).resolve()
    if file.exists() and file.is_relative_to(output.resolve()):
        meant = [file.relative_to(output.resolve()).as_posix().removeprefix(".")]
    else:
        address = urlsplit(what)
        found = unquote(address.path).strip("/")
        base = urlsplit(report.base_url).path.strip("/")
        below = found.removeprefix(base).strip("/") if f"{found}/".startswith(f"{base}/") else found
        # A site may stand in a folder that is named as its council: a path is one below `output` first.
        meant = [below, found] if address.netloc else [found, below]
    paths = [path for one in meant for path in (f"{one}/index.html".lstrip("/"), one)]
    return next((path for path in paths if path in report.files), meant[0])


def _state(output: Path, one: Making) -> str:
    """How the file in the output folder stands to the one that would be made."""
    shelf, path = Shelf(output, NOTHING), one.output.path
    listed = shelf.listed.get(path, "")
    if not (listed or (output / path).exists()):
        return "absent"
    return "touched" if not shelf.holds(path, listed) else "same" if listed == one.sha256 else "older"


def _lines(one: Making, words: dict[str, str]) -> list[tuple[str, str]]:
    lines = [(words["file"], one.output.path), (words["origin"], one.output.origin)]
    others = [file for file in one.texts if file != one.output.origin]
    lines += [(words["text"] if file == others[0] else "", file) for file in others]
    lines.append((words["made"], _recipe(one, words)))
    if one.templates:
        lines += [(words["template"], one.templates[0]), *(("", file) for file in one.templates[1:])]
        chosen = ", ".join(f"{name}={value}" for name, value in one.theme.parameters)
        lines.append((words["theme"], " ← ".join(_line(one)) + (f" ({chosen})" if chosen else "")))
    return lines


def _recipe(one: Making, words: dict[str, str]) -> str:
    match one.output.recipe:
        case Page(template, view):
            return f"{words['page']}: {type(view).__name__} → {template} ({one.language})"
        case Data() | Quoted() | Calendar():
            return words["data"]
        case Asset(file):
            return f"{words['asset']} {file}"
        case Cleaned(file):
            return f"{words['cleaned']}: {file}"
        case Card():
            return words["card"]
        case Derived(file=file, width=width, height=height, format=form):
            return f"{words['derived']} {file}: {form}, {width} × {height}"


def _line(one: Making) -> Iterator[str]:
    """The theme and those it extends, as far as their files take part."""
    yield one.theme.name
    names = dict.fromkeys(file.split("/")[1] for file in one.theme.files)
    yield from (name for name in names if name != one.theme.name)


def _column(name: str, said: list[str]) -> list[tuple[str, str]]:
    """Lines below one another, the first one named."""
    return [(name if number == 0 else "", line) for number, line in enumerate(said)]


def _why(path: str, old: Past | None, new: Past, first: str, words: dict[str, str]) -> list[str]:
    """Whether the `new` build makes a file anew, and what changed since the `old` one.

    `first` is said where there is no old one.
    """
    if old is None:
        return [first]
    if not (old.known and new.known):
        return [words["forgotten"]]
    if new.row(path) is None:
        return [words["named"]]
    found = reasons(path, old, new)
    return (
        [words["anew"], *(line for one in found for line in _reason(one, words))]
        if found
        else [words["kept"]]
    )


def _reason(one: Reason, words: dict[str, str]) -> Iterator[str]:
    """A reason, and below it the files and places that it is about."""
    said = [f"{words[change]}: {file}" for change, file in one.files]
    said += [_difference(place, words) for place in one.places]
    if one.kind == "options" and not said:
        said = [words["history"]]
    yield f"- {words[f'why_{one.kind}']}{':' if said else ''}"
    yield from (f"    {line}" for line in said[:_MOST])
    if len(said) > _MOST:
        yield f"    {words['more'].format(count=len(said) - _MOST)}"


def _difference(place: Difference, words: dict[str, str]) -> str:
    name, _, length = place.where.partition("|")
    if length:
        return words["length"].format(where=name, before=place.before, after=place.after)
    start = _alike(place.before, place.after)
    said = f"{_short(place.before, start)} → {_short(place.after, start)}"
    return f"{name}: {said}" if name else said


def _alike(one: str, other: str) -> int:
    """Where two long texts are to be shown from: a little before they part; 0 where that is near."""
    pairs = enumerate(zip(one, other, strict=False))
    parted = next((number for number, (sign, its) in pairs if sign != its), min(len(one), len(other)))
    return max(0, parted - _LONGEST // 4) if parted > _LONGEST // 2 else 0


def _short(text: str, start: int) -> str:
    shown = (
        ("…" if start else "")
        + text[start : start + _LONGEST]
        + ("…" if len(text) > start + _LONGEST else "")
    )
    return f"“{' '.join(shown.split())}”"
