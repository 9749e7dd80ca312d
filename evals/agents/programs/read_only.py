"""A program whose pages an agent may look at, over stdio, and not change."""

from __future__ import annotations

import asyncio

from pywry import PyWry
from pywry.data.sample import flights
from pywry.serve import run_stdio, serve

PANELS = [
    {"kind": "metric", "id": "count", "title": "Flights", "dataset": "flights", "agg": "count"},
    {"kind": "metric", "id": "late", "title": "Mean delay", "dataset": "flights"}
    | {"agg": "mean", "column": "dep_delay"},
    {"kind": "chart", "id": "airlines", "title": "Mean delay by airline", "dataset": "flights"}
    | {"chart": "bar", "x": "airline", "y": "dep_delay", "agg": "mean", "sort": "-y"},
]


async def main() -> None:
    """Show a board, and serve what only reads."""
    app = PyWry(open_tabs=False)
    app.session.hub.portal.adopt(asyncio.get_running_loop())
    datasets = {"flights": flights()}
    await app.show_dashboard.aio(PANELS, "Flights from New York", datasets=datasets, label="flights")
    await run_stdio(serve(app.session, toolsets=("all",), read_only=True), app.session)


if __name__ == "__main__":
    asyncio.run(main())
