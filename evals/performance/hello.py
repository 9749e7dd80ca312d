"""From the start of a program to a page that has talked with it, in a browser that is warm."""

from __future__ import annotations

import asyncio
import time
from statistics import median
from typing import NamedTuple

from evals.performance.child import Child
from evals.performance.figure import Options, Row, interleave
from pywry.headless import Browser

BAR = 1.5
ANSWERED = "document.getElementById('answer').textContent === 'hello'"


class Start(NamedTuple):
    """How a start went."""

    seconds: float
    memory: float


async def measure(options: Options) -> list[Row]:
    """Start programs and look at their pages."""
    async with Browser() as browser:
        cases = {
            "ours": lambda: start(browser, "hello_pywry.py"),
            "floor": lambda: start(browser, "hello_fastapi.py"),
        }
        found = await interleave(cases, options.repeats)
    ours, floor = found["ours"], found["floor"]
    return [
        Row(
            what="hello world: process start to a page that Python has answered",
            ours=median(s.seconds for s in ours),
            floor=median(s.seconds for s in floor),
            unit="s",
            rule="ratio",
            bar=BAR,
            note="floor: FastAPI, one page with a WebSocket",
        ),
        Row(
            what="hello world: memory of the Python process",
            ours=median(s.memory for s in ours),
            floor=median(s.memory for s in floor),
            unit="MB",
            rule="ratio",
            bar=BAR,
        ),
    ]


async def start(browser: Browser, program: str) -> Start:
    """Start a program, open the address that it prints, and wait for its answer in the page."""
    tab = await browser.page("about:blank")
    try:
        with Child(program) as child:
            url = await asyncio.to_thread(child.read)
            await tab.navigate(url)
            await tab.wait_for(ANSWERED)
            return Start(time.perf_counter() - child.began, child.memory)
    finally:
        await tab.close()
