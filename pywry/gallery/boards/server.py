"""This machine, watched.

Processors, memory, network and processes, read while you look.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import psutil

from pywry import DashboardHandle, PyWry

CORES = [f"core {number}" for number in range(psutil.cpu_count() or 1)]
PERCENT = {"kind": "metric", "format": ".0f", "suffix": " %", "width": 3, "height": 3, "inverse": True}


def cores() -> dict[str, Any]:
    """How busy each processor is."""
    busy = psutil.cpu_percent(interval=0.5, percpu=True)
    return {"at": datetime.now().isoformat()} | dict(zip(CORES, busy, strict=True))


def traffic() -> Iterator[dict[str, Any]]:
    """The bytes of each second."""
    before = psutil.net_io_counters()
    while True:
        time.sleep(1)
        now = psutil.net_io_counters()
        came, went = now.bytes_recv - before.bytes_recv, now.bytes_sent - before.bytes_sent
        yield {"at": datetime.now().isoformat(), "received": came, "sent": went}
        before = now


def processes() -> list[dict[str, Any]]:
    """The ten that use most memory."""
    found = [p.info for p in psutil.process_iter(["pid", "name", "memory_info"]) if p.info["memory_info"]]
    most = sorted(found, key=lambda info: -info["memory_info"].rss)[:10]
    ranked = enumerate(most, start=1)
    return [{"rank": n, "pid": i["pid"], "name": i["name"], "MB": round(i["memory_info"].rss / 1e6)} for n, i in ranked]


def lines(names: list[str], unit: str, **axis: Any) -> dict[str, Any]:
    """A chart with a line for each name."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": []}
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom"}
    layout = {"yaxis": {"title": {"text": unit}, **axis}, "xaxis": {"type": "date"}, "legend": legend}
    figure = {"data": [line | {"name": name} for name in names], "layout": layout}
    return {"kind": "chart", "figure": figure, "width": 6, "height": 8}


def show(app: PyWry) -> DashboardHandle:
    """Show the board, and watch."""
    columns = [{"field": "rank", "width": 80}, {"field": "pid", "format": "d"}, {"field": "name", "flex": 1}]
    grid = {"kind": "grid", "id": "processes", "title": "Most memory", "data": processes(), "row_id": "rank"}
    disk = psutil.disk_usage(os.sep)
    panels: list[dict[str, Any]] = [
        PERCENT | {"id": "cpu", "title": "Processors", "value": psutil.cpu_percent(interval=0.1)},
        PERCENT | {"id": "memory", "title": "Memory", "value": psutil.virtual_memory().percent},
        PERCENT | {"id": "disk", "title": "Disk", "value": disk.percent, "hint": f"of {disk.total / 1e9:,.0f} GB"},
        {"kind": "metric", "id": "count", "title": "Processes", "value": len(psutil.pids()), "width": 3, "height": 3},
        lines(CORES, "%", range=[0, 100]) | {"id": "cores", "title": "Each processor"},
        lines(["received", "sent"], "bytes a second", rangemode="tozero") | {"id": "net", "title": "Network"},
        grid | {"width": 12, "height": 8, "column_defs": columns},
    ]
    board = app.show_dashboard(panels, title="This machine")
    board.panel("cpu").live(lambda: psutil.cpu_percent(interval=0.5), rate=1)
    board.panel("memory").live(lambda: psutil.virtual_memory().percent, rate=1)
    board.panel("count").live(lambda: len(psutil.pids()), rate=1)
    board.panel("cores").live(cores, x="at", y=CORES, rate=1, window=300)
    board.panel("net").live(traffic, x="at", y=["received", "sent"], window=300)
    board.panel("processes").live(processes, by_id=True, rate=0.5)
    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
