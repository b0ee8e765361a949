"""The template that shows each kind of view, and the output that a view becomes."""

from builder.outputs.dated import LedgerView, ResolutionsView, YearView
from builder.outputs.finding import AlphabetView, SearchView
from builder.outputs.shell import View
from builder.outputs.views import (
    CouncilView,
    DataView,
    FreePageView,
    HomeView,
    IndicatorsView,
    IndicatorView,
    NotFoundView,
    RedirectView,
    ResolutionView,
    SessionsView,
    SessionView,
    TermView,
    TopicsView,
    TopicView,
)
from builder.plan import Output, Page, Written

TEMPLATES: dict[type[View], str] = {
    HomeView: "home.html",
    SessionView: "session.html",
    SessionsView: "sessions.html",
    CouncilView: "council.html",
    TermView: "term.html",
    LedgerView: "ledger.html",
    YearView: "year.html",
    TopicsView: "topics.html",
    TopicView: "topic.html",
    IndicatorsView: "indicators.html",
    IndicatorView: "indicator.html",
    DataView: "data.html",
    ResolutionsView: "resolutions.html",
    ResolutionView: "resolution.html",
    SearchView: "search.html",
    AlphabetView: "alphabet.html",
    FreePageView: "page.html",
    NotFoundView: "404.html",
    RedirectView: "redirect.html",
}
"""The template that shows each kind of page."""


def page(address: str, view: View, origin: str, written: Written | None = None) -> Output:
    """The output that shows a view at its address, with the text that is its `body`."""
    path = f"{address}index.html" if not address or address.endswith("/") else address
    return Output(path, Page(TEMPLATES[type(view)], view, written), origin)
