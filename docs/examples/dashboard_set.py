from typing import Any

from pywry import PyWry
from pywry.data.sample import flights

MEASURES = [
    {"column": "dep_delay", "meaning": "Minutes late at departure"},
    {"column": "arr_delay", "meaning": "Minutes late at arrival"},
    {"column": "distance", "meaning": "Miles flown"},
]
PANELS: list[dict[str, Any]] = [
    {"kind": "markdown", "id": "note", "text": "Click an airline.", "height": 2},
    {"kind": "grid", "id": "measures", "title": "Measures", "data": MEASURES, "width": 4, "height": 8},
    {"kind": "chart", "id": "airlines", "title": "Mean by airline", "dataset": "flights"}
    | {"chart": "bar", "x": "carrier", "y": "dep_delay", "agg": "mean", "sort": "-y", "width": 8},
]

app = PyWry()

# region: links
app.show_dashboard(
    PANELS,
    datasets={"flights": flights()},
    links=[
        {"kind": "set", "source": "measures", "column": "column", "targets": ["airlines"], "field": "y"},
        {"kind": "set", "source": "airlines", "targets": ["note"], "text": "Airline **{value}** was picked."},
    ],
)
# endregion

app.block()
