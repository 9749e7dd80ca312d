"""Schemas as vendors accept them when they hold a model to the letter of a schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, cast

from pywry_tools.projections.shape import RANGES, Schema, limits, options_of

NULL = {"type": "null"}


def is_closed(schema: Schema) -> bool:
    """Whether every value in it has a known shape; a place for any data, or an open map, is not closed."""
    if options := options_of(schema):
        return all(is_closed(option) for option in options)
    if "enum" in schema or "const" in schema:
        return True
    kind = schema.get("type")
    if kind == "array":
        return is_closed(schema.get("items", {}))
    if kind == "object":
        known = schema.get("properties", {})
        return schema.get("additionalProperties") is False and all(map(is_closed, known.values()))
    return kind is not None


def in_description(schema: Schema, keywords: Collection[str]) -> dict[str, Any]:
    """Take keywords out of a schema and say in its descriptions what they meant."""
    below = children(schema, lambda child: in_description(child, keywords))
    kept = {key: value for key, value in below.items() if key not in keywords}
    taken = limits({key: schema[key] for key in keywords if key in RANGES and key in schema})
    if taken:
        kept["description"] = " ".join(filter(None, [schema.get("description"), f"({', '.join(taken)})"]))
    return kept


def all_required(schema: Schema) -> dict[str, Any]:
    """Require every property; one that may be left out may be null instead."""
    below = children(schema, all_required)
    if below.get("type") != "object":
        return below
    must = schema.get("required", [])
    properties = {n: s if n in must else _nullable(s) for n, s in below["properties"].items()}
    return {**below, "properties": properties, "required": list(properties)}


def without_nulls(schema: Schema, value: Any) -> Any:
    """Undo `all_required` in what a model answered: a null that stands for "left out" is left out.

    Args:
        schema: The schema as it was before.
        value: What the model gave for it.
    """
    if isinstance(value, list):
        return [without_nulls(_option(schema, "items"), item) for item in cast("Sequence[Any]", value)]
    if not isinstance(value, Mapping):
        return value
    given = cast("Mapping[str, Any]", value)
    fitting = _option(schema, "properties", given)
    must = _option(schema, "required", given)
    return {
        name: without_nulls(fitting.get(name, {}), item)
        for name, item in given.items()
        if item is not None or name in must or name not in fitting
    }


def children(schema: Schema, change: Callable[[Schema], Any]) -> dict[str, Any]:
    """A copy with every schema directly below changed; names of properties are not taken for keywords."""
    out = dict(schema)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            out[key] = change(schema[key])
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        if key in schema:
            out[key] = [change(option) for option in schema[key]]
    if "properties" in schema:
        out["properties"] = {name: change(child) for name, child in schema["properties"].items()}
    return out


def _option(schema: Schema, key: str, value: Mapping[str, Any] | None = None) -> Any:
    """A keyword of the first option that has it, and that knows the value's names if one is given."""
    for option in schema.get("anyOf", [schema]):
        if key in option and (value is None or option.get("properties", {}).keys() >= value.keys()):
            return option[key]
    return {}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in schema.items() if key != "description"}
    options = [*plain["anyOf"], NULL] if "anyOf" in plain else [plain, NULL]
    about = {"description": schema["description"]} if "description" in schema else {}
    return {"anyOf": options, **about}
