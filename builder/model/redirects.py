"""Old addresses and where they lead: as the editors wrote it, and below that as the register knows them."""

from collections.abc import Collection, Iterable

from builder.model.routes import Routes
from builder.model.session import Session
from builder.model.settings import Redirect
from builder.problems import Place, Problem, problem


def follow(
    told: tuple[Redirect, ...], languages: Iterable[str], known: Iterable[str], taken: Collection[str]
) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """Every old address with the one it leads to at last, and the redirects that lead back to themselves.

    A redirect is meant in each of the other `languages` too. It takes with it all `known` addresses below its
    own; the one that says more counts. Addresses that are `taken`, by sessions and their aliases,
    stay what they are.
    """
    said = told + tuple(
        Redirect(f"/{language}{one.old}", f"/{language}{one.new}") for language in languages for one in told
    )
    circles = [index for index, one in enumerate(told) if not _end(one.old, said)]
    if circles:
        at = (Place("content/site.yaml", ("redirects", index, "to")) for index in circles)
        return (), tuple(problem("redirect-circle", one) for one in at)
    old = dict.fromkeys(one.old for one in said)
    old |= dict.fromkeys(address for address in known if "#" not in address and _next(address, said))
    return tuple(Redirect(one, _end(one, said)) for one in old if one not in taken), ()


def taken(sessions: Iterable[Session], routes: Routes) -> frozenset[str]:
    """Addresses of sessions, old ones too."""
    return frozenset(address for one in sessions for address in (f"/{routes.session(one)}", *one.aliases))


def _next(address: str, said: tuple[Redirect, ...]) -> str:
    """Where an address leads; empty when it stays."""
    fits = [
        one
        for one in said
        if address == one.old
        or (one.old.endswith("/") and one.new.endswith("/") and address.startswith(one.old))
    ]
    best = max(fits, key=lambda one: len(one.old), default=None)
    return best.new + address.removeprefix(best.old) if best else ""


def _end(address: str, said: tuple[Redirect, ...]) -> str:
    """Where an address leads at last; empty for a circle, which leads nowhere."""
    for _ in range(len(said) + 1):
        then = _next(address, said)
        if not then:
            return address
        address = then
    return ""
