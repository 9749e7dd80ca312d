"""Points or a table in Panel: `PORT scatter`, or `PORT grid ROWS`."""

from __future__ import annotations

import sys

import panel as pn
import sample

port, what, *rest = sys.argv[1:]
if what == "scatter":
    pn.extension("plotly")
    figure = sample.figure()
    pn.serve(lambda: pn.pane.Plotly(figure, sizing_mode="stretch_both"), port=int(port), show=False)
else:
    pn.extension("tabulator")
    frame = sample.table(int(rest[0]))
    pn.serve(lambda: pn.widgets.Tabulator(frame, height=700), port=int(port), show=False)
