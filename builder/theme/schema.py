"""JSON Schema of `theme.toml`, for editors that help while it is typed; the same keys as the manifest.

Editors for TOML know draft 4: nothing newer is used. A begun theme names the file in a comment,
<https://taplo.tamasfe.dev/configuration/directives.html>.
"""

from typing import Any

from builder.problems import Language
from builder.theme.manifest import API
from builder.theme.parameters import KINDS

_WORDS: dict[Language, dict[str, str]] = {
    "vi": {
        "": "Giao diện: theme.toml",
        "name": "Tên giao diện, đúng như tên thư mục của nó.",
        "title": "Tên để người đọc thấy.",
        "description": "Một câu về giao diện.",
        "version": "Phiên bản của giao diện.",
        "api": "Phiên bản mẫu trang mà giao diện được viết cho.",
        "extends": "Tên giao diện mà giao diện này dựa vào; tệp nào ở đây không có thì lấy ở đó.",
        "parameters": "Những gì trang được chọn trong content/site.yaml, mỗi tên một mục.",
        "type": "Loại giá trị: chữ, số nguyên, có hay không, hoặc một trong các từ của choices.",
        "default": "Giá trị khi trang không chọn.",
        "choices": "Các từ được chọn, khi type là choice.",
        "min": "Số nhỏ nhất.",
        "max": "Số lớn nhất; với chữ là số ký tự nhiều nhất.",
        "parameter": "Tác dụng của nó, bằng tiếng Việt và tiếng Anh.",
    },
    "en": {
        "": "A theme: theme.toml",
        "name": "Name of the theme, the same as that of its folder.",
        "title": "Its name for readers.",
        "description": "One sentence about the theme.",
        "version": "Version of the theme.",
        "api": "Version of templates that the theme is made for.",
        "extends": "Name of the theme that this one builds upon: what is not here is taken from there.",
        "parameters": "What a site may choose in content/site.yaml, one entry for each name.",
        "type": "Kind of value: a text, a whole number, yes or no, or one of the words of choices.",
        "default": "The value when the site chooses none.",
        "choices": "The words to choose from, when type is choice.",
        "min": "The smallest number.",
        "max": "The largest number; the longest text, in characters.",
        "parameter": "What it does, in Vietnamese and in English.",
    },
}
_TEXT = {"type": "string", "pattern": r"\S"}


def theme_schema(language: Language) -> dict[str, Any]:
    """The JSON Schema of a manifest, with what each key means in `language`."""
    words = _WORDS[language]

    def said(key: str, shape: dict[str, Any]) -> dict[str, Any]:
        return {"description": words[key], **shape}

    both = _mapping({"vi": _TEXT, "en": _TEXT}, ["vi", "en"])
    parameter = _mapping(
        {
            "type": said("type", {"enum": list(KINDS)}),
            "default": said("default", {"type": ["string", "integer", "boolean"]}),
            "choices": said("choices", {"type": "array", "minItems": 1, "items": {"type": "string"}}),
            "min": said("min", {"type": "integer"}),
            "max": said("max", {"type": "integer"}),
            "description": said("parameter", both),
        },
        ["type", "default", "description"],
    )
    named = {"^[a-z][a-z0-9_]*$": parameter}
    parameters = {"type": "object", "additionalProperties": False, "patternProperties": named}
    keys = {
        **{key: said(key, _TEXT) for key in ("name", "title", "description", "version")},
        "api": said("api", {"enum": [API]}),
        "extends": said("extends", _TEXT),
        "parameters": said("parameters", parameters),
    }
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": words[""]}
    return head | _mapping(keys, ["name", "api"])


def _mapping(keys: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": keys}
