import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from builder import cache
from builder.cache import Cache
from builder.digest import digest


def filled(folder: Path, count: int = 5) -> None:
    memory = Cache(folder)
    for number in range(count):
        memory.put("page", digest(str(number)), f"Trang {number}".encode())
    memory.close()


def known(folder: Path, count: int = 5) -> list[bytes | None]:
    memory = Cache(folder)
    found = [memory.get("page", digest(str(number))) for number in range(count)]
    memory.close()
    return found


ALL = [f"Trang {number}".encode() for number in range(5)]


def test_what_was_kept_comes_back_in_this_process_and_in_the_next(tmp_path: Path) -> None:
    memory = Cache(tmp_path / ".cache")
    memory.put("page", "a", b"1")
    assert (memory.get("page", "a"), memory.get("page", "b"), memory.get("other", "a")) == (b"1", None, None)
    memory.close()
    assert Cache(tmp_path / ".cache").get("page", "a") == b"1"


def test_nothing_is_made_until_something_is_kept_and_git_does_not_see_it(tmp_path: Path) -> None:
    memory = Cache(tmp_path / ".cache")
    assert memory.get("page", "a") is None
    assert not (tmp_path / ".cache").exists()
    memory.put("page", "a", b"1")
    memory.close()
    assert (tmp_path / ".cache" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_many_are_found_at_once(tmp_path: Path) -> None:
    filled(tmp_path, 1300)
    keys = [digest(str(number)) for number in range(2000)]
    found = Cache(tmp_path).get_all("page", keys)
    assert found == {key: f"Trang {number}".encode() for number, key in enumerate(keys[:1300])}


def test_what_is_known_need_not_be_fetched(tmp_path: Path) -> None:
    filled(tmp_path, 1300)
    memory = Cache(tmp_path)
    memory.put("page", "waits", b"1")
    keys = [digest(str(number)) for number in range(2000)]
    assert memory.known("page", [*keys, "waits"]) == {*keys[:1300], "waits"}
    assert memory.known("other", keys) == set()


def test_it_may_be_copied_and_deleted(tmp_path: Path) -> None:
    filled(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    shutil.rmtree(tmp_path / "a")
    assert (known(tmp_path / "a"), known(tmp_path / "b")) == ([None] * 5, ALL)


def test_a_damaged_entry_is_forgotten_and_no_other(tmp_path: Path) -> None:
    filled(tmp_path)
    with sqlite3.connect(tmp_path / "memory.db") as connection:
        for change, number in (("data = x'00'", 1), ("seal = 'x'", 2), ("data = 'text'", 3)):
            connection.execute(f"UPDATE entries SET {change} WHERE key = ?", (digest(str(number)),))  # noqa: S608 # our own words
        connection.execute("UPDATE entries SET key = 'moved' WHERE key = ?", (digest("4"),))
    assert known(tmp_path) == [ALL[0], None, None, None, None]
    assert Cache(tmp_path).get("page", "moved") is None


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_file_gives_only_what_was_kept_and_can_be_filled_again(tmp_path: Path, seed: int) -> None:
    filled(tmp_path)
    file, chance = tmp_path / "memory.db", random.Random(seed)  # noqa: S311 # the same damage every time
    data = bytearray(file.read_bytes())
    for _ in range(2 ** (seed % 10)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    file.write_bytes(bytes(data if seed % 4 else data[: chance.randrange(len(data))]))
    assert all(found in {None, page} for found, page in zip(known(tmp_path), ALL, strict=True))
    filled(tmp_path)
    filled(tmp_path)
    assert known(tmp_path) == ALL


def test_what_is_no_memory_at_all_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    filled(tmp_path / "file")
    assert known(tmp_path / "file") == [None] * 5
    (tmp_path / "a" / "memory.db").mkdir(parents=True)
    filled(tmp_path / "a")
    assert known(tmp_path / "a") == [None] * 5


def test_two_processes_may_use_it_at_once(tmp_path: Path) -> None:
    one, other = Cache(tmp_path), Cache(tmp_path)
    one.put("page", "a", b"1")
    other.put("page", "b", b"2")
    one.flush()
    other.flush()
    assert (one.get("page", "b"), other.get("page", "a")) == (b"2", b"1")
    one.close()
    other.close()


def test_sweeping_keeps_what_was_used_and_the_newest_of_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_SPARE", 10)
    filled(tmp_path, 100)
    memory = Cache(tmp_path)
    memory.get_all("page", [digest("3"), digest("4")])
    memory.use("page", [digest("5")])
    memory.sweep("page")
    memory.close()
    kept = [number for number, data in enumerate(known(tmp_path, 100)) if data]
    assert kept == [3, 4, 5, *range(90, 100)]


def test_sweeping_leaves_a_small_memory_alone(tmp_path: Path) -> None:
    filled(tmp_path, 100)
    memory = Cache(tmp_path)
    memory.sweep("page")
    memory.close()
    assert None not in known(tmp_path, 100)


def test_a_file_of_another_shape_is_replaced(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "memory.db") as connection:
        connection.execute("CREATE TABLE entries (a, b)")
    filled(tmp_path)
    filled(tmp_path)
    assert known(tmp_path) == ALL


def test_tidying_sweeps_the_kinds_that_grew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.cache._SPARE", 1)
    memory = Cache(tmp_path)
    for kind in ("page", "text"):
        for number in range(9):
            memory.put(kind, str(number), b"x")
    memory.close()
    again = Cache(tmp_path)
    again.use("page", ("0",))
    again.put("page", "new", b"x")
    again.tidy()
    assert set(again.get_all("page", map(str, range(9)))) == {"0", "8"}, "what is used, and the newest"
    assert len(again.get_all("text", map(str, range(9)))) == 9
