"""Whose word a folder takes: of the memory's own the process that wrote it, of every other one the disk."""

from pathlib import Path

from make import digests

from builder.cache import Cache
from builder.memory.proofs import Proofs
from builder.publish.write import Shelves, write

SITE = {"index.html": b"1", "a/index.html": b"2"}


def publish(site: dict[str, bytes], output: Path, cache: Cache) -> None:
    """A site published and remembered, as a build does it."""
    proofs = Proofs(cache)
    shelves = Shelves(output, proofs.last, proofs.left)
    assert write(site, output, digests(site), shelves) == ()
    proofs.keep(output, digests(site), shelves.stats, shelves.marks)


def lacking(output: Path, cache: Cache) -> set[str]:
    proofs = Proofs(cache)
    return Shelves(output, proofs.last, proofs.left).lacks(digests(SITE))


def test_what_was_mended_in_a_published_folder_is_seen_by_a_memory_that_stays_open(tmp_path: Path) -> None:
    output, cache = tmp_path / "output", Cache(tmp_path / ".cache")
    publish(SITE, output, cache)
    (output / "index.html").write_bytes(b"mended")
    assert lacking(output, cache) == {"index.html"}
    cache.close()


def test_of_the_memory_s_own_folder_files_are_looked_at_by_the_next_process_only(tmp_path: Path) -> None:
    own, cache = tmp_path / ".cache" / "preview", Cache(tmp_path / ".cache")
    publish(SITE, own, cache)
    (own / "index.html").write_bytes(b"mended")
    assert lacking(own, cache) == set()
    cache.close()
    after = Cache(tmp_path / ".cache")
    assert lacking(own, after) == {"index.html"}
    after.close()


def test_what_another_process_published_there_is_looked_at(tmp_path: Path) -> None:
    own, cache = tmp_path / ".cache" / "preview", Cache(tmp_path / ".cache")
    publish(SITE, own, cache)
    other = Cache(tmp_path / ".cache")
    for number in b"3", b"4":  # both folders are others now
        publish(SITE | {"index.html": number}, own, other)
    other.close()
    assert lacking(own, cache) == {"index.html"}
    cache.close()


def test_a_folder_that_was_taken_away_holds_nothing(tmp_path: Path) -> None:
    own, cache = tmp_path / ".cache" / "preview", Cache(tmp_path / ".cache")
    publish(SITE, own, cache)
    own.rename(tmp_path / "elsewhere")
    assert lacking(own, cache) == {*SITE}
    cache.close()
