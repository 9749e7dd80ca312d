"""A call that a tool takes, for errors that show how it is done right."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, cast

FIGURE = {"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}], "layout": {"title": {"text": "Counts"}}}
ROWS = [{"city": "Bern", "people": 134000}]
PANELS = [{"kind": "metric", "id": "total", "value": 7}]
ITEM = {"type": "item", "id": "save", "text": "Save"}

BY_NAME: Mapping[str, Any] = {
    "widget": "w-1",
    "label": "report",
    "panel": "bars",
    "figure": FIGURE,
    "data": ROWS,
    "add": ROWS,
    "update": {"marker.color": "teal"},
    "panels": PANELS,
    "datasets": {"cities": ROWS},
    "layout": {"title": {"text": "Counts"}},
    "traces": {"name": "2026"},
    "cells": [{"row_id": "Bern", "col_id": "people", "value": 135000}],
    "row_ids": ["Bern"],
    "columns": ["city"],
    "column_defs": [{"field": "people", "headerName": "People"}],
    "event": "app:saved",
    "events": ["app:saved"],
    "content": "<h1>Hello</h1>",
    "html": "<h1>Hello</h1>",
    "css": "h1 { color: teal }",
    "styles": {"color": "teal"},
    "script": "document.title",
    "url": "https://example.org/",
    "path": "report.html",
    "sql": "SELECT city, people FROM cities",
    "xaxis_range": [0, 10],
    "yaxis_range": [0, 10],
    "id": "top",
    "links": [{"source": "bars"}],
    "menu": {"id": "file", "items": [ITEM]},
}
"""By a parameter's name, where its type alone says little."""

BY_TOOL: Mapping[tuple[str, str], Any] = {
    ("page_emit", "data"): {"done": True},
    ("plotly_extend", "data"): {"y": [[7, 8]]},
    ("plotly_prepend", "data"): {"y": [[7, 8]]},
    ("data_open", "path"): "cities.csv",
    ("data_profile", "data"): "cities",
    ("data_read", "data"): "cities",
    ("data_close", "data"): "cities",
    ("grid_set_sort", "model"): [{"col_id": "people", "sort": "desc"}],
    ("grid_restore_state", "state"): {"filterModel": {}, "sortModel": [], "columnState": []},
    ("grid_update_grid", "columns"): [{"field": "people", "headerName": "People"}],
    ("dashboard_update", "layout"): {"items": [{"panel": "total", "width": 6}]},
    ("menu_insert", "items"): [ITEM],
    ("appearance_set_effects", "effects"): ["mica"],
    ("live_start", "panel"): "total",
    ("live_start", "traces"): ["2026"],
    ("webview_set_cookie", "expires"): "2027-01-31T00:00:00Z",
    ("live_start", "tool"): "page_list_open",
    ("page_download", "content"): "a,b",
    ("page_download", "filename"): "table.csv",
}


def example(tool: str, schema: Mapping[str, Any], wanted: Collection[str] = ()) -> dict[str, Any]:
    """Arguments that a tool takes: what it needs, and what else is wanted.

    Args:
        tool: Its name.
        schema: Of its arguments.
        wanted: Parameters that are to be among them.
    """
    properties: Mapping[str, Any] = schema["properties"]
    names = [name for name in properties if name in schema.get("required", ()) or name in wanted]
    return {name: _value(tool, name, properties[name]) for name in names}


def shown(tool: str, schema: Mapping[str, Any], wanted: Collection[str] = ()) -> str:
    """The same as JSON."""
    return json.dumps(example(tool, schema, wanted), ensure_ascii=False)


def _value(tool: str, name: str, schema: Mapping[str, Any]) -> Any:
    if (tool, name) in BY_TOOL:
        return BY_TOOL[tool, name]
    if schema.get("default") is not None:
        return schema["default"]
    named = BY_NAME.get(name)
    # A menu is an object where it is made, and an id where it is changed.
    fits = named is not None and (schema.get("type") != "string" or isinstance(named, str))
    return named if fits else _sample(schema)


def _sample(schema: Mapping[str, Any]) -> Any:
    """A value of a schema."""
    for key in ("const", "default"):
        if schema.get(key) is not None:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return _sample(schema[key][0])
    kind = schema.get("type", "string")
    return _of_kind(cast("list[str]", kind)[0] if isinstance(kind, list) else kind, schema)


def _of_kind(kind: str, schema: Mapping[str, Any]) -> Any:
    match kind:
        case "boolean":
            return True
        case "integer" | "number":
            return _number(schema)
        case "array":
            return [_sample(item) for item in schema.get("prefixItems") or [schema.get("items", {})]]
        case "object":
            properties = schema.get("properties", {})
            return {name: _sample(properties.get(name, {})) for name in schema.get("required", ())}
        case _:
            return "name"


def _number(schema: Mapping[str, Any]) -> int | float:
    low = max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
    return cast("int | float", min(low, schema.get("maximum", low)))
