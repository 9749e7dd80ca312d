"""Airports and their routes.

Click an airport on the map, or its row, to see where one can fly from there without a stop.
"""

from __future__ import annotations

from typing import Any

from bokeh_sampledata.airport_routes import airports, routes

from pywry import DashboardHandle, PyWry

COUNT = routes.groupby("Source")["Destination"].nunique()
PLACES = airports.assign(routes=airports["IATA"].map(COUNT)).dropna(subset=["routes"]).set_index("IATA")


def figure(origin: str) -> dict[str, Any]:
    """Every airport, and the routes from one."""
    ends = PLACES.loc[PLACES.index.isin(routes.loc[routes["Source"] == origin, "Destination"])]
    home = PLACES.loc[origin]
    lines: dict[str, list[float | None]] = {"lat": [], "lon": []}
    for end in ends.itertuples():
        lines["lat"] += [home["Latitude"], end.Latitude, None]
        lines["lon"] += [home["Longitude"], end.Longitude, None]
    points = {"lat": PLACES["Latitude"], "lon": PLACES["Longitude"], "text": PLACES["City"], "customdata": PLACES.index}
    size = {"size": 4 + PLACES["routes"] ** 0.5, "opacity": 0.8, "line": {"width": 0}}
    hover = "%{customdata}, %{text}<extra></extra>"
    traces = [
        {"type": "scattergeo", "mode": "lines", "line": {"width": 1, "color": "#e8743b"}, "hoverinfo": "skip"} | lines,
        {"type": "scattergeo", "mode": "markers", "marker": size | {"color": "#2f7ed8"}, "hovertemplate": hover}
        | points,
    ]
    geo = {"scope": "north america", "fitbounds": False, "lataxis": {"range": [15, 72]}, "showlakes": False}
    geo |= {"lonaxis": {"range": [-170, -60]}, "showcountries": True, "showsubunits": True}
    layout = {"geo": geo, "showlegend": False, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}}
    return {"data": traces, "layout": layout}


def show(app: PyWry) -> DashboardHandle:
    """Show the map."""
    listed = PLACES.reset_index()[["IATA", "City", "routes"]].sort_values("routes", ascending=False)
    columns = [{"field": "IATA", "width": 90}, {"field": "City", "flex": 1}, {"field": "routes", "width": 100}]
    grid = {"kind": "grid", "id": "airports", "title": "Airports", "data": listed, "row_id": "IATA"}
    panels: list[dict[str, Any]] = [
        {"kind": "chart", "id": "map", "title": "From ATL", "figure": figure("ATL"), "width": 8, "height": 13},
        grid | {"row_selection": "single", "column_defs": columns, "width": 4, "height": 13},
    ]
    board = app.show_dashboard(panels, title="Airports and their routes")

    def fly(origin: str) -> None:
        board.change(panels=[panels[0] | {"title": f"From {origin}", "figure": figure(origin)}])

    @board.chart("map").on("plotly:click")
    def clicked(event: dict[str, Any]) -> None:
        fly(event["points"][0]["customdata"])

    @board.grid("airports").on("grid:row-selected")
    def picked(event: dict[str, Any]) -> None:
        for origin in event["rowIds"]:
            fly(origin)

    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
