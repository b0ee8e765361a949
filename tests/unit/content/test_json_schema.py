"""The schema and the shapes say the same: what the builder takes, an editor takes, and wrong keys neither."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import TypeAdapter, ValidationError

from builder.content import fields
from builder.content.front_matter import read_front_matter, read_yaml
from builder.content.json_schema import KINDS, SHAPES, kind_of, required, schema_of
from builder.content.keys import kind_words, shape_words
from builder.problems import Language

ROOT = Path(__file__).parent.parent.parent.parent
SITES = (
    ROOT,
    ROOT / "examples" / "phuong-mau",
    ROOT / "tests" / "sites" / "base",
    ROOT / "builder" / "begin" / "site",
)
_CORE: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"), float),
)
"""How YAML 1.2 gives types to plain words, in this order (chapter 10.3.2, core schema)."""


def typed(node: yaml.Node) -> object:
    """A node as an editor's program understands it."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: typed(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [typed(one) for one in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return node.value if node.style else plain(node.value)


def plain(text: str) -> object:
    return next((make(text) for form, make in _CORE if form.fullmatch(text)), text)


def validator(kind: str, language: Language = "vi") -> Draft7Validator:
    schema = schema_of(kind, language)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


VALIDATORS = {kind: validator(kind) for kind in KINDS}


def part(shape: str) -> Draft7Validator:
    """A validator of one mapping, wherever in the files it stands."""
    for kind in KINDS:
        schema = VALIDATORS[kind].schema
        if KINDS[kind][0] == shape and "properties" in schema:
            return VALIDATORS[kind]
        if shape in schema.get("definitions", {}):
            head = {"$ref": f"#/definitions/{shape}", "definitions": schema["definitions"]}
            return Draft7Validator(head)
    raise AssertionError(shape)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_sites_hold_is_taken(kind: str) -> None:
    found = [path for site in SITES for path in sorted(site.glob(KINDS[kind][1]))]
    found = [path for path in found if path.name.endswith(".en.md") == (kind == "translation")]
    assert found
    for path in found:
        read = read_front_matter if path.suffix == ".md" else read_yaml
        located = read(path.name, path.read_bytes())
        assert located.node is not None
        assert [error.message for error in VALIDATORS[kind].iter_errors(typed(located.node))] == [], path


# --- Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_key_has_its_words_and_no_other(shape: str, language: Language) -> None:
    words = shape_words(shape, language)
    assert list(words.keys) == [field.alias or name for name, field in SHAPES[shape].model_fields.items()]
    for key, one in words.keys.items():
        assert one.title.strip(), key
        assert one.meaning.strip(), key
        assert kind_of(shape, key, language), key


def test_every_kind_of_value_has_a_user() -> None:
    used = {kind_of(shape, key, "en") for shape in SHAPES for key in shape_words(shape, "en").keys}
    for called, _ in kind_words("en").values():
        assert {called, f"list of {called}s"} & used, called


def whole(shape: str, language: Language, key: str = "") -> dict[str, Any]:
    """A mapping of examples: what must be there, and one key more."""
    words = shape_words(shape, language).keys
    needed = {
        field.alias or name for name, field in SHAPES[shape].model_fields.items() if field.is_required()
    }
    found: dict[str, Any] = {one: words[one].example for one in words if one in needed or one == key}
    if shape == "council":
        found["names"] = [whole("name", language)]
    if shape == "session" and "from" not in found:
        found.setdefault("date", words["date"].example)
    if shape == "metric":
        if not {"indicator", "name"} & {*found}:
            found["indicator"] = words["indicator"].example
        if not {"result", "target", "task", "decision", "proposal"} & {*found}:
            found["result"] = words["result"].example
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_example_is_taken_by_shape_and_schema(shape: str, language: Language) -> None:
    seen = part(shape)
    for key, one in shape_words(shape, language).keys.items():
        if one.example is not None:
            said = whole(shape, language, key)
            SHAPES[shape].model_validate(said)
            assert [error.message for error in seen.iter_errors(said)] == [], key


def test_only_keys_that_hold_mappings_have_no_example() -> None:
    for shape in SHAPES:
        for key, one in shape_words(shape, "en").keys.items():
            assert one.example is not None or kind_of(shape, key, "en") in {"list", "mapping"}, (
                f"{shape}.{key}"
            )


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_an_unknown_key_is_refused_by_both(shape: str) -> None:
    said = whole(shape, "vi") | {"khoa-la": "x"}
    assert not part(shape).is_valid(said)
    with pytest.raises(ValidationError):
        SHAPES[shape].model_validate(said)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_missing_key_is_refused_by_both(shape: str) -> None:
    seen = part(shape)
    for key in required(shape):
        said = whole(shape, "vi")
        del said[key]
        assert not seen.is_valid(said), key
        with pytest.raises(ValidationError):
            SHAPES[shape].model_validate(said)


@pytest.mark.parametrize("missing", ["date", "result", "indicator"])
def test_what_one_of_several_keys_must_say_is_missed_by_an_editor_too(missing: str) -> None:
    shape = "session" if missing == "date" else "metric"
    said = whole(shape, "vi")
    del said[missing]
    assert not part(shape).is_valid(said)


TYPES = {
    name: one
    for name, one in vars(fields).items()
    if not name.startswith("_")
    and name[0].isupper()
    and hasattr(one, "__metadata__")
    and one is not Annotated
}
READERS: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(kind) for name, kind in TYPES.items()}
SEEN = {name: Draft7Validator(reader.json_schema()) for name, reader in READERS.items()}
EXACT = ("Slug", "Count", "Number", "Boolean", "Sha256", "Title", "Text", "Alias")
"""Kinds that their form alone decides."""
WRITTEN = st.one_of(
    st.text(max_size=30),
    st.text("aăâ:/-. 0123456789HQg", max_size=12),
    st.from_regex(r"[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?", fullmatch=True),
    st.from_regex(r"[0-9]{4}-(H|Q)?[0-9]{1,2}(/[0-9]{4})?", fullmatch=True),
    st.from_regex(r"-?[0-9]{0,3}[.,]?[0-9]{0,3}", fullmatch=True),
    st.from_regex(r"[a-z0-9]{1,50}(-[A-Za-z0-9]{1,40})?", fullmatch=True),
    st.from_regex(r"(https?|HTTP|ftp)://?[a-z./?]{0,9}|/[a-z./]{0,9}|\.\./a|a\\b", fullmatch=True),
    st.sampled_from(
        ["true", "false", "yes", "term", "session", "0" * 64, "8h00", "07:61", "Asia/Ho_Chi_Minh"]
    ),
    st.sampled_from(["a" * 80, "a" * 81, "x " * 100, "x " * 101, "1e5", " 13 ", "", " ", "012", "2021/2020"]),
)


@settings(deadline=None, database=None, derandomize=True, max_examples=250)
@given(WRITTEN)
def test_an_editor_never_refuses_a_value_that_the_builder_takes(text: str) -> None:
    for name, reader in READERS.items():
        seen = SEEN[name]
        try:
            reader.validate_python(text)
        except ValidationError:
            assert name not in EXACT or not seen.is_valid(text), name
        else:
            assert seen.is_valid(text), name
            # The key of a mapping is always a text; a word like `null` would be given no type at all.
            assert name == "TermKey" or plain(text) is None or seen.is_valid(plain(text)), name
