from pathlib import Path
from typing import Any

from pywry import PyWry
from pywry.data import sample

app = PyWry()
path = Path(str(sample.__file__)).with_name("flights.csv.gz")

# region: open
planes = app.data.open(str(path))
for column in planes.profile().columns:
    print(column.name, column.type, column.role, column.distinct, column.min, column.max)
# endregion

# region: query
hours = app.data.query(
    "SELECT hour, origin, count(*) AS flights, avg(dep_delay) AS delay FROM flights GROUP BY ALL ORDER BY hour",
    name="hours",
)
print(hours.frame.num_rows, "rows")
# endregion

# region: show
PANELS: list[dict[str, Any]] = [
    {"kind": "metric", "id": "count", "title": "Flights", "dataset": "flights", "agg": "count", "format": ","},
    {"kind": "chart", "id": "delay", "title": "Delay by hour", "dataset": "hours"}
    | {"chart": "line", "x": "hour", "y": "delay", "agg": "mean", "color": "origin", "width": 9},
]
board = app.show_dashboard(PANELS, title="Flights from New York", datasets={"flights": {"ref": "flights"}})
grid = app.show_dataframe({"ref": "hours"}, "By hour")
# endregion

app.block()
