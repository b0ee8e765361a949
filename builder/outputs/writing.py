"""How an edition writes addresses, names, units and bodies."""

from collections.abc import Callable
from functools import cached_property

from markupsafe import Markup

from builder.model.collation import Key, vietnamese
from builder.model.document import Body
from builder.model.site import Site
from builder.model.statements import Registry
from builder.model.words import Localised, told
from builder.outputs.parts import Crumb, Heading, Link
from builder.outputs.pictures import shown
from builder.plan import WORDS, Written

HOME = "home"
Step = tuple[str, str, str]
"""Kind, label and address of a page on the way down to another."""


class Writing:
    """What pages of one edition say alike; `portable` addresses name `index.html`."""

    def __init__(self, site: Site, *, portable: bool, own: str) -> None:
        """`own` is the site's own language, in which its files are written."""
        self.site = site
        self.language = site.settings.language
        self.portable = portable
        self.own_language = own
        self._texts = {one.of: one.file for one in site.translations if one.language == self.language}

    @cached_property
    def registry(self) -> Registry:
        """What figures are measured by, and whom and which days they are about."""
        return Registry(self.site.councils, self.site.indicators, self.site.units)

    def href(self, address: str) -> str:
        """An address as links write it."""
        path, hash_, anchor = address.partition("#")
        if self.portable and (not path or path.endswith("/")):
            path += "index.html"
        return path + hash_ + anchor

    def name(self, text: Localised) -> str:
        """A text of the registries in the language of this edition, else Foreign."""
        return told(text, self.language, self.own_language)

    def unit(self, key: str) -> str:
        """A unit as this edition names it; the site's own language prints its key."""
        if self.language == self.own_language or not key:
            return key
        known = self.site.units.get(key)
        return self.name(known.name if known and known.name else {"": key})

    def order(self, name: str) -> Key:
        """The key that sorts names alphabetically."""
        return vietnamese(name)

    def crumbs(self, *steps: Step) -> tuple[Crumb, ...]:
        """The front page and then each step below it."""
        return (
            Crumb(HOME, "", self.href(self.site.routes.home())),
            *(Crumb(kind, label, self.href(to)) for kind, label, to in steps),
        )

    def text_of(self, file: str) -> str:
        """The file that holds the text of a write-up or page here: its translation, else itself."""
        return self._texts.get(file, file)

    def written(self, file: str, body: Body, root: str) -> Written:
        """The text of a file with its inner links closed and its pictures set, for a page `root` away."""
        file = self.text_of(file)
        links = self.site.links.get(file, ())
        return Written(
            file,
            tuple(
                str(shown(self.site, link, WORDS, root))
                if number in body.pictures and link
                else f"{root}{Markup.escape(self.href(link))}"
                for number, link in enumerate(links)
            ),
        )

    def downloads(self, address: Callable[[str], str]) -> tuple[Link, ...]:
        """The same figures as CSV and JSON; `address` makes the address of a suffix."""
        return tuple(Link(suffix.upper(), self.href(address(suffix))) for suffix in ("csv", "json"))

    def headings(self, body: Body) -> tuple[Heading, ...]:
        """The h2 headings of a body."""
        return tuple(Heading(one.id, one.title) for one in body.headings if one.level == 2)


def folder_of(file: str) -> str:
    """The folder a source stands in, where the files it names are looked for."""
    return file.rpartition("/")[0]
