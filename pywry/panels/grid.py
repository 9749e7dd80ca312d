"""AG Grid tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

import numpy as np

from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.data.texts import Texts
from pywry.panels.aggrid import check_columns, check_options
from pywry.panels.base import BasePanel, given, rebuilt
from pywry.panels.gridview import column, initial_state, selection
from pywry.panels.rows import Rows, cells_of, positions, table_of
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

    Attributes:
        rows: The rows with their ids.
        keep: The positions that links leave on screen; None is all.
        follows: Whether the rows that it was made with are still at their positions, by which links know them.
    """

    KIND: ClassVar[PanelKind] = "grid"

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
        self.rows = Rows(Table.of(table), row_id, panel)
        self.keep: Array | None = None
        self.follows = True
        self._shown = list(self.table.select(columns).names) if columns is not None else None
        self._options = {**selection(row_selection), **check_options(options or {})}
        self._defs = self._by_field(check_columns(column_defs or ()))
        self._seen: dict[str, Any] = {}

    @property
    def table(self) -> Table:
        """The rows' table."""
        return self.rows.table

    @property
    def selects(self) -> bool:
        """Whether a person can select rows."""
        return "rowSelection" in self._options

    # --- how it looks

    def _by_field(self, defs: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for definition in defs:
            field = str(definition["field"])
            if field not in self.table.names:
                raise BadData(f"a column definition is about {field!r}. {nearest(field, self.table.names)}")
            found[field] = {k: v for k, v in definition.items() if k != "field"}
        return found

    @property
    def _names(self) -> Sequence[str]:
        return self._shown if self._shown is not None else self.table.names

    def _columns(self) -> list[dict[str, Any]]:
        types = self.table.types
        return [column(name, types[name], self._defs.get(name, {})) for name in self._names]

    def _table(self) -> dict[str, Any]:
        """All columns travel: a row's data in events holds also those that are not shown."""
        head = {"rows": self.table.rows, "columns": self._columns(), "data": self.table.wire_data()}
        return given({**head, "rowIds": self.rows.wire_ids()})

    def _body(self) -> Mapping[str, Any]:
        return {**self._table(), "options": self._options or None, "keep": self.keep}

    # --- changes

    def apply(self, event: Event) -> Event | None:
        """Take a change; the event that is sent carries rows as columns."""
        match event:
            case grid.UpdateData():
                return self._update_data(event)
            case grid.UpdateCell():
                self.rows.write([(event.row_id, event.column, event.value)])
                return event
            case grid.UpdateCells():
                self.rows.write([(cell.row_id, cell.column, cell.value) for cell in event.cells])
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
        table = table_of(event.rows)
        return self._set(event, table) if event.strategy == "set" else self._append(event, table)

    def _set(self, event: grid.UpdateData, table: Table) -> Event:
        key = self.rows.key
        if key is not None and key not in table.names:
            raise BadData(f"the new rows lack {key!r}, the column that names a row. {nearest(key, table.names)}")
        self.rows.set(table)
        self.follows, self.keep = False, None
        if self._shown is not None:
            self._shown = [name for name in self._shown if name in table.names] or None
        self._defs = {name: own for name, own in self._defs.items() if name in table.names}
        return rebuilt(event, rows=self._table())

    def _append(self, event: grid.UpdateData, table: Table) -> Event:
        first = self.table.rows
        new = self.rows.append(table)
        data = self.table.take(np.arange(first, self.table.rows)).wire_data()
        return rebuilt(event, rows={"rows": len(new), "data": data, "rowIds": Texts.of(new).wire()})

    def _remove(self, event: grid.RemoveRows) -> Event:
        self.rows.remove(event.row_ids)
        self.follows = False
        if self.keep is None:
            return event
        # The positions that links keep are no longer theirs: every page starts anew with all rows.
        self.keep = None
        return grid.UpdateData(data=self._table(), strategy="set", gridId=self.id)

    def _update_rows(self, event: grid.UpdateData) -> Event | None:
        """Only the values that were given are written: a key that a row lacks is left as it is."""
        cells = cells_of(event.rows, self.rows.key or "rowId")
        if cells is not None:
            changes = [grid.CellChange(rowId=row, colId=name, value=value) for row, name, value in cells]
            return self.apply(grid.UpdateCells(cells=changes, gridId=self.id))
        ids, written = self.rows.update(table_of(event.rows))
        return rebuilt(event, rows={"rows": len(ids), "data": written.wire_data(), "rowIds": Texts.of(ids).wire()})

    def _update_columns(self, event: grid.UpdateColumns) -> Event:
        checked = check_columns(event.column_defs)
        for field, own in self._by_field(checked).items():
            self._defs[field] = {**self._defs.get(field, {}), **own}
        # What a page shows are the columns that were named, in that order.
        self._shown = list(dict.fromkeys(str(definition["field"]) for definition in checked))
        return rebuilt(event, column_defs=checked)

    def _view(self, event: Event) -> Event:
        if isinstance(event, grid.RestoreState):
            self._options["initialState"] = initial_state(event.state)
        elif isinstance(event, grid.ResetState):
            self._options.pop("initialState", None)
            self._seen.clear()
            self.keep = None if event.hard else self.keep
        return event

    # --- what a person does

    def heard(self, event: Event) -> Event | None:
        """Remember selection, filters and sort; an edit is answered by the change that every viewer makes."""
        match event:
            case grid.RowsSelected():
                ids = event.row_ids
                self._remember("selected", {"count": len(ids), "row_ids": ids} if ids else None)
            case grid.FilterChanged():
                shown = given({"model": event.filter_model, "rows": event.rows})
                self._remember("filter", shown if event.filter_model else None)
            case grid.SortChanged():
                self._remember("sort", event.sort_model or None)
            case grid.CellEdited() if self._writable(event.row_id, event.column):
                return grid.UpdateCell(gridId=self.id, rowId=event.row_id, colId=event.column, value=event.new_value)
            case _:
                pass
        return None

    def _writable(self, row: str, name: str) -> bool:
        return name in self.table.names and name != self.rows.key and self.rows.has(row)

    def _remember(self, what: str, fact: Any) -> None:
        self._seen.pop(what, None)
        if fact is not None:
            self._seen[what] = fact

    @property
    def selected(self) -> list[str]:
        """The ids of the rows that a person selected last, those that are still there."""
        ids = cast("Mapping[str, Any]", self._seen.get("selected", {})).get("row_ids", [])
        return [name for name in ids if self.rows.has(name)]

    def summary(self) -> dict[str, Any]:
        """Rows, columns, and what a person did last."""
        types, names = self.table.types, self._names
        columns = {name: types[name] for name in names[:FEW]}
        more = len(names) - FEW if len(names) > FEW else None
        shown = len(self.keep) if self.keep is not None else None
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
            query: start, limit, columns, and only: "selected", "linked" or None.
        """
        start, limit = int(query.get("start", 0)), int(query.get("limit", 50))
        places = self._chosen(query.get("only"))
        part = places[start : start + limit]
        names = query.get("columns") or self._names
        return {
            "rows": len(places),
            "columns": [{"name": name, "type": self.table.column(name).type} for name in names],
            "row_ids": [self.rows.id_at(i) for i in part.tolist()],
            "records": self.table.take(part).records(columns=names),
            "next_cursor": start + limit if start + limit < len(places) else None,
            "seen": self._brief(),
        }

    def _chosen(self, only: str | None) -> Array:
        if only == "selected":
            return np.array([self.rows.place(row) for row in self.selected], dtype=np.intp)
        if only == "linked" and self.keep is not None:
            return self.keep
        return np.arange(self.table.rows)
