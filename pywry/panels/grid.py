"""AG Grid tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

import numpy as np

from pywry.data.columns import Column, Numbers
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.data.texts import Texts
from pywry.panels.aggrid import check_columns, check_options
from pywry.panels.base import BasePanel, given, rebuilt
from pywry_tools.errors import BadData, nearest
from pywry_tools.events import grid
from pywry_tools.events.base import Event
from pywry_tools.models.table import RowSelection
from pywry_tools.ports import PanelKind

FEW = 20


class GridPanel(BasePanel):
    """Rows, kept as they are on screen.

    Args:
        panel: Its id.
        table: The rows; anything that `Table.of` takes.
        title: Its heading.
        columns: Which columns to show, in order; None shows all.
        column_defs: AG Grid column definitions, for the columns that differ.
        options: AG Grid grid options.
        row_selection: Whether rows can be selected, and how many.
        row_id: The column that names a row; None counts rows from 0.
    """

    kind: ClassVar[PanelKind] = "grid"

    def __init__(
        self,
        panel: str,
        *,
        table: Any,
        title: str | None = None,
        columns: Sequence[str] | None = None,
        column_defs: Sequence[Mapping[str, Any]] | None = None,
        options: Mapping[str, Any] | None = None,
        row_selection: RowSelection = False,
        row_id: str | None = None,
    ) -> None:
        super().__init__(panel, title)
        self.table = Table.of(table)
        self._shown = [self.table.column(name) and name for name in columns] if columns is not None else None
        self._row_id = row_id
        self.keep: Array | None = None
        self.follows = True
        self._options = {**selection(row_selection), **check_options(options or {})}
        self._seen: dict[str, Any] = {}
        self._name_rows()
        self._defs = self._by_field(check_columns(column_defs or ()))

    # --- rows and their ids

    def _name_rows(self) -> None:
        self._ids: list[str] | None = None
        self._next = self.table.rows
        self._places: dict[str, int] | None = None
        if self._row_id is not None:
            self._ids = ids_of(self.table.column(self._row_id), self._row_id)
            if len(self.places) != self.table.rows:
                twice = next(name for i, name in enumerate(self._ids) if self.places[name] != i)
                raise BadData(f"row_id column {self._row_id!r} has {twice!r} twice; name a column whose values differ.")

    @property
    def ids(self) -> list[str]:
        """The rows' ids, in order."""
        return self._ids if self._ids is not None else [str(i) for i in range(self.table.rows)]

    @property
    def places(self) -> Mapping[str, int]:
        """Where each row is, by its id."""
        if self._places is None:
            self._places = {name: i for i, name in enumerate(self.ids)}
        return self._places

    def place(self, row: str) -> int:
        """The position of a row.

        Raises:
            BadData: There is no such row.
        """
        if self._ids is None:
            if row.isascii() and row.isdigit() and str(int(row)) == row and int(row) < self.table.rows:
                return int(row)
            raise BadData(f"grid {self.id!r} has no row {row!r}; its rows are {_span(self.table.rows)}.")
        found = self.places.get(row)
        if found is None:
            raise BadData(f"grid {self.id!r} has no row {row!r}. {nearest(row, list(self.places)[:2000])}")
        return found

    def has(self, row: str) -> bool:
        """Whether a row is there."""
        try:
            self.place(row)
        except BadData:
            return False
        return True

    def _id_at(self, place: int) -> str:
        return str(place) if self._ids is None else self._ids[place]

    def _wire_ids(self, ids: Sequence[str]) -> Any:
        return Texts.of(ids).wire() if self._row_id is not None or self._ids is not None else None

    # --- how it looks

    def _by_field(self, defs: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for definition in defs:
            field = str(definition["field"])
            if field not in self.table.names:
                raise BadData(f"a column definition is about {field!r}. {nearest(field, self.table.names)}")
            found[field] = {k: v for k, v in definition.items() if k != "field"}
        return found

    def _columns(self) -> list[dict[str, Any]]:
        types = self.table.types
        names = self._shown if self._shown is not None else self.table.names
        return [self._column(name, types[name]) for name in names]

    def _column(self, name: str, kind: str) -> dict[str, Any]:
        own = dict(self._defs.get(name, {}))
        head = {"field": name, "headerName": own.pop("headerName", name), "type": kind}
        return {**head, "colDef": own} if own else head

    def _body(self) -> Mapping[str, Any]:
        return {
            "rows": self.table.rows,
            "columns": self._columns(),
            "data": self._data(self.table),
            "rowIds": self._wire_ids(self.ids) if self._ids is not None else None,
            "options": self._options or None,
            "keep": self.keep,
        }

    def _data(self, table: Table) -> dict[str, Any]:
        """Every column travels: a row's data in events holds also those that are not shown."""
        return table.wire_data()

    # --- changes

    def apply(self, event: Event) -> Event | None:
        """Take a change; the event that is sent carries rows as columns."""
        match event:
            case grid.UpdateData():
                return self._update_data(event)
            case grid.UpdateCell():
                self._write([(event.row_id, event.column, event.value)])
                return event
            case grid.UpdateCells():
                self._write([(cell.row_id, cell.column, cell.value) for cell in event.cells])
                cells = [{"rowId": c.row_id, "colId": c.column, "value": c.value} for c in event.cells]
                return rebuilt(event, cells=cells)
            case grid.UpdateColumns():
                return self._update_columns(event)
            case grid.KeepRows():
                self.keep = positions(event.keep, self.table.rows)
                return rebuilt(event, keep=self.keep)
            case grid.RemoveRows():
                return self._remove(event)
            case grid.RequestState() | grid.RestoreState() | grid.ResetState():
                return self._view(event)
            case _:
                return super().apply(event)

    def _update_data(self, event: grid.UpdateData) -> Event | None:
        if event.strategy == "update":
            return self._update_rows(event)
        table = _table(event.rows)
        if event.strategy == "set":
            return self._set(event, table)
        first = self.table.rows
        self._append(table)
        added = self.table.take(np.arange(first, self.table.rows))
        wire = {"rows": table.rows, "data": self._data(added), "rowIds": Texts.of(self.ids[first:]).wire()}
        return rebuilt(event, rows=wire)

    def _set(self, event: grid.UpdateData, table: Table) -> Event:
        before = self.table
        if self._row_id is not None and self._row_id not in table.names:
            raise BadData(
                f"the new rows lack {self._row_id!r}, the column that names a row. {nearest(self._row_id, table.names)}"
            )
        self.table = table
        try:
            self._name_rows()
        except BadData:
            self.table = before
            self._name_rows()
            raise
        self.follows, self.keep = False, None
        if self._shown is not None:
            self._shown = [name for name in self._shown if name in table.names] or None
        self._defs = {name: own for name, own in self._defs.items() if name in table.names}
        wire = given(
            {
                "rows": table.rows,
                "columns": self._columns(),
                "data": self._data(table),
                "rowIds": self._wire_ids(self.ids) if self._ids is not None else None,
            }
        )
        return rebuilt(event, rows=wire)

    def _append(self, table: Table) -> None:
        self.follows = False
        new = self._new_ids(table)
        first = self.table.rows
        self.table.append(table)
        if self._ids is not None:
            self._ids += new
            for i, name in enumerate(new):
                cast("dict[str, int]", self.places)[name] = first + i
        else:
            self._places = None
        self._next += len(new)
        self.keep = (
            None if self.keep is None else np.append(self.keep, np.arange(first, self.table.rows, dtype=np.uint32))
        )

    def _new_ids(self, table: Table) -> list[str]:
        if self._row_id is None:
            return [str(self._next + i) for i in range(table.rows)]
        new = ids_of(table.column(self._row_id), self._row_id)
        known = (
            set(new) & self.places.keys()
            if len(set(new)) == len(new)
            else {name for name in new if new.count(name) > 1}
        )
        if known:
            raise BadData(
                f"row {sorted(known)[0]!r} is there already; update it, or append rows with ids of their own."
            )
        return new

    def _update_rows(self, event: grid.UpdateData) -> Event | None:
        """Only the values that were given are written: a key that a row lacks is left as it is."""
        key = self._row_id or "rowId"
        if _ragged(event.rows):
            rows = cast("list[Mapping[str, Any]]", event.rows)
            cells = [
                grid.CellChange(rowId=_id(row, key), colId=k, value=v)
                for row in rows
                for k, v in row.items()
                if k != key
            ]
            return self.apply(grid.UpdateCells(cells=cells, gridId=self.id))
        table = _table(event.rows)
        if key not in table.names:
            raise BadData(f"rows to update need {key!r}, which says which rows they are. {nearest(key, table.names)}")
        ids = ids_of(table.column(key), key)
        places = np.array([self.place(name) for name in ids], dtype=np.intp)
        written = [name for name in table.names if name != key]
        for name in written:
            self._known(name)
        for name in written:
            self.table.put(name, places, table.column(name).values())
        part = self.table.take(places).select(written)
        return rebuilt(event, rows={"rows": len(ids), "data": part.wire_data(), "rowIds": Texts.of(ids).wire()})

    def _write(self, cells: Sequence[tuple[str, str, Any]]) -> None:
        by_column: dict[str, tuple[list[int], list[Any]]] = {}
        for row, column, value in cells:
            places, values = by_column.setdefault(self._known(column), ([], []))
            places.append(self.place(row))
            values.append(value)
        for column, (places, values) in by_column.items():
            self.table.put(column, np.array(places, dtype=np.intp), values)

    def _known(self, column: str) -> str:
        self.table.column(column)
        if column == self._row_id:
            raise BadData(
                f"column {column!r} names the rows of grid {self.id!r} and cannot be changed; remove the row and append another."
            )
        return column

    def _update_columns(self, event: grid.UpdateColumns) -> Event:
        checked = check_columns(event.column_defs)
        for field, own in self._by_field(checked).items():
            self._defs[field] = {**self._defs.get(field, {}), **own}
        named = [str(definition["field"]) for definition in checked]
        # What a page shows are the columns that were named, in that order.
        self._shown = list(dict.fromkeys(named))
        return rebuilt(event, column_defs=checked)

    def _remove(self, event: grid.RemoveRows) -> Event:
        gone = np.array([self.place(row) for row in event.row_ids], dtype=np.intp)
        stay = np.ones(self.table.rows, dtype=bool)
        stay[gone] = False
        left = np.flatnonzero(stay)
        ids = self.ids
        self.table = self.table.take(left)
        self._ids = [ids[i] for i in left.tolist()]
        self._places = None
        self.follows, self.keep = False, None
        return event

    def _view(self, event: Event) -> Event:
        if isinstance(event, grid.RestoreState):
            self._options["initialState"] = initial_state(event.state)
        elif isinstance(event, grid.ResetState):
            self._options.pop("initialState", None)
            self._seen.clear()
            if event.hard:
                self.keep = None
        return event

    # --- what a person does

    def heard(self, event: Event) -> Event | None:
        """Remember selection, filters and sort; an edit is answered by the change that every viewer makes."""
        match event:
            case grid.RowsSelected():
                ids = event.row_ids
                self._remember("selected", {"count": len(ids), "row_ids": ids} if ids else None)
            case grid.FilterChanged():
                shown = {"model": event.filter_model, "rows": event.rows}
                self._remember("filter", given(shown) if event.filter_model else None)
            case grid.SortChanged():
                self._remember("sort", event.sort_model or None)
            case grid.CellEdited() if event.column in self.table.names and self.has(event.row_id):
                return grid.UpdateCell(gridId=self.id, rowId=event.row_id, colId=event.column, value=event.new_value)
            case _:
                pass
        return None

    def _remember(self, what: str, fact: Any) -> None:
        self._seen.pop(what, None)
        if fact is not None:
            self._seen[what] = fact

    @property
    def selected(self) -> list[str]:
        """The ids of the rows that a person selected last, those that are still there."""
        ids = cast("Mapping[str, Any]", self._seen.get("selected", {})).get("row_ids", [])
        return [name for name in ids if self.has(name)]

    def summary(self) -> dict[str, Any]:
        """Rows, columns, and what a person did last."""
        types = self.table.types
        names = self._shown if self._shown is not None else self.table.names
        columns = {name: types[name] for name in names[:FEW]}
        shown = len(self.keep) if self.keep is not None else None
        more = len(names) - FEW if len(names) > FEW else None
        facts = {"rows": self.table.rows, "shown": shown, "columns": columns, "more_columns": more}
        return given({**facts, "seen": self._brief() or None})

    def _brief(self) -> dict[str, Any]:
        seen = dict(self._seen)
        if "selected" in seen:
            seen["selected"] = {**seen["selected"], "row_ids": seen["selected"]["row_ids"][:FEW]}
        return seen

    def read(self, **query: Any) -> dict[str, Any]:
        """A page of rows.

        Args:
            query: start, limit, columns, and only: "selected", "shown" or None.
        """
        start, limit, only = int(query.get("start", 0)), int(query.get("limit", 50)), query.get("only")
        places = self._chosen(only)
        part = places[start : start + limit]
        columns = query.get("columns") or self._shown or self.table.names
        chosen = self.table.take(part)
        return {
            "rows": len(places),
            "columns": [{"name": name, "type": self.table.column(name).type} for name in columns],
            "row_ids": [self._id_at(i) for i in part.tolist()],
            "records": chosen.records(columns=columns),
            "next_cursor": start + limit if start + limit < len(places) else None,
            "seen": self._brief(),
        }

    def _chosen(self, only: str | None) -> Array:
        if only == "selected":
            return np.array([self.place(row) for row in self.selected], dtype=np.intp)
        if only == "shown" and self.keep is not None:
            return self.keep
        return np.arange(self.table.rows)


def selection(rows: RowSelection) -> dict[str, Any]:
    """AG Grid's row selection from a short answer."""
    if rows is False:
        return {}
    if rows == "single":
        return {"rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True}}
    return {
        "rowSelection": {"mode": "multiRow", "checkboxes": True, "headerCheckbox": True, "enableClickSelection": True}
    }


def ids_of(column: Column, name: str) -> list[str]:
    """A column's values as row ids.

    Raises:
        BadData: Some are missing.
    """
    values = column.values()
    if any(value is None for value in values):
        raise BadData(f"column {name!r} names the rows, but row {values.index(None)} has no value in it.")
    if isinstance(column, Numbers) and all(isinstance(v, float) and v.is_integer() for v in values):
        return [str(int(v)) for v in values]
    return [str(value) for value in values]


def positions(keep: Any, rows: int) -> Array | None:
    """Positions of rows to show.

    Raises:
        BadData: They are none, or outside the table.
    """
    if keep is None:
        return None
    try:
        found = np.asarray(keep)
        found = np.flatnonzero(found) if found.dtype == bool else found.astype(np.int64)
    except (TypeError, ValueError):
        raise BadData("keep must be a list of row positions, such as [0, 4, 7], or null to show all rows.") from None
    if found.ndim != 1 or (found.size and (found.min() < 0 or found.max() >= rows)):
        raise BadData(f"keep has positions outside the table; they go from 0 to {rows - 1}.")
    return found.astype(np.uint32)


def initial_state(state: Mapping[str, Any]) -> dict[str, Any]:
    """What grid:state-response says, as AG Grid takes it when a grid is made."""
    if "columnState" not in state and "filterModel" not in state and "sortModel" not in state:
        return dict(state)
    columns = cast("Sequence[Mapping[str, Any]]", state.get("columnState") or [])
    sorts = state.get("sortModel") or [{"colId": c["colId"], "sort": c["sort"]} for c in columns if c.get("sort")]
    out: dict[str, Any] = {"sort": {"sortModel": sorts}} if sorts else {}
    if state.get("filterModel"):
        out["filter"] = {"filterModel": state["filterModel"]}
    if columns:
        out["columnOrder"] = {"orderedColIds": [c["colId"] for c in columns]}
        out["columnVisibility"] = {"hiddenColIds": [c["colId"] for c in columns if c.get("hide")]}
        sized = [{"colId": c["colId"], "width": c["width"]} for c in columns if c.get("width")]
        out["columnSizing"] = {"columnSizingModel": sized}
        pinned = {side: [c["colId"] for c in columns if c.get("pinned") == side] for side in ("left", "right")}
        out["columnPinning"] = {"leftColIds": pinned["left"], "rightColIds": pinned["right"]}
    return out


def _table(rows: Any) -> Table:
    if isinstance(rows, Mapping):
        known = cast("Mapping[str, Any]", rows)
        if set(known) <= {"rows", "columns", "data", "rowIds"} and isinstance(known.get("data"), Mapping):
            return Table.of(known["data"])
    return Table.of(rows)


def _ragged(rows: Any) -> bool:
    if (
        not isinstance(rows, (list, tuple))
        or not rows
        or not all(isinstance(row, Mapping) for row in cast("list[Any]", rows))
    ):
        return False
    known = cast("Sequence[Mapping[str, Any]]", rows)
    return any(row.keys() != known[0].keys() for row in known)


def _id(row: Mapping[str, Any], key: str) -> str:
    if key not in row:
        raise BadData(f"rows to update need {key!r}, which says which row each is. {nearest(key, row)}")
    return str(row[key])


def _span(rows: int) -> str:
    return f"'0' to '{rows - 1}'" if rows else "none"
