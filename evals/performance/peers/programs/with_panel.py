"""The data of `sample`, `feed` and `sales` in Panel: `PORT WHAT [ROWS]`."""

from __future__ import annotations

import sys

import feed
import panel as pn
import sales
import sample
from param.parameterized import Event

port, what, *rest = sys.argv[1:]


def growing() -> pn.pane.Plotly:
    """A line of this page's own."""
    points = feed.Feed()
    pane = pn.pane.Plotly(points.figure(), sizing_mode="stretch_both")

    def grow() -> None:
        points.due()
        pane.object = points.figure()

    pn.state.add_periodic_callback(grow, period=int(1000 * feed.BEAT_S))
    return pane


def changing() -> pn.widgets.Tabulator:
    """A table of this page's own."""
    cells = feed.Cells()
    table = pn.widgets.Tabulator(cells.frame(), height=700)

    def change() -> None:
        table.patch({feed.COLUMN: list(enumerate(cells.column()))})

    pn.state.add_periodic_callback(change, period=int(1000 * feed.BEAT_S))
    return table


def following() -> pn.Column:
    """Panels of this page's own."""
    first = sold.found(None)
    amount, units = number(first.amount), number(first.units)
    regions = pn.pane.Plotly(sold.regions(), sizing_mode="stretch_width")
    products = pn.pane.Plotly(sales.products(first.products), sizing_mode="stretch_width")

    def follow(event: Event) -> None:
        found = sold.found(event.new["points"][0]["pointNumber"])
        amount.object, units.object = tagged(found.amount), tagged(found.units)
        products.object = sales.products(found.products)

    regions.param.watch(follow, "click_data")
    return pn.Column(amount, units, regions, products)


def number(value: str) -> pn.pane.HTML:
    """A pane with a number."""
    return pn.pane.HTML(tagged(value))


def tagged(value: str) -> str:
    """What it shows."""
    return f'<span class="number">{value}</span>'


if what == "crossfilter":
    pn.extension("plotly")
    sold = sales.Sales()
    pn.serve(following, port=int(port), show=False)
elif what == "line":
    pn.extension("plotly")
    pn.serve(growing, port=int(port), show=False)
elif what == "cells":
    pn.extension("tabulator")
    pn.serve(changing, port=int(port), show=False)
elif what == "scatter":
    pn.extension("plotly")
    figure = sample.figure()
    pn.serve(lambda: pn.pane.Plotly(figure, sizing_mode="stretch_both"), port=int(port), show=False)
else:
    pn.extension("tabulator")
    frame = sample.table(int(rest[0]))
    pn.serve(lambda: pn.widgets.Tabulator(frame, height=700), port=int(port), show=False)
