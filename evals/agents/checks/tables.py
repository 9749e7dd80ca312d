"""Tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evals.agents.checks.saying import demand, within
from evals.agents.state import Grid, State
from evals.agents.task import Check, Wrong


async def grid_of(state: State, panel: str | None, rows: int | None = None) -> Grid:
    """The table that is meant.

    Raises:
        Wrong: There is none.
    """
    found = [grid for grid in await state.grids() if panel in (None, grid.panel, grid.widget)]
    for grid in found:
        if rows in (None, grid.rows):
            return grid
    raise Wrong(f"tables have {[grid.rows for grid in found]} rows, none {rows}" if found else "there is no table")


def grid(rows: int, *, columns: Iterable[str] = (), panel: str | None = None) -> Check:
    """Some table has so many rows, and these columns."""

    async def check(state: State) -> None:
        found = await grid_of(state, panel, rows)
        demand(set(columns) <= set(found.columns), f"the table has {found.columns}, not all of {list(columns)}")

    return check


def records(
    *, panel: str | None = None, holds: Iterable[Mapping[str, Any]] = (), every: Mapping[str, Any] | None = None
) -> Check:
    """A table has these rows, and in every row these values."""

    async def check(state: State) -> None:
        found = await state.records(await grid_of(state, panel))
        for row in holds:
            demand(any(row.items() <= record.items() for record in found), f"no row is {dict(row)}")
        other = [record for record in found if not (every or {}).items() <= record.items()]
        demand(not other, f"{len(other)} rows are not {every}")

    return check


def seen(panel: str | None = None, **wanted: Any) -> Check:
    """A table is filtered, sorted or selected in a way."""

    async def check(state: State) -> None:
        found = (await grid_of(state, panel)).seen
        for name, value in wanted.items():
            demand(within(found.get(name), value), f"{name} of the table is {found.get(name)}, not {value}")

    return check
