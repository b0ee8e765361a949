from builder.checks.facts import look
from builder.checks.pictures import PICTURES, pictures
from unit.small import values


def told(page: str, **weights: int) -> list[tuple[str, str]]:
    files = {"a/index.html": page.encode()} | {
        f"a/{name.replace('_', '.')}": bytes(size) for name, size in weights.items()
    }
    archive = {path: look(path, data, "https://a.vn/") for path, data in files.items()}
    found = list(pictures("a/index.html", archive, {"a/index.html": "content/a.md"}))
    assert all((one.code, one.at.file) == ("pictures-too-heavy", "content/a.md") for one in found)
    return [(values(one)["page"], values(one)["weight"]) for one in found]


def picture(*candidates: str) -> str:
    sources = f'<source srcset="{", ".join(candidates)}"><source srcset="w.webp">'
    return f'<picture>{sources}<img src="p.png" alt="x"></picture>'


def test_a_phone_takes_the_smallest_that_is_wide_enough() -> None:
    page = picture("../a/s.avif 360w", "../a/m.avif 720w", "../a/l.avif 1280w")
    assert told(page, s_avif=PICTURES * 2, m_avif=PICTURES, l_avif=PICTURES * 2) == []
    assert told(page, s_avif=9, m_avif=PICTURES + 1024, l_avif=9) == [("/a/index.html", "301")]


def test_a_picture_that_is_nowhere_wide_enough_is_taken_at_its_widest() -> None:
    page = picture("s.avif 360w", "m.avif 500w")
    assert told(page, s_avif=9, m_avif=PICTURES + 1) != []


def test_one_candidate_without_a_width_is_the_one() -> None:
    assert told(picture("s.avif"), s_avif=PICTURES + 1) != []


def test_all_pictures_of_a_page_are_weighed_together_and_each_once() -> None:
    one, other = picture("s.avif"), picture("t.avif")
    assert told(one + one + one, s_avif=PICTURES) == []
    assert told(one + other, s_avif=PICTURES // 2 + 1, t_avif=PICTURES // 2 + 1) != []


def test_a_page_without_pictures_weighs_nothing_here() -> None:
    assert told("<img src=p.png>", p_png=PICTURES * 2) == []
