"""Translations: their words stand in their edition, everything else is the original's."""

from pathlib import Path

from builder.model.edition import edition
from builder.model.session import Session
from builder.model.site import Site
from builder.model.words import Foreign
from builder.outputs.whole import plan_site
from builder.plan import Page, Quoted
from unit.model.test_edition import TWO
from unit.small import assembled, codes, values, write_up

FIGURES = "summary: Tóm tắt\nmetrics: [{indicator: thu-ngan-sach, period: 2022, result: 13 tỷ đồng}]"
TOLD = (
    "---\ntitle: Revenue of 13 billion\nsummary: In short\n---\n\n## Results\n\nAs [before](b.md#chi-tieu).\n"
)
FILES: dict[str, str | bytes] = {
    "site.yaml": TWO,
    "sessions/a.md": write_up(FIGURES, "## Kết quả\n\nThu 13 tỷ đồng."),
    "sessions/a.en.md": TOLD,
    "sessions/b.md": write_up("", "## Chỉ tiêu\n\nXem [a](a.md#ket-qua), [số](a.md#2022-thu-ngan-sach-result).", number=2),
    "pages/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nChào.\n",
    "pages/gioi-thieu.en.md": "---\ntitle: About\n---\n\nHello.\n",
}  # fmt: skip


def told(folder: Path, **changes: str) -> tuple[Site, Session, Session]:
    """The English edition, its translated session and the other one."""
    site, problems = assembled(
        folder, FILES | {f"sessions/{name}.md": text for name, text in changes.items()}
    )
    assert codes(problems) == []
    english = edition(site, "en")
    one, two = english.sessions
    return english, one, two


def test_a_translated_session_has_its_own_words_and_the_figures_of_the_original(tmp_path: Path) -> None:
    english, one, two = told(tmp_path)
    assert (one.title, one.summary, one.language) == ("Revenue of 13 billion", "In short", "en")
    assert not isinstance(one.title, Foreign)
    assert [heading.title for heading in one.body.headings] == ["Results"]
    assert one.metrics[0].text == "13 tỷ đồng"
    assert isinstance(one.metrics[0].text, Foreign)
    assert (two.language, two.title) == ("vi", "Kỳ họp")
    assert isinstance(two.title, Foreign)
    assert [(page.title, page.language) for page in english.pages] == [("About", "en")]


def test_the_site_itself_knows_nothing_of_it(tmp_path: Path) -> None:
    site, _ = assembled(tmp_path, FILES)
    bare, _ = assembled(tmp_path / "bare", {name: text for name, text in FILES.items() if ".en." not in name})
    assert (site.sessions, site.pages, site.series) == (bare.sessions, bare.pages, bare.series)


def test_without_a_summary_of_its_own_the_one_of_the_original_stands(tmp_path: Path) -> None:
    _, one, _ = told(tmp_path, **{"a.en": "---\ntitle: Revenue\n---\n\nText.\n"})
    assert one.summary == "Tóm tắt"
    assert isinstance(one.summary, Foreign)


def test_links_lead_to_what_is_there_in_that_language(tmp_path: Path) -> None:
    english, one, two = told(tmp_path)
    assert english.links["content/sessions/a.en.md"] == ("en/an-binh/khoa-x/ky-hop-2/#chi-tieu",)
    there = "en/an-binh/khoa-x/ky-hop-1/"
    assert english.links[two.file] == (there, f"{there}#2022-thu-ngan-sach-result")
    assert "ket-qua" not in one.body.ids


def test_pages_and_feeds_show_the_text_of_the_translation(tmp_path: Path) -> None:
    site, _ = assembled(tmp_path, FILES)
    outputs = tuple(plan_site(site, portable=False, preview=False).outputs)
    shown = {
        output.path: output.recipe.written.file
        for output in outputs
        if isinstance(output.recipe, Page) and output.recipe.written is not None
    }
    assert shown["an-binh/khoa-x/ky-hop-1/index.html"] == "content/sessions/a.md"
    assert shown["en/an-binh/khoa-x/ky-hop-1/index.html"] == "content/sessions/a.en.md"
    assert shown["en/an-binh/khoa-x/ky-hop-2/index.html"] == "content/sessions/b.md"
    assert shown["en/gioi-thieu/index.html"] == "content/pages/gioi-thieu.en.md"
    feeds = {output.path: output.recipe for output in outputs if isinstance(output.recipe, Quoted)}
    assert [one.file for one in feeds["en/feed.xml"].written] == ["content/sessions/a.en.md"]


def test_a_thing_has_one_name_in_linked_data_of_both_languages(tmp_path: Path) -> None:
    site, _ = assembled(tmp_path, FILES)
    names = [
        output.recipe.view.sharing.linked
        for output in plan_site(site, portable=False, preview=False).outputs
        if output.path.endswith("an-binh/khoa-x/ky-hop-1/index.html") and isinstance(output.recipe, Page)
    ]
    assert len(names) == 2
    assert all('"@id":"https://example.org/an-binh/khoa-x/ky-hop-1/#event"' in one for one in names)
    assert '"url":"https://example.org/en/an-binh/khoa-x/ky-hop-1/"' in names[1]


def test_what_is_not_public_is_not_told_in_another_language_either(tmp_path: Path) -> None:
    hidden = write_up(f"{FIGURES}\ndraft: true", "## Kết quả\n\nThu 13 tỷ đồng.")
    site, _ = assembled(tmp_path, FILES | {"sessions/a.md": hidden, "sessions/b.md": write_up(number=2)})
    assert [one.file for one in site.translations] == ["content/pages/gioi-thieu.en.md"]
    assert "content/sessions/a.en.md" not in site.links


def test_a_dead_link_of_a_translation_is_told_like_any_other(tmp_path: Path) -> None:
    files = FILES | {"sessions/a.en.md": "---\ntitle: A\n---\n\nSee [this](c.md).\n"}
    _, problems = assembled(tmp_path, files)
    assert codes(problems) == ["dead-link"]
    assert problems[0].at.file == "content/sessions/a.en.md"


def test_a_translation_of_nothing_or_into_no_language_of_the_site(tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {
        "sessions/c.en.md": TOLD,
        "pages/gioi-thieu.vi.md": "---\ntitle: A\n---\n",
    }
    _, problems = assembled(tmp_path, FILES | more)
    assert sorted(codes(problems)) == ["translation-alone", "translation-language"]
    found = {one.code: values(one) for one in problems}
    assert found["translation-alone"]["original"] == "content/sessions/c.md"
    assert found["translation-language"]["known"] == "vi, en"
