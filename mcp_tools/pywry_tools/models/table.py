"""Tables, as tools take and describe them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, Protocol, TypeAlias, cast

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, PlainValidator, WithJsonSchema
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_wrap_validator_function

from pywry_tools.ids import WidgetId
from pywry_tools.models.compact import Checked, Compact
from pywry_tools.models.grid import plain
from pywry_tools.models.page import Value


def _as_given(value: object) -> object:
    return value


Data: TypeAlias = Annotated[
    Any,
    PlainValidator(_as_given),
    WithJsonSchema({"type": ["array", "object"]}),
]
"""Rows as a list of dicts, columns as a dict of lists, `{columns, rows}`, a frame of any kind, or a dataset of the
toolset `data`: `{"ref": "sales"}`, or its name or id alone."""


class HasDict(Protocol):
    """A model of the caller's own."""

    def to_dict(self) -> dict[str, Any]:
        """Its fields."""
        ...


ColDef: TypeAlias = Annotated[dict[str, Any], BeforeValidator(plain), WithJsonSchema({"type": "object"})]

ColDefs: TypeAlias = Annotated[Sequence[Mapping[str, Any] | HasDict], Checked(list[ColDef])]
"""AG Grid column definitions: `field` and what is to differ from the default."""

Strategy = Literal["set", "append", "update"]
"""set replaces all rows, append adds, update changes rows that have the same id."""

RowSelection: TypeAlias = Annotated[
    bool | Literal["single", "multiple"] | Mapping[str, Any] | HasDict,
    Checked(Annotated[bool | Literal["single", "multiple"] | dict[str, Any], BeforeValidator(plain)]),
    WithJsonSchema({"enum": [True, False, "single", "multiple"]}),
]
"""Whether rows can be selected, and how many; people may give AG Grid's own, as a dict or a `RowSelection`."""

Options: TypeAlias = Annotated[Mapping[str, Any] | HasDict, Checked(ColDef), WithJsonSchema({"type": "object"})]
"""AG Grid's grid options; people may give a `models.grid.GridOptions`."""


class Cell(Compact):
    """A value to write into a grid."""

    row_id: Annotated[str | int, WithJsonSchema({"type": "string"})]
    col_id: str
    value: Any


CellColumns: TypeAlias = dict[str, tuple[list[str], Any]]
"""Cells by column: the rows' ids, and a value for each."""


class _ByColumn:
    """Sorts cells by column on the way in; a thousand dicts cost no thousand models."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_wrap_validator_function(_by_column, handler.generate_schema(list[Cell]))


def _by_column(given: Any, check: Callable[[Any], list[Cell]]) -> CellColumns:
    if isinstance(given, Mapping):
        return _columns(cast("Mapping[str, Any]", given))
    quick = _plain_dicts(cast("list[Any]", given)) if isinstance(given, list) else None
    return quick if quick is not None else _sorted([cell.model_dump() for cell in check(given)])


def _plain_dicts(cells: list[Any]) -> CellColumns | None:
    """Cells that are dicts as they should be; None where one of them needs a closer look."""
    for cell in cells:
        if type(cell) is not dict or len(cast("dict[Any, Any]", cell)) != 3:
            return None
    try:
        return _sorted(cells)
    except (KeyError, TypeError):
        return None


def _sorted(cells: Sequence[Mapping[str, Any]]) -> CellColumns:
    out: CellColumns = {}
    for cell in cells:
        row, name = cell["row_id"], cell["col_id"]
        if type(row) is not str:
            if type(row) is not int:
                raise TypeError
            row = str(row)
        if name not in out:
            if type(name) is not str:
                raise TypeError
            out[name] = ([], [])
        rows, values = out[name]
        rows.append(row)
        values.append(cell["value"])
    return out


def _columns(given: Mapping[str, Any]) -> CellColumns:
    """Three columns: row_id and value of one length, and col_id, which may be one name for all."""
    if set(given) != {"row_id", "col_id", "value"}:
        raise ValueError("give row_id, col_id and value, as lists of one length or with one col_id for all")
    rows, names, values = [str(row) for row in given["row_id"]], given["col_id"], given["value"]
    if isinstance(names, str):
        return {names: (rows, values)}
    out: CellColumns = {}
    for row, name, value in zip(rows, names, values, strict=True):
        ids, kept = out.setdefault(str(name), ([], []))
        ids.append(row)
        kept.append(value)
    return out


Cells: TypeAlias = Annotated[Sequence[Cell | Mapping[str, Any]] | Mapping[str, Any], _ByColumn()]
"""Cells; people may give dicts, or the columns row_id, col_id (or one name for all) and value."""

AgTheme: TypeAlias = Literal["quartz", "alpine", "balham", "material"]


class SortBy(Compact):
    """A column that rows are sorted by."""

    col_id: str
    sort: Literal["asc", "desc"] = "asc"

    model_config = {**Compact.model_config, "alias_generator": to_camel, "populate_by_name": True}


Sorts: TypeAlias = Annotated[Sequence[SortBy | Mapping[str, Any]], Checked(list[SortBy])]
"""Columns to sort by; people may give dicts."""


class CsvFile(Value):
    """Rows as CSV."""

    widget: WidgetId
    panel: str = Field(description="The grid's id.")
    size: int = Field(description="Characters.")
    text: str | None = Field(default=None, description="The rows, headings first; None where viewers got a file.")


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


__all__ = [
    "AgTheme",
    "Cell",
    "CellColumns",
    "Cells",
    "ColDef",
    "ColDefs",
    "Column",
    "CsvFile",
    "Data",
    "GridState",
    "Options",
    "RowSelection",
    "SortBy",
    "Sorts",
    "Strategy",
]
