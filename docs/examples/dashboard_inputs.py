from typing import Any

from pywry import PyWry
from pywry.data.sample import flights

# region: inputs
INPUTS: list[dict[str, Any]] = [
    {"kind": "input", "id": "origin", "title": "From", "input": "select", "dataset": "flights", "column": "origin"},
    {"kind": "input", "id": "airline", "title": "Airline", "input": "text", "dataset": "flights", "column": "airline"},
    {"kind": "input", "id": "late", "title": "Late by at least, minutes", "input": "slider", "options": [-30, 300, 10]},
    {"kind": "input", "id": "day", "title": "Day", "input": "date", "dataset": "flights", "column": "date"},
]
LINKS = [{"source": "origin"}, {"source": "airline"}, {"source": "late", "column": "dep_delay"}, {"source": "day"}]
# endregion

# region: metrics
METRICS: list[dict[str, Any]] = [
    {"kind": "metric", "id": "count", "title": "Flights", "dataset": "flights", "agg": "count", "format": ","}
    | {"delta": 1204, "hint": "than last year"},
    {"kind": "metric", "id": "mean", "title": "Mean delay", "dataset": "flights", "agg": "mean", "column": "dep_delay"}
    | {"format": ".1f", "suffix": " min", "delta": -2.4, "inverse": True, "hint": "than last year"},
    {
        "kind": "metric",
        "id": "places",
        "title": "Destinations",
        "dataset": "flights",
        "agg": "nunique",
        "column": "dest",
    }
    | {"spark": [84, 85, 85, 89, 92, 91, 95, 99]},
    {"kind": "metric", "id": "share", "title": "On time", "value": 0.61, "format": ".0%", "delta": 0.02}
    | {"delta_format": ".0%"},
]
# endregion

CHARTS: list[dict[str, Any]] = [
    {"kind": "chart", "id": "hours", "title": "Flights by hour", "dataset": "flights"}
    | {"chart": "bar", "x": "hour", "color": "origin", "sort": "x"},
    {"kind": "chart", "id": "airlines", "title": "Mean delay by airline, minutes", "dataset": "flights"}
    | {"chart": "bar", "x": "carrier", "y": "dep_delay", "agg": "mean", "sort": "-y"},
]

app = PyWry()
board = app.show_dashboard([*INPUTS, *METRICS, *CHARTS], datasets={"flights": flights()}, links=LINKS)


# region: heard
@board.input("origin").on("dashboard:input-changed")
def chosen(data: dict[str, Any]) -> None:
    print("chosen:", data["value"], flush=True)


# endregion

app.block()
