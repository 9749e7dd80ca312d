"""Grids of any number of rows: the rows stay in Python, and a page asks for those that a person looks at."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import numpy as np

from pywry.data.columns import ColumnType, Mask
from pywry.data.engine import engine_of, paged
from pywry.data.engine.base import Engine, Order
from pywry.data.engine.query import Query, query_of
from pywry.data.engine.ranges import Clock
from pywry.data.frames import is_frame
from pywry.data.growing import Array
from pywry.data.levels import Levels
from pywry.data.table import Table
from pywry.panels.base import BasePanel, given, rebuilt
from pywry.panels.grid import GridPanel
from pywry.panels.gridreading import CSV_ROWS
from pywry.panels.pagedrows import PagedRows, Stale
from pywry.panels.rows import ids_of, positions, table_of
from pywry_tools.errors import BadData, PyWryError
from pywry_tools.events import grid
from pywry_tools.events.base import Event
from pywry_tools.models.grid import plain

log = logging.getLogger("pywry.grid")

BLOCK = 200
LEAST_BLOCK = 40
BLOCK_CELLS = 20_000
MOST_VALUES = 1_000
MODELS = {"infinite": True, "clientSide": False}
ROW_MODEL = "rowModelType"


def grid_panel(panel: str, *, table: Any, options: Mapping[str, Any] | None = None, **model: Any) -> BasePanel:
    """A grid whose rows travel whole, or page by page where there are many.

    Args:
        panel: Its id.
        table: The rows.
        options: AG Grid's; `rowModelType` "infinite" pages always, "clientSide" never.
        model: What else a grid takes.

    Raises:
        BadData: What it shows cannot be shown.
    """
    wanted, rest = row_model(cast("Mapping[str, Any]", plain(options or {})))
    # What can be gone through only once is not asked how long it is.
    table = Table.of(table) if isinstance(table, Iterator) else table
    rows = table if is_frame(table) or isinstance(table, (Table, Engine)) else Table.of(table)
    engine = paged(rows, wanted)
    if engine is not None:
        return PagedGridPanel(panel, table=engine, options=rest, **model)
    return GridPanel(panel, table=rows, options=rest, **model)


def row_model(options: Mapping[str, Any]) -> tuple[bool | None, dict[str, Any]]:
    """Whether a person wants rows to be paged, None if nothing is said; and the other options."""
    rest = {key: value for key, value in options.items() if key not in (ROW_MODEL, "row_model_type")}
    said = options.get(ROW_MODEL, options.get("row_model_type"))
    if said is None:
        return None, rest
    if said not in MODELS:
        raise BadData(
            f"grid option {ROW_MODEL!r} is 'infinite' or 'clientSide' here, not {said!r}; it may be left out."
        )
    return MODELS[said], rest


class PagedGridPanel(GridPanel):
    """Rows that stay in Python, and what a person changed in them.

    It takes what a `GridPanel` takes; `table` may be an engine.
    """

    rows: PagedRows
    PATCHES = False

    def _held(self, data: Any, row_id: str | None) -> PagedRows:
        self._every: dict[str, Any] | None = None
        return PagedRows(data, row_id, self.id)

    @property
    def kinds(self) -> Mapping[str, ColumnType]:
        """What the columns hold, in order."""
        return self.rows.types

    @property
    def _levels(self) -> Levels | None:
        return self.rows.over.base.levels

    def _traits(self, name: str) -> Mapping[str, Any]:
        base = self.rows.over.base
        return base.traits(name) if name in base.types else {}

    # --- what pages ask

    @property
    def block_rows(self) -> int:
        """How many rows a page asks for at once: fewer of wide tables."""
        return max(LEAST_BLOCK, min(BLOCK, BLOCK_CELLS // max(1, len(self.kinds))))

    def answer(self, name: str, args: Mapping[str, Any], stale: Callable[[], bool]) -> Any:
        """Answer a page's call.

        Args:
            name: grid:rows, grid:csv or grid:values.
            args: What is asked for.
            stale: Whether the page does not wait any more.

        Raises:
            BadData: It asks for what there is not.
        """
        try:
            query = self._query(args)
            if name == "grid:values":
                return self._values(query, args, stale)
            order = self.rows.order(query, self.keep, stale)
            if name == "grid:csv":
                return self._csv_part(order, args)
            start = max(0, int(args.get("start", 0)))
            return self._block(order, start, min(int(args.get("stop", start)), start + 10 * BLOCK))
        except Stale:
            return None
        except PyWryError:
            raise
        except Exception as error:  # an engine may fail in any way; the grid says so, and so does the log
            log.exception("grid %s could not be read", self.id)
            self._remember("error", f"{type(error).__name__}: {error}"[:500])
            raise BadData(f"the rows could not be read: {type(error).__name__}: {error}") from error

    def _values(self, query: Query, args: Mapping[str, Any], stale: Callable[[], bool]) -> dict[str, Any]:
        """The values of a column that a set filter offers, those that hold a text, and how many rows have them."""
        [name] = self._checked([str(args.get("column"))])
        found = self.rows.tally(name, query, self.keep, str(args.get("search") or ""), MOST_VALUES, stale)
        counts = found.counts.astype(np.float64)
        return {"values": found.values.wire(), "counts": counts, "total": found.total, "blanks": found.blanks}

    def _query(self, said: Mapping[str, Any]) -> Query:
        return query_of(
            self.kinds,
            filters=said.get("filter"),
            sorts=said.get("sort"),
            quick=said.get("quick"),
            searched=said.get("searched"),
            params=self._filter_params,
            clock=Clock.of(said.get("clock")),
        )

    def head(self, view: Mapping[str, Any], rows: int) -> dict[str, Any]:
        """The first rows of a view, as pages get blocks of them.

        Args:
            view: `sort`, `filter` and `quick`, as a page asks for rows.
            rows: How many.
        """
        return self._block(self.rows.order(self._query(view), self.keep), 0, rows)

    def _block(self, order: Order, start: int, stop: int) -> dict[str, Any]:
        table, places = self.rows.block(order, start, stop, list(self.kinds))
        ids = self._ids_of(table)
        head = {"rows": table.rows, "data": table.wire_data(), "at": places.astype(np.uint32)}
        return given({**head, "rowIds": ids, "shown": self.rows.length(order), "total": self.rows.count})

    def _ids_of(self, table: Table) -> Any:
        if self.rows.key is None:
            return None
        column = table.column(self.rows.key)
        return {"codes": np.arange(table.rows, dtype=np.int32), "categories": ids_of(column, self.rows.key)}

    def _table(self) -> dict[str, Any]:
        """The columns, and the first rows."""
        order = self.rows.order(Query(), self.keep)
        block = self._block(order, 0, self.block_rows)
        return {"paged": {"block": self.block_rows}, "columns": self._columns(), **block}

    def _body(self) -> Mapping[str, Any]:
        return {**self._table(), **self.looks, "options": self._options or None}

    # --- changes

    def apply(self, event: Event) -> Event | None:
        """Take a change; pages are told that something is different, and ask for what they show."""
        match event:
            case grid.KeepRows():
                self.keep = positions(event.keep, self.rows.over.span)
                return rebuilt(event, keep=None)
            case grid.RemoveRows():
                self.rows.remove(event.row_ids)
                self.follows = False
                return rebuilt(event, row_ids=event.row_ids if len(event.row_ids) <= BLOCK else [])
            case grid.UpdateData(strategy="set"):
                return self._replace(event)
            case grid.UpdateData(strategy="append"):
                self.rows.append(table_of(event.rows))
                return rebuilt(event, rows={"rows": 0, "data": {}, "total": self.rows.count})
            case _:
                return super().apply(event)

    def _replace(self, event: grid.UpdateData) -> Event:
        rows = event.rows
        self.rows.take_over(engine_of(table_of(rows) if isinstance(rows, Mapping) else rows))
        self._every = None
        return self._renewed(event)

    def _kept(self) -> dict[str, Any]:
        return {**super()._kept(), "rows": self.rows.share()}

    # --- what a person does

    def heard(self, event: Event) -> Event | None:
        """Remember what a person did; a selection of all rows is remembered as that."""
        if isinstance(event, grid.RowsSelected):
            self._every = None
            if event.every is not None:
                self._every = {"query": self._query(event.every), "except": event.except_ids}
                facts = {"count": event.count, "all": True, "except": event.except_ids, "row_ids": []}
                self._remember("selected", given(facts))
                return None
        return super().heard(event)

    @property
    def selected(self) -> list[str]:
        """The ids of the rows that a person selected last, those that are still there."""
        if self._every is not None:
            return self.rows.ids_at(self._selected_places())
        ids = cast("Mapping[str, Any]", self._seen.get("selected", {})).get("row_ids", [])
        there = self.rows.known(ids)
        return [row for row in ids if row in there]

    def _selected_places(self) -> Array:
        if self._every is None:
            return np.array(list(self.rows.known(self.selected).values()), dtype=np.int64)
        order = self.rows.order(self._every["query"], self.keep)
        order = np.arange(self.rows.over.span) if order is None else order
        out = list(self.rows.known(self._every["except"]).values())
        return order[~np.isin(order, out)] if out else order

    def selected_mask(self) -> Mask:
        """Which positions a person has selected."""
        mask = np.zeros(self.rows.over.span, dtype=bool)
        mask[self._selected_places()] = True
        return mask

    def _part(self, order: Order, start: int, stop: int, names: Sequence[str]) -> tuple[Table, list[str]]:
        table, places = self.rows.block(order, start, stop, names)
        return table, self.rows.ids_at(places)

    def _length(self, order: Order) -> int:
        return self.rows.length(order)

    def _chosen(self, only: str | None) -> Order:
        if only == "selected":
            return self._selected_places()
        if only == "shown":
            return self.rows.order(self._last(), self.keep)
        return self.rows.order(Query(), self.keep if only == "linked" else None)

    def _last(self) -> Query:
        """What the person who sorted or filtered last asked for."""
        model = cast("Mapping[str, Any]", self._seen.get("filter", {})).get("model")
        return self._query({"filter": model, "sort": self._seen.get("sort")})

    # --- export

    def _csv_part(self, order: Order, args: Mapping[str, Any]) -> dict[str, Any]:
        """A part of the CSV for a page, which asks for the next one until there is none."""
        start, names = int(args.get("start", 0)), self._checked(args.get("columns") or self._names)
        text = self._lines(order, start, names)
        more = start + CSV_ROWS if start + CSV_ROWS < self.rows.length(order) else None
        return {"text": text if start else self._headings(names) + text, "next": more}
