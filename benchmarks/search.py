"""What search costs a reader: bytes of the index and of a first search after gzip, in a large archive.

    python benchmarks/search.py [SESSIONS]

makes an archive of so many sessions (5,000 when not said), builds it, and weighs the files that each question
below fetches. Fails when a file weighs more than 40 KB or a first search more than 200 KB. A first search is
counted at its worst: its ten hits lie in the ten largest files of cards.
"""

import gzip
import sys
import tempfile
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from corpus import write

from builder.build import build
from builder.checks.budgets import INDEX
from builder.model.spelling import folded, spelled
from builder.outputs.search.index import drawer_of
from builder.report import Options

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime(2026, 11, 23)  # noqa: DTZ001 # the hour of a build is civil, in the site's own zone
FIRST_SEARCH = 200 * 1024
QUERIES = (
    "thu ngan sach",
    "tỷ lệ hộ nghèo",
    "duong be tong",
    "12/NQ-HĐND",
    "103,5",
    "đầu tư công",
    "việc sửa đường liên khu",
    "ý kiến cử tri về hệ thống thoát nước",
    "và các của được là có trong cho",
    "hội đồng nhân dân phường ủy ban nhân dân nghị quyết kế hoạch năm",
)
"""The last two are the worst: nothing but words that stand on every page."""


def weight(data: bytes) -> int:
    """Bytes after gzip."""
    return len(gzip.compress(data, 9))


def first_search(query: str, weights: dict[str, int]) -> int:
    """Bytes of all files that a first search fetches, the script among them."""
    runs = [run.split(" ") for run in spelled(query).split("\n")]
    pairs = [" ".join(pair) for run in runs for pair in pairwise(run)]
    shards = {int(name.split("-")[1]): size for name, size in weights.items() if name.startswith("words-")}
    cards = sorted((size for name, size in weights.items() if name.startswith("cards-")), reverse=True)
    script = weight((ROOT / "themes/gazette/assets/search.js").read_bytes())
    directory = next(size for name, size in weights.items() if name.startswith("directory-"))
    needed = {
        drawer_of(folded(key)) % len(shards) for key in (*(word for run in runs for word in run), *pairs)
    }
    return script + directory + sum(shards[number] for number in needed) + sum(cards[:10])


def report(weights: dict[str, int]) -> int:
    """Print what the files weigh; 1 when one of them, or a first search, weighs too much."""
    print(f"{len(weights)} files, {sum(weights.values()) / 1024:.0f} KB after gzip")
    for kind in ("directory", "words", "cards"):
        sizes = sorted(size for name, size in weights.items() if name.startswith(kind))
        middle, largest = sizes[len(sizes) // 2] / 1024, sizes[-1] / 1024
        print(f"{kind:<10}{len(sizes):6} files, middle {middle:6.1f} KB, largest {largest:6.1f} KB")
    print("first search, at most")
    searches = {query: first_search(query, weights) for query in QUERIES}
    for query, size in searches.items():
        print(f"{size / 1024:7.1f} KB  {query}")
    return int(max(weights.values()) > INDEX or max(searches.values()) > FIRST_SEARCH)


def main() -> int:
    """Make the archive and weigh its index; the exit code."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "site", sessions)
        made = build(Path(folder) / "site", Options(Path(folder) / "output", TODAY, publish=False))
        assert not made.blocked, made.problems
        print(f"{sessions} sessions, {made.pages} pages")
        index = {path.rpartition("/")[2]: data for path, data in made.files.items() if "/index/" in path}
        return report({name: weight(data) for name, data in index.items()})


if __name__ == "__main__":
    sys.exit(main())
