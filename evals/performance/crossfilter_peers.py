"""A click that narrows a chart and two numbers over a million rows, beside Dash, NiceGUI, Panel and Streamlit."""

from __future__ import annotations

import asyncio
from functools import partial
from statistics import median

from evals.performance.figure import Options, Row, interleave, medians
from evals.performance.peers.best import beside
from evals.performance.peers.environment import installed
from evals.performance.peers.program import HELPERS, Case, running
from pywry.headless import Browser, Tab

WHAT = "crossfilter"
REPEATS = 3
BARS = 8
STEPS, STEP_S = 5, 0.03
NO_DOUBLE_CLICK_S = 0.5
"""Plotly takes two clicks within 0.3 s for one double click."""


async def measure(options: Options) -> list[Row]:
    """Every framework in turn, with a real mouse."""
    pythons, without = await asyncio.to_thread(installed)
    async with Browser() as browser:
        cases = {name: partial(clicks, browser, Case(name, python, WHAT)) for name, python in pythons.items()}
        found = await interleave(cases, min(REPEATS, options.repeats))
    what = "cross-filter of a chart and two numbers, 1,000,000 rows: mouse down to painted (browser)"
    return [beside(what, medians(found), without)]


async def clicks(browser: Browser, case: Case) -> float:
    """Start a program and click one bar after another; the median in milliseconds."""
    tab = await browser.page("about:blank", first=HELPERS.read_text(encoding="utf-8"))
    # The browser would report each frame of a WebSocket to us, which costs the peers that use one.
    await tab.send("Network.disable")
    try:
        await tab.resize(1280, 900)
        async with running(case) as url:
            await tab.navigate(url, timeout_s=60)
            await tab.wait_for(f"painted('{WHAT}')", 60)
            taken = median([await click(tab, place) for place in range(BARS)])
    finally:
        await tab.close()
    print(f"  {case.name}: {taken:.0f} ms", flush=True)
    return taken


async def click(tab: Tab, place: int) -> float:
    """Go to a bar and press; milliseconds until all that follows is painted."""
    x, y = await tab.evaluate(f"barAt({place})")
    mouse = {"x": x, "y": y, "button": "left", "clickCount": 1}
    for step in range(STEPS, -1, -1):
        await tab.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x - step, "y": y})
        await asyncio.sleep(STEP_S)
    await tab.wait_for(f"hovered({place})")
    await tab.evaluate("void awaitClick()")
    await tab.send("Input.dispatchMouseEvent", {"type": "mousePressed", **mouse})
    await tab.send("Input.dispatchMouseEvent", {"type": "mouseReleased", **mouse})
    taken = float(await tab.evaluate("clicked"))
    await asyncio.sleep(NO_DOUBLE_CLICK_S)
    return taken
