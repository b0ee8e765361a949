import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from builder.outputs.page import TEMPLATES
from builder.outputs.shell import Shell
from builder.problems import Problem, Span
from builder.theme.home import built_in
from builder.theme.templates import Templates
from builder.theme.theme import Theme, load
from unit.small import theme, values

THEMES = sorted(folder.name for folder in built_in().iterdir())
VIEWS = {template: view for view, template in TEMPLATES.items()}


class Row(Struct, frozen=True):
    """What a page lists."""

    name: str
    other: "Row | None"


class Page(Struct, frozen=True):
    """What a page is given."""

    title: str
    rows: tuple[Row, ...]
    first: Row | None
    second: Row | None


class Site(Struct, frozen=True):
    """What every page is given."""

    title: str


def found(page: str, **others: str) -> tuple[Problem, ...]:
    """What is told about the template of a page; `others` are further templates."""
    files: dict[str, str | bytes] = {f"templates/{name}.html": text for name, text in others.items()}
    made = theme(
        files | {"templates/page.html": page, "assets/a.css": "", "assets/b.css": ""},
        parameters={"accent": "red"},
    )
    return Templates(made, "vi", {}).unknown_names({"page.html": Page}, Site)


def told(page: str, **others: str) -> list[tuple[str, str]]:
    return sorted((one.code, values(one)["name"]) for one in found(page, **others))


MACRO = "{% macro m(row, kind='x') %}{{ row.nmae }}{% endmacro %}"


@pytest.mark.parametrize(
    ("page", "others", "expected"),
    [
        ("{{ page.titel }}", {}, [("template-field", "titel")]),
        ("{{ page['titel'] }}", {}, [("template-field", "titel")]),
        ("{{ site.titel }}", {}, [("template-field", "titel")]),
        ("{{ theme.acent }}", {}, [("template-field", "acent")]),
        ("{% if false %}{{ page.titel }}{% endif %}", {}, [("template-field", "titel")]),
        ("{% if page.titel %}{% endif %}", {}, [("template-field", "titel")]),
        ("{{ 'a' if page.titel }}", {}, [("template-field", "titel")]),
        ("{% for row in page.rows %}{{ row.nmae }}{% endfor %}", {}, [("template-field", "nmae")]),
        ("{% for row in page.rows if row.nmae %}{% endfor %}", {}, [("template-field", "nmae")]),
        ("{% for row in [] %}{% else %}{{ page.titel }}{% endfor %}", {}, [("template-field", "titel")]),
        ("{{ page.rows[0].nmae }}{{ page.rows[1:][0].nmae }}", {}, [("template-field", "nmae")]),
        ("{{ page.rows|first|attr('x') }}{{ (page.rows|last).nmae }}", {}, [("template-field", "nmae")]),
        ("{{ page.rows|map(attribute='other.nmae')|join }}", {}, [("template-field", "nmae")]),
        ("{{ page.rows|selectattr('nmae')|list }}", {}, [("template-field", "nmae")]),
        ("{{ (page.rows|sort(attribute='nmae'))[0].name }}", {}, [("template-field", "nmae")]),
        ("{{ (page.first or page.second).nmae }}", {}, [("template-field", "nmae")]),
        ("{{ (page.first if page.title else page.second).nmae }}", {}, [("template-field", "nmae")]),
        ("{{ page.first.other.other.nmae }}", {}, [("template-field", "nmae")]),
        ("{% set row = page.first %}{{ row.nmae }}", {}, [("template-field", "nmae")]),
        (
            "{% for word, row in [('a', page.first), ('b', page.second)] %}{{ row.nmae }}{% endfor %}",
            {},
            [("template-field", "nmae")],
        ),
        ("{{ pgae }}", {}, [("template-name", "pgae")]),
        ("{% for row in page.rows %}{% endfor %}{{ row }}", {}, [("template-name", "row")]),
        ("{{ page.title|bnid }}{% if page is eevn %}{% endif %}", {}, [("template-filter", "bnid"), ("template-filter", "eevn")]),
        ("{{ asset('c.css') }}", {}, [("template-asset", "c.css")]),
        ("{% include 'prat.html' %}", {}, [("template-missing", "prat.html")]),
        ("{% extends 'bsae.html' %}", {}, [("template-missing", "bsae.html")]),
        ("{% include 'part.html' %}", {"part": "{{ page.titel }}"}, [("template-field", "titel")]),
        ("{% for row in page.rows %}{% include 'part.html' %}{% endfor %}", {"part": "{{ row.nmae }}"}, [("template-field", "nmae")]),
        ("{% from 'part.html' import m %}{{ m(page.first) }}", {"part": MACRO}, [("template-field", "nmae")]),
        ("{% import 'part.html' as p %}{{ p.m(row=page.first) }}", {"part": MACRO}, [("template-field", "nmae")]),
        (MACRO + "{% for one in page.rows %}{{ m(one) }}{% endfor %}", {}, [("template-field", "nmae")]),
        ("{% from 'part.html' import n %}", {"part": MACRO}, [("template-field", "n")]),
        ("{% import 'part.html' as p %}{{ p.n() }}", {"part": MACRO}, [("template-field", "n")]),
        ("{% from 'part.html' import m %}{{ m() }}", {"part": "{% macro m() %}{{ page.title }}{% endmacro %}"}, [("template-name", "page")]),
        ("{% extends 'base.html' %}{% block a %}{{ page.titel }}{% endblock %}", {"base": "{% block a %}{% endblock %}"}, [("template-field", "titel")]),
        ("{% extends 'base.html' %}{% block a %}{{ super() }}{% endblock %}", {"base": "{% block a %}{{ page.titel }}{% endblock %}"}, [("template-field", "titel")]),
        ("{% extends 'base.html' %}", {"base": "{{ page.titel }}{% block a %}{% endblock %}"}, [("template-field", "titel")]),
        ("{% if %}", {}, None),
        ("{{ page.title }}", {"unused": "{% if %}"}, None),
    ],
)  # fmt: skip
def test_a_name_that_no_page_has_is_told_in_every_branch(
    page: str, others: dict[str, str], expected: list[tuple[str, str]] | None
) -> None:
    if expected is None:
        assert [one.code for one in found(page, **others)] == ["template-nothing-before"]
    else:
        assert told(page, **others) == expected


