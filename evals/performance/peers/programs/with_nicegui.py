"""Points or a table in NiceGUI: `PORT scatter`, or `PORT grid ROWS`."""

from __future__ import annotations

import sys

import sample
from nicegui import ui

port, what, *rest = sys.argv[1:]
figure = sample.figure() if what == "scatter" else None
frame = None if what == "scatter" else sample.table(int(rest[0]))


@ui.page("/")
def page() -> None:
    if frame is None:
        ui.plotly(figure).classes("w-full").style("height: 90vh")
    else:
        ui.aggrid.from_pandas(frame).style("height: 90vh")


ui.run(host="127.0.0.1", port=int(port), show=False, reload=False)
