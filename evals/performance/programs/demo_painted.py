"""The demo's dashboard in a window or in a tab: how soon it is painted, and how fast it follows.

The argument is a mode's name. It prints the tab's address if it has one, then a line of JSON, and ends with stdin.
"""

from __future__ import annotations

import json
import sys
import time
from statistics import mean
from typing import Any

from pywry import PyWry
from pywry.data.sample import flights
from pywry.demo import Replay, build

STEPS = 30
BURST = 10


def main() -> None:
    """Show, measure, say."""
    mode = sys.argv[1]
    app = PyWry(mode=mode, width=1440, height=1100) if mode != "browser" else PyWry(mode=mode, open_tabs=False)
    rows = flights()
    app.show("<p>warm").wait_for(["pywry:ready"]) if mode != "browser" else None
    dashboard = build(app, rows)
    if dashboard.url:
        print(dashboard.url, flush=True)
    heard: Any = dashboard.wait_for(["pywry:painted"])
    painted = heard.events[-1]["data"]["seconds"]
    replay = Replay(dashboard, rows)
    print(json.dumps({"painted": painted, "step": mean(step(replay, dashboard) for _ in range(STEPS))}), flush=True)
    sys.stdin.read()
    app.destroy()


def step(replay: Replay, dashboard: Any) -> float:
    """Some departures more in the live chart, each drawn by itself, until the page has drawn the last; milliseconds."""
    began = time.perf_counter()
    for _ in range(BURST):
        replay.step()
    dashboard.eval_js("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
