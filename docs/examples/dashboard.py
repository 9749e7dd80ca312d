from typing import Any

from pywry import PyWry
from pywry.data.sample import flights


def metric(panel: str, title: str, agg: str, column: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "kind": "metric",
        "id": panel,
        "title": title,
        "dataset": "flights",
        "agg": agg,
        "column": column,
        "height": 2,
    } | more


app = PyWry()
app.show_dashboard(
    [
        metric("count", "Flights", "count", format=","),
        metric("late", "Mean delay", "mean", "dep_delay", format=".1f", suffix=" min"),
        metric("worst", "Longest delay", "max", "dep_delay", format=",", suffix=" min"),
        metric("places", "Destinations", "nunique", "dest"),
        {"kind": "chart", "id": "hours", "title": "Flights by hour", "dataset": "flights"}
        | {"chart": "bar", "x": "hour", "color": "origin", "sort": "x", "y_title": "flights"},
        {"kind": "chart", "id": "airlines", "title": "Mean delay by airline, minutes", "dataset": "flights"}
        | {"chart": "bar", "x": "carrier", "y": "dep_delay", "agg": "mean", "sort": "-y"}
        | {"x_title": "airline", "y_title": "minutes"},
        {"kind": "grid", "id": "table", "title": "Flights", "dataset": "flights", "height": 6}
        | {"columns": ["date", "hour", "airline", "origin", "dest", "dep_delay"]},
    ],
    title="Flights from New York",
    datasets={"flights": flights()},
    links=[{"source": "hours"}, {"source": "airlines", "column": "carrier"}],
)
app.block()
