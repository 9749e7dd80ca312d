"""How many events a page gets in a second, every one and in order."""

from __future__ import annotations

import asyncio
import time
from statistics import median
from typing import Any, NamedTuple

from evals.performance.child import Child
from evals.performance.figure import Options, Row, interleave
from pywry.headless import Browser, Tab

BAR = 50_000.0
EVENTS = 50_000


class Rate(NamedTuple):
    """Events a second.

    Attributes:
        delivered: From the first emit to the last event in the page.
        emitted: While the program emits.
    """

    delivered: float
    emitted: float


async def measure(options: Options) -> list[Row]:
    """Send bursts, from Python through PyWry and through a raw WebSocket."""
    events = options.count(EVENTS)
    with Child("live.py") as child:
        url = await asyncio.to_thread(child.read)
        async with Browser() as browser:
            tab = await browser.page(url)
            await tab.wait_for("ready()")
            cases = {"ours": lambda: through_pywry(tab, child, events), "floor": lambda: through_raw(tab, events)}
            found = await interleave(cases, options.repeats)
    return [
        Row(
            what="events Python -> page, 100 B, every one in order",
            ours=median(rate.delivered for rate in found["ours"]),
            floor=median(rate.delivered for rate in found["floor"]),
            unit="/s",
            rule="at least",
            bar=BAR,
            note="floor: raw WebSocket, 1,000 events in a message",
        ),
        Row(what="the same: `emit` calls", ours=median(r.emitted for r in found["ours"]), floor=None, unit="/s"),
    ]


async def through_pywry(tab: Tab, child: Child, events: int) -> Rate:
    """Emit in a plain loop."""
    await tab.evaluate(f"globalThis.done = expect({events}); 0")
    began = time.perf_counter()
    child.write(str(events))
    checked(await tab.evaluate("done"))
    seconds = time.perf_counter() - began
    return Rate(events / seconds, events / float(await asyncio.to_thread(child.read)))


async def through_raw(tab: Tab, events: int) -> Rate:
    """The same over a raw WebSocket, batched by hand."""
    began = time.perf_counter()
    checked(await tab.evaluate(f"rawPush({events})"))
    rate = events / (time.perf_counter() - began)
    return Rate(rate, rate)


def checked(seen: dict[str, Any]) -> None:
    """A lost event never resolves; a misplaced one ends the measurement here."""
    if not seen["inOrder"]:
        raise RuntimeError("events came out of order")
