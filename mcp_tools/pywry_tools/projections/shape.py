"""A JSON Schema in words, for people who read a reference or a command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

NAMES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}
RANGES = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "multipleOf": "a multiple of {}",
    "pattern": "matching `{}`",
}


def in_words(schema: Schema) -> str:
    """Say what a value may be, as in "list of text" or "`light` or `dark`"."""
    if "const" in schema or "enum" in schema:
        return listed([f"`{literal(value)}`" for value in schema.get("enum", [schema.get("const")])])
    if options := options_of(schema):
        return listed(list(dict.fromkeys(in_words(option) for option in options)))
    kind = schema.get("type")
    if kind == "array":
        items = schema.get("items")
        return f"list of {in_words(items)}" if items else "list"
    if kind == "object":
        return _object(schema)
    return NAMES.get(str(kind), "any data")


def options_of(schema: Schema) -> list[Schema]:
    """The schemas of which one has to fit, whichever way that is written; none where there is but one."""
    if isinstance(schema.get("type"), list):
        return [{**schema, "type": kind} for kind in schema["type"]]
    return [*schema.get("anyOf", ()), *schema.get("oneOf", ())]


def parts_of(schema: Schema) -> list[Schema]:
    """A schema, its options, and what its lists hold."""
    options = [part for option in options_of(schema) for part in parts_of(option)]
    items = parts_of(schema["items"]) if "items" in schema and not options else []
    return [schema, *options, *items]


def _object(schema: Schema) -> str:
    if names := list(schema.get("properties", {})):
        shown = ", ".join(f"`{name}`" for name in names[:8])
        return f"object of {shown}{', ...' if len(names) > 8 else ''}"
    values: Any = schema.get("additionalProperties")
    return "object" if values in (None, True, False, {}) else f"object of name to {in_words(values)}"


def listed(words: list[str]) -> str:
    """Join with commas and a last "or"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def limits(schema: Schema) -> list[str]:
    """The constraints of a value in words, as in "at least 64"."""
    return [words.format(schema[key]) for key, words in RANGES.items() if key in schema]


def default(schema: Schema) -> str | None:
    """The value that stands when none is given; None when there is none to speak of."""
    value = schema.get("default")
    return None if value is None or value in ([], {}) else literal(value)


def literal(value: object) -> str:
    """A value as JSON writes it, but text without quotes."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
