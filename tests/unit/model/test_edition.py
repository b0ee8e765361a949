"""Editions: what changes with the language, and what must not."""

from pathlib import Path

from msgspec import Struct

from builder.model.edition import edition
from builder.model.site import Site
from builder.model.words import Foreign
from unit.small import assembled, codes, write_up

TWO = (
    "title: {vi: Bản tin, en: Bulletin}\nlanguages: [vi, en]\ntime_zone: Asia/Ho_Chi_Minh\n"
    "base_url: https://example.org/\ntheme: tiny\nnotice: Trang mẫu\n"
)
COUNCILS = (
    "an-binh:\n  level: ward\n  place: {vi: tỉnh Ví Dụ, en: Example province}\n"
    "  names: [{name: {vi: HĐND phường An Bình, en: People's Council of An Binh}}]\n"
    "  terms: {X: {from: 2021, to: 2026}}\n"
)
FIGURES = """summary: Tóm tắt
agenda: [Thu ngân sách]
metrics:
  - {indicator: thu-ngan-sach, period: 2022, target: trên 12 tỷ đồng, where: nội địa}
  - {indicator: thu-ngan-sach, period: 2022, result: "đạt 13 tỷ đồng, bằng 105 % kế hoạch thành phố giao", where: nội địa}
  - {name: Trật tự, period: 2022, result: giữ vững}
resolutions: [{number: 1/NQ, title: A}]
"""


def both(folder: Path, body: str = "Nội dung.") -> tuple[Site, Site]:
    """A small site, and its English edition."""
    site, problems = assembled(
        folder,
        {
            "site.yaml": TWO,
            "councils.yaml": COUNCILS,
            "sessions/a.md": write_up(FIGURES, body),
            "pages/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nChào.\n",
        },
    )
    assert codes(problems) == []
    return site, edition(site, "en")


def test_the_words_of_the_settings_and_councils_are_told_in_the_language(tmp_path: Path) -> None:
    _, english = both(tmp_path)
    assert (english.settings.language, english.settings.title) == ("en", "Bulletin")
    assert english.councils["an-binh"].name == "People's Council of An Binh"
    assert english.councils["an-binh"].place == "Example province"
    assert isinstance(english.settings.notice, Foreign)


def test_what_is_written_in_vietnamese_only_is_known_to_be(tmp_path: Path) -> None:
    _, english = both(tmp_path)
    (session,) = english.sessions
    metric = session.metrics[1]
    texts = [session.title, session.summary, *session.agenda, metric.text, metric.where]
    texts += [metric.reading.compare[0].by, session.metrics[2].name, session.resolutions[0].title]
    texts += [english.pages[0].title]
    assert [getattr(text, "lang", "") for text in texts] == ["vi"] * len(texts)
    assert not isinstance(session.council, Foreign)
    assert not isinstance(metric.id, Foreign)


def test_pages_have_the_same_address_after_the_language_and_files_have_one_only(tmp_path: Path) -> None:
    site, english = both(tmp_path, "[a](indicator:thu-ngan-sach) [b](/) [c](../pages/gioi-thieu.md)")
    (session,) = english.sessions
    assert english.routes.session(session) == "en/an-binh/khoa-x/ky-hop-1/"
    assert english.routes.home() == "en/"
    assert english.routes.data() == "en/du-lieu/"
    assert english.routes.data("figures.csv") == site.routes.data("figures.csv")
    assert english.links["content/sessions/a.md"] == ("en/chi-tieu/thu-ngan-sach/", "en/", "en/gioi-thieu/")
    assert english.files == site.files


def test_a_series_speaks_of_the_very_sessions_and_figures_of_its_edition(tmp_path: Path) -> None:
    site, english = both(tmp_path)
    (session,) = english.sessions
    said = [
        one for series in english.series for point in series.points for one in (point.target, point.result)
    ]
    assert all(one is not None and one.session is session for one in said)
    assert all(one is not None and any(one.metric is metric for metric in session.metrics) for one in said)
    decided = [[point.state for series in one.series for point in series.points] for one in (site, english)]
    assert decided[0] == decided[1] == ["unclear"]


def test_an_edition_says_the_same_as_the_site(tmp_path: Path) -> None:
    """A foreign text is its text: sessions, figures and decisions are equal, only the language differs."""
    site, english = both(tmp_path)
    assert english.sessions == site.sessions
    assert english.pages == site.pages
    assert english.series == site.series


def foreign(value: object) -> int:
    """How many texts of a record are Foreign, wherever they stand in it."""
    if isinstance(value, Foreign):
        return 1
    if isinstance(value, tuple):
        return sum(foreign(one) for one in value)
    if isinstance(value, Struct):
        return sum(foreign(getattr(value, one)) for one in value.__struct_fields__)
    return 0


def test_the_sites_own_language_knows_no_foreign_text(tmp_path: Path) -> None:
    site, english = both(tmp_path)
    assert sum(foreign(one) for one in (*site.sessions, *site.pages, site.settings)) == 0
    assert foreign(english.sessions) > 8
