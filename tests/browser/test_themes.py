"""The theme `plain` in a real browser: its own face arrives, and its parameters reach the page. Its pages pass the gates of `test_pages`."""

import pytest
from looking import opened
from playwright.sync_api import Browser, Response
from stage import EXAMPLE, Archive, made, served, themed

pytestmark = pytest.mark.browser


def test_plain_sends_its_own_two_fonts_and_none_of_gazette(browser: Browser, plain: Archive) -> None:
    page, _ = opened(browser, 360)
    asked: list[Response] = []
    page.on("response", lambda response: asked.append(response))  # noqa: PLW0108 # Playwright cannot wrap a builtin
    page.goto(plain.address, wait_until="networkidle")  # a face is asked for when the page is laid out
    page.evaluate("document.fonts.ready")
    faces = page.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family + f.weight)"
    )
    assert sorted(one.replace('"', "") for one in faces if "Vietnam" in one) == [
        "Be Vietnam Pro400",
        "Be Vietnam Pro600 700",
    ]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith(
        '"Be Vietnam'
    )
    fonts = list(plain.folder.rglob("*.woff2"))
    assert len(fonts) == 2
    assert len([one for one in asked if one.url.endswith(".woff2")]) == 2
    assert sum(len(one.body()) for one in asked if ".woff2" in one.url) <= 24 * 1024
    page.context.close()


def test_a_parameter_reaches_the_page(
    browser: Browser, plain: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("plum")
    output = made(themed(EXAMPLE, folder / "site", "plain", accent="plum"), folder / "output")
    script = "getComputedStyle(document.querySelector('.top')).backgroundColor"
    page, _ = opened(browser, 360)
    page.goto(plain.address)
    assert page.evaluate(script) == "rgb(10, 63, 74)"
    with served(output) as address:
        page.goto(address)
        assert page.evaluate(script) == "rgb(74, 29, 63)"
    page.context.close()
