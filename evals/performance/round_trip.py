"""From the page to Python and back, beside a raw echo on the same server in the same page."""

from __future__ import annotations

import asyncio
from statistics import median

from evals.performance.child import Child
from evals.performance.figure import Options, Row, interleave
from pywry.headless import Browser

BAR = 1.3
TRIPS = 300


async def measure(options: Options) -> list[Row]:
    """Go to Python and back, on three roads in turn."""
    trips = options.count(TRIPS)
    with Child("live.py") as child:
        url = await asyncio.to_thread(child.read)
        async with Browser() as browser:
            tab = await browser.page(url)
            await tab.wait_for("ready()")
            cases = {
                road: lambda road=road: tab.evaluate(f"trips('{road}', {trips})") for road in ("raw", "async", "sync")
            }
            found = await interleave(cases, options.repeats)
    floor = median(found["raw"])
    return [row(kind, median(found[kind]), floor) for kind in ("async", "sync")]


def row(kind: str, ours: float, floor: float) -> Row:
    """One kind of callback."""
    what = f"page -> Python -> page, mean, {kind} callback"
    return Row(what=what, ours=ours, floor=floor, unit="ms", rule="ratio", bar=BAR, note="floor: raw echo")
