"""A site of two languages with more of everything than a page may show is built, and no page is too large."""

from pathlib import Path

from make import TODAY
from selectolax.lexbor import LexborHTMLParser
from unit.small import CONTENT, write

from builder.build import build
from builder.checks.budgets import ELEMENTS
from builder.report import Options

MANY = 250


def test_names_begin_with_other_letters_in_the_other_language(tmp_path: Path) -> None:
    site = CONTENT["site.yaml"].replace("[vi]", "[vi, en]").replace("theme: tiny\n", "")
    councils = CONTENT["councils.yaml"] + "".join(
        f"xa-{n:03}:\n  level: commune\n  names:\n    - name: Hội đồng xã {n:03}\n  terms:\n    X:\n      from: 2021\n"
        for n in range(MANY - 1)
    )
    indicators = CONTENT["indicators.yaml"] + "nam: {name: {vi: Nấm, en: Zucchini}, topic: ngan-sach}\n"
    write(
        tmp_path / "content",
        CONTENT | {"site.yaml": site, "councils.yaml": councils, "indicators.yaml": indicators},
    )
    report = build(tmp_path, Options(tmp_path / "output", TODAY, jobs=1))
    assert report.problems == ()
    pages = {
        name: LexborHTMLParser((tmp_path / "output" / name / "index.html").read_text("utf-8"))
        for name in ("en/tim-kiem/a-z/z", "en/tim-kiem/a-z/h", "tim-kiem/a-z/h", "en/ky-hop", "ky-hop")
    }
    (way,) = pages["en/tim-kiem/a-z/z"].css("[hreflang]")
    assert way.attributes["href"] == "../../../../tim-kiem/a-z/"
    assert max(len(page.css("*")) for page in pages.values()) <= ELEMENTS
