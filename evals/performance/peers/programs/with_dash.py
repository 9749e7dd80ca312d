"""The data of `sample`, `feed` and `sales` in Dash: `PORT WHAT [ROWS]`."""

from __future__ import annotations

import sys

import dash_ag_grid as dag
import feed
import sales
import sample
from dash import Dash, Input, Output, dcc, html

port, what, *rest = sys.argv[1:]
app = Dash()
if what == "line":
    points = feed.Feed()
    # Plotly extends lists by lists, and typed arrays by nothing that JSON can say.
    figure = {"data": [{"x": list(points.x), "y": list(points.y), "mode": "lines"}]}
    line = dcc.Graph(id="line", figure=figure, style={"height": "95vh"})
    app.layout = html.Div([line, dcc.Interval("beat", interval=1000 * feed.BEAT_S)])

    @app.callback(Output("line", "extendData"), Input("beat", "n_intervals"))
    def grow(_beats: int | None) -> object:
        x, y = points.due()
        return [{"x": [x], "y": [y]}, [0], feed.POINTS]
elif what == "cells":
    cells = feed.Cells()
    start = cells.frame()
    grid = dag.AgGrid(
        id="grid",
        rowData=start.reset_index().to_dict("records"),
        columnDefs=[{"field": name} for name in start],
        getRowId="params.data.index.toString()",
        style={"height": "90vh"},
    )
    app.layout = html.Div([grid, dcc.Interval("beat", interval=1000 * feed.BEAT_S)])
    fixed = start.drop(columns=feed.COLUMN).reset_index().to_dict("records")

    @app.callback(Output("grid", "rowTransaction"), Input("beat", "n_intervals"), prevent_initial_call=True)
    def change(_beats: int) -> object:
        return {
            "update": [row | {feed.COLUMN: value} for row, value in zip(fixed, cells.column(), strict=True)],
            "async": False,
        }
elif what == "crossfilter":
    sold = sales.Sales()
    first = sold.found(None)
    app.layout = html.Div(
        [
            html.Div(first.amount, id="amount", className="number"),
            html.Div(first.units, id="units", className="number"),
            dcc.Graph(id="regions", figure=sold.regions()),
            dcc.Graph(id="products", figure=sales.products(first.products)),
        ]
    )

    @app.callback(
        Output("amount", "children"),
        Output("units", "children"),
        Output("products", "figure"),
        Input("regions", "clickData"),
        prevent_initial_call=True,
    )
    def follow(click: dict[str, list[dict[str, int]]]) -> object:
        found = sold.found(click["points"][0]["pointNumber"])
        return found.amount, found.units, sales.products(found.products)
elif what == "scatter":
    app.layout = dcc.Graph(figure=sample.figure(), style={"height": "95vh"})
else:
    frame = sample.table(int(rest[0]))
    app.layout = dag.AgGrid(
        rowData=frame.to_dict("records"), columnDefs=[{"field": name} for name in frame], style={"height": "95vh"}
    )
app.run(port=port)
