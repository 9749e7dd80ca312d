"""Schemas, events and exposed functions as TypeScript."""

from __future__ import annotations

from typing import Any

import pytest

from pywry_tools.events import base
from pywry_tools.events.grid import UpdateCells
from pywry_tools.events.page import Download, Ready
from pywry_tools.events.plotly import Clicked
from pywry_tools.projections import protocol
from pywry_tools.projections.typescript import TypeWriter


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ({"type": "string"}, "string"),
        ({"type": "integer"}, "number"),
        ({}, "unknown"),
        ({"enum": ["a", "b"]}, '"a" | "b"'),
        ({"const": 1}, "1"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string | null"),
        ({"anyOf": [{"type": "integer"}, {"type": "number"}]}, "number"),
        ({"type": "array"}, "unknown[]"),
        ({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}}, "(string | null)[]"),
        ({"type": "array", "items": {"enum": ["a"]}}, '"a"[]'),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"type": "number"}]}, "[string, number]"),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "Record<string, number>"),
        ({"type": "object"}, "Record<string, unknown>"),
        ({"type": ["array", "object"]}, "unknown[] | Record<string, unknown>"),
        ({"type": "object", "additionalProperties": False, "properties": {}}, "Record<string, never>"),
        ({"type": "string", "format": "binary"}, "Uint8Array"),
        ({"type": "string", "format": "date-time"}, "string"),
    ],
)
def test_a_schema_has_its_type(schema: dict[str, Any], written: str) -> None:
    assert TypeWriter().type_of(schema) == written


def test_an_event_carries_its_wire_names() -> None:
    assert protocol.member(Clicked).splitlines()[:3] == [
        "  /** A person clicked on points. */",
        '  "plotly:click": {',
        "    chartId: string;",
    ]
    assert "    point_indices?: number[];" in protocol.member(Clicked)


def test_nested_models_are_written_in_place() -> None:
    assert (
        "    cells?: {\n      rowId: string;\n      colId: string;\n      value: unknown;\n    }[];"
        in protocol.member(UpdateCells)
    )


def test_bytes_are_typed_arrays() -> None:
    assert "    content: string | Uint8Array;" in protocol.member(Download)


def test_an_event_without_data_has_none() -> None:
    assert '"pywry:ready": Record<string, never>;' in protocol.member(Ready)


def test_every_event_is_in_the_file_under_its_way() -> None:
    text = protocol.declarations()
    down, up = text.split("export interface EventsUp")
    for event in base.load()["down"]:
        assert f'  "{event}": ' in down
    for event in base.load()["up"]:
        assert f'  "{event}": ' in up
