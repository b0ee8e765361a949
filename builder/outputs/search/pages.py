"""The search page with what its script needs of the plan, and the A–Z for readers without script."""

from collections.abc import Iterator

from builder.model.collation import initial
from builder.model.spelling import spelled
from builder.outputs.finding import AlphabetView, Choice, LetterGroup, LetterItem, NameEntry, SearchView
from builder.outputs.items import Items, root_of
from builder.outputs.page import page
from builder.outputs.parts import Crumb
from builder.outputs.search.entries import volumes
from builder.outputs.search.files import card_files, directory
from builder.outputs.search.planned import KINDS, Index
from builder.outputs.sharing import place, sharing
from builder.outputs.years import years_of
from builder.plan import Data, Output

ORIGIN = "content/sessions"
NAMES = 200
"""Names of the A–Z that stand on one page at most."""
_LETTER = "letter-"


def search(items: Items) -> tuple[tuple[Output, ...], Index]:
    """The cards of all that can be found, and the index with the search page."""
    routes, language = items.site.routes, items.language
    found = volumes(items)
    entries = [entry for one in found for entry in one]
    cards = card_files(entries, language)
    address = routes.search()
    there = {entry.kind for entry in entries}
    view = SearchView(
        root=root_of(address),
        path=items.href(address),
        section="search",
        breadcrumbs=items.crumbs(),
        sharing=sharing(items, address, items.crumbs(), place(items, "search")),
        directory="",
        kinds=tuple(kind for kind in KINDS if kind in there),
        councils=_sorted(items, {one.key: one.name for one in items.site.councils.values()}),
        terms=_terms(items),
        years=years_of(items, items.shown),
        topics=_sorted(items, {one.key: items.name(one.name) for one in items.site.topics.values()}),
        alphabet=items.href(routes.alphabet()),
    )
    return tuple(Output(routes.search_index(name), Data(data), ORIGIN) for name, data in cards), Index(
        folder=routes.search_index(""),
        volumes=tuple(tuple(entry.found for entry in one) for one in found),
        directory=directory(entries, cards, language),
        page=page(address, view, ORIGIN),
    )


def alphabet_page(items: Items) -> Iterator[Output]:
    """The A–Z: on one page, or one for each letter where there are many names."""
    routes, groups = items.site.routes, _groups(items)
    crumbs = items.crumbs(("search", "", routes.search()))
    if sum(len(one.names) for one in groups) <= NAMES:
        yield _alphabet(items, routes.alphabet(), crumbs, place(items, "alphabet"), groups, ())
        return
    addresses = [routes.letter(one.id.removeprefix(_LETTER).lower()) for one in groups]
    letters = tuple(
        LetterItem(one.letter, items.href(address), len(one.names))
        for one, address in zip(groups, addresses, strict=True)
    )
    yield _alphabet(items, routes.alphabet(), crumbs, place(items, "alphabet"), (), letters)
    below = items.crumbs(("search", "", routes.search()), ("alphabet", "", routes.alphabet()))
    for one, address in zip(groups, addresses, strict=True):
        yield _alphabet(items, address, below, one.letter, (one,), letters)


def _sorted(items: Items, names: dict[str, str]) -> tuple[Choice, ...]:
    choices = (Choice(key, name) for key, name in names.items())
    return tuple(sorted(choices, key=lambda one: items.order(one.label)))


def _terms(items: Items) -> tuple[Choice, ...]:
    """Terms with sessions; councils of one place share the numbers of their terms."""
    used = {session.term for session in items.shown}
    first = {
        key: term.first for council in items.site.councils.values() for key, term in council.terms.items()
    }
    return tuple(Choice(key, key) for key in sorted(used, key=lambda key: (first[key], key), reverse=True))


def _alphabet(
    items: Items,
    address: str,
    crumbs: tuple[Crumb, ...],
    called: str,
    groups: tuple[LetterGroup, ...],
    letters: tuple[LetterItem, ...],
) -> Output:
    view = AlphabetView(
        root=root_of(address),
        path=items.href(address),
        section="search",
        breadcrumbs=crumbs,
        sharing=sharing(items, address, crumbs, called),
        groups=groups,
        letters=letters,
    )
    return page(address, view, "content/indicators.yaml")


def _groups(items: Items) -> tuple[LetterGroup, ...]:
    site = items.site
    names = [
        *(
            NameEntry(
                items.name(one.name),
                items.href(site.routes.indicator(one.key)),
                "indicator",
                items.name(site.topics[one.topic].name) if one.topic in site.topics else "",
            )
            for one in site.indicators.values()
        ),
        *(
            NameEntry(items.name(one.name), items.href(site.routes.topic(one.key)), "topic", "")
            for one in site.topics.values()
        ),
        *(
            NameEntry(one.name, items.href(site.routes.council(one.key)), "council", "")
            for one in site.councils.values()
        ),
    ]
    names.sort(key=lambda one: (items.order(one.name), one.href))
    letters: dict[str, list[NameEntry]] = {}
    for one in names:
        letters.setdefault(initial(one.name), []).append(one)
    return tuple(
        LetterGroup(letter, f"{_LETTER}{spelled(letter) or 'other'}", tuple(found))
        for letter, found in letters.items()
    )
