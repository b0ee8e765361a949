"""The first lines of a new write-up, as an editor would begin it."""

from pathlib import Path
from typing import Any

import frontmatter
import yaml

from builder.content import limits
from builder.content.fields import SLUG, parse_day
from builder.content.front_matter import StrictHandler, read_yaml
from builder.content.schema import CouncilShape
from builder.content.validate import shaped
from builder.problems import nearest

_BODY = """\
## Diễn biến kỳ họp

Viết ở đây: kỳ họp bàn việc gì, ai báo cáo, kết quả ra sao.

## Kết quả và chỉ tiêu

Viết các số liệu đúng như báo cáo nêu, rồi khai lại từng số liệu ở mục metrics phía trên.
"""


def new_session(project: Path, council: str | None, term: str | None, number: str, day: str) -> Path:
    """Write `content/sessions/<day>-ky-hop-<number>.md` as a draft and give its path.

    The file passes `bulletin check` as it stands. python-frontmatter writes it; no source is ever read
    and written back.

    Raises ValueError with words for the editor when something named is unknown, and FileExistsError when
    there is such a file.
    """
    councils = _councils(project)
    key = _choose("council", council, list(councils), first=len(councils) == 1)
    terms = sorted(councils[key].terms, key=lambda name: councils[key].terms[name].first)
    chosen = _choose("term", term, terms, first=False) if term else terms[-1]
    if not SLUG.fullmatch(number) or len(number) > limits.SLUG:
        raise ValueError(f'"{number}": use a number, or a-z, 0-9 and hyphens such as chuyen-de-1')
    try:
        date = parse_day(day)
    except ValueError:
        raise ValueError(f'"{day}": write the date as 29/12/2026') from None
    path = project / "content" / "sessions" / f"{date.isoformat()}-ky-hop-{number}.md"
    if path.exists():
        raise FileExistsError(f"{path.as_posix()} exists already")
    values: dict[str, Any] = {
        "title": f"Kỳ họp thứ {number}" if number.isdigit() else "Kỳ họp",
        "council": key,
        "term": chosen,
        "session": number,
        "date": date.strftime("%d/%m/%Y"),
        "summary": "Viết hai đến ba câu nêu kết quả chính.",
        "draft": "true",
    }
    post = frontmatter.Post(_BODY, StrictHandler(), **values)
    text = frontmatter.dumps(post, sort_keys=False, Dumper=_PlainDumper, width=1000)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")
    return path


class _PlainDumper(yaml.SafeDumper):
    """Writes every value as the words it was given: the reader knows texts only."""


_PlainDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))
)


def _style(text: str) -> str | None:
    """Quotes only where YAML needs them for signs, not for words that look like numbers or dates."""
    return None if text[:1].isalpha() and ": " not in text and " #" not in text else '"'


def _councils(project: Path) -> dict[str, CouncilShape]:
    path = project / "content" / "councils.yaml"
    located = read_yaml("content/councils.yaml", path.read_bytes())
    found = {key: shaped(located, CouncilShape, (key,))[0] for key in located.values}
    known = {key: shape for key, shape in found.items() if shape is not None and shape.terms}
    if not known:
        raise ValueError("content/councils.yaml names no council with a term; run: bulletin check")
    return known


def _choose(what: str, given: str | None, known: list[str], *, first: bool) -> str:
    if given is None and first:
        return known[0]
    if given in known:
        return given
    like = nearest(given or "", known)
    hint = f'did you mean "{like}"?' if like else f"one of: {', '.join(known)}"
    raise ValueError(f'--{what} "{given or ""}": {hint}')
