"""Pages of indicators: all by topic, each with its figures, and one for each council where there are many."""

from collections.abc import Iterator

from builder.model.indicator import Indicator
from builder.model.series import Series
from builder.outputs.divided import TOGETHER
from builder.outputs.items import Items, root_of
from builder.outputs.ledger import Ledger
from builder.outputs.lists import IndicatorItem, SeriesView, TopicGroup
from builder.outputs.page import page
from builder.outputs.parts import Link
from builder.outputs.sharing import indicator_data, place, sharing
from builder.outputs.views import IndicatorsView, IndicatorView
from builder.plan import Output


def indicator_pages(items: Items) -> Iterator[Output]:
    """All indicators by topic, one page per indicator, and one per council of those with many figures.

    Where several councils have more than `TOGETHER` points, each council has a page of its own, and a new
    figure changes its page and the list of councils only. An earlier figure of a point is half a point.
    """
    yield _all(items)
    ledger = items.here(Ledger)
    for indicator in items.site.indicators.values():
        series = ledger.series_of(indicator.key)
        if len(series) == 1 or sum(_room(ledger, one) for one in series) <= TOGETHER:
            yield _together(items, indicator, tuple(ledger.series(one) for one in series))
        else:
            yield from _apart(items, ledger, indicator, series)


def _room(ledger: Ledger, series: Series) -> float:
    earlier = sum(len(one.superseded) for one in series.points)
    return len(series.points) + earlier / 2 + len(ledger.decisions(series))


def _all(items: Items) -> Output:
    site = items.site
    address = site.routes.indicators()
    topics = sorted(site.topics.values(), key=lambda one: items.order(items.name(one.name)))
    groups = [
        TopicGroup(one.key, Link(items.name(one.name), items.href(site.routes.topic(one.key))), found)
        for one in topics
        if (found := items.indicators(one.key))
    ]
    if rest := items.indicators(""):
        groups.append(TopicGroup("other", None, rest))
    many = len(site.indicators) > TOGETHER
    told, crumbs = sharing(items, address, items.crumbs(), place(items, "indicators")), items.crumbs()
    view = IndicatorsView(
        root_of(address), items.href(address), "indicators", crumbs, told, tuple(groups), many
    )
    return page(address, view, "content/indicators.yaml")


def _together(
    items: Items,
    indicator: Indicator,
    series: tuple[SeriesView, ...],
    councils: tuple[IndicatorItem, ...] = (),
) -> Output:
    """The page of an indicator: its series, or the councils that have pages of their own."""
    site = items.site
    address = site.routes.indicator(indicator.key)
    topic = site.topics.get(indicator.topic)
    siblings = items.indicators(indicator.topic, without=indicator.key) if topic else ()
    name, crumbs = items.name(indicator.name), items.crumbs(("indicators", "", site.routes.indicators()))
    view = IndicatorView(
        root=root_of(address),
        path=items.href(address),
        section="indicators",
        breadcrumbs=crumbs,
        sharing=sharing(items, address, crumbs, name, indicator_data(items, indicator)),
        name=name,
        topic=Link(items.name(topic.name), items.href(site.routes.topic(topic.key))) if topic else None,
        definition=items.name(indicator.definition),
        unit=items.unit(indicator.unit),
        better=indicator.better,
        council=None,
        series=series,
        councils=councils,
        downloads=items.downloads(lambda suffix: site.routes.indicator_data(indicator.key, suffix)),
        siblings=siblings,
        only_named=sum(len(one.rows) + len(one.decisions) for one in series) + len(councils) + len(siblings)
        > TOGETHER,
    )
    return page(address, view, "content/indicators.yaml")


def _apart(
    items: Items, ledger: Ledger, indicator: Indicator, series: tuple[Series, ...]
) -> Iterator[Output]:
    """The page that leads to the councils, and the pages of their figures."""
    site = items.site
    name = items.name(indicator.name)
    crumbs = items.crumbs(
        ("indicators", "", site.routes.indicators()),
        ("indicator", name, site.routes.indicator(indicator.key)),
    )
    councils = []
    for one in series:
        address = site.routes.indicator(indicator.key, one.council)
        shown = ledger.series(one)
        council = site.councils[one.council].name
        said = (shown.hero.result or shown.hero.target) if shown.hero else next(iter(shown.decisions), None)
        latest = said.figure if said else None
        count = len(one.points) + len(shown.decisions)
        councils.append(IndicatorItem(council, items.href(address), shown.unit, latest, count))
        view = IndicatorView(
            root=root_of(address),
            path=items.href(address),
            section="indicators",
            breadcrumbs=crumbs,
            sharing=sharing(items, address, crumbs, council, council=one.council),
            name=name,
            topic=None,
            definition=items.name(indicator.definition),
            unit=items.unit(indicator.unit),
            better=indicator.better,
            council=shown.council,
            series=(shown,),
            councils=(),
            downloads=(),
            siblings=(),
            only_named=False,
        )
        yield page(address, view, "content/indicators.yaml")
    councils.sort(key=lambda one: items.order(one.name))
    yield _together(items, indicator, (), tuple(councils))
