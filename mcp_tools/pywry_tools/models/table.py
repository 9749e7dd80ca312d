"""Tables, as tools take and describe them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Protocol, TypeAlias, cast

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from pywry_tools.ids import WidgetId
from pywry_tools.models.compact import Checked, Compact
from pywry_tools.models.page import Value


def _as_given(value: object) -> object:
    return value


Data: TypeAlias = Annotated[
    Any,
    PlainValidator(_as_given),
    WithJsonSchema({"type": ["array", "object"]}),
]
"""Rows as a list of dicts, columns as a dict of lists, `{columns, rows}`, or a frame of any kind."""


def _as_dict(value: Any) -> object:
    """Column definitions may be models of the caller's own."""
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))
    dump = getattr(value, "to_dict", None) or getattr(value, "model_dump", None)
    return dump() if callable(dump) else value


class HasDict(Protocol):
    """A model of the caller's own."""

    def to_dict(self) -> dict[str, Any]:
        """Its fields."""
        ...


ColDef: TypeAlias = Annotated[dict[str, Any], BeforeValidator(_as_dict), WithJsonSchema({"type": "object"})]

ColDefs: TypeAlias = Annotated[Sequence[Mapping[str, Any] | HasDict], Checked(list[ColDef])]
"""AG Grid column definitions: `field` and what is to differ from the default."""

Strategy = Literal["set", "append", "update"]
"""set replaces all rows, append adds, update changes rows that have the same id."""

RowSelection: TypeAlias = Annotated[
    bool | Literal["single", "multiple"], WithJsonSchema({"enum": [True, False, "single", "multiple"]})
]


class Cell(Compact):
    """A value to write into a grid."""

    row_id: Annotated[str | int, WithJsonSchema({"type": "string"})]
    col_id: str
    value: Any


Cells: TypeAlias = Annotated[Sequence[Cell | Mapping[str, Any]], Checked(list[Cell])]
"""Cells; people may give dicts."""


class Column(Value):
    """A column of a grid."""

    name: str
    type: str


class GridState(Value):
    """Rows of a grid, and what a person did to it."""

    widget: WidgetId
    panel: str = Field(description="The grid's id, its gridId in events.")
    rows: int = Field(description="How many there are in all.")
    columns: list[Column]
    row_ids: list[str] = Field(description="Of the records, for cells and remove.")
    records: list[dict[str, Any]]
    next_cursor: int | None = Field(default=None, description="Give it as cursor for the rows that follow.")
    seen: dict[str, Any] = Field(default={}, description="Selection, filters and sort on screen.")


__all__ = ["Cell", "Cells", "ColDef", "ColDefs", "Column", "Data", "GridState", "RowSelection", "Strategy"]
