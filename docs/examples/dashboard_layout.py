import json
from pathlib import Path
from typing import Any

from pywry import PyWry
from pywry.data.sample import flights

ABOUT = "Every flight that left **New York** in the first two weeks of 2013.\n\nDrag a panel by its handle."

# region: panels
SIDE = {"col": 1, "width": 3}
WIDE = {"col": 4, "width": 9}
PANELS: list[dict[str, Any]] = [
    {"kind": "markdown", "id": "about", "title": "About", "text": ABOUT, "row": 1, "height": 4} | SIDE,
    {"kind": "input", "id": "origin", "title": "From", "input": "select", "dataset": "flights", "column": "origin"}
    | SIDE,
    {"kind": "metric", "id": "count", "title": "Flights", "dataset": "flights", "format": ",", "height": 2} | SIDE,
    {"kind": "chart", "id": "hours", "title": "Flights by hour", "dataset": "flights", "row": 1}
    | {"chart": "bar", "x": "hour", "color": "origin", "sort": "x"}
    | WIDE,
    {"kind": "chart", "id": "places", "dataset": "flights", "tab": "Destinations", "width": 12}
    | {"chart": "bar", "x": "dest", "sort": "-y", "limit": 25},
    {"kind": "chart", "id": "airlines", "dataset": "flights", "tab": "Airlines", "width": 12}
    | {"chart": "bar", "x": "airline", "y": "dep_delay", "agg": "mean", "sort": "-y"},
    {"kind": "grid", "id": "table", "dataset": "flights", "tab": "Table", "height": 8},
]
# endregion

app = PyWry()
board = app.show_dashboard(PANELS, datasets={"flights": flights()}, links=[{"source": "origin"}])

# region: save
file = Path("layout.json")


@board.on("dashboard:layout-changed")
def save() -> None:
    file.write_text(json.dumps(board.layout))


if file.exists():
    board.change(layout=json.loads(file.read_text()))
# endregion

# region: show
board.select_tab("Airlines")
# endregion

app.block()
