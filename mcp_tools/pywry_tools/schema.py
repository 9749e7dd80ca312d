"""JSON Schema, tidied for models that read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from pywry_tools.docstring import Docstring

MAPS_OF_SCHEMAS = frozenset({"properties", "$defs", "patternProperties"})


def clean(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Inline references and drop pydantic's generated titles; a *property* called title stays.

    Args:
        schema: As pydantic writes it; references must not be recursive.
    """
    definitions = cast("dict[str, Any]", schema.get("$defs", {}))
    return cast("dict[str, Any]", _walk({k: v for k, v in schema.items() if k != "$defs"}, definitions))


def _walk(node: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_walk(item, definitions) for item in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    source = cast("dict[str, Any]", node)
    if "$ref" in source:
        target = definitions[source["$ref"].rpartition("/")[2]]
        source = {**target, **{k: v for k, v in source.items() if k != "$ref"}}
    out: dict[str, Any] = {}
    for key, value in source.items():
        if key in MAPS_OF_SCHEMAS and isinstance(value, dict):
            out[key] = {name: _walk(child, definitions) for name, child in cast("dict[str, Any]", value).items()}
        elif key in ("default", "const", "enum", "examples"):
            out[key] = value
        elif key == "description" and isinstance(value, str):
            out[key] = Docstring.parse(value).description
        elif not (key == "title" and isinstance(value, str)):
            out[key] = _walk(value, definitions)
    return _nullable(out)


def _nullable(node: dict[str, Any]) -> dict[str, Any]:
    """Write `X or null, by default null` as X: leaving it out says the same, in fewer words."""
    options = node.get("anyOf")
    if isinstance(options, list) and node.get("default", 0) is None:
        rest = [o for o in cast("list[Any]", options) if o != {"type": "null"}]
        node = {k: v for k, v in node.items() if k not in ("anyOf", "default")}
        return {**rest[0], **node} if len(rest) == 1 else {"anyOf": rest, **node}
    return node
