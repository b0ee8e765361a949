import pytest

from builder.model.document import Attachment, Body
from builder.model.links import Found, Targets, resolve
from builder.problems import Place
from unit.small import values

FILE = "content/sessions/a.md"
BODY = Body((), (), frozenset({"ket-qua"}))
PDF = "content/sessions/b/bien-ban.pdf"
TARGETS = Targets(
    pages={
        FILE: "an-binh/khoa-x/ky-hop-1/",
        "content/sessions/b/index.md": "an-binh/khoa-x/ky-hop-2/",
        "content/sessions/draft.md": "an-binh/khoa-x/ky-hop-3/",
        "content/sessions/draft-2.md": "an-binh/khoa-x/ky-hop-4/",
        "content/pages/gioi-thieu.md": "gioi-thieu/",
        "content/pages/l\u1ecbch.md": "lich/",
    },
    anchors={
        FILE: frozenset({"ket-qua", "2021-thu-result"}),
        "content/sessions/b/index.md": frozenset({"ket-qua"}),
        "content/sessions/draft.md": frozenset(),
        "content/sessions/draft-2.md": frozenset(),
        "content/pages/gioi-thieu.md": frozenset({"lien-he"}),
        "content/pages/l\u1ecbch.md": frozenset(),
    },
    indicators={"thu-ngan-sach": "chi-tieu/thu-ngan-sach/"},
    topics={"ngan-sach": "linh-vuc/ngan-sach/"},
    attachments={PDF: Attachment(PDF, PDF, "", "bien-ban.pdf", 1, "")},
    addresses=frozenset({"", "gioi-thieu/", "nam/2022/"}),
    hidden=frozenset({"content/sessions/draft.md", "content/sessions/draft-2.md"}),
    unread=frozenset({"content/sessions/broken.md"}),
)


def found(link: str, file: str = FILE) -> Found:
    return resolve(TARGETS, file, BODY, link)


def refused(link: str, file: str = FILE) -> tuple[str, str]:
    wrong = found(link, file).problem
    assert wrong is not None
    assert wrong.at == Place(file, ("body",), link)
    return wrong.code, values(wrong).get("nearest", "")


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("#ket-qua", "#ket-qua"),
        ("#2021-thu-result", "#2021-thu-result"),
        ("indicator:thu-ngan-sach", "chi-tieu/thu-ngan-sach/"),
        ("topic:ngan-sach", "linh-vuc/ngan-sach/"),
        ("b/index.md", "an-binh/khoa-x/ky-hop-2/"),
        ("./b/index.md", "an-binh/khoa-x/ky-hop-2/"),
        ("b/index.md#ket-qua", "an-binh/khoa-x/ky-hop-2/#ket-qua"),
        ("../pages/gioi-thieu.md#lien-he", "gioi-thieu/#lien-he"),
        ("../pages/l%E1%BB%8Bch.md", "lich/"),
        ("../pages/li\u0323ch.md", "lich/"),
        ("/", ""),
        ("/nam/2022/", "nam/2022/"),
        ("/gioi-thieu/#lien-he", "gioi-thieu/#lien-he"),
    ],
)
def test_a_link_leads_where_its_words_say(link: str, href: str) -> None:
    assert found(link) == Found(href=href)


def test_a_link_to_an_attachment_gives_its_file() -> None:
    assert found("b/bien-ban.pdf").file == PDF
    assert found("bien-ban.pdf", "content/sessions/b/index.md").file == PDF


@pytest.mark.parametrize(
    ("link", "code", "like"),
    [
        ("#ket-qu", "dead-anchor", "ket-qua"),
        ("", "dead-anchor", ""),
        ("indicator:thu-ngan-sahc", "unknown-indicator", "thu-ngan-sach"),
        ("indicator:", "unknown-indicator", ""),
        ("topic:ngan-sac", "unknown-topic", "ngan-sach"),
        ("b/index.md#ket-qa", "dead-anchor", "ket-qua"),
        ("../pages/gioi-thiu.md", "dead-link", "../pages/gioi-thieu.md"),
        ("b/bien-bn.pdf", "no-such-file", "b/bien-ban.pdf"),
        ("/khong-co/", "dead-link", ""),
        ("//evil.example/", "dead-link", ""),
        ("../../../../etc/passwd", "dead-link", ""),
        ("draft.md", "link-to-unpublished", ""),
    ],
)
def test_a_link_into_nothing_is_a_problem_with_a_suggestion(link: str, code: str, like: str) -> None:
    assert refused(link) == (code, like)


def test_one_draft_may_lead_to_another() -> None:
    assert found("draft-2.md", "content/sessions/draft.md") == Found(href="an-binh/khoa-x/ky-hop-4/")


def test_a_link_to_a_file_that_could_not_be_read_is_not_a_second_mistake() -> None:
    assert found("broken.md").problem is None
