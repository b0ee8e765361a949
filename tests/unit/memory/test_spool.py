import gc
import resource

import pytest

from builder.memory.spool import Spool


def test_what_is_laid_down_comes_back_in_any_order() -> None:
    spool = Spool()
    laid = {str(number): bytes([number]) * number for number in range(9)}
    for name, data in laid.items():
        spool.put(name, data)
    assert {name: spool.get(name) for name in reversed(laid)} == laid
    spool.put("later", b"and more")
    assert spool.get("3") == b"\3\3\3"
    assert spool.get("later") == b"and more"


def test_one_name_is_one_file_and_an_unknown_one_is_not_there() -> None:
    spool = Spool()
    spool.put("a", b"once")
    spool.put("a", b"once")
    assert ("a" in spool, "b" in spool) == (True, False)
    with pytest.raises(KeyError):
        spool.get("b")


def test_its_file_is_closed_when_nobody_holds_it_any_more() -> None:
    spool = Spool()
    spool.put("a", b"x")
    file = spool._file  # noqa: SLF001 # what is looked at
    assert file is not None
    del spool
    gc.collect()
    assert file.closed


def test_what_the_disk_has_no_room_for_is_not_lost() -> None:
    spool = Spool()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        for number in range(5):
            spool.put(f"{number}", b"%d" % number * 600)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [spool.get(f"{number}") for number in range(5)] == [b"%d" % number * 600 for number in range(5)]
