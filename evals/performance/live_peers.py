"""A line that grows by 2,000 points a second, beside Dash, NiceGUI, Panel and Streamlit: how old what is drawn is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from evals.performance.figure import Options, Row, interleave
from evals.performance.peers.environment import OURS, installed
from evals.performance.peers.program import HELPERS, Case, running
from pywry.headless import Browser
from pywry_tools.errors import PageError

REPEATS = 3
SECONDS = 4.0
SETTLE = 1.0
FASTER = 1.0


class Seen(NamedTuple):
    """What a page did while points came.

    Attributes:
        age: Milliseconds since the last point that is drawn was said; the median of all frames.
        frame: Milliseconds between frames; 95 of 100 were shorter.
    """

    age: float
    frame: float


async def measure(options: Options) -> list[Row]:
    """Every framework in turn, and why others are left out."""
    pythons, without = await asyncio.to_thread(installed)
    async with Browser() as browser:
        cases = {name: partial(followed, browser, name, python) for name, python in pythons.items()}
        found = await interleave(cases, min(REPEATS, options.repeats))
    return [
        beside("age", "a line of 10,000 points, 2,000 a second: how old what is drawn is", found, without, FASTER),
        beside("frame", "the same: frames (p95)", found, without, None),
    ]


async def followed(browser: Browser, name: str, python: Path) -> Seen:
    """Start a program and watch its line grow.

    Raises:
        PageError: It does not grow.
    """
    tab = await browser.page("about:blank", first=HELPERS.read_text(encoding="utf-8"))
    # The browser would report each frame of a WebSocket to us, which costs the peers that use one.
    await tab.send("Network.disable")
    try:
        async with running(Case(name, python, "line")) as url:
            await tab.navigate(url, timeout_s=60)
            await tab.wait_for("painted('line')", 60)
            await tab.evaluate(f"followed({SETTLE})")
            seen = await tab.evaluate(f"followed({SECONDS})")
    finally:
        await tab.close()
    if not seen["grew"]:
        raise PageError(f"the line of {name} does not grow")
    print(f"  {name}: {median(seen['ages']):.0f} ms old, frames {quantiles(seen['gaps'], n=20)[-1]:.0f} ms", flush=True)
    return Seen(median(seen["ages"]), quantiles(seen["gaps"], n=20)[-1])


def beside(part: str, what: str, found: Mapping[str, list[Seen]], without: list[str], bar: float | None) -> Row:
    """Ours beside the best peer."""
    values = {name: median(getattr(one, part) for one in all_of_it) for name, all_of_it in found.items()}
    ours = values.pop(OURS)
    names = ", ".join(f"{name} {value:.0f} ms" for name, value in sorted(values.items(), key=lambda item: item[1]))
    return Row(
        what=what,
        ours=ours,
        floor=min(values.values(), default=None),
        unit="ms",
        rule="ratio" if values and bar else "none",
        bar=bar if values else None,
        note="; ".join([f"floor: the best of {names}"] * bool(values) + without),
    )
