"""The data of `sample`, `feed` and `sales` in PyWry: `WHAT [ROWS]`."""

from __future__ import annotations

import sys
import threading
from typing import Any

import feed
import sales
import sample

from pywry import GridHandle, PyWry


def changing(grid: GridHandle, cells: feed.Cells) -> None:
    """Write a column again and again."""
    rows, never = [str(row) for row in range(feed.ROWS)], threading.Event()
    while not never.wait(feed.BEAT_S):
        grid.update_cells({"row_id": rows, "col_id": feed.COLUMN, "value": cells.column()})


app = PyWry(open_tabs=False)
what, *rest = sys.argv[1:]
if what == "line":
    chart = app.show_plotly(feed.Feed().figure())
    chart.live(feed.Feed().points(), rate=feed.RATE, window=feed.POINTS)
    url = chart.url
elif what == "cells":
    table = app.show_dataframe(feed.Cells().frame())
    threading.Thread(target=changing, args=(table, feed.Cells()), daemon=True).start()
    url = table.url
elif what == "crossfilter":
    kept: dict[str, Any] = {"dataset": "sales"}
    bars: dict[str, Any] = {"kind": "chart", "chart": "bar", "y": "amount", **kept}
    metric: dict[str, Any] = {"kind": "metric", "format": ",.3f", **kept}
    url = app.show_dashboard(
        [
            {**metric, "id": "amount", "column": "amount", "agg": "sum"},
            {**metric, "id": "units", "column": "units", "agg": "mean"},
            {**bars, "id": "regions", "x": "region"},
            {**bars, "id": "products", "x": "product"},
        ],
        datasets={"sales": sales.Sales().frame()},
        links=[{"source": "regions"}],
    ).url
elif what == "scatter":
    url = app.show_plotly(sample.figure()).url
else:
    url = app.show_dataframe(sample.table(int(rest[0]))).url
print(url, flush=True)
app.block()
