"""What a template's mistake raises → a problem an author can act on: file, line, page, known names."""

import re
import traceback
from collections import Counter
from collections.abc import Iterable
from functools import partial
from types import SimpleNamespace
from typing import Any

from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateAssertionError,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.exceptions import SecurityError
from jinja2.utils import missing
from msgspec import Struct

from builder.problems import Problem, Span, nearest, problem
from builder.theme.filters import WrongKindError
from builder.theme.syntax import unreadable
from builder.theme.theme import Theme

FAULTS = (
    TemplateError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What a template's own mistakes raise."""
_ABSENT = re.compile(r"No (?P<kind>filter|test) named '(?P<name>\w+)'")
UNSAID = frozenset(DEFAULT_NAMESPACE) | {
    "gettext",
    "pgettext",
    "npgettext",
    "self",
    "varargs",
    "kwargs",
    "caller",
}
"""Names of Jinja's own that help nobody who looks for a field."""


class MissingAssetError(LookupError):
    """A template asked for an asset that is not there; `known` are those that are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        """Keep the names for the problem."""
        super().__init__(name)
        self.name, self.known = name, known


class UnknownNameError(UndefinedError):
    """A template used a name that was not there: a field of `owner`, or, without one, a name of its own."""

    def __init__(self, owner: object, name: str, said: str) -> None:
        """Keep what was asked for."""
        super().__init__(said)
        self.owner, self.name = owner, name


class Undefined(StrictUndefined):
    """A name that is not there; any use of it tells what was asked for."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: Any = UndefinedError,  # noqa: ANN401 # Jinja hands in the error to raise, a SecurityError too
    ) -> None:
        """Keep what was asked for, for the error that any use of it raises."""
        raised = partial(UnknownNameError, obj, str(name)) if exc is UndefinedError and hint is None else exc
        super().__init__(hint, obj, name, raised)  # type: ignore[arg-type] # called like an error, gives one


def told(error: Exception, environment: Environment, theme: Theme, where: str) -> Problem:
    """The mistake at its line of the template; `where` is the page and the content file that met it."""
    at = _place(error, theme)
    match error:
        case TemplateAssertionError() if found := _ABSENT.search(error.message or ""):
            known = environment.filters if found["kind"] == "filter" else environment.tests
            return absent("template-filter", _at(at, theme, found["name"]), found["name"], known, where=where)
        case TemplateSyntaxError():
            return unreadable(at, theme.files.get(at.file, b"").decode("utf-8"), error.message or "")
        case TemplateNotFound():
            name = str(error.name)
            if at == Span(theme.folder):
                at = Span(f"{theme.folder}/templates/{name}")
            return absent("template-missing", _at(at, theme, name), name, theme.template_names, where=where)
        case MissingAssetError():
            return absent("template-asset", _at(at, theme, error.name), error.name, error.known, where=where)
        case UnknownNameError() if error.owner is missing:
            return absent("template-name", _at(at, theme, error.name), error.name, _names(error), where=where)
        case UnknownNameError():
            there = _at(at, theme, error.name)
            of = called(type(error.owner))
            return absent("template-field", there, error.name, _fields(error.owner), of=of, where=where)
        case RecursionError():
            return problem("template-circle", at, where=where)
        case WrongKindError():
            return problem(f"template-needs-{error.needed}", at, value=error.value, where=where)
        case _:
            return _raised(error, at, where)


_RAISED: tuple[tuple[type[Exception], str, str], ...] = (
    (SecurityError, "", "template-forbidden"),
    (ZeroDivisionError, "", "template-division"),
    (TypeError, r"is not iterable|has no len|not subscriptable", "template-no-list"),
    (TypeError, r"is not callable", "template-no-function"),
    (TypeError, r"^unsupported operand|not supported between|can only concatenate", "template-mixed-kinds"),
)
"""What Python raises and says, and what tells it in an author's words."""


def _raised(error: Exception, at: Span, where: str) -> Problem:
    """A mistake that only Python has words for; they are quoted where none of ours say the same."""
    said = str(error)
    for kind, pattern, code in _RAISED:
        if isinstance(error, kind) and re.search(pattern, said):
            return problem(code, at, where=where)
    return problem("template-error", at, said=f"{type(error).__name__}: {said}", where=where)


def absent(code: str, at: Span, name: str, known: Iterable[str], **more: str) -> Problem:
    """A problem about a name that is not there, with those that are and the one most like it."""
    there = sorted(known)
    return problem(code, at, name=name, nearest=nearest(name, there), known=", ".join(there) or "–", **more)


def called(kind: type) -> str:
    """A type in a theme author's words: the class of a view or record, else what Python calls it."""
    return "theme" if kind is SimpleNamespace else kind.__name__


def _place(error: Exception, theme: Theme) -> Span:
    """The innermost line of a template, of a circle the line met most; the theme's folder without any."""
    if isinstance(error, TemplateSyntaxError):
        return Span(error.filename or theme.folder, error.lineno)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in theme.files]
    if not lines:
        return Span(theme.folder)
    met = [(frame.filename, frame.lineno or 1) for frame in lines]
    return Span(*(Counter(met).most_common(1)[0][0] if isinstance(error, RecursionError) else met[-1]))


def _at(at: Span, theme: Theme, name: str) -> Span:
    """The name inside its line; Jinja knows lines only."""
    return in_line(at.file, theme.files.get(at.file, b"").decode("utf-8"), at.line, name)


def in_line(file: str, text: str, line: int, name: str) -> Span:
    """A name inside a line of a template, or the line when it stands elsewhere."""
    lines = text.split("\n")
    if 0 < line <= len(lines) and (
        found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lines[line - 1]) if name else None
    ):
        return Span(file, line, found.start() + 1, len(name))
    return Span(file, line)


def _names(error: Exception) -> set[str]:
    """The names the template had where it failed: Jinja keeps them as the variables of the failing line."""
    there: set[str] = set()
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_globals.get("__jinja_exception__") is error:
            there = {name for name, value in frame.tb_frame.f_locals.items() if value is not missing}
        frame = frame.tb_next
    return {name for name in there if not name.startswith("__")} - UNSAID


def _fields(owner: object) -> list[str]:
    if isinstance(owner, Struct):
        return list(owner.__struct_fields__)
    if isinstance(owner, SimpleNamespace):
        return list(vars(owner))
    return [str(name) for name in owner] if isinstance(owner, dict) else []
