"""Every address of this site that a feed, a calendar, the sitemap or `robots.txt` names leads somewhere."""

from collections.abc import Iterator, Mapping

from builder.checks.facts import Facts
from builder.problems import Problem, Span, problem


def feed_links(path: str, archive: Mapping[str, Facts], origins: Mapping[str, str]) -> Iterator[Problem]:
    """Dead links and anchors that a file names; addresses of other sites are not followed.

    An address that an editor wrote whole is left alone, as the page's own check does: it may belong to
    another program on the same host.
    """
    for one in archive[path].named:
        if one.file not in archive:
            if one.of in archive and one.target in archive[one.of].whole:
                continue
            at = Span(origins.get(path, path))
        elif one.anchor and one.file.endswith(".html") and one.anchor not in archive[one.file].ids:
            at = Span(origins.get(one.file, one.file))
        else:
            continue
        yield problem("dead-link-in-feed", at, target=one.target, file=f"/{path}")
