"""Unemployment, by place and by time.

A map of the states, whose counties follow a click, and every month since 1948.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from bokeh_sampledata.unemployment import data as rates
from bokeh_sampledata.unemployment1948 import data as months
from bokeh_sampledata.us_counties import data as places

from pywry import DashboardHandle, PyWry

KNOWN = [(place["state"].upper(), place["name"], rates[key]) for key, place in places.items() if key in rates]
COUNTIES = pd.DataFrame(KNOWN, columns=["state", "county", "rate"])
SCALE = {"colorscale": "YlOrRd", "reversescale": True}


def states() -> dict[str, Any]:
    """The median county of each state."""
    rate = COUNTIES.groupby("state")["rate"].median()
    trace = {"type": "choropleth", "locationmode": "USA-states", "locations": rate.index, "z": rate}
    trace |= {"customdata": rate.index}
    bar = {"title": {"text": "%"}, "thickness": 12, "len": 0.8}
    layout = {"geo": {"scope": "usa"}, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}}
    return {"data": [trace | {**SCALE, "colorbar": bar}], "layout": layout}


def counties(state: str) -> dict[str, Any]:
    """The counties of a state with most people out of work, as a panel."""
    most = COUNTIES[COUNTIES["state"] == state].nlargest(15, "rate").iloc[::-1]
    trace = {"type": "bar", "orientation": "h", "x": most["rate"], "y": most["county"]}
    layout = {"xaxis": {"title": {"text": "% unemployed, 2009"}}, "yaxis": {"automargin": True, "dtick": 1}}
    panel = {"kind": "chart", "id": "counties", "title": f"Counties of {state}", "width": 5, "height": 10}
    return panel | {"figure": {"data": [trace], "layout": layout}}


def history() -> dict[str, Any]:
    """Months by years."""
    rows = months.set_index("Year").drop(columns="Annual").T
    trace = {"type": "heatmap", "x": rows.columns, "y": rows.index, "z": rows.to_numpy(), **SCALE}
    bar = {"title": {"text": "%"}, "thickness": 12}
    trace |= {"colorbar": bar, "hovertemplate": "%{y} %{x}: %{z}%<extra></extra>"}
    return {"data": [trace], "layout": {"yaxis": {"autorange": "reversed", "dtick": 1}}}


def show(app: PyWry) -> DashboardHandle:
    """Show the board."""
    panels = [
        {"kind": "chart", "id": "states", "title": "The median county, 2009", "figure": states(), "width": 7}
        | {"height": 10},
        counties("MI"),
        {"kind": "chart", "id": "history", "title": "The whole country, by month", "figure": history(), "height": 7}
        | {"width": 12},
    ]
    board = app.show_dashboard(panels, title="Unemployment in the United States")

    @board.chart("states").on("plotly:click")
    def picked(event: dict[str, Any]) -> None:
        board.change(panels=[counties(event["points"][0]["customdata"])])

    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
