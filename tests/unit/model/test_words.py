import copy
import pickle

import pytest

from builder.model.words import Foreign, Localised, told


@pytest.mark.parametrize(
    ("text", "said", "lang"),
    [
        ({"vi": "Ngân sách", "en": "Budget"}, "Budget", ""),
        ({"vi": "Ngân sách"}, "Ngân sách", "vi"),
        ({"": "Ngân sách"}, "Ngân sách", "vi"),
        ({"fr": "Budget"}, "Budget", "fr"),
        ({}, "", ""),
    ],
)
def test_a_text_is_told_in_the_language_or_known_to_be_in_another(
    text: Localised, said: str, lang: str
) -> None:
    found = told(text, "en", "vi")
    assert (found, getattr(found, "lang", "")) == (said, lang)


def test_a_text_given_once_is_in_the_sites_own_language() -> None:
    found = told({"": "Ngân sách"}, "vi", "vi")
    assert (found, type(found)) == ("Ngân sách", str)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])  # noqa: S301 # our own bytes
def test_a_copy_knows_its_language_too(again: object) -> None:
    assert callable(again)
    found = again(Foreign("xin chào", "vi"))
    assert (found, found.lang) == ("xin chào", "vi")
