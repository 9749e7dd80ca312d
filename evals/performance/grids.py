"""Tables of a million rows: the first rows, the bytes, scrolling, sorting, filtering, and what is copied."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from statistics import median

from evals.performance.child import PROGRAMS, Child
from evals.performance.figure import Options, Row, interleave, medians
from pywry.headless import Browser, Tab

PROGRAM = "grids.py"
MANY, MEDIUM, FEW = 1_000_000, 100_000, 1_000
FIRST, TRAVEL, AFTER, WHOLE = 1.5, 300, 100, 1.2

HELPERS = PROGRAMS / "grids.js"


async def measure(options: Options) -> list[Row]:
    """Show tables in turn, then work on the large one."""
    with Child(PROGRAM) as program:
        await asyncio.to_thread(program.read)
        async with AsyncExitStack() as tabs:
            browser = await tabs.enter_async_context(Browser())
            cases = {str(rows): lambda rows=rows: shown(browser, program, rows) for rows in (MANY, FEW)}
            first = medians(await interleave(cases, options.repeats))
            tab = await opened(browser, program, MANY)
            travelled = program.ask("bytes")["sent"]
            work = [await worked(tab, program, turn) for turn in range(max(3, options.repeats // 2))]
            memory = program.ask("memory")
            await tab.close()
            await (await opened(browser, program, MEDIUM)).close()
            whole = program.ask("bytes")
    return [
        Row(
            what="grid 1,000,000 x 10: show to first rows painted",
            ours=first[str(MANY)],
            floor=first[str(FEW)],
            unit="ms",
            rule="ratio",
            bar=FIRST,
            note="floor: 1,000 x 10",
        ),
        Row(what="the same: data on the wire", ours=travelled / 1000, floor=None, unit="kB", rule="above", bar=TRAVEL),
        *(after(name, work) for name in ("sort", "filter")),
        Row(
            what="scroll anywhere in it: rows painted",
            ours=median(one["scroll"] for one in work),
            floor=None,
            unit="ms",
            rule="above",
            bar=AFTER,
        ),
        Row(
            what="the program's most memory after showing, sorting and filtering it",
            ours=memory["peak"],
            floor=None,
            unit="MB",
            note=f"the frame: {memory['frame']:.0f} MB; {memory['blocks'] / 1e6:.1f} million Python objects in all",
        ),
        Row(
            what="grid 100,000 x 10: data on the wire",
            ours=whole["sent"] / 1e6,
            floor=whole["raw"] / 1e6,
            unit="MB",
            rule="ratio",
            bar=WHOLE,
            note="floor: its columns' bytes",
        ),
    ]


def after(name: str, work: list[dict[str, float]]) -> Row:
    """How long after the library's own time the next rows are there."""
    own = {"sort": "pandas' sort_values of that column", "filter": "pandas' own filter"}
    return Row(
        what=f"{name} it: next rows painted",
        ours=median(one[name] for one in work),
        floor=median(one[f"own {name}"] for one in work),
        unit="ms",
        rule="above",
        bar=AFTER,
        note=f"floor: {own[name]}",
    )


async def shown(browser: Browser, program: Child, rows: int) -> float:
    """From the call to rows on screen, in milliseconds."""
    began = time.perf_counter()
    tab = await opened(browser, program, rows)
    taken = (time.perf_counter() - began) * 1000
    await tab.close()
    return taken


async def opened(browser: Browser, program: Child, rows: int) -> Tab:
    """A page with the table, once it is painted."""
    url = await asyncio.to_thread(program.ask, f"show {rows}")
    tab = await browser.page(url)
    await tab.wait_for("document.documentElement.dataset.pywryPainted", 60)
    return tab


async def worked(tab: Tab, program: Child, turn: int) -> dict[str, float]:
    """Scroll, sort and filter, beside what pandas takes."""
    await tab.evaluate(HELPERS.read_text(encoding="utf-8"))
    scrolls = [float(await tab.evaluate(f"travel({part + turn / 100})")) for part in (0.5, 0.1, 0.8)]
    await tab.evaluate("travel(0)")
    taken = {"scroll": median(scrolls)}
    for name, act in (("sort", "sorted()"), ("filter", f"filtered({1 + turn / 10})")):
        taken[name] = float(await tab.evaluate(act))
        await tab.evaluate("lifted()")
        taken[f"own {name}"] = float(program.ask(f"own {name}"))
    return taken
