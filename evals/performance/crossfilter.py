"""A click in one chart narrows another and two metrics over a million rows, in a tab and in a window."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from statistics import median

from evals.performance.child import Child
from evals.performance.figure import Options, Row, interleave
from evals.performance.native import screen
from pywry.headless import Browser

PROGRAM = "crossfilter.py"
BAR = 50
CLICKS = 16


async def measure(options: Options) -> list[Row]:
    """Click, and wait until everything is painted anew."""
    with screen(), Child(PROGRAM, "browser") as browser, Child(PROGRAM, "new_window") as window:
        async with AsyncExitStack() as tabs:
            chromium = await tabs.enter_async_context(Browser())
            await chromium.page(await asyncio.to_thread(browser.read))
            await asyncio.to_thread(window.read)
            cases = {
                "browser": lambda: asyncio.to_thread(clicks, browser, options.count(CLICKS)),
                "native": lambda: asyncio.to_thread(clicks, window, options.count(CLICKS)),
            }
            found = await interleave(cases, options.repeats)
    return [row(name, taken) for name, taken in found.items()]


def clicks(program: Child, count: int) -> dict[str, float]:
    """Click one bar after another; medians in milliseconds."""
    answers = [program.ask(str(place % 8)) for place in range(count)]
    return {key: median(answer[key] for answer in answers) for key in ("painted", "query")}


def row(name: str, taken: Sequence[Mapping[str, float]]) -> Row:
    """What is painted, above what numpy itself takes for the numbers."""
    return Row(
        what=f"cross-filter of a chart and two metrics, 1,000,000 rows ({name})",
        ours=median(one["painted"] for one in taken),
        floor=median(one["query"] for one in taken),
        unit="ms",
        rule="above",
        bar=BAR,
        note="floor: the same numbers by numpy",
    )
