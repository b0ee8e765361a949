"""What Jinja says of a template that it cannot read → a problem at the sign or tag to mend.

Jinja names the line where it gave up. What is to be mended often stands before: a tag or a sign that was
opened there and never closed.
"""

import re
from collections.abc import Callable, Iterator

from builder.problems import Problem, Span, nearest, problem

_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_MARK = re.compile(
    r"(?P<raw>\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\})|(?P<open>\{[{%#])|(?P<close>[}%#]\})",
    re.DOTALL,
)
_TAG = re.compile(r"\{#.*?#\}|\{%[-+]?\s*(?P<name>\w+)(?P<rest>.*?)%\}", re.DOTALL)
_ENDED = ("block", "call", "filter", "for", "if", "macro", "raw", "set", "trans", "with", "autoescape")
_TAGS = (*_ENDED, "elif", "else", "extends", "from", "import", "include", "pluralize", "do", "print")
_MEANT = {"elseif": "elif", "elsif": "elif"}
_CURLY, _STRAIGHT = "“”‘’„«»", "'\""
_SIGNS = {
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "begin of statement block": "{%",
    "end of statement block": "%}",
}
"""Tokens that Jinja describes in words; it shows all others as they are written."""
_SHOWN = r"(?P<quote>['\"])(?P<found>.+)(?P=quote)"
_HELD = r"'(?P<tag>\w+)'\.$"


def unreadable(at: Span, text: str, said: str) -> Problem:
    """The mistake that made Jinja say so at a line of a template with this text."""
    mark = _unclosed_mark(text, at.line)
    if mark is not None:
        return problem(
            "template-unclosed-mark", _at(at, text, *mark), mark=mark[1], close=_CLOSED_BY[mark[1]]
        )
    for pattern, tell in _KNOWN:
        if (found := re.search(pattern, said)) and (told := tell(at, text, found)):
            return told
    return problem("template-syntax", at, said=said)


def _unclosed_mark(text: str, line: int) -> tuple[int, str] | None:
    """Where a `{{`, `{%` or `{#` stands, up to a line, that another one follows before it is closed."""
    opened: tuple[int, str] | None = None
    for found in _MARK.finditer(text):
        if found["raw"] or (opened and opened[1] == "{#" and found[0] != "#}"):
            continue
        if found["open"] or (opened and found["close"] != _CLOSED_BY[opened[1]]):
            if opened:
                break
            opened = found.start(), found["open"]
        else:
            opened = None
    return opened if opened and text.count("\n", 0, opened[0]) < line else None


def _unclosed_tag(at: Span, text: str, found: re.Match[str]) -> Problem | None:
    """A tag that begins something and is never ended."""
    opened = _opened(text, len(text.split("\n")), found["tag"])
    where = _at(at, text, opened, found["tag"]) if opened is not None else at
    return problem("template-unclosed-tag", where, tag=found["tag"], end=f"{{% end{found['tag']} %}}")


def _wrong_end(at: Span, text: str, found: re.Match[str]) -> Problem | None:
    """A tag that does not go with the one that is open."""
    tag, name = found["tag"], found["name"]
    opened = _opened(text, at.line - 1, tag) or _opened(text, at.line, tag) or 0
    return problem(
        "template-wrong-end",
        _named(at, text, name),
        name=name,
        tag=tag,
        line=text.count("\n", 0, opened) + 1,
        end=f"{{% end{tag} %}}",
        nearest=_MEANT.get(name) or nearest(name, re.findall(r"'(\w+)'", found["expected"])),
    )


def _unknown_tag(at: Span, text: str, found: re.Match[str]) -> Problem | None:
    name = found["name"]
    if name in _TAGS or name.removeprefix("end") in _TAGS:
        return problem("template-nothing-open", _named(at, text, name), name=name)
    return problem(
        "template-unknown-tag",
        _named(at, text, name),
        name=name,
        nearest=nearest(name, _TAGS),
        known=", ".join(sorted(_TAGS)),
    )


def _expected(at: Span, text: str, found: re.Match[str]) -> Problem | None:
    """A sign that stands where another one has to; None where Jinja only says of what kind that is."""
    expected, there = (
        _SIGNS.get(found["expected"], found["expected"]),
        _SIGNS.get(found["found"], found["found"]),
    )
    if expected == "name" and there in _SIGNS.values():
        return problem("template-nothing-before", _named(at, text, there), found=there)
    if expected.isalpha() or " " in there:
        return None
    return problem("template-expected", _named(at, text, there), expected=expected, found=there)


def _unexpected(at: Span, text: str, found: re.Match[str]) -> Problem | None:
    """A sign that cannot stand where it does, or before which something is missing."""
    there = _SIGNS.get(found["found"], found["found"])
    if " " in there:
        return None
    code = (
        "template-nothing-before"
        if there in _SIGNS.values()
        else "template-curly-quote"
        if there in _CURLY
        else "template-unclosed-quote"
        if there in _STRAIGHT
        else "template-unexpected"
    )
    return problem(code, _named(at, text, there), found=there)


def _twice(at: Span, text: str, found: re.Match[str]) -> Problem | None:
    return problem("template-block-twice", _named(at, text, found["name"]), name=found["name"])


_KNOWN: tuple[tuple[str, Callable[[Span, str, re.Match[str]], Problem | None]], ...] = (
    (rf"^Unexpected end of template\..*{_HELD}", _unclosed_tag),
    (r"^Missing end of (?P<tag>raw) directive", _unclosed_tag),
    (r"^unclosed (?P<tag>trans)lation block", _unclosed_tag),
    (rf"^Encountered unknown tag '(?P<name>\w+)'\.(?P<expected>.*\.) The innermost.*{_HELD}", _wrong_end),
    (r"^Encountered unknown tag '(?P<name>\w+)'", _unknown_tag),
    (r"^(?:expected token|unexpected) '(?P<found>.+)', expected '(?P<expected>.+)'$", _expected),
    (r"^expected token '(?P<expected>.+)', got '(?P<found>.+)'$", _expected),
    (rf"^(?:unexpected|Expected an expression, got|unexpected char) {_SHOWN}(?: at \d+)?$", _unexpected),
    (r"^block '(?P<name>\w+)' defined twice$", _twice),
)
"""What Jinja says, and what tells it."""


def _opened(text: str, last: int, tag: str) -> int | None:
    """Where the innermost tag of that name stands that is still open behind a line."""
    open_: list[tuple[str, int]] = []
    for name, rest, start in _tags("\n".join(text.split("\n")[:last])):
        if name.startswith("end"):
            while open_ and open_.pop()[0] != name.removeprefix("end"):
                pass
        elif name in _ENDED and not (name == "set" and "=" in rest):
            open_.append((name, start))
    return next((start for name, start in reversed(open_) if name == tag), None)


def _tags(text: str) -> Iterator[tuple[str, str, int]]:
    """Name, rest and place of the name of every tag."""
    for found in _TAG.finditer(text):
        if found["name"]:
            yield found["name"], found["rest"], found.start("name")


def _named(at: Span, text: str, said: str) -> Span:
    """A sign or name inside its line."""
    lines = text.split("\n")
    line = lines[at.line - 1] if 0 < at.line <= len(lines) else ""
    edge = r"\b" if said.isidentifier() else ""
    found = re.search(f"{edge}{re.escape(said)}{edge}", line)
    return Span(at.file, at.line, found.start() + 1, len(said)) if found else at


def _at(at: Span, text: str, start: int, said: str) -> Span:
    """What stands at a place of the text."""
    before = text[:start]
    return Span(at.file, before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1, len(said))
