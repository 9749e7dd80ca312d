"""Points or a table in Dash: `PORT scatter`, or `PORT grid ROWS`."""

from __future__ import annotations

import sys

import dash_ag_grid as dag
import sample
from dash import Dash, dcc

port, what, *rest = sys.argv[1:]
app = Dash()
if what == "scatter":
    app.layout = dcc.Graph(figure=sample.figure(), style={"height": "95vh"})
else:
    frame = sample.table(int(rest[0]))
    app.layout = dag.AgGrid(
        rowData=frame.to_dict("records"), columnDefs=[{"field": name} for name in frame], style={"height": "95vh"}
    )
app.run(port=port)
