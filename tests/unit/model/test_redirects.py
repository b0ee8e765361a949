import pytest

from builder.model.redirects import follow
from builder.model.settings import Redirect
from unit.small import codes


def told(*pairs: tuple[str, str]) -> tuple[Redirect, ...]:
    return tuple(Redirect(*one) for one in pairs)


def test_a_redirect_takes_known_addresses_below_it_with_it() -> None:
    known = ["/cu/", "/cu/khoa-v/", "/cu/khoa-v/ky-hop-1/", "/cu/khoa-v/ky-hop-1/#a", "/cun/", "/moi/"]
    found, problems = follow(told(("/cu/", "/moi/")), (), known, frozenset())
    assert problems == ()
    assert found == told(
        ("/cu/", "/moi/"),
        ("/cu/khoa-v/", "/moi/khoa-v/"),
        ("/cu/khoa-v/ky-hop-1/", "/moi/khoa-v/ky-hop-1/"),
    )


def test_the_one_that_says_more_counts_and_what_is_taken_stays() -> None:
    said = told(("/cu/", "/moi/"), ("/cu/a/", "/khac/"))
    found, _ = follow(said, (), ["/cu/a/b/", "/cu/c/"], frozenset({"/cu/c/"}))
    assert found == told(("/cu/", "/moi/"), ("/cu/a/", "/khac/"), ("/cu/a/b/", "/khac/b/"))


def test_redirects_are_followed_to_the_end_and_meant_in_every_language() -> None:
    found, _ = follow(told(("/a/", "/b/"), ("/b/", "/c/")), ("en",), ["/en/a/x/"], frozenset())
    assert Redirect("/a/", "/c/") in found
    assert Redirect("/en/a/x/", "/en/c/x/") in found


def test_an_old_file_leads_nowhere_but_where_it_says() -> None:
    found, _ = follow(told(("/cu.html", "/moi/")), (), ["/cu.html/x/"], frozenset())
    assert found == told(("/cu.html", "/moi/"))


@pytest.mark.parametrize(
    "pairs", [[("/a/", "/a/")], [("/a/", "/b/"), ("/b/", "/a/")], [("/a/", "/a/b/")]], ids=str
)
def test_a_circle_is_told(pairs: list[tuple[str, str]]) -> None:
    found, problems = follow(told(*pairs), (), ["/a/x/"], frozenset())
    assert found == ()
    assert codes(problems) == ["redirect-circle"] * len(pairs)
