from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.problems import ContentError, Problem, Span
from builder.theme.assets import fingerprinted
from builder.theme.templates import Templates
from builder.theme.theme import Theme
from unit.small import values

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


@dataclass(frozen=True, slots=True)
class Shown:
    """What a template is given, in place of a view."""

    title: str = "A & <b>"
    path: str = "a/b/"
    number: int = 1357


def templates(language: str = "vi", catalogue: str = PO, **sources: str) -> Templates:
    named = {f"{name}.html": text for name, text in sources.items()}
    theme = Theme("tiny", "themes/tiny", named, {"a.js": b"x"}, {"vi": catalogue.encode()})
    return Templates(theme, language, fingerprinted(theme)[0])


def shown(text: str, language: str = "vi", **sources: str) -> str:
    return templates(language, page=text, **sources).render("page.html", Shown(), None)


def failed(text: str, **sources: str) -> Problem:
    with pytest.raises(ContentError) as caught:
        shown(text, **sources)
    assert caught.value.problem.code == "template-error"
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
    assert templates("vi", half, page=text).render("page.html", Shown(), None).startswith("2 ")


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
    ("text", "line", "words"),
    [
        ("a\n{{ page.titel }}", 2, "titel"),
        ("a\n\n{{ pge.title }}", 3, "pge"),
        ("{{ page.title|nmber }}", 1, "nmber"),
        ("a\n{% if %}", 2, ""),
        ("a\n{% for x in page.number %}{% endfor %}", 2, ""),
        ("a\n{{ asset('b.js') }}", 2, "b.js"),
        ("a\n{{ page.title|number }}", 2, ""),
        ("a\n{{ none|date }}", 2, ""),
        ("a\n{{ 1/0 }}", 2, "zero"),
        ("a\n{{ [][3] }}", 2, ""),
        ("a\n{{ '%d'|format('x') }}", 2, ""),
        ("a\n{{ 10 ** 400 * 1.5 }}", 2, ""),
        ("{% include 'page.html' %}", 1, ""),
        ("{% extends 'page.html' %}", 1, ""),
    ],
)
def test_a_mistake_of_a_theme_is_told_with_its_file_and_line(text: str, line: int, words: str) -> None:
    found = failed(text)
    assert isinstance(found.at, Span)
    assert (found.at.file, found.at.line) == ("themes/tiny/templates/page.html", line)
    assert words in values(found)["said"]
    assert values(found)["page"] == "/a/b/"


def test_a_mistake_in_an_included_template_is_told_there() -> None:
    found = failed("a\n{% include 'part.html' %}", part="\n\n{{ page.titel }}")
    assert isinstance(found.at, Span)
    assert (found.at.file, found.at.line) == ("themes/tiny/templates/part.html", 3)


def test_a_missing_template_is_told_by_its_name() -> None:
    with pytest.raises(ContentError) as caught:
        templates().render("home.html", Shown(), None)
    assert caught.value.problem.at.file == "themes/tiny/templates/home.html"


def test_a_template_cannot_change_what_the_next_page_sees() -> None:
    made = templates(page="{% set page = 1 %}{% set seen = namespace(n=1) %}{% set seen.n = 2 %}x")
    assert [made.render("page.html", Shown(), None) for _ in range(2)] == ["x", "x"]


def test_the_environment_of_the_machine_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_WORD", "mật-khẩu")
    monkeypatch.chdir(tmp_path)
    for name in ("environ", "env", "getenv", "config", "os.environ"):
        assert "mật-khẩu" not in str(failed(f"{{{{ {name} }}}}"))
