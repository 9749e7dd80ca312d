"""Cells of a grid of 1,000 rows: what one costs on the wire, and how many updates of 1,000 cells a page absorbs."""

from __future__ import annotations

import asyncio
import time
from statistics import median
from typing import Any, NamedTuple

from evals.performance.child import Child
from evals.performance.figure import Options, Row, interleave
from pywry.headless import Browser, Tab

PROGRAM = "cells.py"
UPDATES = 2_000
RATE_BAR, LAST_BAR, CELL_BAR = 400.0, 300.0, 300.0
ONE = """document.querySelector('.ag-row[row-id="1"] .ag-cell[col-id="c1"]').textContent"""
SHOWN = (
    """Number(document.querySelector('.ag-row[row-id="0"] .ag-cell[col-id="c0"]').textContent.replaceAll(',', ''))"""
)
COUNT = """
globalThis.received = 0;
globalThis.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      received += typeof data === "string" ? new TextEncoder().encode(data).length : data.byteLength ?? data.size;
    });
  }
};
"""
TAKE = "(() => { const taken = received; received = 0; return taken; })()"


class Burst(NamedTuple):
    """One burst of updates.

    Attributes:
        rate: Updates a second, from the first to the last one painted.
        last: Milliseconds from when the last one was sent until it was painted.
    """

    rate: float
    last: float


async def measure(options: Options) -> list[Row]:
    """Write cells, and look at what arrives and when it is on screen."""
    with Child(PROGRAM) as program:
        url = await asyncio.to_thread(program.read)
        async with Browser() as browser:
            tab = await browser.page("about:blank")
            await tab.send("Page.addScriptToEvaluateOnNewDocument", {"source": COUNT})
            await tab.navigate(url)
            await tab.wait_for("document.documentElement.dataset.pywryPainted", 30)
            await tab.evaluate(TAKE)
            await asyncio.to_thread(program.write, "one")
            await tab.wait_for(f"{ONE}.startsWith('0.5')")
            one = await tab.evaluate(TAKE)
            count = options.count(UPDATES)
            cases = {
                "columns": lambda: burst(tab, program, f"columns {count}", count),
                "dicts": lambda: burst(tab, program, f"dicts {count}", count),
            }
            found = await interleave(cases, options.repeats)
            await tab.evaluate(TAKE)
            await burst(tab, program, "columns 1", 1)
            many = await tab.evaluate(TAKE)
    note = "1,000 rows x 10 columns of floats"
    return [
        Row(what="grid: one cell on the wire", ours=one, floor=None, unit="B", rule="above", bar=CELL_BAR, note=note),
        Row(
            what="grid: 1,000 cells on the wire",
            ours=many,
            floor=8_000,
            unit="B",
            note="floor: their raw float64 bytes",
        ),
        *(rate(form, found[form]) for form in ("columns", "dicts")),
        Row(
            what="grid: the last of them painted after it was sent",
            ours=median(one.last for one in found["columns"]),
            floor=None,
            unit="ms",
            rule="above",
            bar=LAST_BAR,
        ),
    ]


def rate(form: str, bursts: list[Burst]) -> Row:
    """Updates a second."""
    return Row(
        what=f"grid: updates of 1,000 cells absorbed, given as {form}",
        ours=median(one.rate for one in bursts),
        floor=None,
        unit="/s",
        rule="at least",
        bar=RATE_BAR if form == "columns" else None,
        note="until the last is painted",
    )


async def burst(tab: Tab, program: Child, line: str, updates: int) -> Burst:
    """Send as fast as Python can, and wait for the last value to be painted."""
    began = time.perf_counter()
    sent: dict[str, Any] = await asyncio.to_thread(program.ask, line)
    told = time.perf_counter()
    await tab.wait_for(f"{SHOWN} === {sent['last']}", 60)
    painted = time.perf_counter()
    return Burst(updates / (painted - began), 1000 * (painted - told))
