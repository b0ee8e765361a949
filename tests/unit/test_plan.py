from builder.plan import collisions
from unit.small import values


def clashes(*paths: str) -> list[tuple[str, str]]:
    found = collisions((path, path) for path in paths)
    return [(values(one)["address"], values(one)["other"]) for one in found]


def test_different_paths_do_not_collide() -> None:
    assert clashes("index.html", "a/index.html", "a/b/index.html", "ab/index.html", "a.html") == []


def test_the_same_path_twice_names_both_origins() -> None:
    (found,) = collisions([("a/index.html", "one.md"), ("a/index.html", "two.md")])
    assert found.code == "duplicate-address"
    assert found.at.file == "two.md"
    assert values(found) == {"address": "/a/index.html", "other": "one.md"}


def test_capitals_make_no_difference() -> None:
    assert clashes("Ke-hoach.pdf", "ke-hoach.PDF") == [("/ke-hoach.PDF", "Ke-hoach.pdf")]


def test_unicode_forms_make_no_difference() -> None:
    assert clashes("ho\u0323p.pdf", "h\u1ecdp.pdf") == [("/h\u1ecdp.pdf", "ho\u0323p.pdf")]


def test_a_file_cannot_be_where_a_folder_is_and_the_other_way_round() -> None:
    assert clashes("a/b/index.html", "a/b") == [("/a/b", "a/b/index.html")]
    assert clashes("a", "a/b/index.html") == [("/a/b/index.html", "a")]


def test_three_on_one_path_are_two_problems_with_the_first() -> None:
    assert clashes("a", "a", "a") == [("/a", "a"), ("/a", "a")]


def test_an_address_may_have_200_characters_and_no_more() -> None:
    assert list(collisions([("a" * 200, "one.md")])) == []
    (found,) = collisions([("a" * 201, "one.md")])
    assert (found.code, found.at.file, values(found)["limit"]) == ("address-too-long", "one.md", "200")
