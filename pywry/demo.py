"""`pywry demo`: a live dashboard of flights that really left New York."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Any

from pywry import PyWry
from pywry_tools.errors import Closed, NoBrowser, NoSuchWidget

if TYPE_CHECKING:
    from pywry import DashboardHandle

NO_BROWSER = 3
NOT_PAINTED = 4
STEP_S = 0.5
WINDOW = 120

ABOUT = """**Try it.** Click a bar, select hours with the box tool, or tick rows: everything else follows. Click
again to lift it.

The bars, numbers and rows are one table; three declared links filter it. *Live* replays departures."""

PANELS: list[dict[str, Any]] = [
    {"kind": "metric", "id": "flights", "title": "Flights", "dataset": "flights", "column": "date", "agg": "count"}
    | {"format": ",", "width": 3, "height": 2},
    {"kind": "metric", "id": "late", "title": "Mean departure delay", "dataset": "flights", "column": "dep_delay"}
    | {"agg": "mean", "format": ".1f", "suffix": " min", "width": 3, "height": 2},
    {"kind": "metric", "id": "distance", "title": "Mean distance", "dataset": "flights", "column": "distance"}
    | {"agg": "mean", "format": ",.0f", "suffix": " mi", "width": 3, "height": 2},
    {"kind": "metric", "id": "places", "title": "Destinations", "dataset": "flights", "column": "dest"}
    | {"agg": "nunique", "width": 3, "height": 2},
    {"kind": "chart", "id": "airlines", "title": "Mean departure delay by airline, minutes", "dataset": "flights"}
    | {"chart": "bar", "x": "carrier", "y": "dep_delay", "agg": "mean", "sort": "-y", "width": 6, "height": 9}
    | {"x_title": "airline", "y_title": "minutes"},
    {"kind": "chart", "id": "hours", "title": "Flights by hour of departure", "dataset": "flights"}
    | {"chart": "bar", "x": "hour", "color": "origin", "sort": "x", "width": 6, "height": 9, "y_title": "flights"},
    {"kind": "grid", "id": "table", "title": "Flights", "dataset": "flights", "row_selection": "multiple"}
    | {"columns": ["date", "hour", "airline", "origin", "dest", "dep_delay", "distance"], "width": 8, "height": 11},
    {"kind": "chart", "id": "live", "title": "Live: departure delay, minutes", "width": 4, "height": 7},
    {"kind": "markdown", "id": "about", "text": ABOUT, "width": 4, "height": 4},
]

LINKS = [
    {"source": "airlines", "column": "carrier"},
    {"source": "hours", "column": "hour"},
    {"source": "table", "column": "carrier"},
]


def build(app: PyWry, rows: dict[str, list[Any]]) -> DashboardHandle:
    """Show the demo's dashboard.

    Args:
        app: Where.
        rows: The sample's columns.
    """
    line: dict[str, Any] = {"x": [], "y": [], "type": "scatter", "mode": "lines", "fill": "tozeroy", "name": "delay"}
    layout = {"margin": {"t": 8}, "xaxis": {"title": {"text": "flights so far"}}}
    panels = [p | {"figure": {"data": [line], "layout": layout}} if p["id"] == "live" else p for p in PANELS]
    return app.show_dashboard(panels, title="Flights from New York", datasets={"flights": rows}, links=LINKS)


class Replay:
    """Sends one day's departures to the live chart, one after another, until it is stopped."""

    def __init__(self, dashboard: DashboardHandle, rows: dict[str, list[Any]]) -> None:
        self._chart = dashboard.chart("live")
        self._delays = deque(d for d in rows["dep_delay"] if d is not None)
        self._stopped = threading.Event()
        self._sent = 0

    def start(self) -> None:
        """Begin, in a thread of its own."""
        threading.Thread(target=self._run, name="demo-replay", daemon=True).start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(STEP_S):
            try:
                self.step()
            except (NoSuchWidget, Closed):  # the last tab was closed between two steps
                return

    def step(self) -> None:
        """Send the next departure."""
        self._chart.extend({"x": [[self._sent]], "y": [[self._delays[0]]]}, indices=[0], max_points=WINDOW)
        self._delays.rotate(-1)
        self._sent += 1


def run(*, once: bool = False, browser: bool = True, port: int = 0) -> int:
    """Show the demo until nobody looks any more, or draw it once without a window.

    Args:
        once: Draw it in a headless browser, print one line of JSON, and end.
        browser: Whether to open a tab.
        port: Where to serve; 0 takes a free port.

    Returns:
        The exit code: 0; 3 where no browser is installed; 4 if a panel was not painted.
    """
    from pywry.data.sample import flights

    rows = flights()
    with PyWry(open_tabs=False if once or not browser else None, port=port) as app:
        dashboard = build(app, rows)
        replay = Replay(dashboard, rows)
        for _ in range(WINDOW // 4):
            replay.step()
        if once:
            return _once(app, dashboard)
        place, it = (f"at {dashboard.url}", "tab") if dashboard.url else ("in a window of its own", "window")
        print(f"The demo is {place}\nClose its {it} or press Ctrl-C to end.", flush=True)
        replay.start()
        try:
            app.block()
        finally:
            replay.stop()
    return 0


def _once(app: PyWry, dashboard: DashboardHandle) -> int:
    try:
        painted = app.session.hub.portal.run(look(app, dashboard), "demo")
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return NO_BROWSER
    line = {"transport": app.transport.name, "url": dashboard.url, **painted}
    print(json.dumps(line), flush=True)
    return NOT_PAINTED if any(panel.get("error") for panel in painted["panels"]) else 0


async def look(app: PyWry, dashboard: DashboardHandle) -> dict[str, Any]:
    """Draw a dashboard in a headless browser; what its page tells once it is painted.

    Raises:
        NoBrowser: No Chromium, Chrome or Edge is installed.
        TimeoutError: It was not painted within half a minute.
    """
    hub = app.session.hub
    async with hub.eye.look(dashboard.id, str(dashboard.url), width=1440, height=1100, dark=None):
        heard = await asyncio.wait_for(dashboard.wait_for.aio(["pywry:painted"]), 30)
    painted: dict[str, Any] = heard.events[-1]["data"]
    return painted
