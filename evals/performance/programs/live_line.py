"""A line that grows by one point an update, as PyWry draws it and from a raw WebSocket; and many of them at once.

It prints three addresses, and answers each line of stdin, such as `{"case": "ours", "rate": 2000, "seconds": 3}`, with
the time at which the last point was said, in milliseconds since 1970, and how many there were.
"""

from __future__ import annotations

import asyncio
import json
import math
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import numpy as np
from starlette.routing import WebSocketRoute

from pywry import ChartHandle, DashboardHandle, PyWry

Message = MutableMapping[str, Any]

PAGE = Path(__file__).with_suffix(".html")
POINTS = 10_000
PANELS = 20
BEAT_S = 0.016


class Feeder:
    """Says points at a rate.

    Attributes:
        said: When the last one was said.
        count: How many there were.
    """

    def __init__(self, rate: float, seconds: float) -> None:
        self.said = 0.0
        self.count = int(rate * seconds)

    def __iter__(self) -> Iterator[tuple[float, float]]:
        for i in range(POINTS, POINTS + self.count):
            self.said = time.time() * 1000
            yield float(i), math.sin(i / 500)


class Raw:
    """Sends what is due every 16 ms, as a loop over a WebSocket would be written by hand."""

    def __init__(self) -> None:
        self.send: Callable[[Message], Awaitable[None]] | None = None

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        self.send = send
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def run(self, feeder: Feeder, rate: float) -> None:
        """Send all points."""
        assert self.send is not None
        points, began, sent = iter(feeder), time.monotonic(), 0
        while sent < feeder.count:
            due = min(feeder.count, int((time.monotonic() - began) * rate) + 1)
            batch = [next(points) for _ in range(due - sent)]
            sent = due
            data = {"x": [x for x, _ in batch], "y": [y for _, y in batch], "window": POINTS}
            await self.send({"type": "websocket.send", "text": json.dumps(data)})
            await asyncio.sleep(BEAT_S)


def chart(app: PyWry) -> ChartHandle:
    """A line of many points."""
    x = np.arange(float(POINTS))
    return app.show_plotly({"data": [{"mode": "lines", "x": x, "y": np.sin(x / 500)}], "layout": {}})


def board(app: PyWry) -> DashboardHandle:
    """Many short lines."""
    line: dict[str, Any] = {"data": [{"mode": "lines", "x": [], "y": []}], "layout": {}}
    return app.show_dashboard(
        [{"kind": "chart", "id": f"p{i}", "width": 3, "height": 4, "figure": line} for i in range(PANELS)]
    )


def fed(name: str, rate: float, seconds: float) -> dict[str, float]:
    """Run one case to its end."""
    feeders = [Feeder(rate, seconds) for _ in range(PANELS if name == "many" else 1)]
    if name == "floor":
        app.session.hub.portal.run(raw.run(feeders[0], rate))
    elif name == "ours":
        line.live(feeders[0], rate=rate, window=POINTS).wait()
    else:
        lives = [many.live(feeder, panel=f"p{i}", rate=rate, window=300) for i, feeder in enumerate(feeders)]
        for live in lives:
            live.wait()
    return {"said": feeders[0].said, "count": feeders[0].count}


app = PyWry(open_tabs=False)
raw = Raw()
app.asgi.router.routes.append(WebSocketRoute("/raw/points", raw))
bare = app.show(PAGE.read_text(encoding="utf-8"), include_plotly=True)
line, many = chart(app), board(app)
for page in (line, bare, many):
    print(page.url, flush=True)
for order in sys.stdin:
    case = json.loads(order)
    print(json.dumps(fed(case["case"], case["rate"], case["seconds"])), flush=True)
