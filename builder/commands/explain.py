"""`bulletin explain`: from which sources, view, template and theme a file of the site came."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from builder.build import build
from builder.commands.language import Known, language_of
from builder.memory.archive import Archive, Making
from builder.plan import Asset, Card, Cleaned, Data, Derived, Page, Quoted
from builder.problems import Language, nearest
from builder.publish.shelf import listed
from builder.report import Later, Options, Report
from builder.terminal import show

_WORDS: dict[Language, dict[str, str]] = {
    "vi": {
        "file": "tệp",
        "origin": "từ",
        "text": "bài viết",
        "made": "cách dựng",
        "template": "mẫu",
        "theme": "giao diện",
        "memory": "bộ nhớ",
        "output": "đã đăng",
        "page": "trang",
        "data": "dữ liệu do chương trình viết ra",
        "asset": "chép nguyên",
        "cleaned": "ảnh đã bỏ thông tin máy ảnh",
        "derived": "ảnh làm từ",
        "card": "hình đi kèm khi chia sẻ liên kết",
        "fresh": "dựng mới: chưa lần dựng nào làm ra đúng tệp này",
        "kept": "lấy lại từ lần dựng trước: không có gì đổi",
        "same": "bản trong output giống hệt",
        "older": "bản trong output khác; lần dựng tới sẽ thay",
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
        "memory": "memory",
        "output": "published",
        "page": "a page",
        "data": "data that the builder writes",
        "asset": "a copy of",
        "cleaned": "a picture without what its camera wrote",
        "derived": "a picture made from",
        "card": "the card shown beside a shared link",
        "fresh": "made anew: no earlier build made just this",
        "kept": "taken from an earlier build: nothing changed",
        "same": "the file in output is the same",
        "older": "the file in output is another; the next build changes it",
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
    """Say from which sources, view, template and theme a page or file of the site comes.

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
    published = listed(output).get(path)
    lines = _lines(files.making(path), published, words)
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


def _lines(one: Making, published: str | None, words: dict[str, str]) -> list[tuple[str, str]]:
    lines = [(words["file"], one.output.path), (words["origin"], one.output.origin)]
    others = [file for file in one.texts if file != one.output.origin]
    lines += [(words["text"] if file == others[0] else "", file) for file in others]
    lines.append((words["made"], _recipe(one, words)))
    if one.templates:
        lines += [(words["template"], one.templates[0]), *(("", file) for file in one.templates[1:])]
        chosen = ", ".join(f"{name}={value}" for name, value in one.theme.parameters)
        lines.append((words["theme"], " ← ".join(_line(one)) + (f" ({chosen})" if chosen else "")))
    lines.append((words["memory"], words["fresh" if one.fresh else "kept"]))
    state = "absent" if published is None else "same" if published == one.sha256 else "older"
    return [*lines, (words["output"], words[state])]


def _recipe(one: Making, words: dict[str, str]) -> str:
    match one.output.recipe:
        case Page(template, view):
            return f"{words['page']}: {type(view).__name__} → {template} ({one.language})"
        case Data() | Quoted():
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
