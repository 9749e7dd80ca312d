from pywry import PyWry
from pywry.data.sample import flights

app = PyWry()
app.show_dashboard(
    [
        {"kind": "metric", "id": "count", "title": "Flights", "dataset": "flights", "agg": "count", "height": 2},
        {"kind": "chart", "id": "hours", "dataset": "flights", "chart": "bar", "x": "hour", "color": "origin"},
        {"kind": "chart", "id": "airlines", "dataset": "flights", "chart": "bar", "x": "carrier", "sort": "-y"},
        {"kind": "grid", "id": "table", "dataset": "flights"},
    ],
    datasets={"flights": flights()},
    links=[{"source": "hours"}, {"source": "airlines"}],
)
app.block()
