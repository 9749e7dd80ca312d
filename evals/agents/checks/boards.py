"""Dashboards: links, layout, and how panels were declared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evals.agents.checks.saying import demand
from evals.agents.state import State, one
from evals.agents.task import Check


def link(source: str, *, column: str | None = None, targets: Iterable[str] | None = None) -> Check:
    """A panel narrows others."""

    async def check(state: State) -> None:
        links = [link for board in (await state.boards()).values() for link in board["links"]]
        mine = [link for link in links if link["source"] == source]
        demand(bool(mine), f"nothing is linked to {source}; links are {links}")
        demand(column in (None, mine[0].get("column")), f"{source} goes by {mine[0].get('column')}, not {column}")
        wanted = set(targets or mine[0]["targets"])
        demand(set(mine[0]["targets"]) == wanted, f"{source} narrows {mine[0]['targets']}, not {sorted(wanted)}")

    return check


def links(count: int) -> Check:
    """There are so many links."""

    async def check(state: State) -> None:
        found = [link for board in (await state.boards()).values() for link in board["links"]]
        demand(len(found) == count, f"there are {len(found)} links, not {count}: {found}")

    return check


def place(panel: str, **cells: Any) -> Check:
    """A panel stands somewhere: col, row, width, height, tab."""

    async def check(state: State) -> None:
        items = [item for board in (await state.boards()).values() for item in board["layout"]["items"]]
        mine = one(items, "panel", panel)
        found = {name: mine.get(name) for name in cells}
        demand(found == cells, f"{panel} stands at {mine}, not at {cells}")

    return check


def tabs(*wanted: str, shown: str | None = None) -> Check:
    """There is one strip of tabs, with these names."""

    async def check(state: State) -> None:
        strips = [strip for board in (await state.boards()).values() for strip in board["layout"]["strips"]]
        names = [name for strip in strips for name in strip["names"]]
        demand(len(strips) == 1 and set(names) == set(wanted), f"tabs are {names}, not {list(wanted)}")
        first = strips[0].get("shown") or names[0]
        demand(shown in (None, first), f"the tab {first} is shown, not {shown}")

    return check


def declares(panel: str, **wanted: Any) -> Check:
    """A panel of a dashboard has these fields; None stands for a field that it has not."""

    async def check(state: State) -> None:
        specs = [spec for board in (await state.boards()).values() for spec in board["panels"]]
        mine = one(specs, "id", panel)
        demand(bool(mine), f"there is no panel {panel}")
        found = {name: mine.get(name) for name in wanted}
        demand(found == wanted, f"{panel} has {found}, not {wanted}")

    return check
