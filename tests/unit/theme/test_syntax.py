"""What Jinja says of a template that it cannot read is told at the sign or tag to mend, in both languages."""

import pytest
from jinja2 import Environment, TemplateSyntaxError

from builder.problems import Span, as_data
from builder.theme.syntax import unreadable

TOLD = {
    "a\n<title>{{ page.title </title>\n<h1>{{ page.title }}</h1>": ("template-unclosed-mark", "2:8", "{{"),
    "{% if a }}x{% endif %}": ("template-unclosed-mark", "1:1", "{%"),
    "{# {{ a }}": ("template-unclosed-mark", "1:1", "{#"),
    "{% raw %}{{ {% endraw %}\n{{ a %}": ("template-unclosed-mark", "2:1", "{{"),
    "{% for a in b %}\n{{ a }}\n": ("template-unclosed-tag", "1:4", "for"),
    "{% if a %}{% endif %}\n{% if b %}\n{% if c %}{% endif %}\n": ("template-unclosed-tag", "2:4", "if"),
    "{% set a = 1 %}\n{% set b %}c": ("template-unclosed-tag", "2:4", "set"),
    "{% raw %}a": ("template-unclosed-tag", "1:4", "raw"),
    "{% trans %}a": ("template-unclosed-tag", "1:4", "trans"),
    "{% for a in b %}\n{% if c %}\n{% endfor %}": ("template-wrong-end", "3:4", "endfor"),
    "{% for a in b %}\n{% endfr %}": ("template-wrong-end", "2:4", "endfr"),
    "{% if a %}\n{% elseif b %}\n{% endif %}": ("template-wrong-end", "2:4", "elseif"),
    "{% fr a in b %}{% endfor %}": ("template-unknown-tag", "1:4", "fr"),
    "a\n{% endif %}": ("template-nothing-open", "2:4", "endif"),
    "{% else %}": ("template-nothing-open", "1:4", "else"),
    "{{ “a” }}": ("template-curly-quote", "1:4", "“"),
    "{{ 'a }}": ("template-unclosed-quote", "1:4", "'"),
    '{{ "a }}': ("template-unclosed-quote", "1:4", '"'),
    "{{ a b }}": ("template-expected", "1:6", "b"),
    "{{ f(a }}": ("template-expected", "1:8", "}"),
    "{% if %}{% endif %}": ("template-nothing-before", "1:7", "%}"),
    "{{ }}": ("template-nothing-before", "1:4", "}}"),
    "{{ a | }}": ("template-nothing-before", "1:8", "}}"),
    "{{ a ? b }}": ("template-unexpected", "1:6", "?"),
    "{{ a) }}": ("template-unexpected", "1:5", ")"),
    "{% block a %}{% endblock %}\n{% block a %}{% endblock %}": ("template-block-twice", "2:10", "a"),
    "{{ a. }}": ("template-syntax", "1:1", "{"),
}
"""A template; the code of what is told of it, line and column, and what stands there."""


@pytest.mark.parametrize("text", TOLD)
def test_a_mistake_is_told_where_it_is_to_be_mended(text: str) -> None:
    with pytest.raises(TemplateSyntaxError) as raised:
        Environment(extensions=["jinja2.ext.i18n"], autoescape=True).compile(text, "a.html", "a.html")
    found = unreadable(Span("a.html", raised.value.lineno), text, raised.value.message or "")
    assert isinstance(found.at, Span)
    shown = text.split("\n")[found.at.line - 1][found.at.column - 1 :][: found.at.length]
    assert (found.code, f"{found.at.line}:{found.at.column}", shown) == TOLD[text]
    if found.code != "template-syntax":
        assert str(raised.value.message) not in str(as_data(found, "vi")["message"])


def test_a_wrong_end_says_which_tag_is_open_and_what_was_meant() -> None:
    text = "{% for a in b %}\n{% endfr %}"
    said = (
        "Encountered unknown tag 'endfr'. Jinja was looking for the following tags: 'endfor' or 'else'. "
        "The innermost block that needs to be closed is 'for'."
    )
    found = as_data(unreadable(Span("a.html", 2), text, said), "vi")
    assert found["message"] == "`endfr` không đứng được ở đây: `for` mở ở dòng 1 chưa kết thúc"
    assert found["hint"] == 'có phải ý bạn là "endfor"?'
