"""Every internal link, anchor and asset of the finished pages leads somewhere; every id is unique."""

from collections.abc import Iterator, Mapping

from builder.checks.facts import Facts, Lead
from builder.problems import Problem, Span, problem


def links(path: str, archive: Mapping[str, Facts], origins: Mapping[str, str]) -> Iterator[Problem]:
    """Dead links, dead anchors and repeated ids of one page, told at its source.

    Looked at is what was rendered, so that a theme's mistake is found as well as an editor's.
    """
    facts, at = archive[path], Span(origins.get(path, path))
    for twice in sorted({one for one in facts.ids if facts.ids.count(one) > 1}):
        yield problem("duplicate-id", at, id=twice, page=f"/{path}")
    for lead in facts.leads:
        if wrong := _wrong(lead, archive):
            yield problem(wrong, at, target=lead.target, page=f"/{path}")


def _wrong(lead: Lead, archive: Mapping[str, Facts]) -> str:
    if lead.file not in archive:
        return "dead-link-in-page"
    if lead.anchor and lead.file.endswith(".html") and lead.anchor not in archive[lead.file].ids:
        return "dead-anchor-in-page"
    return ""
