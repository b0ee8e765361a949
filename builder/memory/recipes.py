"""Recipes under the digest of all they hold; those that show texts are kept, as a text may change alone."""

import hashlib
from dataclasses import dataclass, replace

from builder.cache import Cache
from builder.digest import digest
from builder.plain import FAULTS, dump, load
from builder.plan import Asset, Card, Cleaned, Data, Derived, Page, Quoted, Written

PICTURE = "picture "
"""How the digest of a picture's recipe begins: what it makes is kept, as it takes long."""
KNOWN = "="
"""How the digest of a recipe begins whose bytes are known already; their SHA-256 follows."""
_END = b"\n"
"""What no plain form holds: JSON writes the end of a line as two signs."""
PAGE, QUOTED = "page", "quoted"
Recipe = Page | Data | Quoted | Asset | Cleaned | Derived | Card


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it is kept, in a line of its own; the plain form of its view follows."""

    template: str
    written: Written | None


def name_of(recipe: Recipe) -> tuple[str, bytes]:
    """The digest of a recipe, and the recipe as bytes where it is made by a template or shows texts."""
    match recipe:
        case Data(data):
            return KNOWN + hashlib.sha256(data).hexdigest(), b""
        case Asset(_, sha256):
            return KNOWN + sha256, b""
        case Cleaned(_, _, published):
            return KNOWN + published, b""
        case Derived():
            return PICTURE + digest(dump(Derived, replace(recipe, file=""))), b""
        case Card():
            return digest("card", dump(Card, recipe)), b""
        case Quoted():
            plain = dump(Quoted, recipe)
            return digest(plain), plain
        case Page(template, view, written):
            plain = dump(_Page, _Page(template, written)) + _END + dump(type(view), view)
            return digest(plain), plain


def keep(cache: Cache, recipe: Recipe, *, always: bool = False) -> str:
    """The digest of a recipe, which is kept where it shows texts."""
    name, plain = name_of(recipe)
    if plain and (always or texts_of(recipe)):
        cache.put(PAGE if isinstance(recipe, Page) else QUOTED, name, plain)
    return name


def kept(cache: Cache, name: str) -> Page | Quoted | None:
    """A recipe that was kept under its digest; None where there is none."""
    from builder.outputs.page import TEMPLATES  # noqa: PLC0415 # views are for a build that makes a page

    views = {template: view for view, template in TEMPLATES.items()}
    try:
        if plain := cache.get(PAGE, name):
            page, _, data = plain.partition(_END)
            found = load(_Page, page)
            view = load(views[found.template], data)
            return Page(found.template, view, found.written)
        plain = cache.get(QUOTED, name)
        return load(Quoted, plain) if plain else None
    except FAULTS:
        return None


def texts_of(recipe: Recipe) -> tuple[str, ...]:
    """The files whose texts an output shows, in their order."""
    if isinstance(recipe, Page):
        return (recipe.written.file,) if recipe.written is not None else ()
    return tuple(one.file for one in recipe.written) if isinstance(recipe, Quoted) else ()
