"""Pictures as pages show them: each in few widths and modern formats, with one that every browser reads."""

from collections.abc import Iterator
from typing import Literal

from markupsafe import Markup, escape
from msgspec.structs import replace

from builder.model.document import Attachment, Picture
from builder.model.site import Site
from builder.plan import Derived, Output

WIDTHS = (360, 720, 1280)
"""Pixels: a cheap phone, the same with two pixels to one, the whole column of a page on a fine screen."""
EMBLEM = 132
"""Pixels of an emblem's longer side: the 44 of the page's head, three to one."""
SIZES = "(min-width: 48em) 44rem, calc(100vw - 2rem)"
"""How wide a picture stands: the column of text, on a phone all but its margins."""
_NEAR = 0.85
"""A width nearer than this to the picture's own is not worth a file."""
_QUALITY = {"avif": 58, "webp": 76, "jpeg": 80, "png": 0}
_LADDER: tuple[Literal["avif", "webp"], ...] = ("avif", "webp")

Format = Literal["avif", "webp", "jpeg", "png"]
_SUFFIX: dict[Format, str] = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}


def widths(picture: Picture) -> tuple[int, ...]:
    """The widths a picture is published in, smallest first; it is never made larger than it is."""
    top = min(picture.width, WIDTHS[-1])
    return (*(width for width in WIDTHS if width < top * _NEAR), top)


def fallback(picture: Picture) -> tuple[int, Format]:
    """Width and format for browsers that know neither AVIF nor WebP, and for readers of feeds."""
    found = next((width for width in widths(picture) if width >= WIDTHS[1]), widths(picture)[-1])
    return found, "png" if picture.drawn else "jpeg"


def derived(site: Site) -> Iterator[Output]:
    """Every file of every picture that a page shows, and the emblem."""
    for file, page in sorted(site.pictures.items()):
        attachment, picture = _of(site, file)
        for form in _LADDER:
            for width in widths(picture):
                yield _derived(site, page, attachment, picture, width, form)
        yield _derived(site, page, attachment, picture, *fallback(picture))
    if site.emblem:
        yield _emblem(site)


def emblem(site: Site) -> str:
    """The address of the emblem; empty when there is none."""
    return _emblem(site).path if site.emblem else ""


def shown(site: Site, file: str, words: str, root: str) -> Markup:
    """A picture as HTML for a page `root` away from the top; `words` say what it shows, already escaped."""
    attachment, picture = _of(site, file)
    page = root + site.pictures[file]
    every = widths(picture)

    def address(width: int, form: Format) -> str:
        return site.routes.picture(page, attachment, width, _SUFFIX[form])

    def candidates(form: Format) -> str:
        if len(every) == 1:
            return f'srcset="{escape(address(every[0], form))}"'
        listed = ", ".join(f"{address(width, form)} {width}w" for width in every)
        return f'srcset="{escape(listed)}" sizes="{SIZES}"'

    sources = "".join(f'<source type="image/{form}" {candidates(form)}>' for form in _LADDER)
    return Markup(  # noqa: S704 # addresses are escaped, the words come from content/markdown.py
        f'<picture>{sources}<img src="{escape(address(*fallback(picture)))}" alt="{words}"'
        f' width="{every[-1]}" height="{_height(picture, every[-1])}" loading="lazy" decoding="async">'
        "</picture>"
    )


def _of(site: Site, file: str) -> tuple[Attachment, Picture]:
    attachment = site.attachments[file]
    assert attachment.picture is not None, "the Site shows pictures only"
    return attachment, attachment.picture


def _height(picture: Picture, width: int) -> int:
    """The height that goes with a width, rounded, at least one pixel."""
    return max(1, (2 * picture.height * width + picture.width) // (2 * picture.width))


def _derived(
    site: Site, page: str, attachment: Attachment, picture: Picture, width: int, form: Format
) -> Output:
    recipe = Derived(
        file=attachment.stored,
        sha256=attachment.source,
        format=form,
        width=width,
        height=_height(picture, width),
        quality=_QUALITY[form],
        chroma="4:4:4" if picture.drawn else "4:2:0",
        alpha=False,
    )
    return Output(site.routes.picture(page, attachment, width, _SUFFIX[form]), recipe, attachment.file)


def _emblem(site: Site) -> Output:
    attachment, picture = _of(site, site.emblem)
    width = max(1, min(picture.width, EMBLEM * picture.width // max(picture.width, picture.height)))
    form: Format = "jpeg" if attachment.suffix in {".jpg", ".jpeg"} else "png"
    small = _derived(site, "", attachment, picture, width, form)
    assert isinstance(small.recipe, Derived), "as made above"
    return replace(small, recipe=replace(small.recipe, chroma="4:4:4", alpha=True))
