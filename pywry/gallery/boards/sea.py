"""The sea, replayed.

Half-hourly temperatures of the water off New England run through a chart, numbers and a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from bokeh_sampledata.sea_surface_temperature import sea_surface_temperature

from pywry import DashboardHandle, PyWry

RATE = 20
BEFORE = 8 * 28
WINDOW = 8 * 70
DEGREES = {"format": ".1f", "delta_format": "+.1f", "suffix": " °C", "width": 4, "height": 3}


def readings() -> Iterator[dict[str, Any]]:
    """Every third hour, oldest first."""
    hours = sea_surface_temperature[~sea_surface_temperature.index.duplicated()].iloc[::6]
    coldest, warmest = float("inf"), float("-inf")
    for at, celsius in hours["temperature"].items():
        coldest, warmest = min(coldest, celsius), max(warmest, celsius)
        time = at.strftime("%Y-%m-%d %H:%M")
        yield {"time": time, "celsius": celsius, "coldest": coldest, "warmest": warmest}


def show(app: PyWry) -> DashboardHandle:
    """Show the board, and replay."""
    past = list(islice(readings(), BEFORE))
    line: dict[str, Any] = {"type": "scatter", "mode": "lines", "line": {"color": "#1f9bcf"}}
    line |= {"x": [row["time"] for row in past], "y": [row["celsius"] for row in past]}
    layout = {"yaxis": {"title": {"text": "°C"}}, "xaxis": {"type": "date"}}
    columns = [{"field": "time", "flex": 2, "sort": "desc"}, {"field": "celsius", "headerName": "°C", "format": ".1f"}]
    table = {"data": past, "columns": ["time", "celsius"]}
    panels: list[dict[str, Any]] = [
        {"kind": "metric", "id": "now", "title": "Now", "value": past[-1]["celsius"]} | DEGREES,
        {"kind": "metric", "id": "coldest", "title": "Coldest so far", "value": past[-1]["coldest"]} | DEGREES,
        {"kind": "metric", "id": "warmest", "title": "Warmest so far", "value": past[-1]["warmest"]} | DEGREES,
        {"kind": "chart", "id": "course", "title": "The last ten weeks", "width": 8, "height": 11}
        | {"figure": {"data": [line], "layout": layout}},
        {"kind": "grid", "id": "table", "title": "Readings", "width": 4, "height": 11, "column_defs": columns} | table,
    ]
    board = app.show_dashboard(panels, title="Sea surface temperature")
    board.panel("now").live(islice(readings(), BEFORE, None), y="celsius", rate=RATE, window=80)
    board.panel("coldest").live(islice(readings(), BEFORE, None), y="coldest", rate=RATE)
    board.panel("warmest").live(islice(readings(), BEFORE, None), y="warmest", rate=RATE)
    board.panel("course").live(islice(readings(), BEFORE, None), x="time", y="celsius", rate=RATE, window=WINDOW)
    board.panel("table").live(islice(readings(), BEFORE, None), rate=RATE, window=500)
    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
