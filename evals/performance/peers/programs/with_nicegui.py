"""The data of `sample`, `feed` and `sales` in NiceGUI: `PORT WHAT [ROWS]`."""

from __future__ import annotations

import sys

import feed
import sales
import sample
from nicegui import ui
from nicegui.events import GenericEventArguments

port, what, *rest = sys.argv[1:]
figure = sample.figure() if what == "scatter" else None
frame = sample.table(int(rest[0])) if what == "grid" else None
sold = sales.Sales() if what == "crossfilter" else None


@ui.page("/")
def page() -> None:
    if frame is not None:
        ui.aggrid.from_pandas(frame).style("height: 90vh")
    elif figure is not None:
        ui.plotly(figure).classes("w-full").style("height: 90vh")
    elif sold is not None:
        following(sold)
    elif what == "line":
        growing()
    else:
        changing()


def growing() -> None:
    """A line of this page's own."""
    points = feed.Feed()
    plot = ui.plotly(points.figure()).classes("w-full").style("height: 90vh")

    def grow() -> None:
        points.due()
        plot.update_figure(points.figure())

    ui.timer(feed.BEAT_S, grow)


def changing() -> None:
    """A table of this page's own."""
    cells = feed.Cells()
    start = cells.frame()
    rows = start.reset_index().to_dict("records")
    columns = [{"field": name} for name in start]
    grid = ui.aggrid({"columnDefs": columns, "rowData": rows, ":getRowId": "(params) => String(params.data.index)"})
    grid.style("height: 90vh")

    def change() -> None:
        for row, value in zip(rows, cells.column(), strict=True):
            row[feed.COLUMN] = value
        grid.run_grid_method("applyTransaction", {"update": rows})

    ui.timer(feed.BEAT_S, change)


def following(sold: sales.Sales) -> None:
    """Panels of this page's own."""
    first = sold.found(None)
    amount, units = ui.label(first.amount).classes("number"), ui.label(first.units).classes("number")
    regions = ui.plotly(sold.regions()).classes("w-full")
    products = ui.plotly(sales.products(first.products)).classes("w-full")

    def follow(event: GenericEventArguments) -> None:
        found = sold.found(event.args["points"][0]["pointNumber"])
        amount.set_text(found.amount)
        units.set_text(found.units)
        products.update_figure(sales.products(found.products))

    regions.on("plotly_click", follow)


ui.run(host="127.0.0.1", port=int(port), show=False, reload=False)
