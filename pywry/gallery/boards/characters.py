"""Who meets whom.

The characters of Les Miserables as a matrix, sorted by circle; a square that is clicked tells whom a character meets.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from bokeh_sampledata.les_mis import data

from pywry import DashboardHandle, PyWry

PEOPLE = pd.DataFrame(data["nodes"])
MEETINGS = pd.DataFrame(data["links"])
BOTH = pd.concat([MEETINGS, MEETINGS.rename(columns={"source": "target", "target": "source"})])
NAMES = PEOPLE["name"]
BLUES = [[0, "#c6dbef"], [0.5, "#4292c6"], [1, "#08306b"]]


def matrix() -> dict[str, Any]:
    """Each square: how often two of those who meet most appear together."""
    often = BOTH.groupby("source")["value"].sum()
    main = PEOPLE.loc[often.nlargest(40).index].sort_values("group").index
    table = BOTH.pivot_table(index="source", columns="target", values="value").reindex(index=main, columns=main)
    names = NAMES[main].to_list()
    trace = {"type": "heatmap", "x": names, "y": names, "z": np.log10(table.to_numpy()), "xgap": 1, "ygap": 1}
    ticks = {"tickvals": [0, 1, 1.5], "ticktext": ["1", "10", "30"], "title": {"text": "chapters"}, "thickness": 12}
    hover = {"customdata": table.to_numpy(), "hovertemplate": "%{y} and %{x}: %{customdata}<extra></extra>"}
    axis = {"dtick": 1, "showgrid": False, "tickfont": {"size": 10}, "automargin": True}
    layout = {"xaxis": axis | {"tickangle": -90, "dtick": None}, "yaxis": axis | {"autorange": "reversed"}}
    return {"data": [trace | hover | {"colorscale": BLUES, "colorbar": ticks}], "layout": layout}


def circle(name: str) -> list[dict[str, Any]]:
    """The panels about one character."""
    met = BOTH[BOTH["source"] == PEOPLE.index[NAMES.eq(name)][0]].sort_values("value", ascending=False)
    top = met.head(15).iloc[::-1]
    bars = {"type": "bar", "orientation": "h", "x": top["value"], "y": NAMES[top["target"]]}
    layout = {"xaxis": {"title": {"text": "chapters together"}}, "yaxis": {"automargin": True, "dtick": 1}}
    place = {"width": 4, "col": 9}
    return [
        {"kind": "metric", "id": "met", "title": f"{name} meets", "value": len(met), "row": 1, "height": 2}
        | {"suffix": " others"}
        | place,
        {"kind": "chart", "id": "circle", "title": "Most often", "figure": {"data": [bars], "layout": layout}}
        | {"row": 3, "height": 15}
        | place,
    ]


def show(app: PyWry) -> DashboardHandle:
    """Show the matrix."""
    place = {"width": 8, "height": 17, "col": 1, "row": 1}
    panels = [{"kind": "chart", "id": "matrix", "figure": matrix(), **place}, *circle("Valjean")]
    board = app.show_dashboard(panels, title="Who meets whom in Les Misérables")

    @board.chart("matrix").on("plotly:click")
    def picked(event: dict[str, Any]) -> None:
        board.change(panels=circle(event["points"][0]["y"]))

    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
