"""Penguins, measured.

A scatter matrix of four measures; penguins selected in it are counted, charted and listed.
"""

from __future__ import annotations

from typing import Any

import plotly.express as px
from bokeh_sampledata.penguins import data

from pywry import DashboardHandle, PyWry

MEASURES = {
    "bill_length_mm": "bill length, mm",
    "bill_depth_mm": "bill depth, mm",
    "flipper_length_mm": "flipper, mm",
    "body_mass_g": "mass, g",
}


def matrix(birds: Any) -> Any:
    """Every measure against every other."""
    figure = px.scatter_matrix(birds, dimensions=list(MEASURES.values()), color="species", custom_data=["bird"])
    figure.update_traces(diagonal_visible=False, showupperhalf=False, marker={"size": 5, "opacity": 0.7})
    legend = {"x": 0.98, "xanchor": "right", "y": 0.98, "title": {"text": ""}}
    return figure.update_layout(dragmode="select", legend=legend)


def show(app: PyWry) -> DashboardHandle:
    """Show the board."""
    birds = data.dropna().rename(columns=MEASURES).reset_index(drop=True).rename_axis("bird").reset_index()
    birds = birds.assign(sex=birds["sex"].str.lower())
    note = "**Drag a box** over points to see those penguins alone."
    chart = {"kind": "chart", "dataset": "birds", "width": 5, "height": 6, "chart": "bar", "col": 8}
    panels: list[dict[str, Any]] = [
        {"kind": "chart", "id": "matrix", "figure": matrix(birds), "width": 7, "height": 17, "row": 1, "col": 1},
        {"kind": "markdown", "id": "note", "text": note, "width": 3, "height": 2, "row": 1, "col": 8},
        {"kind": "metric", "id": "count", "title": "Penguins", "dataset": "birds", "agg": "count"}
        | {"width": 2, "height": 2, "row": 1, "col": 11},
        chart | {"id": "islands", "title": "Islands", "x": "island", "color": "species"},
        {"kind": "grid", "id": "table", "title": "Penguins", "dataset": "birds", "row_id": "bird", "col": 8, "width": 5}
        | {"height": 9, "columns": ["species", "island", "sex", "mass, g"]}
        | {"column_defs": [{"field": "mass, g", "format": ",.0f"}]},
    ]
    board = app.show_dashboard(panels, title="Penguins", datasets={"birds": birds}, links=[{"source": "islands"}])

    @board.chart("matrix").on("plotly:selected")
    def selected(event: dict[str, Any]) -> None:
        picked = {point["customdata"][0] for point in event["points"]}
        board.change(datasets={"birds": birds[birds["bird"].isin(picked)] if picked else birds})

    @board.chart("matrix").on("plotly:deselect")
    def lifted() -> None:
        board.change(datasets={"birds": birds})

    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
