from pathlib import Path

import pytest
from msgspec import Struct

from builder.problems import ContentError, Problem, Span
from builder.theme.assets import fingerprinted
from builder.theme.templates import Templates
from unit.small import theme, values

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Home"
msgstr "Trang đầu"

msgid "%(num)s file"
msgid_plural "%(num)s files"
msgstr[0] "%(num)s tệp"

msgid "Empty"
msgstr ""
"""


class Shown(Struct, frozen=True):
    """What a template is given, in place of a view."""

    title: str = "A & <b>"
    path: str = "a/b/"
    number: int = 1357


def templates(language: str = "vi", catalogue: str = PO, **sources: str) -> Templates:
    named: dict[str, str | bytes] = {f"templates/{name}.html": text for name, text in sources.items()}
    asked = {"templates/used.html": "{{ asset('a.js') }}", "assets/a.js": "x", "locale/vi.po": catalogue}
    made = theme(named | asked, parameters={"accent": "red", "wide": True})
    return Templates(made, language, fingerprinted(made)[0])


def shown(text: str, language: str = "vi", **sources: str) -> str:
    return templates(language, page=text, **sources).render("page.html", Shown(), None, "content/a.md")


def failed(text: str, **sources: str) -> Problem:
    with pytest.raises(ContentError) as caught:
        shown(text, **sources)
    assert caught.value.problem.code.startswith("template-")
    return caught.value.problem


def test_a_template_sees_page_site_filters_and_assets() -> None:
    assert shown("{{ page.number|number }} {{ site is none }}") == "1.357 True"
    assert shown("{{ asset('a.js') }}").startswith("assets/a.")


def test_everything_is_escaped() -> None:
    assert shown("{{ page.title }}") == "A &amp; &lt;b&gt;"
    assert shown('<a title="{{ \'\\"\' }}">') == '<a title="&#34;">'


def test_words_come_in_the_sites_language_and_a_missing_one_as_it_stands() -> None:
    text = (
        "{{ _('Home') }}|{{ _('Empty') }}|{{ _('Other') }}|{{ ngettext('%(num)s file', '%(num)s files', 2) }}"
    )
    assert shown(text) == "Trang đầu|Empty|Other|2 tệp"
    assert shown(text, "en") == "Home|Empty|Other|2 files"


def test_a_plural_that_is_not_translated_is_never_printed_as_nothing() -> None:
    half = PO.replace("nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);")
    text = "{{ ngettext('%(num)s file', '%(num)s files', 2) }}"
    assert (
        templates("vi", half, page=text).render("page.html", Shown(), None, "content/a.md").startswith("2 ")
    )


def test_words_with_markup_in_their_values_are_escaped() -> None:
    assert shown("{{ _('Hello %(name)s', name=page.title) }}") == "Hello A &amp; &lt;b&gt;"


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ asset.__globals__ }}",
        "{{ asset.__func__.__globals__['os'].popen('id').read() }}",
        "{{ _.__self__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum.__globals__['os'] }}",
        "{{ self.__init__.__globals__ }}",
        "{{ page|attr('__class__') }}",
        "{{ '%s'|format(page)|attr('__class__') }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ ''['__cl' ~ 'ass__'] }}",
        "{{ os }}",
        "{{ import('os') }}",
        "{{ open('/etc/passwd').read() }}",
        "{{ range(10000000)|list }}",
        "{% set x = [] %}{{ x.append(1) }}",
        "{% set x = {} %}{{ x.update({'a': 1}) }}",
        "{% include '../../../../etc/passwd' %}",
        "{% include '/etc/passwd' %}",
        "{% extends 'khong-co.html' %}",
        "{% import 'os' as os %}",
    ],
)
def test_a_template_cannot_reach_beyond_what_it_is_given(text: str) -> None:
    failed(text)


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "name", "near"),
    [
        ("a\n{{ page.titel }}", 2, 9, "template-field", "titel", "title"),
        ("a\n{{ page['titel'] }}", 2, 10, "template-field", "titel", "title"),
        ("a\n{{ theme.acent }}", 2, 10, "template-field", "acent", "accent"),
        ("{{ {'a': 1}.b }}", 1, 13, "template-field", "b", ""),
        ("a\n\n{{ pge.title }}", 3, 4, "template-name", "pge", "page"),
        ("{% for row in [1] %}{{ rwo }}{% endfor %}", 1, 24, "template-name", "rwo", "row"),
        (
            "{% macro m(figure) %}{{ figur }}{% endmacro %}{{ m(1) }}",
            1,
            25,
            "template-name",
            "figur",
            "figure",
        ),
        ("{% set total = 1 %}\n{{ totl }}", 2, 4, "template-name", "totl", "total"),
        ("{{ page.title|nmber }}", 1, 15, "template-filter", "nmber", "number"),
        ("{{ page.title is nmber }}", 1, 18, "template-filter", "nmber", "number"),
        ("a\n{{ asset('b.js') }}", 2, 11, "template-asset", "b.js", "a.js"),
        ("{% extends 'pge.html' %}", 1, 13, "template-missing", "pge.html", "page.html"),
        ("{% include 'tiny/pag.html' %}", 1, 13, "template-missing", "tiny/pag.html", "tiny/page.html"),
    ],
)
def test_a_name_that_is_not_there_is_told_at_its_place_with_the_one_that_was_meant(
    text: str, line: int, column: int, code: str, name: str, near: str
) -> None:
    found = failed(text)
    assert found.code == code
    assert found.at == Span("themes/tiny/templates/page.html", line, column, len(name))
    assert (values(found)["name"], values(found)["nearest"]) == (name, near)
    assert near in values(found)["known"]


def test_a_name_that_is_not_there_is_told_with_those_that_are_and_the_page_and_its_content() -> None:
    found = values(failed("{% set mine = 1 %}{{ pge }}"))
    assert found["known"] == "_, asset, mine, ngettext, page, site, theme"
    assert found["where"] == "/a/b/ ← content/a.md"
    found = values(failed("{{ page.pge }}"))
    assert (found["of"], found["known"]) == ("Shown", "number, path, title")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n{% if %}", 2, ""),
        ("a\n{{ [][3] }}", 2, ""),
        ("a\n{{ '%d'|format('x') }}", 2, "number is required"),
        ("a\n{{ 10 ** 400 * 1.5 }}", 2, "too large"),
        ("{% include 'page.html' %}", 1, ""),
        ("{% extends 'page.html' %}", 1, ""),
    ],
)
def test_a_mistake_of_a_theme_is_told_with_its_file_and_line(text: str, line: int, words: str) -> None:
    found = failed(text)
    assert isinstance(found.at, Span)
    assert (found.at.file, found.at.line) == ("themes/tiny/templates/page.html", line)
    assert words in values(found).get("said", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ page.title|number }}", "template-needs-number"),
        ("{{ none|date }}", "template-needs-date"),
        ("{{ 1/0 }}", "template-division"),
        ("{{ page.number % 0 }}", "template-division"),
        ("{% for x in page.number %}{% endfor %}", "template-no-list"),
        ("{{ page.number|length }}", "template-no-list"),
        ("{{ page.title() }}", "template-no-function"),
        ("{{ page.title + 1 }}", "template-mixed-kinds"),
        ("{{ 1 + page.title }}", "template-mixed-kinds"),
        ("{{ page.title > 1 }}", "template-mixed-kinds"),
        ("{{ ''.__class__ }}", "template-forbidden"),
        ("{{ [1].append(2) }}", "template-forbidden"),
    ],
)
def test_what_only_python_says_is_told_in_an_authors_words(text: str, code: str) -> None:
    found = failed(f"a\n{text}")
    assert (found.code, found.at) == (code, Span("themes/tiny/templates/page.html", 2))
    assert values(found)["where"] == "/a/b/ ← content/a.md"


@pytest.mark.parametrize("text", ["{{ page.pge|number }}", "{{ page.pge|date }}", "{{ page.pge + 1 }}"])
def test_a_field_that_is_not_there_is_told_whatever_is_done_with_it(text: str) -> None:
    assert failed(text).code == "template-field"


def test_a_template_that_includes_itself_is_told_to_be_one() -> None:
    assert failed("{% include 'page.html' %}").code == "template-circle"
    assert failed("{% extends 'page.html' %}").code == "template-circle"


def test_a_mistake_in_an_included_template_is_told_there() -> None:
    found = failed("a\n{% include 'part.html' %}", part="\n\n{{ page.titel }}")
    assert found.at == Span("themes/tiny/templates/part.html", 3, 9, 5)


def test_a_parameter_has_the_value_the_site_chose() -> None:
    assert shown("{{ theme.accent }}{{ ' wide' if theme.wide }}") == "red wide"
    macro = "{% macro m() %}{{ theme.accent }}{% endmacro %}"
    assert shown("{% from 'part.html' import m %}{{ m() }}", part=macro) == "red"


def test_an_imported_template_sees_the_page_it_is_imported_for() -> None:
    part = "{% macro title() %}{{ page.title }}{% endmacro %}"
    twice = "{% from 'part.html' import title with context %}{% include 'in.html' %}{{ title() }}"
    inner = "{% from 'part.html' import title with context %}{{ title() }}, "
    made = templates(page=twice, part=part, **{"in": inner})
    said = [made.render("page.html", Shown(title), None, "content/a.md") for title in ("one", "two")]
    assert said == ["one, one", "two, two"]
    assert shown("{% set page = [1] %}{% from 'p.html' import m with context %}{{ m() }}", p=_LAST) == "[1]"


_LAST = "{% macro m() %}{{ page }}{% endmacro %}"


def test_a_template_may_give_the_sign_of_words_another_meaning() -> None:
    assert shown("{% for _ in [1, 2] %}{{ _ }}{% endfor %}") == "12"
    assert shown("{% set _ = 'a {}'.format %}{{ _('Home') }}") == "a Home"


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("{{ m(1) }}", "1-2"),
        ("{{ m('<', 3) }}", "&lt;-3"),
        ("{{ m(b=4, a=1) }}", "1-4"),
        ("{{ m(*[5, 6]) }}", "5-6"),
        ("{% set n = m %}{{ n(7)|upper }}", "7-2"),
        ("{% macro c() %}[{{ caller() }}]{% endmacro %}{% call c() %}{{ m(8) }}{% endcall %}", "[8-2]"),
        (
            "{% macro v() %}{{ varargs|join }}{{ kwargs }}{% endmacro %}{{ v(1, 2, if=3) }}",
            "12{&#39;if&#39;: 3}",
        ),
        ("{% for n in [[1]] recursive %}{{ n if n is number else loop(n) }}{% endfor %}", "1"),
        ("{% set g = ngettext %}{{ g('%(num)s file', '%(num)s files', 2) }}", "2 tệp"),
    ],
)
def test_a_macro_and_all_else_is_called_as_in_jinja(called: str, said: str) -> None:
    assert shown("{% macro m(a, b=2) %}{{ a }}-{{ b }}{% endmacro %}" + called) == said


@pytest.mark.parametrize("called", ["m()", "m(1, 2, 3)", "m(1, c=2)", "m(1, a=2)", "(1)(2)"])
def test_a_macro_that_is_called_wrongly_is_told(called: str) -> None:
    failed("{% macro m(a, b=2) %}{{ a }}-{{ b }}{% endmacro %}{{ " + called + " }}")


def test_words_that_lack_their_value_are_told_at_their_line() -> None:
    assert failed("\n{% if page.path %}\n{{ _('Hello %(name)s') }}\n{% endif %}").at == Span(
        "themes/tiny/templates/page.html", 3
    )
    assert shown("{% if not page.path %}{{ _('Hello %(name)s') }}{% endif %}") == ""


@pytest.mark.parametrize("name", ["class", "import", "None"])
def test_a_field_may_be_asked_for_by_any_name(name: str) -> None:
    assert shown(f"{{{{ {{'{name}': 1}}.{name} }}}}") == "1"
    assert failed(f"{{{{ page.{name} }}}}").code == "template-field"


@pytest.mark.parametrize("text", ["{{ lipsum() }}", "{{ [1, 2]|random }}"])
def test_nothing_in_a_template_is_left_to_chance(text: str) -> None:
    assert failed(text).code in {"template-name", "template-filter"}


def test_a_missing_template_is_told_by_its_name() -> None:
    with pytest.raises(ContentError) as caught:
        templates().render("home.html", Shown(), None, "content/a.md")
    assert caught.value.problem.at.file == "themes/tiny/templates/home.html"


def test_a_template_cannot_change_what_the_next_page_sees() -> None:
    made = templates(page="{% set page = 1 %}{% set seen = namespace(n=1) %}{% set seen.n = 2 %}x")
    assert [made.render("page.html", Shown(), None, "content/a.md") for _ in range(2)] == ["x", "x"]


def test_the_environment_of_the_machine_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_WORD", "mật-khẩu")
    monkeypatch.chdir(tmp_path)
    for name in ("environ", "env", "getenv", "config", "os.environ"):
        assert "mật-khẩu" not in str(failed(f"{{{{ {name} }}}}"))
