"""Fifty years of countries.

Bubbles that play from 1964 to 2013; a click on a country draws its course beside them.
"""

from __future__ import annotations

from typing import Any

import plotly.express as px
from bokeh_sampledata.gapminder import data

from pywry import DashboardHandle, PyWry

WORDS = {"fertility": "children per woman", "life_expectancy": "life expectancy, years", "region": "", "year": "Year"}


def bubbles() -> Any:
    """Countries by fertility and life expectancy, a frame a year."""
    known = data.dropna().assign(region=lambda rows: rows["region"].astype(str))
    figure = px.scatter(
        known,
        x="fertility",
        y="life_expectancy",
        size="population",
        color="region",
        hover_name="country",
        custom_data=["country"],
        animation_frame="year",
        size_max=45,
        range_x=[0.5, 9.5],
        range_y=[20, 90],
        labels=WORDS,
    )
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "itemsizing": "constant"}
    return figure.update_layout(legend=legend, transition_duration=150)


def course(country: str) -> dict[str, Any]:
    """What became of one country, as a panel."""
    rows = data[data["country"] == country]
    line = {"type": "scatter", "mode": "lines", "x": rows["year"]}
    traces = [
        line | {"name": "life expectancy, years", "y": rows["life_expectancy"]},
        line | {"name": "children per woman", "y": rows["fertility"], "yaxis": "y2"},
    ]
    layout = {
        "xaxis": {"anchor": "y2"},
        "yaxis": {"domain": [0.56, 1], "title": {"text": "life expectancy, years"}},
        "yaxis2": {"domain": [0, 0.44], "title": {"text": "children per woman"}, "rangemode": "tozero"},
        "showlegend": False,
    }
    return {"kind": "chart", "id": "course", "title": country, "figure": {"data": traces, "layout": layout}}


def show(app: PyWry) -> DashboardHandle:
    """Show the board."""
    place = {"width": 4, "height": 15}
    panels = [
        {"kind": "chart", "id": "world", "title": "The world", "figure": bubbles(), "width": 8, "height": 15},
        course("China") | place,
    ]
    board = app.show_dashboard(panels, title="Fifty years of countries")

    @board.chart("world").on("plotly:click")
    def picked(event: dict[str, Any]) -> None:
        board.change(panels=[course(event["points"][0]["customdata"][0]) | place])

    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
