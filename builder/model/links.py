"""Links written by editors: from the words in a Markdown file to an address, or to what is wrong."""

import posixpath
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

from msgspec import Struct

from builder.model.document import Attachment, Body
from builder.problems import Place, Problem, nearest, problem


class Targets(Struct, frozen=True):
    """Everything a link may lead to: addresses by source file or key, and the anchors of each file."""

    pages: Mapping[str, str]
    """Sessions and free pages: source file → address."""
    anchors: Mapping[str, frozenset[str]]
    """Source file → anchors of its page."""
    indicators: Mapping[str, str]
    topics: Mapping[str, str]
    attachments: Mapping[str, Attachment]
    addresses: frozenset[str]
    """Every page's address below the root."""
    hidden: frozenset[str]
    """Drafts and embargoed files, which nothing published may lead to."""
    unread: frozenset[str]
    """Sources that could not be read: a link to one is not a second mistake."""


class Found(Struct, frozen=True):
    """Where a link leads: an address below the root, an attachment (`href` is its `#part`), or a problem.

    An attachment that cannot be published or shown is named beside its problem.
    """

    href: str = ""
    file: str = ""
    problem: Problem | None = None


def resolve(targets: Targets, file: str, body: Body, link: str) -> Found:
    """Where a link of `file`'s body leads.

    Understood are `#anchor`, `indicator:<key>`, `topic:<key>`, `/address/`, and the relative path of another
    source (with an anchor) or of an attachment, as it stands in the repository.
    """
    at = Place(file, ("body",), link)
    path, hash_, anchor = unquote(link).partition("#")
    if not path:
        if anchor in body.ids | targets.anchors[file]:
            return Found(href=f"#{anchor}")
        known = body.ids | targets.anchors[file]
        return Found(
            problem=problem("dead-anchor", at, anchor=anchor, nearest=nearest(anchor, sorted(known)))
        )
    scheme, _, key = path.partition(":")
    for name, registry in (("indicator", targets.indicators), ("topic", targets.topics)):
        if scheme == name:
            if key in registry:
                return Found(href=registry[key])
            there = ", ".join(list(registry)[:8])
            like = nearest(key, registry)
            return Found(problem=problem(f"unknown-{name}", at, key=key, nearest=like, known=there or "–"))
    if path.startswith("/"):
        address = path.lstrip("/")
        if address in targets.addresses:
            return Found(href=address + hash_ + anchor)
        return Found(problem=problem("dead-link", at, target=link, nearest=""))
    return _relative(targets, file, at, link)


def resolve_picture(targets: Targets, file: str, link: str) -> Found:
    """The picture that `file`'s body shows: an attachment that can be shown, or what is wrong with it."""
    at = Place(file, ("body",), link)
    target = beside(file, unquote(link))
    attachment = targets.attachments.get(target)
    if attachment is None and target not in targets.pages and not posixpath.isabs(link):
        return _relative(targets, file, at, link)
    if attachment is None or (attachment.picture is None and attachment.fault is None):
        known = attachment.file if attachment else ""
        return Found(file=known, problem=problem("not-a-picture", at, target=link))
    return _offered(attachment, at, "")


def beside(file: str, name: str) -> str:
    """The path of what `file` calls `name`, in composed characters: macOS writes marks apart."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unicodedata.normalize("NFC", name)))


def _offered(attachment: Attachment, at: Place, part: str) -> Found:
    if attachment.fault is not None:
        return Found(
            file=attachment.file, problem=Problem(at, attachment.fault.code, attachment.fault.values)
        )
    return Found(href=part, file=attachment.file)


def _relative(targets: Targets, file: str, at: Place, link: str) -> Found:
    path, hash_, anchor = unquote(link).partition("#")
    target = beside(file, path)
    if target in targets.unread:
        return Found()
    if target in targets.hidden and file not in targets.hidden:
        return Found(problem=problem("link-to-unpublished", at, target=link))
    if target in targets.pages:
        if anchor and anchor not in targets.anchors[target]:
            like = nearest(anchor, sorted(targets.anchors[target]))
            return Found(problem=problem("dead-anchor", at, anchor=anchor, nearest=like))
        return Found(href=targets.pages[target] + hash_ + anchor)
    if target in targets.attachments:
        return _offered(targets.attachments[target], at, hash_ + anchor)
    here = posixpath.dirname(file)
    others = (known for known in (*targets.pages, *targets.attachments) if known != file)
    near = nearest(path, [posixpath.relpath(known, here) for known in others])
    code = "no-such-file" if posixpath.splitext(path)[1].lower() not in {"", ".md", ".html"} else "dead-link"
    return Found(problem=problem(code, at, target=link, nearest=near))
