"""What is there before tasks begin."""

from __future__ import annotations

from typing import Any

from evals.agents.task import Call, call

OPEN_FLIGHTS = call("data_open", path="flights.csv.gz")
OPEN_PENGUINS = call("data_open", path="penguins.csv")

COUNT = {"kind": "metric", "id": "count", "title": "Flights", "dataset": "flights", "agg": "count", "format": ","}
LATE = {
    "kind": "metric",
    "id": "late",
    "title": "Mean delay",
    "dataset": "flights",
    "agg": "mean",
    "column": "dep_delay",
    "format": ".1f",
    "suffix": " min",
}
HOURS = {"kind": "chart", "id": "hours", "title": "Flights by hour", "dataset": "flights", "chart": "bar", "x": "hour"}
AIRLINES = {
    "kind": "chart",
    "id": "airlines",
    "title": "Mean delay by airline",
    "dataset": "flights",
    "chart": "bar",
    "x": "carrier",
    "y": "dep_delay",
    "agg": "mean",
    "sort": "-y",
}
COLUMNS = ["date", "hour", "carrier", "origin", "dest", "dep_delay"]
TABLE = {"kind": "grid", "id": "table", "title": "All flights", "dataset": "flights", "columns": COLUMNS}

PANELS: list[dict[str, Any]] = [COUNT, LATE, HOURS, AIRLINES, TABLE]
IDS = ("count", "late", "hours", "airlines", "table")


def board(*, panels: list[dict[str, Any]] | None = None, **more: Any) -> tuple[Call, ...]:
    """A dashboard of flights, called `flights`."""
    given: dict[str, Any] = {"panels": panels or PANELS, "title": "Flights from New York", "label": "flights"} | more
    return (OPEN_FLIGHTS, call("dashboard_show", **given))


def others(*changed: str) -> tuple[str, ...]:
    """The board's panels but for these."""
    return tuple(name for name in IDS if name not in changed)


STOCK = [
    {"item": "A-100", "name": "Bolt M6", "count": 1200, "price": 0.12},
    {"item": "A-200", "name": "Nut M6", "count": 900, "price": 0.08},
    {"item": "B-100", "name": "Bracket", "count": 45, "price": 3.5},
    {"item": "B-200", "name": "Hinge", "count": 0, "price": 4.25},
    {"item": "C-100", "name": "Handle", "count": 31, "price": 6.9},
    {"item": "C-200", "name": "Lock", "count": 0, "price": 12.5},
]
STOCK_PAGE = call("grid_show", data=STOCK, title="Stock", label="stock", row_id="item", row_selection="multiple")

MONTHS = ["Jan", "Feb", "Mar", "Apr"]
SALES_FIGURE = {
    "data": [{"type": "bar", "name": "Sales", "x": MONTHS, "y": [12, 15, 9, 20]}],
    "layout": {"title": {"text": "Sales"}},
}
SALES_PAGE = call("plotly_show", figure=SALES_FIGURE, label="sales")
