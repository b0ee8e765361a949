from builder.model.routes import Routes
from builder.model.settings import UrlWords
from unit.small import session, write_up

ROUTES = Routes(UrlWords())
RESOLUTION = "resolutions: [{number: 12/NQ-HĐND, title: Nghị quyết}]"


def test_a_session_is_found_by_council_term_and_number_never_by_its_title() -> None:
    one = session(write_up(number=13, title="Tên này"))
    other = session(write_up(number=13, title="Tên khác"))
    assert ROUTES.session(one) == ROUTES.session(other) == "an-binh/khoa-x/ky-hop-13/"


def test_an_unnumbered_session_is_found_by_its_slug() -> None:
    assert ROUTES.session(session(write_up(number="chuyen-de-1"))) == "an-binh/khoa-x/ky-hop-chuyen-de-1/"


def test_zeros_before_a_number_make_no_other_address() -> None:
    assert ROUTES.session(session(write_up(number="03"))) == ROUTES.session(session(write_up(number=3)))


def test_a_resolution_is_found_by_its_year_and_number() -> None:
    one = session(write_up(RESOLUTION))
    assert ROUTES.resolution(one, one.resolutions[0]) == "an-binh/nghi-quyet/2022/12-nq-hdnd/"


def test_a_resolution_belongs_to_the_year_it_was_issued() -> None:
    one = session(write_up(RESOLUTION.replace("}", ", issued: 2023-01-05}")))
    assert ROUTES.resolution(one, one.resolutions[0]) == "an-binh/nghi-quyet/2023/12-nq-hdnd/"


def test_a_resolution_without_a_day_belongs_to_the_last_day_of_its_session() -> None:
    one = session(write_up(RESOLUTION, day="from: 2022-12-30\nto: 2023-01-02"))
    assert ROUTES.resolution(one, one.resolutions[0]) == "an-binh/nghi-quyet/2023/12-nq-hdnd/"


def test_every_address_ends_in_a_slash_and_begins_without() -> None:
    one = session(write_up(RESOLUTION))
    addresses = [
        ROUTES.council("a"),
        ROUTES.term("a", "IX"),
        ROUTES.session(one),
        ROUTES.resolution(one, one.resolutions[0]),
        ROUTES.resolutions(),
        ROUTES.resolutions(2022),
        ROUTES.resolutions(2022, "a"),
        ROUTES.resolutions(council="a"),
        ROUTES.sessions(),
        ROUTES.year(2022),
        ROUTES.topics(),
        ROUTES.topic("t"),
        ROUTES.indicators(),
        ROUTES.indicator("i"),
        ROUTES.page("p"),
    ]
    assert len(set(addresses)) == len(addresses)
    assert all(one.endswith("/") and not one.startswith("/") for one in addresses)


def test_a_site_may_choose_its_own_words() -> None:
    routes = Routes(UrlWords(term="term", session="session", resolution="resolution", topic="topics"))
    assert routes.session(session(write_up(number=2))) == "an-binh/term-x/session-2/"
    assert routes.topic("a") == "topics/a/"
    assert "topics" in routes.reserved()
    assert "linh-vuc" not in routes.reserved()


def test_the_first_step_of_every_list_is_reserved() -> None:
    lists = [ROUTES.sessions(), ROUTES.year(2020), ROUTES.topics(), ROUTES.indicators(), ROUTES.resolutions()]
    assert {one.split("/")[0] for one in lists} | {"assets"} <= ROUTES.reserved()
