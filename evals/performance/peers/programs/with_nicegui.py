"""Points, a table or a line that grows in NiceGUI: `PORT scatter`, `PORT grid ROWS` or `PORT line`."""

from __future__ import annotations

import sys

import feed
import sample
from nicegui import ui

port, what, *rest = sys.argv[1:]
figure = sample.figure() if what == "scatter" else None
frame = sample.table(int(rest[0])) if what == "grid" else None


@ui.page("/")
def page() -> None:
    if frame is not None:
        ui.aggrid.from_pandas(frame).style("height: 90vh")
    elif figure is not None:
        ui.plotly(figure).classes("w-full").style("height: 90vh")
    else:
        growing()


def growing() -> None:
    """A line of this page's own."""
    points = feed.Feed()
    plot = ui.plotly(points.figure()).classes("w-full").style("height: 90vh")

    def grow() -> None:
        points.due()
        plot.update_figure(points.figure())

    ui.timer(feed.BEAT_S, grow)


ui.run(host="127.0.0.1", port=int(port), show=False, reload=False)
