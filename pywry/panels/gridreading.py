"""What a grid says of its rows: page by page, and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import numpy as np

from pywry.data.columns import ColumnType
from pywry.data.csvtext import csv_text
from pywry.data.engine.base import Order
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.panels.base import BasePanel
from pywry.panels.rows import Rows
from pywry_tools.errors import BadData, nearest

FEW = 20
CSV_ROWS = 20_000


class GridReading(BasePanel):
    """The part of a grid that reads.

    Attributes:
        rows: The rows with their ids.
        keep: The positions that links leave on screen; None is all.
    """

    rows: Rows
    keep: Array | None
    _shown: list[str] | None
    _defs: dict[str, dict[str, Any]]
    _seen: dict[str, Any]

    @property
    def table(self) -> Table:
        """The rows' table."""
        return self.rows.table

    @property
    def kinds(self) -> Mapping[str, ColumnType]:
        """What the columns hold, in order."""
        return self.table.types

    @property
    def _names(self) -> Sequence[str]:
        return self._shown if self._shown is not None else list(self.kinds)

    def _checked(self, columns: Sequence[str]) -> list[str]:
        for name in columns:
            if name not in self.kinds:
                raise BadData(f"the table has no column {name!r}. {nearest(name, self.kinds)}")
        return list(columns)

    # --- what a person did last

    def _remember(self, what: str, fact: Any) -> None:
        self._seen.pop(what, None)
        if fact is not None:
            self._seen[what] = fact

    @property
    def selected(self) -> list[str]:
        """The ids of the rows that a person selected last, those that are still there."""
        ids = cast("Mapping[str, Any]", self._seen.get("selected", {})).get("row_ids", [])
        return [name for name in ids if self.rows.has(name)]

    def _brief(self) -> dict[str, Any]:
        seen = dict(self._seen)
        if "selected" in seen:
            seen["selected"] = {**seen["selected"], "row_ids": seen["selected"]["row_ids"][:FEW]}
        return seen

    # --- rows

    def read(self, **query: Any) -> dict[str, Any]:
        """A page of rows.

        Args:
            query: start, limit, columns, and only: "selected", "linked", "shown" (as the person who sorted or filtered
                last sees them, where the rows stay in Python) or None; or csv, which gives a file instead.
        """
        if query.get("csv"):
            return self._file(query)
        start, limit = int(query.get("start", 0)), int(query.get("limit", 50))
        names = self._checked(query.get("columns") or self._names)
        order = self._chosen(query.get("only"))
        table, ids = self._part(order, start, start + limit, list(dict.fromkeys(names)))
        count = self._length(order)
        return {
            "rows": count,
            "columns": [{"name": name, "type": self.kinds[name]} for name in names],
            "row_ids": ids,
            "records": table.records(columns=names),
            "next_cursor": start + limit if start + limit < count else None,
            "seen": self._brief(),
        }

    def _file(self, query: Mapping[str, Any]) -> dict[str, Any]:
        text = "".join(self.csv(only=query.get("only"), columns=query.get("columns"), at=query.get("at")))
        return {"text": text}

    def csv(
        self, *, only: str | None = None, columns: Sequence[str] | None = None, at: Array | None = None
    ) -> Iterator[str]:
        """The rows as CSV, a part at a time; the first line has the headings.

        Args:
            only: As for `read`.
            columns: Which columns; None is those that are shown.
            at: The positions of the rows instead, in order.
        """
        names = self._checked(columns or self._names)
        order = self._chosen(only) if at is None else at
        yield self._headings(names)
        for start in range(0, self._length(order), CSV_ROWS):
            yield self._lines(order, start, names)

    def _headings(self, names: Sequence[str]) -> str:
        return csv_text([[str(self._defs.get(name, {}).get("headerName", name)) for name in names]])

    def _lines(self, order: Order, start: int, names: Sequence[str]) -> str:
        table, _ = self._part(order, start, start + CSV_ROWS, names)
        return csv_text(zip(*(table.column(name).values() for name in names), strict=True))

    def _part(self, order: Order, start: int, stop: int, names: Sequence[str]) -> tuple[Table, list[str]]:
        """Some rows of an order, and their ids."""
        places = np.arange(self.table.rows)[start:stop] if order is None else order[start:stop]
        table = Table({name: self.table.column(name).take(places) for name in names}, len(places))
        return table, [self.rows.id_at(i) for i in places.tolist()]

    def _length(self, order: Order) -> int:
        """How many rows an order has."""
        return self.table.rows if order is None else len(order)

    def _chosen(self, only: str | None) -> Order:
        """The positions of rows to read, in order; None is all of them."""
        if only == "selected":
            return np.array([self.rows.place(row) for row in self.selected], dtype=np.intp)
        if only == "linked" and self.keep is not None:
            return self.keep
        return None
