"""What sources say as rows of a grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, cast

from pywry.live.feed import Item
from pywry.live.items import listed, picked, single, values_of
from pywry_tools.errors import BadData, nearest
from pywry_tools.models.live import Plan

LINE = "line"
Row = dict[str, Any]


class Rows(Protocol):
    """The rows of a grid with their ids."""

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    @property
    def key(self) -> str | None:
        """The column that names a row."""
        ...

    def id_at(self, place: int) -> str:
        """The id of a row."""
        ...

    def has(self, row: str) -> bool:
        """Whether a row is there."""
        ...


class GridSink:
    """Appends rows, or changes those whose ids are there.

    Args:
        rows: Finds the grid's rows.
        names: Finds its columns.
        plan: What was asked for.
        window: Rows that it keeps.
        update: Sends rows: data, strategy.
        remove: Takes rows away by their ids.
    """

    skips = False

    def __init__(
        self,
        rows: Callable[[], Rows],
        names: Callable[[], Sequence[str]],
        plan: Plan,
        window: int | None,
        *,
        update: Callable[[Any, str], object],
        remove: Callable[[list[str]], object],
    ) -> None:
        self.window = window
        self._rows = rows
        self._names = names
        self._plan = plan
        self._update = update
        self._remove = remove

    def send(self, items: list[Item]) -> None:
        """Add the rows."""
        names = list(self._names())
        rows = [
            row
            for item in items
            for each in single(picked(item.value, self._plan.pick))
            for row in rows_of(each, names)
        ]
        if not rows:
            return
        if self._plan.by_id:
            rows = self._changed(rows)
        if rows:
            self._append(rows, names)

    def _append(self, rows: list[Row], names: list[str]) -> None:
        if self.window is not None:
            rows = rows[-self.window :]
            self._make_room(len(rows), self.window)
        keys = names or list(dict.fromkeys(key for row in rows for key in row))
        # Columns of a grid without rows have no types yet.
        strategy = "append" if self._rows().count else "set"
        self._update({key: [row.get(key) for row in rows] for key in keys}, strategy)

    def _make_room(self, coming: int, window: int) -> None:
        rows = self._rows()
        surplus = min(rows.count, rows.count + coming - window)
        if surplus > 0:
            self._remove([rows.id_at(place) for place in range(surplus)])

    def _changed(self, rows: list[Row]) -> list[Row]:
        """Change the rows that are there; the others are returned. Several changes of a row are one."""
        known = self._rows()
        key = known.key or "rowId"
        merged: dict[str, Row] = {}
        for row in rows:
            if row.get(key) is None:
                raise BadData(f"{row!r:.60} lacks {key!r}, which says which row it is; show the grid with row_id=.")
            merged[str(row[key])] = {**merged.get(str(row[key]), {}), **row}
        if there := [row for name, row in merged.items() if known.has(name)]:
            self._update(there, "update")
        return [row for name, row in merged.items() if not known.has(name)]


def rows_of(value: Any, names: Sequence[str]) -> list[Row]:
    """A value as rows.

    Raises:
        BadData: It does not fit the columns.
    """
    if isinstance(value, Mapping):
        row = {str(key): each for key, each in cast("Mapping[Any, Any]", value).items()}
        check_names(row, names)
        return spread(row)
    if isinstance(value, tuple):
        cells = cast("tuple[Any, ...]", value)
        if len(cells) != len(names):
            raise BadData(f"{value!r:.60} has {len(cells)} cells for {len(names)} columns; {listed(names, 'columns')}.")
        return [dict(zip(names, cells, strict=True))]
    name = LINE if LINE in names or not names else names[0]
    if len(names) > 1 and name != LINE:
        raise BadData(f"{value!r:.60} is one value for {len(names)} columns; {listed(names, 'columns')}.")
    return [{name: value}]


def check_names(row: Row, names: Sequence[str]) -> None:
    """Refuse keys that are no columns.

    Raises:
        BadData: With the nearest columns.
    """
    strange = [key for key in row if key not in names and key != "rowId"]
    if names and strange:
        raise BadData(f"a row has {strange[0]!r}, which is no column of the grid. {nearest(strange[0], names)}")


def spread(row: Row) -> list[Row]:
    """A row, or rows from columns of equal length."""
    lists = {key: values_of(value) for key, value in row.items()}
    if not lists or any(column is None for column in lists.values()):
        return [row]
    columns = {key: column for key, column in lists.items() if column is not None}
    if len(sizes := {len(column) for column in columns.values()}) > 1:
        raise BadData(f"columns of one value have {', '.join(map(str, sorted(sizes)))} rows; give equally many.")
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
