"""Located front matter: a file's bytes become plain values that know their line and column.

python-frontmatter splits a write-up, with a handler of ours: fences are strict, and YAML is composed
into its node tree instead of constructed, so that every scalar stays the text the editor typed
(`no`, `13:00`, `1.10` and `010` keep their meaning). What cannot be read without a guess is refused.
"""

import re
import unicodedata
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct

from builder.content import limits
from builder.model.register import REGISTER
from builder.problems import ContentError, Problem, Span, problem

Value = str | None | list["Value"] | dict[str, "Value"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DASHES = re.compile(r"[-‐-―−=]{2,}|[–—―]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_ODD = "[\u00a0\u2000-\u200b\u202f\u3000\ufeff]"
_ODD_SPACE = re.compile(rf"^[ \t]*(?:- *)*{_ODD}|^[^:\"']*: *{_ODD}|[\u200b\ufeff](?= *$)")
_CONFLICT = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_LIST_MARK = re.compile(r"^ *(?P<mark>[•▪●◦–—*+·\uf0b7\uf0a7]|-(?=[a-z]))[ \t]*(?=[a-z_]+:(?: |$))")
"""What Word writes before an item of a list, or a hyphen without its space, where a key follows."""
_LOST_HASH = re.compile(r"(?: |[ \t]{2,}(?=#[^\s#]))(?P<rest>#.*)$")
_SEQUENCES = re.compile(rf"(?:[-?][ ]+){{{limits.DEPTH + 1},}}")
_NULLS = frozenset({"", "~", "null"})
_CURLY = {"“": "”", "‘": "’", "„": "“", "”": "”"}


class Located(Struct, frozen=True):
    """The values of a front matter or YAML file, the node tree they came from, and the text below it.

    `values` holds dictionaries, lists and texts; an empty value or `null` is None. `first_line` is the
    number of lines above the YAML, `body_line` those above the body.
    """

    file: str
    values: dict[str, Value]
    node: yaml.Node | None
    first_line: int
    body: str
    body_line: int

    def span(self, path: tuple[str | int, ...]) -> Span:
        """Where the value at `path` stands; where it is missing, the nearest thing above it that is there."""
        node: Any = self.node
        found = node
        for step in path:
            if isinstance(node, yaml.MappingNode):
                pair = next(((k, v) for k, v in node.value if k.value == step), None)
                if pair is None:
                    break
                key, node = pair
                found = key if isinstance(node, yaml.ScalarNode) and not node.value else node
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node = node.value[step]
            else:
                break
        return self._span_of(found)

    def key_span(self, path: tuple[str | int, ...]) -> Span:
        """Where the key at `path` stands, for problems about the key itself."""
        node: Any = self.node
        for step in path[:-1]:
            if isinstance(node, yaml.MappingNode):
                node = next((v for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
        if isinstance(node, yaml.MappingNode):
            for key, _ in node.value:
                if key.value == path[-1]:
                    return self._span_of(key)
        return self.span(path)

    def _span_of(self, node: yaml.Node | None) -> Span:
        if node is None:
            return Span(self.file)
        return _span(self.file, node, self.first_line)


class StrictHandler(YAMLHandler):
    """python-frontmatter's YAML handler with exact fences; `load` gives a composed node tree."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)

    def load(self, fm: str, **_: object) -> Any:
        """The node tree of the front matter, nothing constructed."""
        return yaml.compose(fm, Loader=_LOADER)


def decode(file: str, data: bytes) -> str:
    """The text of a UTF-8 file: without BOM, with LF line ends, in Unicode NFC.

    Raises ContentError for an empty file, another encoding, a merge left undone, and control characters.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ContentError(problem("empty-file", Span(file)))
    if data.startswith(b"PK\x03\x04"):
        raise ContentError(problem("word-file", Span(file)))
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:64]:
        raise ContentError(problem("not-utf8", Span(file), encoding="UTF-16"))
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = _lines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _lines(data[: error.start].decode("utf-8"))
        span = _span_at(file, before, len(before))
        raise ContentError(problem("not-utf8", span, encoding="Windows-1258")) from None
    if file != REGISTER and (conflict := _CONFLICT.search(text)):
        raise ContentError(problem("merge-conflict", _span_at(file, text, conflict.start())))
    control = _CONTROL.search(text)
    if control:
        span = _span_at(file, text, control.start())
        raise ContentError(problem("control-character", span, character=f"U+{ord(control[0]):04X}"))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_front_matter(file: str, data: bytes) -> Located:
    """The located front matter and the body of a Markdown file.

    Raises ContentError when a fence is missing or miswritten, or for what `read_yaml` refuses.
    """
    front, body, body_line = split(file, data)
    return _located(file, front, 1, body, body_line, StrictHandler())


def split(file: str, data: bytes) -> tuple[str, str, int]:
    """The front matter of a Markdown file, its body, and how many lines stand above that.

    Raises ContentError when a fence is missing or miswritten, or for what `decode` refuses.
    """
    text = decode(file, data)
    _check_fences(file, text.split("\n"))
    front, body = StrictHandler().split(text)
    return front.removeprefix("\n"), body.removeprefix("\n"), front.count("\n") + 1


def locate_front(file: str, front: str) -> Located:
    """A front matter that was split from its body; raises ContentError for what `read_yaml` refuses."""
    return _located(file, front, 1, "", 0, StrictHandler())


def read_yaml(file: str, data: bytes) -> Located:
    """The located values of a YAML file.

    Raises ContentError for broken YAML, and for anchors, aliases, tags, merge keys, duplicate keys, tabs,
    keys that are no text, a `#` glued to a word, and anything over the limits.
    """
    text = decode(file, data)
    return _located(file, text, 0, "", 0, StrictHandler())


def _check_fences(file: str, lines: list[str]) -> None:
    if lines[0].rstrip(" \t") != "---":
        found = problem("front-matter-missing", Span(file, 1, 1, max(1, len(lines[0]))))
        if _DASHES.fullmatch(lines[0].strip()):
            found = problem("fence-miswritten", Span(file, 1, 1, len(lines[0])), found=lines[0])
        raise ContentError(found)
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip(" \t") == "---":
            return
        if _DASHES.fullmatch(line.strip()) or line in {"...", "+++"}:
            raise ContentError(problem("fence-miswritten", Span(file, number, 1, len(line)), found=line))
    raise ContentError(problem("front-matter-unclosed", Span(file, 1, 1, 3)))


def _located(  # the six parts of a split file belong together and travel no further
    file: str, text: str, first_line: int, body: str, body_line: int, handler: StrictHandler
) -> Located:
    _check_text(file, text, first_line)
    try:
        node = handler.load(text)
    except yaml.MarkedYAMLError as error:
        raise ContentError(_yaml_problem(file, text, first_line, error)) from None
    if node is None:
        raise ContentError(problem("empty-file", Span(file, first_line + 1)))
    if not isinstance(node, yaml.MappingNode):
        raise ContentError(problem("not-a-mapping", _span(file, node, first_line)))
    composer = _Composer(file, text.split("\n"), first_line)
    values = composer.mapping(node, 1)
    return Located(file, values, node, first_line, body, body_line)


def _check_text(file: str, text: str, first_line: int) -> None:
    """Refuse what the YAML parser would swallow, misread, or take too long over."""
    if len(text) > limits.FRONT_MATTER and first_line:
        raise ContentError(problem("front-matter-too-long", Span(file, 1), limit=limits.FRONT_MATTER // 1024))
    if text.count("[") + text.count("{") > limits.BRACKETS:
        raise ContentError(problem("too-many-brackets", Span(file, first_line + 1), limit=limits.BRACKETS))
    if nested := _SEQUENCES.search(text):
        at = _span_at(file, text, nested.start())
        span = Span(file, at.line + first_line, at.column)
        raise ContentError(problem("front-matter-too-deep", span, limit=limits.DEPTH))
    for number, line in enumerate(text.split("\n"), start=first_line + 1):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent:
            raise ContentError(problem("tab", Span(file, number, indent.index("\t") + 1)))
        odd = _ODD_SPACE.search(line) if not line.isascii() else None
        if odd:
            raise ContentError(problem("no-break-space", Span(file, number, odd.end())))
        if sign := _LIST_MARK.match(line):
            raise ContentError(problem("list-mark", Span(file, number, sign.end("mark")), mark=sign["mark"]))
    if any(sign in text for sign in "&*!"):
        _check_events(file, text, first_line)


def _check_events(file: str, text: str, first_line: int) -> None:
    try:
        events: Any = yaml.parse(text, Loader=_LOADER)
        for event in events:
            found = ""
            if isinstance(event, yaml.AliasEvent):
                found = f"*{event.anchor}"
            elif getattr(event, "anchor", None):
                found = f"&{event.anchor}"
            elif getattr(event, "tag", None):
                found = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            if found:
                raise ContentError(problem("yaml-feature", _span(file, event, first_line), found=found))
    except yaml.MarkedYAMLError as error:
        raise ContentError(_yaml_problem(file, text, first_line, error)) from None


class _Composer:
    """Turns nodes into plain values and refuses what would be guessed."""

    def __init__(self, file: str, lines: list[str], first_line: int) -> None:
        self.file = file
        self.lines = lines
        self.first_line = first_line
        self.keys = 0

    def value(self, node: yaml.Node, depth: int) -> Value:
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if depth > limits.DEPTH:
            raise self._refuse("front-matter-too-deep", node, limit=limits.DEPTH)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return self.mapping(node, depth)

    def mapping(self, node: yaml.Node, depth: int) -> dict[str, Value]:
        values: dict[str, Value] = {}
        first: dict[str, yaml.Node] = {}
        for key, item in node.value:
            self.keys += 1
            if self.keys > limits.KEYS:
                raise self._refuse("too-many-keys", key, limit=limits.KEYS)
            if not isinstance(key, yaml.ScalarNode) or not key.value or key.value == "<<":
                raise self._refuse("key-not-text", key)
            if key.value in values:
                line = first[key.value].start_mark.line + 1 + self.first_line
                raise self._refuse("duplicate-key", key, key=key.value, line=line)
            first[key.value] = key
            values[key.value] = self.value(item, depth + 1)
        return values

    def scalar(self, node: yaml.ScalarNode) -> str | None:
        text: str = node.value
        if node.style:
            if _CONTROL.search(text):
                raise self._refuse("control-character", node, character="\\")
            return unicodedata.normalize("NFC", text)
        after = self.lines[node.end_mark.line][node.end_mark.column :]
        lost = _LOST_HASH.match(after)
        if lost and text:
            line = node.end_mark.line + 1 + self.first_line
            column = node.end_mark.column + lost.start("rest") + 1
            span = Span(self.file, line, column, len(lost["rest"]))
            raise ContentError(problem("hash-in-value", span, value=f"{text} {lost['rest']}"))
        if text[:1] in _CURLY and text.endswith(_CURLY[text[0]]) and len(text) > 1:
            raise self._refuse("curly-quotes", node, value=text[1:-1])
        return None if text in _NULLS else text

    def _refuse(self, code: str, node: yaml.Node, **values: object) -> ContentError:
        return ContentError(problem(code, _span(self.file, node, self.first_line), **values))


_YAML_CODES = (
    ("mapping values are not allowed", "colon-in-value"),
    ("cannot start any token", "value-needs-quotes"),
    ("did not find expected alphabetic or numeric character", "value-needs-quotes"),
    ("found unexpected end of stream", "quote-unclosed"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-' indicator", "indentation"),
    ("block sequence entries are not allowed", "indentation"),
    ("could not find expected ':'", "colon-missing"),
    ("did not find expected ',' or", "bracket-unclosed"),
    ("expected a single document", "document-marker"),
    ("found another document", "document-marker"),
    ("unknown escape character", "backslash"),
)


def _yaml_problem(file: str, text: str, first_line: int, error: yaml.MarkedYAMLError) -> Problem:
    """What the YAML parser says, in an editor's words and at the place to mend."""
    said = error.problem or ""
    code = next((code for words, code in _YAML_CODES if words in said), "yaml-syntax")
    mark = error.problem_mark
    if code in {"quote-unclosed", "colon-missing", "bracket-unclosed", "value-needs-quotes"} or mark is None:
        mark = error.context_mark or mark
    if mark is None:
        return problem("yaml-syntax", Span(file, first_line + 1), said=said)
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1)
    line, column = lines[number], mark.column
    if code == "colon-in-value" and ":" not in line[:column]:
        code = "indentation"
        before = lines[number - 1] if number else ""
        if (
            before.strip()
            and ":" not in before
            and _indent(before) == _indent(line)
            and before.strip()[0] != "-"
        ):
            code, number, line = "colon-missing", number - 1, before
    if code == "indentation" and line.strip().startswith(":"):
        code = "key-not-text"
    elif code == "indentation" and line[:column].rstrip().endswith(('"', "'")) and line[column:].strip():
        value = line.partition(":")[2].strip()
        return problem("text-after-quotes", Span(file, number + 1 + first_line, column + 1), value=value)
    if code in {"indentation", "colon-missing"}:
        column = _indent(line)
    return problem(code, Span(file, number + 1 + first_line, column + 1), said=said, text=line.strip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _span(file: str, node: Any, first_line: int) -> Span:
    start, end = node.start_mark, node.end_mark
    one_line = start.line == end.line
    length = max(1, end.column - start.column) if one_line else 1
    return Span(file, start.line + 1 + first_line, start.column + 1, length)


def _span_at(file: str, text: str, index: int) -> Span:
    line = text.count("\n", 0, index) + 1
    return Span(file, line, index - (text.rfind("\n", 0, index) + 1) + 1)
