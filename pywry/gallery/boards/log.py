"""A log file, followed.

Every flight of New Year's Day is written to a log; the page tails it and counts by level.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from pywry import DashboardHandle, PyWry
from pywry.data.sample import flights

LEVELS = {"INFO": "on time", "WARNING": "late", "ERROR": "cancelled or an hour late"}


def write(path: Path, board: DashboardHandle) -> None:
    """The airports' own program: a line a flight, as long as somebody looks."""
    rows = flights()
    with path.open("w", encoding="utf-8", buffering=1) as file:
        for hour, airline, origin, dest, late in zip(
            *(rows[name] for name in ("hour", "airline", "origin", "dest", "dep_delay")), strict=True
        ):
            level = "ERROR" if late is None or late >= 60 else "WARNING" if late >= 15 else "INFO"
            said = "cancelled" if late is None else f"left {late:+.0f} min"
            file.write(f"{hour:02.0f}h {level} {origin}-{dest} {airline}: {said}\n")
            time.sleep(0.03)
            if not board.is_open:
                return


def show(app: PyWry) -> DashboardHandle:
    """Show the log."""
    path, seen = Path(tempfile.mkdtemp()) / "flights.log", Counter[str]()
    path.touch()
    metrics = [
        {
            "kind": "metric",
            "id": level,
            "title": level,
            "hint": hint,
            "value": 0,
            "format": ",",
            "inverse": level != "INFO",
            "width": 4,
            "height": 3,
        }
        for level, hint in LEVELS.items()
    ]
    columns: list[dict[str, Any]] = [
        {"field": "line", "width": 90, "sort": "desc"},
        {"field": "hour", "width": 90},
        {"field": "level", "width": 120},
        {"field": "message", "flex": 1},
    ]
    table = {"data": {name["field"]: [] for name in columns}, "column_defs": columns, "width": 12, "height": 13}
    grid: dict[str, Any] = {"kind": "grid", "id": "log", "title": path.name} | table
    board = app.show_dashboard([*metrics, grid], title="A log")

    def parse(line: str) -> dict[str, Any]:
        hour, level, message = line.split(" ", 2)
        seen[level] += 1
        return {"line": seen.total(), "hour": hour, "level": level, "message": message}

    threading.Thread(target=write, args=(path, board), daemon=True).start()
    board.panel("log").live(path, parse=parse, window=1_000)
    for level in LEVELS:
        board.panel(level).live(partial(seen.get, level, 0), rate=4)
    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
