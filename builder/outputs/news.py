"""The words of feeds and calendars in the site's language, from `news.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from builder.model.session import Session


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word by its name."""
    said = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: entry[language] for name, entry in said.items()}


def session_name(session: Session, language: str) -> str:
    """“Kỳ họp thứ tám”, with its kind when that says more; unnumbered sessions go by their kind."""
    known = words(language)
    if session.kind == "first" or not session.number:
        return known[f"session-{session.kind}"]
    name = known["session-numbered"].format(ordinal=ordinal(session.number, language))
    mark = known.get(f"mark-{session.kind}", "")
    return f"{name} {mark}" if mark else name


def ordinal(number: int, language: str) -> str:
    """A place in a row: `nhất`, `hai` … `mười`, `11`; `1st`, `2nd`, `3rd`, `4th` and so on."""
    if language == "vi":
        spelled = words("vi")["ordinals"].split()
        return spelled[number - 1] if 1 <= number <= len(spelled) else str(number)
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
