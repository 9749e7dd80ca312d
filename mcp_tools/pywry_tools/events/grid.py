"""Events of grids: `grid:*`. A gridId may be left out where the page has one grid."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from pywry_tools.events.base import Event
from pywry_tools.models.page import Value


class CellChange(Value):
    """A new value for one cell."""

    row_id: str = Field(alias="rowId")
    column: str = Field(alias="colId")
    value: Any

    model_config = {**Value.model_config, "populate_by_name": True}


class _Down(Event):
    grid_id: str | None = Field(default=None, alias="gridId")


class UpdateData(_Down, event="grid:update-data", target="grid_id"):
    """Set all rows, append rows, or update rows by their ids."""

    rows: Any = Field(alias="data", description="Rows, columns or a frame.")
    strategy: Literal["set", "append", "update"] = "set"


class UpdateCell(_Down, event="grid:update-cell", target="grid_id"):
    """Write one cell."""

    row_id: str = Field(alias="rowId", coerce_numbers_to_str=True)
    column: str = Field(alias="colId")
    value: Any


class UpdateCells(_Down, event="grid:update-cells", target="grid_id"):
    """Write many cells: one by one, or column by column."""

    cells: list[CellChange] = Field(default=[])
    columns: dict[str, Any] | None = Field(
        default=None, description="Column to {rowIds, values}; pages get {at, values}, at counting rows from 0."
    )


class UpdateColumns(_Down, event="grid:update-columns", target="grid_id"):
    """Change how columns look and behave: AG Grid column definitions, matched by field."""

    column_defs: list[dict[str, Any]] = Field(alias="columnDefs")
    groups: list[Any] | None = Field(default=None, description="Columns by name, and groups with their children.")


class Transaction(_Down, event="grid:transaction", target="grid_id"):
    """Remove rows, set, update and add rows, write cells, in this order; all of it or nothing."""

    rows: Any = Field(default=None, alias="data", description="All rows, as for grid:update-data.")
    update: Any = Field(default=None, description="Rows, as for grid:update-data.")
    add: Any = Field(default=None, description="Rows, as for grid:update-data.")
    remove: list[str] | None = None
    columns: dict[str, Any] | None = Field(default=None, description="Cells by column, as for grid:update-cells.")
    parts: list[Any] | None = Field(
        default=None, description="What pages get: the events that it is made of, and their data."
    )


class UpdateGrid(_Down, event="grid:update-grid", target="grid_id"):
    """Set rows, columns and state at once."""

    rows: Any = Field(default=None, alias="data", description="Rows, columns or a frame.")
    column_defs: list[dict[str, Any]] | None = Field(default=None, alias="columnDefs")
    restore_state: dict[str, Any] | None = Field(default=None, alias="restoreState")
    parts: list[Any] | None = Field(
        default=None, description="What pages get: the events that it is made of, and their data."
    )


class Undo(_Down, event="grid:undo", target="grid_id"):
    """Take a person's last edit back, or put it in again."""

    redo: bool = False


class QuickFilter(_Down, event="grid:quick-filter", target="grid_id"):
    """Show only rows that have every one of these words in some cell."""

    text: str = ""


class UpdateTheme(_Down, event="grid:update-theme", target="grid_id"):
    """Look like one of AG Grid's themes: quartz, alpine, balham or material; light or dark is the page's."""

    theme: str


class ShowNotification(_Down, event="grid:show-notification", target="grid_id", lasting=False):
    """Say something in a toast."""

    message: str
    duration: int | None = Field(default=None, description="Milliseconds; 0 stays until it is closed.")


class KeepRows(_Down, event="grid:keep-rows", target="grid_id"):
    """Show only the rows at these positions; None shows all."""

    keep: Any = None


class RemoveRows(_Down, event="grid:remove-rows", target="grid_id"):
    """Take rows away by their ids."""

    row_ids: list[str] = Field(alias="rowIds")


class RequestState(_Down, event="grid:request-state", target="grid_id", lasting=False):
    """Ask every page for the grid's columns, filters and sort; each answers with grid:state-response."""

    context: Any = None


class RestoreState(_Down, event="grid:restore-state", target="grid_id"):
    """Put back columns, filters and sort as grid:state-response gave them."""

    state: dict[str, Any]


class ResetState(_Down, event="grid:reset-state", target="grid_id"):
    """Lift filters and sort and put the columns back; `hard` also lifts the selection and what links hide."""

    hard: bool = False


class _Up(Event):
    grid_id: str = Field(alias="gridId")
    widget_type: Literal["grid"] = "grid"


class RowsSelected(_Up, event="grid:row-selected", way="up", target="grid_id"):
    """The selection has changed; these rows are selected now."""

    rows: list[dict[str, Any]]
    row_ids: list[str] = Field(default=[], alias="rowIds")
    every: dict[str, Any] | None = Field(
        default=None, description="All rows that pass this filter are selected but those of exceptIds; None: only rows."
    )
    except_ids: list[str] = Field(default=[], alias="exceptIds")
    count: int | None = Field(default=None, description="How many are selected, where every is given.")


class _Cell(_Up):
    row_index: int | None = Field(default=None, alias="rowIndex")
    row_id: str = Field(alias="rowId")
    column: str = Field(alias="colId")
    row: dict[str, Any] = Field(default={}, alias="data")


class CellClicked(_Cell, event="grid:cell-click", way="up", target="grid_id"):
    """A person clicked a cell."""

    value: Any = None


class CellDoubleClicked(_Cell, event="grid:cell-double-click", way="up", target="grid_id"):
    """A person double-clicked a cell."""

    value: Any = None


class CellEdited(_Cell, event="grid:cell-edit", way="up", target="grid_id"):
    """A person changed one cell."""

    old_value: Any = Field(default=None, alias="oldValue")
    new_value: Any = Field(default=None, alias="newValue")
    source: Literal["edit", "undo", "redo"] = "edit"


class FilterChanged(_Up, event="grid:filter-changed", way="up", target="grid_id"):
    """A person filtered; `rows` are shown now."""

    filter_model: dict[str, Any] = Field(alias="filterModel")
    rows: int | None = None


class SortChanged(_Up, event="grid:sort-changed", way="up", target="grid_id"):
    """A person sorted."""

    sort_model: list[dict[str, Any]] = Field(alias="sortModel")


class CsvExported(_Up, event="grid:export-csv", way="up", target="grid_id"):
    """A person saved the rows as CSV."""

    text: str | None = Field(default=None, alias="data", description="The file; None where it is larger than 4 MB.")
    file_name: str | None = Field(default=None, alias="fileName")


class StateResponse(_Up, event="grid:state-response", way="up", target="grid_id"):
    """The answer to grid:request-state."""

    column_state: list[dict[str, Any]] = Field(alias="columnState")
    filter_model: dict[str, Any] = Field(alias="filterModel")
    sort_model: list[dict[str, Any]] = Field(alias="sortModel")
    context: Any = None
