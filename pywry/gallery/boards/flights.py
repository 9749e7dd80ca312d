"""Flights operations board.

Inputs, bars and rows of one table narrow each other: two weeks of departures from New York.
"""

from __future__ import annotations

from typing import Any

from pywry import DashboardHandle, PyWry
from pywry.data.sample import flights


def metric(panel: str, title: str, agg: str, column: str, **more: Any) -> dict[str, Any]:
    """A number over the flights that are picked."""
    return {"kind": "metric", "id": panel, "title": title, "dataset": "flights", "agg": agg, "column": column} | more


def choice(panel: str, title: str) -> dict[str, Any]:
    """A select over a column of the flights."""
    return {"kind": "input", "id": panel, "title": title, "input": "select", "dataset": "flights", "column": panel}


def show(app: PyWry) -> DashboardHandle:
    """Show the board."""
    rows = flights()
    rows["late"] = [delay is not None and delay >= 15 for delay in rows["dep_delay"]]
    rows["cancelled"] = [delay is None for delay in rows["dep_delay"]]
    panels: list[dict[str, Any]] = [
        choice("origin", "Airport"),
        choice("airline", "Airline"),
        {"kind": "input", "id": "wait", "title": "Late by at least, minutes", "input": "slider"}
        | {"options": [-30, 180, 15]},
        {"kind": "input", "id": "day", "title": "Day", "input": "date", "dataset": "flights", "column": "date"},
        metric("count", "Flights", "count", "date", format=",", width=3),
        metric("share", "At least 15 minutes late", "mean", "late", format=".1%", width=3),
        metric("mean", "Mean delay", "mean", "dep_delay", format=".1f", suffix=" min", width=3),
        metric("gone", "Cancelled", "sum", "cancelled", format=",", width=3),
        {"kind": "chart", "id": "hours", "title": "Departures by hour", "dataset": "flights", "width": 7}
        | {"chart": "bar", "x": "hour", "color": "origin", "sort": "x"},
        {"kind": "chart", "id": "places", "title": "Busiest destinations", "dataset": "flights", "width": 5}
        | {"chart": "bar", "x": "dest", "sort": "-y", "limit": 15},
        {"kind": "chart", "id": "airlines", "title": "Mean delay by airline, minutes", "dataset": "flights", "width": 5}
        | {"chart": "bar", "x": "carrier", "y": "dep_delay", "agg": "mean", "sort": "-y"},
        {"kind": "grid", "id": "table", "title": "Flights", "dataset": "flights", "width": 7, "height": 8}
        | {
            "columns": ["date", "hour", "airline", "origin", "dest", "dep_delay"],
            "column_defs": [
                {"field": "airline", "flex": 2},
                {"field": "dep_delay", "headerName": "Late, min", "format": "+,.0f"},
            ],
        },
    ]
    links = [{"source": "origin"}, {"source": "airline"}, {"source": "wait", "column": "dep_delay"}, {"source": "day"}]
    links += [{"source": "hours"}, {"source": "places", "column": "dest"}, {"source": "airlines", "column": "carrier"}]
    return app.show_dashboard(panels, title="Flights from New York", datasets={"flights": rows}, links=links)


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
