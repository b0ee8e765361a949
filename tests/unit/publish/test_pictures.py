import hashlib
import os
from pathlib import Path

import pytest
from files import drawing, photo

from builder.cache import Cache
from builder.digest import digest
from builder.pictures import codec
from builder.plan import Data, Derived, Output
from builder.publish import pictures
from builder.publish.pictures import KIND, derive
from unit.pictures.pixels import opened


def plan(project: Path, **files: bytes) -> tuple[Output, ...]:
    """Two sizes of each picture, and a file that is none."""
    found = [Output("index.html", Data(b"x"), "x")]
    for name, data in files.items():
        (project / name).write_bytes(data)
        for width in (80, 160):
            recipe = Derived(
                name,
                hashlib.sha256(data).hexdigest(),
                "webp",
                width,
                width * 3 // 4,
                70,
                "4:2:0",
                alpha=False,
            )
            found.append(Output(f"{name}-{width}.webp", recipe, name))
    return tuple(found)


def made(project: Path, outputs: tuple[Output, ...], jobs: int = 1) -> dict[str, bytes]:
    memory = Cache(project / ".cache")
    found, problems = derive(outputs, project, jobs, memory)
    memory.close()
    assert problems == ()
    return found


def test_every_picture_is_made_and_nothing_else(tmp_path: Path) -> None:
    found = made(tmp_path, plan(tmp_path, a=photo(400, 300), b=drawing(400, 300)))
    assert {name: opened(data).size for name, data in found.items()} == {
        f"{name}-{size[0]}.webp": size for name in "ab" for size in ((80, 60), (160, 120))
    }


def test_what_was_made_before_is_remembered_and_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = plan(tmp_path, a=photo(400, 300), b=drawing(400, 300))
    first = made(tmp_path, outputs)

    def again(*_: object) -> None:
        raise AssertionError("it was made again")

    monkeypatch.setattr(pictures, "made", again)
    assert made(tmp_path, outputs) == first


def test_one_more_width_is_made_alone_and_as_if_all_were(tmp_path: Path) -> None:
    outputs = plan(tmp_path, a=photo(400, 300))
    made(tmp_path, outputs[:2])
    (tmp_path / "clean").mkdir()
    assert made(tmp_path, outputs) == made(tmp_path / "clean", plan(tmp_path / "clean", a=photo(400, 300)))


@pytest.mark.parametrize("change", ["recipe", "release", "content"])
def test_another_recipe_release_or_content_is_another_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    outputs = plan(tmp_path, a=photo(400, 300))
    before = made(tmp_path, outputs)
    memory = Cache(tmp_path / ".cache")
    kept = len(memory.get_all(KIND, [digest(codec.making(), repr(one.recipe)) for one in outputs]))
    memory.close()
    assert kept == 2
    if change == "release":
        monkeypatch.setattr(pictures, "making", lambda: "another release")
        monkeypatch.setattr(pictures, "made", lambda _, recipes: [b"new"] * len(recipes))
        assert set(made(tmp_path, outputs).values()) == {b"new"}
    elif change == "content":
        outputs = plan(tmp_path, a=photo(300, 400, 6))
        assert made(tmp_path, outputs) != before
    else:
        recipe = Derived("a", outputs[1].recipe.sha256, "webp", 80, 60, 20, "4:2:0", alpha=False)  # type: ignore[union-attr] # a picture
        assert made(tmp_path, (Output("c", recipe, "a"),))["c"] != before["a-80.webp"]


def test_a_damaged_memory_is_made_good(tmp_path: Path) -> None:
    outputs = plan(tmp_path, a=photo(400, 300))
    first = made(tmp_path, outputs)
    for path in (tmp_path / ".cache").glob("*.db"):
        data = bytearray(path.read_bytes())
        data[5000:9000] = os.urandom(4000)
        path.write_bytes(data)
    assert made(tmp_path, outputs) == first


def test_several_processes_give_the_same_bytes(tmp_path: Path) -> None:
    outputs = plan(tmp_path, a=photo(400, 300), b=drawing(400, 300), c=photo(300, 400, 6))
    (tmp_path / "other").mkdir()
    again = plan(tmp_path / "other", a=photo(400, 300), b=drawing(400, 300), c=photo(300, 400, 6))
    assert made(tmp_path, outputs, jobs=2) == made(tmp_path / "other", again, jobs=1)


def test_a_picture_that_changed_meanwhile_is_told_and_not_published(tmp_path: Path) -> None:
    outputs = plan(tmp_path, a=photo(400, 300), b=drawing(400, 300))
    (tmp_path / "a").write_bytes(photo(300, 400))
    found, (problem,) = derive(outputs, tmp_path, 1, Cache(tmp_path / ".cache"))
    assert (problem.code, problem.at.file) == ("changed-meanwhile", "a")
    assert set(found) == {"b-80.webp", "b-160.webp"}
