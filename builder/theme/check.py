"""What is wrong with a theme, told to its author before any page meets it."""

from collections.abc import Iterator, Mapping

from builder.problems import Problem
from builder.theme.contrast import contrasts
from builder.theme.templates import Templates
from builder.theme.theme import Theme


def check_theme(theme: Theme, views: Mapping[str, type], shell: type) -> Iterator[Problem]:
    """Names that no view has, in every branch of every template, and colours too faint to read.

    `views` gives the view each page's template is shown, `shell` is what stands around all of them. A theme
    of the builder has nothing to be told here: its own tests look at it, and a build need not do it again.
    """
    if theme.own:
        yield from Templates(theme, "en", {}).unknown_names(views, shell)
        yield from contrasts(theme)
