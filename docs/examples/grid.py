from typing import Any

from flights import flights

from pywry import PyWry

rows = flights()[["time_hour", "carrier", "flight", "tailnum", "origin", "dest", "dep_delay", "arr_delay", "distance"]]

app = PyWry()
grid = app.show_dataframe(
    rows,
    title="Flights from New York, 2013",
    column_defs=[
        {"field": "time_hour", "headerName": "Hour", "pinned": "left"},
        {"field": "dep_delay", "headerName": "Late, min", "format": "+,.0f"},
        {"field": "distance", "headerName": "Miles", "format": ",.0f"},
    ],
    row_selection="multiple",
)


@grid.on("grid:row-selected")
def selected(data: dict[str, Any]) -> None:
    miles = sum(row["distance"] for row in data["rows"])
    grid.alert(f"{len(data['rows'])} flights, {miles:,} miles")


app.block()
