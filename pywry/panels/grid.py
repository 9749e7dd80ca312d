"""AG Grid tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

import numpy as np

from pywry.data.growing import Array
from pywry.data.levels import Levels
from pywry.data.table import Table
from pywry.data.texts import Texts
from pywry.panels.aggrid import SET, check_columns, check_options, groups_of
from pywry.panels.base import given, rebuilt
from pywry.panels.formats import check_fits
from pywry.panels.gridedits import LIMIT, History
from pywry.panels.gridreading import FEW, GridReading
from pywry.panels.gridstate import Json, checked_state, narrowed, without_gone
from pywry.panels.gridview import column, leveled, nested, paging, restored, selection, theme_of, tree
from pywry.panels.patches import MANY, columns_of, patches, told
from pywry.panels.rows import Rows, cells_of, positions, table_of
from pywry_tools.errors import BadData, nearest
from pywry_tools.events import grid
from pywry_tools.events.base import Event
from pywry_tools.models.grid import plain
from pywry_tools.models.table import RowSelection
from pywry_tools.ports import PanelKind


class GridPanel(GridReading):
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
        theme: One of AG Grid's: quartz, alpine, balham or material; None is quartz.
        enable_cell_span: Whether equal cells of `spanRows` columns become one; None does so for an index of several
            levels.

    Attributes:
        rows: The rows with their ids.
        keep: The positions that links leave on screen; None is all.
        follows: Whether the rows that it was made with are still at their positions, by which links know them.
    """

    KIND: ClassVar[PanelKind] = "grid"
    PATCHES: ClassVar[bool] = True

    def __init__(
        self,
        panel: str,
        *,
        table: Any,
        title: str | None = None,
        columns: Sequence[str] | None = None,
        column_defs: Sequence[Any] | None = None,
        options: Mapping[str, Any] | None = None,
        row_selection: RowSelection = False,
        row_id: str | None = None,
        theme: str | None = None,
        enable_cell_span: bool | None = None,
    ) -> None:
        super().__init__(panel, title)
        self.rows = self._held(table, row_id)
        self.keep: Array | None = None
        self.follows = True
        self._shown = self._checked(columns) if columns is not None else None
        self._theme = theme_of(theme) if theme is not None else None
        self._options = {**selection(row_selection), **check_options(plain(options or {}))}
        self._options |= paging(self._options)
        defs = self._options.pop("columnDefs", None) if column_defs is None else column_defs
        self._defs = self._by_field(check_columns(defs or ()))
        self._nodes = groups_of(defs or ())
        self._index: tuple[str, ...] = ()
        self._span(enable_cell_span)
        self._seen: dict[str, Any] = {}
        self._edits = History(int(self._options.get("undoRedoCellEditingLimit", LIMIT)))

    def _span(self, wanted: bool | None) -> None:
        """Let labels of several levels stand over columns and beside rows."""
        levels = self._levels
        if levels is None:
            return self._options.update({} if wanted is None else {"enableCellSpan": wanted})
        looks = leveled(levels)
        self._defs = {name: {**looks.get(name, {}), **self._defs.get(name, {})} for name in {**looks, **self._defs}}
        self._index = levels.index
        if levels.index or wanted is not None:
            self._options.setdefault("enableCellSpan", wanted is not False)
        if not self._options.get("enableCellSpan"):
            for own in self._defs.values():
                own.pop("spanRows", None)
        return None

    @property
    def _levels(self) -> Levels | None:
        return self.table.levels

    def _held(self, data: Any, row_id: str | None) -> Rows:
        """Where the rows are kept."""
        return Rows(Table.of(data), row_id, self.id)

    @property
    def selects(self) -> bool:
        """Whether a person can select rows."""
        return "rowSelection" in self._options

    # --- how it looks

    def _by_field(self, defs: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for definition in defs:
            field = str(definition["field"])
            if field not in self.kinds:
                raise BadData(f"a column definition is about {field!r}. {nearest(field, self.kinds)}")
            check_fits(definition.get("format"), self.kinds[field], field)
            if field == self.rows.key and definition.get("editable"):
                raise BadData(f"column {field!r} names the rows and cannot be edited; name another with row_id.")
            found[field] = {k: v for k, v in definition.items() if k != "field"}
        return found

    def _columns(self) -> list[dict[str, Any]]:
        types = self.kinds
        return [
            column(name, types[name], {**self._defs.get(name, {}), **self._fixed(name)}, self._traits(name))
            for name in self._names
        ]

    def _fixed(self, name: str) -> Mapping[str, Any]:
        """What a column's definition cannot say otherwise: ids of rows are nothing to edit."""
        common = cast("Mapping[str, Any]", self._options.get("defaultColDef") or {})
        return {"editable": False} if name == self.rows.key and common.get("editable") else {}

    def _traits(self, name: str) -> Mapping[str, Any]:
        """What a page has to know of a column beyond its type."""
        return self.table.column(name).traits

    @property
    def looks(self) -> dict[str, Any]:
        """What `panel:<id>` says of the grid besides its rows and AG Grid's options."""
        groups = tree(self._names, self._nodes) or nested(self._names, self._levels)
        return {"groups": groups, "index": list(self._index) or None, "gridTheme": self._theme}

    def _table(self) -> dict[str, Any]:
        """All columns travel: a row's data in events holds also those that are not shown."""
        head = {"rows": self.table.rows, "columns": self._columns(), "data": self.table.wire_data()}
        return given({**head, "rowIds": self.rows.wire_ids()})

    def _body(self) -> Mapping[str, Any]:
        return {**self._table(), **self.looks, "options": self._options or None, "keep": self.keep}

    # --- changes

    def apply(self, event: Event) -> Event | None:
        """Take a change; the event that is sent carries rows as columns."""
        match event:
            case grid.UpdateData():
                return self._update_data(event)
            case grid.UpdateCell():
                self.rows.write([(event.row_id, event.column, event.value)])
                return rebuilt(event, value=told(event.value))
            case grid.UpdateCells():
                return self._update_cells(event)
            case grid.Undo():
                return self.apply(rebuilt(self._edits.step(redo=event.redo), grid_id=self.id))
            case grid.Transaction():
                return self._transaction(event)
            case grid.UpdateGrid():
                return self._update_grid(event)
            case grid.UpdateColumns():
                return self._update_columns(event)
            case grid.KeepRows():
                self.keep = positions(event.keep, self.table.rows)
                return rebuilt(event, keep=self.keep)
            case grid.RemoveRows():
                return self._remove(event)
            case (
                grid.RequestState() | grid.RestoreState() | grid.ResetState() | grid.QuickFilter() | grid.UpdateTheme()
            ):
                return self._view(event)
            case grid.ShowNotification():
                return event
            case _:
                return super().apply(event)

    def _update_cells(self, event: grid.UpdateCells) -> Event:
        columns = columns_of(event)
        if self.PATCHES and sum(len(rows) for rows, _ in columns.values()) > MANY:
            places = self.rows.write_columns(columns)
            return grid.UpdateCells.model_construct(
                {"grid_id", "columns"}, grid_id=self.id, columns=patches(columns, places, self.table.rows)
            )
        cells = [
            (row, name, value)
            for name, (rows, values) in columns.items()
            for row, value in zip(rows, values, strict=True)
        ]
        self.rows.write(cells)
        said = [{"rowId": row, "colId": name, "value": told(value)} for row, name, value in cells]
        return grid.UpdateCells.model_construct({"grid_id", "cells"}, grid_id=self.id, cells=said)

    def _transaction(self, event: grid.Transaction) -> Event:
        parts: list[Event] = []
        if event.remove:
            parts.append(grid.RemoveRows(rowIds=event.remove, gridId=self.id))
        if event.rows is not None:
            parts.append(grid.UpdateData(data=event.rows, strategy="set", gridId=self.id))
        if event.update is not None:
            parts.append(grid.UpdateData(data=event.update, strategy="update", gridId=self.id))
        if event.add is not None:
            parts.append(grid.UpdateData(data=event.add, strategy="append", gridId=self.id))
        if event.columns:
            parts.append(grid.UpdateCells(columns=event.columns, gridId=self.id))
        return grid.Transaction(parts=self._whole(parts), gridId=self.id)

    def _update_grid(self, event: grid.UpdateGrid) -> Event:
        parts: list[Event] = []
        if event.rows is not None:
            parts.append(grid.UpdateData(data=event.rows, strategy="set", gridId=self.id))
        if event.column_defs is not None:
            parts.append(grid.UpdateColumns(columnDefs=event.column_defs, gridId=self.id))
        if event.restore_state is not None:
            parts.append(grid.RestoreState(state=event.restore_state, gridId=self.id))
        return grid.Transaction(parts=self._whole(parts), gridId=self.id)

    def _whole(self, parts: Sequence[Event]) -> list[Any]:
        """Take all changes in or none."""
        before = self._kept()
        try:
            made = [(part.name, self.apply(part)) for part in parts]
        except BaseException:  # also of an interrupt nothing half-done stays
            for name, value in before.items():
                setattr(self, name, value)
            raise
        return [[out.name, out.data()] for _, out in made if out is not None]

    def _kept(self) -> dict[str, Any]:
        """What a change that fails puts back."""
        fixed = {"_options": dict(self._options), "_defs": dict(self._defs), "_seen": dict(self._seen)}
        return {**self.__dict__, **fixed, "rows": self.rows.share() if self.PATCHES else self.rows}

    def _update_data(self, event: grid.UpdateData) -> Event | None:
        if event.strategy == "update":
            return self._update_rows(event)
        table = table_of(event.rows)
        return self._set(event, table) if event.strategy == "set" else self._append(event, table)

    def _set(self, event: grid.UpdateData, table: Table) -> Event:
        key = self.rows.key
        if not table.names:
            # A list without rows does not say which columns there are.
            table = self.rows.table.take(np.zeros(0, dtype=np.intp))
        if key is not None and key not in table.names:
            raise BadData(f"the new rows lack {key!r}, the column that names a row. {nearest(key, table.names)}")
        self.rows.set(table)
        return self._renewed(event)

    def _renewed(self, event: grid.UpdateData) -> Event:
        """What pages get of other rows, without what was said of columns that are gone."""
        self.follows, self.keep = False, None
        if self._shown is not None:
            self._shown = [name for name in self._shown if name in self.kinds] or None
        self._defs = {name: own for name, own in self._defs.items() if name in self.kinds}
        self._index = tuple(name for name in self._index if name in self.kinds)
        self._span(None)
        self._let_go()
        return rebuilt(event, rows={**self._table(), **given(self.looks)})

    def _let_go(self) -> None:
        """Filter and sort no more by columns that are gone."""
        filters = cast("Json", cast("Json", self._seen.get("filter", {})).get("model") or {})
        sorts = cast("list[Json]", self._seen.get("sort") or [])
        left = without_gone(filters, sorts, self.kinds)
        if left["filterModel"] != filters:
            self._remember("filter", {"model": left["filterModel"]} if left["filterModel"] else None)
        self._remember("sort", left["sortModel"] or None)
        if state := self._options.get("initialState"):
            self._options["initialState"] = narrowed(state, self.kinds)

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
        if not checked:
            raise BadData(f"a grid needs a column to show; name some of {', '.join(map(repr, self.kinds))}.")
        for field, own in self._by_field(checked).items():
            self._defs[field] = {**self._defs.get(field, {}), **own}
        # What a page shows are the columns that were named, in that order.
        self._shown = list(dict.fromkeys(str(definition["field"]) for definition in checked))
        self._nodes = groups_of(event.column_defs)
        checked = [{**definition, **self._fixed(definition["field"])} for definition in checked]
        return rebuilt(event, column_defs=checked, groups=tree(self._shown, self._nodes))

    def _view(self, event: Event) -> Event:
        match event:
            case grid.RestoreState():
                state = checked_state(event.state, self.kinds, self._filter_params, self._sets)
                self._options["initialState"] = restored(self._options.get("initialState") or {}, state)
                self._expect(state)
                return rebuilt(event, state=state)
            case grid.QuickFilter():
                self._options["quickFilterText"] = event.text
                self._remember("quick_filter", event.text or None)
            case grid.UpdateTheme():
                self._theme = theme_of(event.theme)
                return rebuilt(event, theme=self._theme)
            case grid.ResetState():
                self._options.pop("initialState", None)
                self._options.pop("quickFilterText", None)
                self._seen.clear()
                self.keep = None if event.hard else self.keep
            case _:
                pass
        return event

    @property
    def _filter_params(self) -> dict[str, Mapping[str, Any]]:
        """What `filterParams` say, by column."""
        common = cast("Mapping[str, Any]", self._options.get("defaultColDef") or {})
        default: Mapping[str, Any] = common.get("filterParams") or {}
        own = {name: cast("Json", self._defs.get(name, {}).get("filterParams") or {}) for name in self.kinds}
        return {name: {**default, **params} for name, params in own.items()}

    @property
    def _sets(self) -> set[str]:
        """The columns whose filter is a list of their values."""
        common = cast("Mapping[str, Any]", self._options.get("defaultColDef") or {}).get("filter")
        return {name for name in self.kinds if self._defs.get(name, {}).get("filter", common) == SET}

    def _expect(self, state: Mapping[str, Any]) -> None:
        """What pages show from now on; they do not say it again."""
        if "filterModel" in state:
            self._remember("filter", {"model": state["filterModel"]} if state["filterModel"] else None)
        if "sortModel" in state:
            self._remember("sort", state["sortModel"] or None)

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
                self._edits.note(event)
                return grid.UpdateCell(gridId=self.id, rowId=event.row_id, colId=event.column, value=event.new_value)
            case _:
                pass
        return None

    def refused(self, event: Event) -> Sequence[Event]:
        """A callback did not take an edit: the cell gets its value back everywhere."""
        if not isinstance(event, grid.CellEdited) or not self._writable(event.row_id, event.column):
            return ()
        self._edits.forget(event)
        return [grid.UpdateCell(gridId=self.id, rowId=event.row_id, colId=event.column, value=event.old_value)]

    def _writable(self, row: str, name: str) -> bool:
        return name in self.kinds and name != self.rows.key and self.rows.has(row)

    def summary(self) -> dict[str, Any]:
        """Rows, columns, and what a person did last."""
        types, names = self.kinds, self._names
        columns = {name: types[name] for name in names[:FEW]}
        more = len(names) - FEW if len(names) > FEW else None
        shown = len(self.keep) if self.keep is not None else None
        facts = {"rows": self.rows.count, "shown": shown, "columns": columns, "more_columns": more}
        return given({**facts, "seen": self._brief() or None})
