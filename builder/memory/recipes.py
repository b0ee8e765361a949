"""Recipes under the digest of all they hold; views are kept, as texts and themes change alone."""

import hashlib

from msgspec import Struct
from msgspec.structs import replace

from builder.cache import Cache
from builder.digest import digest
from builder.plain import FAULTS, dump, load
from builder.plan import Asset, Calendar, Card, Cleaned, Data, Derived, Page, Quoted, Written

PICTURE = "picture "
"""How the digest of a picture's recipe begins: what it makes is kept, as it takes long."""
KNOWN = "="
"""How the digest of a recipe begins whose bytes are known already; their SHA-256 follows."""
_END = b"\n"
"""What no plain form holds: JSON writes the end of a line as two signs."""
RECIPE = "recipe"
_TOGETHER = 256
"""Recipes that are looked up together."""
Recipe = Page | Data | Quoted | Calendar | Asset | Cleaned | Derived | Card


_NAMED: dict[bytes, type[Quoted | Calendar]] = {b"Quoted": Quoted, b"Calendar": Calendar}
"""What is kept below a line with its name."""


class _Page(Struct, frozen=True):
    """A page as it is kept, in a line of its own; the plain form of its view follows."""

    template: str
    written: Written | None


def name_of(recipe: Recipe) -> tuple[str, bytes]:
    """The digest of a recipe, and its plain form where writing it out is work."""
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
        case Quoted() | Calendar():
            plain = type(recipe).__name__.encode() + _END + dump(type(recipe), recipe)
            return digest(plain), plain
        case Page(template, view, written):
            plain = dump(_Page, _Page(template, written)) + _END + dump(type(view), view)
            return digest(plain), plain


def again(plain: bytes) -> Page | Quoted | Calendar | None:
    """The recipe whose plain form this is; None for other bytes."""
    from builder.outputs.page import TEMPLATES  # noqa: PLC0415 # views are for a build that makes a page

    try:
        head, _, data = plain.partition(_END)
        if kind := _NAMED.get(head):
            return load(kind, data)
        found = load(_Page, head)
        views = {template: view for view, template in TEMPLATES.items()}
        return Page(found.template, load(views[found.template], data), found.written)
    except FAULTS:
        return None


class Kept:
    """The plain forms of recipes by their digest, in the memory of earlier builds."""

    def __init__(self, cache: Cache, *, anew: bool = False) -> None:
        """`anew` to write those too that seem to be there: one of them is damaged."""
        self._cache = cache
        self._anew = anew
        self._new: dict[str, bytes] = {}

    def keep(self, recipe: Recipe) -> str:
        """The digest of a recipe, which is kept where that is worth it."""
        name, plain = name_of(recipe)
        if plain:
            self._new[name] = plain
            if len(self._new) == _TOGETHER:
                self.flush()
        return name

    def flush(self) -> None:
        """Keep what waits, but for what is kept already."""
        known = () if self._anew else self._cache.known(RECIPE, self._new)
        for name, plain in self._new.items():
            if name not in known:
                self._cache.put(RECIPE, name, plain)
        self._new = {}


def texts_of(recipe: Recipe) -> tuple[str, ...]:
    """The files whose texts an output shows, in their order."""
    if isinstance(recipe, Page):
        return (recipe.written.file,) if recipe.written is not None else ()
    return tuple(one.file for one in recipe.written) if isinstance(recipe, Quoted) else ()
