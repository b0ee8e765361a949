"""Places by meaning → spans in a file, for problems found where no text is at hand."""

import re
from collections.abc import Mapping

from builder.content.front_matter import Located, decode, read_front_matter, read_yaml
from builder.problems import ContentError, Place, Problem, Span


def locate(problems: tuple[Problem, ...], files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """The problems with every `Place` made a `Span`; a file that cannot be read is meant as a whole."""
    opened: dict[str, Located | None] = {}
    located = []
    for found in problems:
        if isinstance(found.at, Place) and found.at.file.endswith(".csv"):
            from builder.content.register import line_of  # noqa: PLC0415 # brings the whole model, for a register that is not kept

            located.append(Problem(line_of(files[found.at.file], found.at.text), found.code, found.values))
        elif isinstance(found.at, Place):
            if found.at.file not in opened:
                opened[found.at.file] = _open(found.at.file, files.get(found.at.file, b""))
            located.append(Problem(_span(found.at, opened[found.at.file]), found.code, found.values))
        else:
            located.append(found)
    return tuple(located)


def within(span: Span, text: str, words: str) -> Span:
    """The words inside a value that stands on one line as it is; else the whole value."""
    index = text.casefold().find(words.casefold())
    if index < 0 or len(text) > span.length:
        return span
    shift = (span.length - len(text)) // 2
    return Span(span.file, span.line, span.column + shift + index, len(words))


def source_line(files: Mapping[str, bytes], file: str, line: int) -> str | None:
    """One line of a source as it is read, or None when there is none."""
    try:
        lines = decode(file, files[file]).split("\n")
    except (KeyError, ContentError):
        data = files.get(file, b"")
        lines = data.decode("utf-8", "replace").split("\n")
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else None


def _open(file: str, data: bytes) -> Located | None:
    try:
        return read_front_matter(file, data) if file.endswith(".md") else read_yaml(file, data)
    except ContentError:
        return None


def _link_in(body: str, target: str) -> int:
    """Where a link's target is written: inside the link, not where the same words stand in the text."""
    whole = rf"(?P<target>{re.escape(target)})(?=[)\s>\"#]|$)"
    for before in (r"\]\(<?\s*", "<", r"\]:\s*<?"):
        if found := re.search(before + whole, body, re.MULTILINE):
            return found.start("target")
    return body.find(target)


def _span(place: Place, located: Located | None) -> Span:
    if located is None:
        return Span(place.file)
    if place.path[:1] != ("body",):
        return located.key_span(place.path) if place.key else located.span(place.path)
    index = _link_in(located.body, place.text) if place.text else 0
    if index < 0:
        return Span(place.file, located.body_line + 1)
    line = located.body.count("\n", 0, index) + located.body_line + 1
    column = index - (located.body.rfind("\n", 0, index) + 1) + 1
    return Span(place.file, line, column, max(1, len(place.text)))
