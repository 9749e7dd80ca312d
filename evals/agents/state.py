"""What is there after a task, read through MCP as any client could."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.agents.server import Server
from evals.agents.task import Call

PAGE = 1000


@dataclass(frozen=True)
class Finish:
    """What the agent said at the end; None of it is prose."""

    done: bool
    value: float | str | None


@dataclass(frozen=True)
class Chart:
    """A chart that is open.

    Attributes:
        kind: As it was declared over a dataset; else by its first trace.
        traces: In brief, without their points.
        declared: Its fields on a dashboard.
    """

    widget: str
    panel: str
    kind: str
    layout: dict[str, Any]
    traces: list[dict[str, Any]]
    declared: dict[str, Any]

    @property
    def points(self) -> int:
        """How many there are."""
        return sum(trace["points"] for trace in self.traces)

    @property
    def series(self) -> set[str]:
        """The names of its traces."""
        return {trace.get("name", "") for trace in self.traces}

    def axis(self, letter: str) -> str:
        """The title of an axis."""
        return str(self.layout.get(f"{letter}axis", {}).get("title", {}).get("text", ""))


@dataclass(frozen=True)
class Grid:
    """A table that is open, without its rows."""

    widget: str
    panel: str
    rows: int
    columns: list[str]
    seen: dict[str, Any]


@dataclass(frozen=True)
class State:
    """Everything that a check may look at.

    Attributes:
        calls: What the agent called, in order.
        before: What was open before, by id.
        finish: What the agent said at the end; None if it said nothing.
        asked: What the person was asked.
    """

    server: Server
    calls: Sequence[Call]
    before: Mapping[str, dict[str, Any]]
    finish: Finish | None = None
    asked: Sequence[str] = field(default_factory=list[str])

    @property
    def folder(self) -> Path:
        """Where the server writes files."""
        return self.server.folder

    async def pages(self) -> dict[str, dict[str, Any]]:
        """What is open, by id."""
        return {page["widget"]: page for page in await self.server.pages()}

    async def panels(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        """All panels of a kind, with the page that each is on."""
        pages = (await self.pages()).values()
        return [(page["widget"], panel) for page in pages for panel in page["panels"] if panel["kind"] == kind]

    async def boards(self) -> dict[str, dict[str, Any]]:
        """Dashboards that are open, as they are described."""
        return {
            widget: await self.server.must("dashboard_describe", {"widget": widget})
            for widget, page in (await self.pages()).items()
            if page["kind"] == "dashboard"
        }

    async def charts(self) -> list[Chart]:
        """Every chart that is open."""
        boards = await self.boards()
        return [
            await self._chart(widget, panel["id"], declared(boards.get(widget), panel["id"]))
            for widget, panel in await self.panels("chart")
        ]

    async def _chart(self, widget: str, panel: str, said: dict[str, Any]) -> Chart:
        read = await self.server.must("plotly_read", {"widget": widget, "panel": panel})
        kind = said.get("chart") or (kind_of(read["traces"][0]) if read["traces"] else "")
        return Chart(widget, panel, kind, read["layout"], read["traces"], said)

    async def values(self, chart: Chart) -> dict[str, float]:
        """What a chart measures by what stands along its axis, summed over its traces."""
        found: dict[str, float] = {}
        for trace in chart.traces:
            where = {"widget": chart.widget, "panel": chart.panel, "trace": trace["index"]}
            for point in await self._all("plotly_read", where, "points"):
                x, y = point.get("x", point.get("labels")), point.get("y", point.get("values"))
                if x is not None and isinstance(y, int | float):
                    found[str(x)] = found.get(str(x), 0) + y
        return found

    async def grids(self) -> list[Grid]:
        """Every table that is open."""
        return [await self._grid(widget, panel["id"]) for widget, panel in await self.panels("grid")]

    async def _grid(self, widget: str, panel: str) -> Grid:
        read = await self.server.must("grid_read", {"widget": widget, "panel": panel, "limit": 1})
        columns = [column["name"] for column in read["columns"]]
        return Grid(widget, panel, read["rows"], columns, read.get("seen", {}))

    async def records(self, grid: Grid) -> list[dict[str, Any]]:
        """The rows of a table."""
        return await self._all("grid_read", {"widget": grid.widget, "panel": grid.panel}, "records")

    async def _all(self, tool: str, where: Mapping[str, Any], part: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor: int | None = 0
        while cursor is not None:
            read = await self.server.must(tool, {**where, "cursor": cursor, "limit": PAGE})
            found += read.get(part, [])
            cursor = read.get("next_cursor")
        return found

    async def lives(self) -> list[dict[str, Any]]:
        """What is bound to panels."""
        found: list[dict[str, Any]] = (await self.server.must("live_list_all", {}))["lives"]
        return found

    async def datasets(self) -> dict[str, dict[str, Any]]:
        """Datasets that are open, by name."""
        found = (await self.server.must("data_list_all", {}))["datasets"]
        return {data["name"]: data for data in found}


def kind_of(trace: Mapping[str, Any]) -> str:
    """What a trace is, in the words of dashboards; Plotly calls lines and dots the same."""
    return "line" if trace["type"].startswith("scatter") and "lines" in trace.get("mode", "") else trace["type"]


def declared(board: Mapping[str, Any] | None, panel: str) -> dict[str, Any]:
    """How a panel of a dashboard was declared; empty for one that was not."""
    return one([] if board is None else board["panels"], "id", panel)


def one(items: Sequence[dict[str, Any]], key: str, value: str) -> dict[str, Any]:
    """The item that has this value; empty if none has."""
    for item in items:
        if item[key] == value:
            return item
    return {}
