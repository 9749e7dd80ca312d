"""A line that grows and cells that change, beside Dash, NiceGUI, Panel and Streamlit: how old what is drawn is."""

from __future__ import annotations

import asyncio
from functools import partial
from statistics import median, quantiles
from typing import NamedTuple

from evals.performance.figure import Options, Row, interleave
from evals.performance.peers.best import beside
from evals.performance.peers.environment import installed
from evals.performance.peers.program import HELPERS, Case, running
from pywry.headless import Browser
from pywry_tools.errors import PageError

REPEATS = 3
SECONDS = 4.0
SETTLE = 1.0
WORDS = {
    "line": "a line of 10,000 points, 2,000 a second",
    "cells": "1,000 cells of 1,000 rows, 20 times a second",
}
UNREADABLE = {"cells": {"Streamlit": "Streamlit is left out: it draws its cells on a canvas, where none can be read"}}


class Seen(NamedTuple):
    """What a page did while points came.

    Attributes:
        age: Milliseconds since what is drawn was said; the median of all frames.
        frame: Milliseconds between frames; 95 of 100 were shorter.
    """

    age: float
    frame: float


async def measure(options: Options) -> list[Row]:
    """Every framework in turn, and why others are left out."""
    pythons, without = await asyncio.to_thread(installed)
    rows: list[Row] = []
    async with Browser() as browser:
        for what, words in WORDS.items():
            blind = UNREADABLE.get(what, {})
            cases = {
                name: partial(followed, browser, Case(name, python, what))
                for name, python in pythons.items()
                if name not in blind
            }
            found = await interleave(cases, min(REPEATS, options.repeats))
            left = [*without, *blind.values()]
            ages = {name: median(one.age for one in all_of_it) for name, all_of_it in found.items()}
            frames = {name: median(one.frame for one in all_of_it) for name, all_of_it in found.items()}
            rows.append(beside(f"{words}: how old what is drawn is", ages, left))
            rows.append(beside("the same: frames (p95)", frames, left))
    return rows


async def followed(browser: Browser, case: Case) -> Seen:
    """Start a program and watch what it shows.

    Raises:
        PageError: Nothing changes.
    """
    tab = await browser.page("about:blank", first=HELPERS.read_text(encoding="utf-8"))
    # The browser would report each frame of a WebSocket to us, which costs the peers that use one.
    await tab.send("Network.disable")
    try:
        async with running(case) as url:
            await tab.navigate(url, timeout_s=60)
            await tab.wait_for(f"painted('{case.what}')", 60)
            await tab.evaluate(f"followed('{case.what}', {SETTLE})")
            seen = await tab.evaluate(f"followed('{case.what}', {SECONDS})")
    finally:
        await tab.close()
    if not seen["changed"]:
        raise PageError(f"nothing changes in the page of {case.name}")
    # A page that is drawn anew shows nothing for a moment, which has no age.
    age, frame = median(age for age in seen["ages"] if age is not None), quantiles(seen["gaps"], n=20)[-1]
    print(f"  {case.name}: {age:.0f} ms old, frames {frame:.0f} ms", flush=True)
    return Seen(age, frame)
