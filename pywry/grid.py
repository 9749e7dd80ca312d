"""AG Grid's options as classes, and what a grid makes of data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pywry_tools.models.grid import ColDef as ColDef
from pywry_tools.models.grid import ColGroupDef as ColGroupDef
from pywry_tools.models.grid import DefaultColDef as DefaultColDef
from pywry_tools.models.grid import GridOptions as GridOptions
from pywry_tools.models.grid import RowSelection as RowSelection


@dataclass(frozen=True)
class GridData:
    """A table as a grid takes it.

    Attributes:
        row_data: The rows as JSON-able dicts.
        columns: The columns' names, in order; always text, each once.
        total_rows: How many rows there are.
        column_groups: Headings over columns whose labels have several levels: names, and groups with `children`; None
            where there are none.
        index_columns: The columns that were the rows' index of several levels.
        column_types: What each column holds: number, integer, decimal, text, boolean, date, datetime, duration or
            object.
    """

    row_data: list[dict[str, Any]]
    columns: list[str]
    total_rows: int
    column_groups: list[Any] | None
    index_columns: list[str]
    column_types: dict[str, str]


def normalize_data(data: Any) -> GridData:
    """What a grid makes of data, whole; `show_dataframe` does so by itself and without dicts.

    Args:
        data: Anything that `show_dataframe` takes.

    Raises:
        BadData: It is no table.
    """
    from pywry.data.table import Table
    from pywry.panels.gridview import nested

    table = Table.of(data)
    levels = table.levels
    return GridData(
        row_data=table.records(),
        columns=list(table.names),
        total_rows=table.rows,
        column_groups=nested(table.names, levels),
        index_columns=list(levels.index) if levels is not None else [],
        column_types=dict(table.types),
    )


def build_column_defs(
    data: Any,
    column_defs: Sequence[ColDef | ColGroupDef | Mapping[str, Any]] | None = None,
    *,
    enable_cell_span: bool | None = None,
) -> list[dict[str, Any]]:
    """The columns of a grid as AG Grid's definitions, in order and in their groups.

    Args:
        data: Anything that `show_dataframe` takes.
        column_defs: For the columns that differ.
        enable_cell_span: As for `show_dataframe`.

    Raises:
        BadData: It is no table, or a definition does not fit it.
    """
    from pywry.panels.grid import GridPanel

    wire = GridPanel("grid", table=data, column_defs=column_defs, enable_cell_span=enable_cell_span).wire()
    known = {
        column["field"]: {"field": column["field"], "headerName": column["headerName"], **column.get("colDef", {})}
        for column in wire["columns"]
    }
    return [_definition(node, known) for node in wire.get("groups") or list(known)]


def _definition(node: Any, known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    if isinstance(node, str):
        return known[node]
    return {**node, "children": [_definition(child, known) for child in node["children"]]}


__all__ = [
    "ColDef",
    "ColGroupDef",
    "DefaultColDef",
    "GridData",
    "GridOptions",
    "RowSelection",
    "build_column_defs",
    "normalize_data",
]