@pytest.mark.parametrize(
    ("page", "others"),
    [
        ("{{ page.title }}{{ site.title }}{{ theme.accent }}{{ asset('a.css') }}{{ _('x') }}", {}),
        ("{% for row in page.rows %}{{ loop.index }}{{ row.other.name }}{% endfor %}", {}),
        ("{% set ns = namespace(seen=0) %}{% set ns.seen = 1 %}{{ ns.seen }}{{ ns.other }}", {}),
        ("{% if page.title %}{% set x = 1 %}{% endif %}{{ x }}", {}),
        ("{% set x %}a{% endset %}{{ x }}{% with y = 1 %}{{ y }}{% endwith %}", {}),
        ("{% macro m() %}{{ caller() }}{{ varargs }}{% endmacro %}{% call m() %}{% endcall %}", {}),
        ("{{ [page.first, page.title][0].anything }}{{ {'a': 1}.b }}", {}),
        ("{% macro m(x) %}{{ x.anything }}{% endmacro %}{{ m(1) }}", {}),
        ("{{ asset(theme.accent ~ '.css') }}{% include page.title %}", {}),
        ("{% extends 'base.html' %}{% block a %}{{ x }}{% endblock %}", {"base": "{% set x = 1 %}{% block a %}{% endblock %}"}),
        ("{% extends 'base.html' %}{% block a %}{% endblock %}", {"base": "{% block a %}{{ page.titel }}{% endblock %}"}),
        ("{% from 'part.html' import m with context %}{{ m() }}", {"part": "{% macro m() %}{{ page.title }}{% endmacro %}"}),
        ("{% from 'part.html' import a %}{{ a(3) }}", {"part": "{% macro a(n) %}{{ b(n) }}{% endmacro %}{% macro b(n) %}{{ a(n) }}{% endmacro %}"}),
        ("{% include 'part.html' %}", {"part": "{% include 'part.html' %}"}),
    ],
)  # fmt: skip
def test_nothing_is_told_about_what_may_be_right(page: str, others: dict[str, str]) -> None:
    assert found(page, **others) == ()


def test_a_name_is_told_at_its_place_with_the_template_of_the_page_and_the_names_there_are() -> None:
    (one,) = found("{% include 'part.html' %}", part="a\n  {{ page.titel }}")
    assert one.at == Span("themes/tiny/templates/part.html", 2, 11, 5)
    assert values(one) == {
        "name": "titel",
        "nearest": "title",
        "of": "Page",
        "known": "first, rows, second, title",
        "where": "page.html",
    }


def test_a_theme_that_lacks_the_template_of_a_page_is_told_so() -> None:
    made = theme({"templates/pag.html": "x"})
    (one,) = Templates(made, "vi", {}).unknown_names({"page.html": Page}, Site)
    assert (one.code, one.at.file) == ("template-missing", "themes/tiny/templates/page.html")
    assert values(one)["nearest"] == "pag.html"


# --- The themes of the builder -------------------------------------------------------------------


def loaded(name: str) -> Theme:
    made = load(Path("nowhere"), name, {}).theme
    assert made is not None
    return made


def checked(made: Theme, views: Mapping[str, type] = VIEWS) -> tuple[Problem, ...]:
    return Templates(made, "vi", {}).unknown_names(views, Shell)


@pytest.mark.parametrize("name", THEMES)
def test_the_themes_of_the_builder_name_only_what_the_views_have(name: str) -> None:
    assert checked(loaded(name)) == ()


@pytest.mark.parametrize(
    ("template", "good", "bad"),
    [
        ("session.html", "page.session.summary", "page.session.sumary"),
        ("home.html", "page.latest.href", "page.latest.hreff"),
        ("partials/figures.html", "f.issue", "f.isue"),
        ("partials/rows.html", "r.votes", "r.vote"),
        ("partials/words.html", "held.official", "held.oficial"),
        ("partials/charts.html", "c.tick_y", "c.tick_z"),
        ("indicator.html", "page.definition", "page.defnition"),
    ],
)
def test_a_slip_in_them_would_be_told_wherever_it_stands(template: str, good: str, bad: str) -> None:
    made = loaded("gazette")
    file = made.templates[template]
    text = made.files[file].decode()
    assert re.search(rf"\b{re.escape(good)}\b", text)
    slipped = replace(made, files={**made.files, file: re.sub(rf"\b{re.escape(good)}\b", bad, text).encode()})
    problems = checked(slipped)
    assert problems
    assert {(one.code, one.at.file, values(one)["nearest"]) for one in problems} == {
        ("template-field", file, good.rpartition(".")[2])
    }
