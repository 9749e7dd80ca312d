"""A line that grows by one point an update: how many a second a page takes, and how smoothly it draws meanwhile."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from functools import partial
from statistics import median, quantiles
from typing import NamedTuple

from evals.performance.child import Child
from evals.performance.figure import Options, Row, interleave
from pywry.headless import Browser, Tab

RATE = 2_000
LADDER = (1_000, 2_000, 5_000, 10_000)
FRAME_MS = 100.0
LATE_MS = 300.0
SECONDS = 3.0
REPEATS = 3
FEW = 60
POINTS = 10_000

WATCH = """globalThis.watched = new Promise((resolve) => {
  const plots = [...document.querySelectorAll('.js-plotly-plot')];
  const gaps = [];
  let before = performance.now(), over = false;
  const step = (now) => { gaps.push(now - before); before = now; if (!over) requestAnimationFrame(step); };
  requestAnimationFrame(step);
  const check = () => {
    if (over || !plots.every((plot) => plot.data[0].x.at(-1) === %d)) return;
    over = true;
    requestAnimationFrame(() => setTimeout(() => resolve({ painted: Date.now(), gaps }), 0));
  };
  for (const plot of plots) plot.on('plotly_afterplot', check);
}); 0"""
DRAWN = "[...document.querySelectorAll('.js-plotly-plot')].length === %d"


class Seen(NamedTuple):
    """What a page did while points came.

    Attributes:
        frame: Milliseconds between frames; 95 of 100 were shorter.
        late: Milliseconds from when the last point was said until it was painted.
    """

    frame: float
    late: float

    @property
    def holds(self) -> bool:
        """Whether a person would call it smooth."""
        return self.frame < FRAME_MS and self.late <= LATE_MS


async def measure(options: Options) -> list[Row]:
    """Feed a line through PyWry and by hand, and many lines at once."""
    seconds = SECONDS * max(options.size, 0.5)
    repeats = min(REPEATS, options.repeats)
    with Child("live_line.py") as child:
        urls = [await asyncio.to_thread(child.read) for _ in range(3)]
        async with Browser() as browser:
            ours, floor, many = [await browser.page(url) for url in urls]
            await floor.evaluate(f"begin({POINTS})")
            await ours.wait_for(DRAWN % 1)
            await many.wait_for(DRAWN % 20)
            tabs = {"ours": ours, "floor": floor}
            cases = {name: partial(run, child, tab, name, RATE, seconds) for name, tab in tabs.items()}
            found = await interleave(cases, repeats)
            highest = {name: await climb(child, tab, name, seconds) for name, tab in tabs.items()}
            twenty = await run(child, many, "many", FEW, seconds)
    return [*at_rate(found["ours"], found["floor"]), rung(highest), *at_once(twenty)]


async def climb(child: Child, tab: Tab, case: str, seconds: float) -> float:
    """The highest rate that the page takes smoothly."""
    best = 0.0
    for rate in LADDER:
        if not (await run(child, tab, case, rate, seconds)).holds:
            break
        best = rate
    return best


async def run(child: Child, tab: Tab, case: str, rate: float, seconds: float) -> Seen:
    """Say points at a rate and watch the page."""
    await tab.evaluate(WATCH % (POINTS + int(rate * seconds) - 1))
    order = json.dumps({"case": case, "rate": rate, "seconds": seconds})
    told = await asyncio.to_thread(child.ask, order)
    seen = await tab.evaluate("watched")
    return Seen(quantiles(seen["gaps"], n=20)[-1], seen["painted"] - told["said"])


def at_rate(ours: Sequence[Seen], floor: Sequence[Seen]) -> list[Row]:
    """Smoothness at the rate that is promised."""
    what = f"a line of {POINTS:,} points, {RATE:,} updates/s of one point"
    note = "floor: raw WebSocket in batches of 16 ms, Plotly.extendTraces"
    frames = Row(
        what=f"{what}: frames (p95)",
        ours=median(seen.frame for seen in ours),
        floor=None,
        unit="ms",
        rule="above",
        bar=FRAME_MS,
        note=f"floor: {median(seen.frame for seen in floor):.0f} ms",
    )
    late = Row(
        what="the same: the last point painted",
        ours=median(seen.late for seen in ours),
        floor=None,
        unit="ms",
        rule="above",
        bar=LATE_MS,
        note=f"floor: {median(seen.late for seen in floor):.0f} ms; {note}",
    )
    return [frames, late]


def rung(highest: dict[str, float]) -> Row:
    """How much more a page takes."""
    return Row(
        what="the same: updates absorbed",
        ours=highest["ours"],
        floor=highest["floor"],
        unit="/s",
        rule="at least",
        bar=float(RATE),
        note=f"highest of {', '.join(f'{rate:,}' for rate in LADDER)}",
    )


def at_once(seen: Seen) -> list[Row]:
    """Many sources on one dashboard."""
    what = f"20 charts, {FEW} updates/s each"
    frames = Row(what=f"{what}: frames (p95)", ours=seen.frame, floor=None, unit="ms")
    return [frames, Row(what="the same: the last point painted", ours=seen.late, floor=None, unit="ms")]
