"""JSON Schema of every kind of file, for editors that help while a file is typed.

It is made from the shapes themselves and says the same, as far as one file alone can tell: what the builder
takes, the schema takes; what only all files together decide (is there such a council?) it leaves to
`bulletin check`. Draft 7, which editors for YAML read.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from builder.content import limits, schema
from builder.content.fields import SLUG
from builder.content.keys import KeyWords, ShapeWords, kind_words, shape_words
from builder.problems import Language, Problem, Span, message

SHAPES: dict[str, type[schema.Shape]] = {
    name.removesuffix("Shape").lower(): one
    for name, one in vars(schema).items()
    if isinstance(one, type) and issubclass(one, schema.Shape) and one is not schema.Shape
}
"""Every mapping of a file, by the name its words stand under in `keys.toml`, in the order of `schema.py`."""

KINDS = {
    "session": ("session", "content/sessions/**/*.md"),
    "page": ("page", "content/pages/*.md"),
    "translation": ("translation", "content/**/*.en.md"),
    "site": ("site", "content/site.yaml"),
    "councils": ("council", "content/councils.yaml"),
    "topics": ("topic", "content/topics.yaml"),
    "units": ("unit", "content/units.yaml"),
    "indicators": ("indicator", "content/indicators.yaml"),
}
"""Every kind of file: the shape of it, or of each of its entries, and where such files are; translations are
among their originals."""

_REGISTRIES = frozenset({"councils", "topics", "units", "indicators"})
_TYPED = ("title", "description", "default", "x-kind", "x-code")
"""What pydantic and `fields.py` write for us, not for an editor."""


def schema_of(kind: str, language: Language) -> dict[str, Any]:
    """The JSON Schema of one kind of file, with titles, meanings and examples in `language`."""
    name, _ = KINDS[kind]
    made = _made(name)
    shapes = {_name(model): one for model, one in made.get("$defs", {}).items()}
    whole = _mapping(name, made, language)
    parts = {part: _mapping(part, one, language) for part, one in sorted(shapes.items())}
    if kind in _REGISTRIES:
        parts[name] = whole
        whole = {
            "title": whole["title"],
            "type": "object",
            "additionalProperties": {"$ref": f"#/definitions/{name}"},
        }
        if kind != "units":
            whole["propertyNames"] = {"pattern": f"^(?:{SLUG.pattern})$"}
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return head | whole | ({"definitions": parts} if parts else {})


def kind_of(shape: str, key: str, language: Language) -> str:
    """What kind of value a key of a shape takes, in words: a day, a list of texts, a mapping."""
    said = {word: called for word, (called, _) in kind_words(language).items()}
    name = kind_name(shape, key)
    inner = _kind(_entry(shape, key)) if name == "list" else "mapping"
    if inner == "mapping":
        return said[name]
    return {"en": f"list of {said[inner]}s", "vi": f"danh sách {said[inner]}"}[language]


def kind_name(shape: str, key: str) -> str:
    """The name in `keys.toml` of the kind of value a key takes."""
    one = _present(_made(shape)["properties"][key])
    return "list" if one.get("type") == "array" else _kind(one)


def choices_of(shape: str, key: str) -> tuple[str, ...]:
    """The words that a key allows; none when it is free."""
    return tuple(_present(_made(shape)["properties"][key]).get("enum", ()))


def required(shape: str) -> frozenset[str]:
    """The keys of a shape that must be there."""
    fields = SHAPES[shape].model_fields.items()
    return frozenset(field.alias or name for name, field in fields if field.is_required())


@cache
def _made(shape: str) -> dict[str, Any]:
    """What pydantic says about a shape; not to be changed."""
    return SHAPES[shape].model_json_schema(by_alias=True, ref_template="#/definitions/{model}")


def _kind(field: dict[str, Any]) -> str:
    if "enum" in field:
        return "word"
    return str(field.get("x-kind", "mapping"))


def _entry(shape: str, key: str) -> dict[str, Any]:
    """What each entry of a list is."""
    items: dict[str, Any] = _present(_made(shape)["properties"][key])["items"]
    return items


def _present(field: dict[str, Any]) -> dict[str, Any]:
    """The field as it is when it is there: pydantic writes an optional one as two."""
    return next((one for one in field.get("anyOf", ()) if one.get("type") != "null"), field)


def _name(model: str) -> str:
    return model.removesuffix("Shape").lower()


def _mapping(shape: str, made: dict[str, Any], language: Language) -> dict[str, Any]:
    words = shape_words(shape, language)
    fields = {key: _field(field, words.keys[key], language) for key, field in made["properties"].items()}
    rest = {key: value for key, value in made.items() if key not in {*_TYPED, "properties", "$defs"}}
    return {"title": _plain(words.title), **_opening(words), **rest, "properties": fields}


def _opening(words: ShapeWords) -> dict[str, str]:
    return {"description": _plain(words.introduction)} if words.introduction else {}


def _field(field: dict[str, Any], words: KeyWords, language: Language) -> dict[str, Any]:
    said: dict[str, Any] = {"title": words.title, "description": _plain(words.meaning)}
    if "`" in words.meaning:
        said["markdownDescription"] = words.meaning
    if words.example is not None:
        said["examples"] = [words.example]
    default = field.get("default")
    return said | _value(field, language) | ({"default": default} if default not in (None, [], {}) else {})


def _value(field: dict[str, Any], language: Language) -> dict[str, Any]:
    """What may stand there, without the names that only this program understands."""
    one = {key: value for key, value in field.items() if key not in _TYPED}
    code = field.get("x-code")
    if code:
        one["patternErrorMessage"] = _advice(code, language)
    for key, value in one.items():
        if key in {"items", "additionalProperties"} and isinstance(value, dict):
            one[key] = _value(value, language)
        elif key == "patternProperties":
            one[key] = {pattern: _value(inner, language) for pattern, inner in value.items()}
    if "patternProperties" in one:
        one["additionalProperties"] = False
    if "$ref" in one:
        one["$ref"] = _reference(one["$ref"])
    return _or_empty(field, language) if "anyOf" in one else one


def _or_empty(field: dict[str, Any], language: Language) -> dict[str, Any]:
    """A field that may be left empty, in one piece where it can be: editors tell its mistakes better."""
    choices = [_value(one, language) for one in field["anyOf"]]
    one, empty = choices[0], {"type": "null"}
    if "type" not in one or choices[1:] != [empty]:
        return {"anyOf": choices}
    types = one["type"] if isinstance(one["type"], list) else [one["type"]]
    return one | {"type": [*types, "null"]} | ({"enum": [*one["enum"], None]} if "enum" in one else {})


def _reference(target: str) -> str:
    head, _, model = target.rpartition("/")
    return f"{head}/{_name(model)}"


def _advice(code: str, language: Language) -> str:
    """What the builder itself would say, as far as it needs no word of the file for it."""
    values = (("limit", str(limits.TITLE)), ("value", "…"))
    what, hint = message(Problem(Span(""), code, values), language)
    return hint or what


def _plain(words: str) -> str:
    return words.replace("`", "").replace("*", "")


def nested(shape: str) -> dict[str, str]:
    """The keys of a shape whose values are mappings of a shape of their own, and its name."""
    found = {}
    for key, field in _made(shape)["properties"].items():
        models = [one["$ref"] for one in _within(field) if "$ref" in one]
        if models:
            found[key] = _name(models[0].rpartition("/")[2])
    return found


def _within(field: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The field and everything that may stand in it."""
    yield field
    for one in (*field.get("anyOf", ()), *field.get("patternProperties", {}).values()):
        yield from _within(one)
    for key in ("items", "additionalProperties"):
        if isinstance(field.get(key), dict):
            yield from _within(field[key])
