"""Addresses of earlier pages: redirects of the settings, and lists that have nothing to show any more."""

from collections.abc import Iterable, Iterator

from builder.outputs.items import Items, root_of
from builder.outputs.page import page
from builder.outputs.sharing import UNSHARED
from builder.outputs.views import RedirectView
from builder.plan import Output


def moved(items: Items, paths: Iterable[str]) -> Iterator[Output]:
    """One redirect for each address that the settings say has moved, and for each list that became empty.

    A list leads to the nearest page above it among `paths`: the last session of a year may be withdrawn.
    """
    for one in items.site.redirects:
        yield _redirect(items, one.old, one.new)
    there = {f"/{path.removesuffix('index.html')}" for path in paths}
    there |= {one.old for one in items.site.redirects}
    for address in items.site.lists:
        if address not in there:
            steps = address.strip("/").split("/")
            above = ("/".join(["", *steps[:count], ""]) for count in reversed(range(len(steps))))
            yield _redirect(items, address, next((one for one in above if one in there), "/"))


def _redirect(items: Items, old: str, new: str) -> Output:
    address, title = old.removeprefix("/"), items.site.settings.title
    href = items.href(new.removeprefix("/"))
    return page(
        address,
        RedirectView(root_of(address), address, "", (), UNSHARED, title, href),
        "content/site.yaml",
    )
