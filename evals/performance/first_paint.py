"""A hundred thousand points, and tables, from process start until they are painted, beside Dash, NiceGUI, Panel and
Streamlit with the same data in the same browser."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from evals.performance.figure import Options, Row, interleave
from evals.performance.peers.best import beside
from evals.performance.peers.environment import OURS, installed
from evals.performance.peers.program import Case, Seen, start
from pywry.headless import Browser
from pywry_tools.errors import PageTimeout

POINTS, ROWS, MANY = 100_000, 100_000, 1_000_000
REPEATS = 3
PATIENCE_S = 40.0
FIGURE_BAR, TABLE_BAR, FASTER = 1.1, 1.2, 1.0


async def scatter(options: Options) -> list[Row]:
    """Points."""
    found, without = await measured("scatter", 0, min(REPEATS, options.repeats))
    raw = 2 * POINTS * 8 / 1e6
    return [
        faster("scatter of 100,000 points: process start to painted", found, without),
        data("the same: figure data on the wire", found, raw, FIGURE_BAR, "its float64 bytes"),
        whole(found),
    ]


async def tables(options: Options) -> list[Row]:
    """A table that travels whole, and one that does not."""
    found, without = await measured("grid", ROWS, min(REPEATS, options.repeats))
    raw = ROWS * 10 * 8 / 1e6
    return [
        faster("grid 100,000 x 10: process start to first rows painted", found, without),
        data("the same: data on the wire", found, raw, TABLE_BAR, "its columns' bytes"),
        whole(found),
        *await large(),
    ]


async def measured(what: str, rows: int, repeats: int) -> tuple[dict[str, list[Seen]], list[str]]:
    """Every framework in turn, and why others are left out."""
    pythons, without = await asyncio.to_thread(installed)
    async with Browser() as browser:
        cases = {name: partial(start, browser, Case(name, python, what, rows)) for name, python in pythons.items()}
        found = await interleave(cases, repeats)
    for name, all_of_it in found.items():
        print(f"  {name}: {', '.join(f'{one.seconds:.2f}' for one in all_of_it)} s", flush=True)
    for why in without:
        print(f"  {why}", flush=True)
    return found, without


async def large() -> list[Row]:
    """A million rows, once each."""
    pythons, without = await asyncio.to_thread(installed)
    async with Browser() as browser:
        seen = {name: await patient(browser, name, python) for name, python in pythons.items()}
    peers = {name: one for name, one in seen.items() if one is not None}
    notes = [f"{name}: not within {PATIENCE_S:g} s" for name, one in seen.items() if one is None]
    ours = peers.pop(OURS, None)
    if ours is None:
        raise RuntimeError(f"PyWry has painted nothing within {PATIENCE_S:g} s")
    seconds = ", ".join(f"{name} {one.seconds:.1f} s, {one.socket + one.http:.1f} MB" for name, one in peers.items())
    return [
        Row(
            what="grid 1,000,000 x 10: process start to first rows painted, once",
            ours=ours.seconds,
            floor=min((one.seconds for one in peers.values()), default=None),
            unit="s",
            note="; ".join([f"floor: the fastest of {seconds}", *notes, *without]),
        ),
        Row(
            what="the same: everything on the wire",
            ours=ours.socket + ours.http,
            floor=min((one.socket + one.http for one in peers.values()), default=None),
            unit="MB",
            note="floor: the least of them",
        ),
    ]


async def patient(browser: Browser, name: str, python: Path) -> Seen | None:
    """How long a million rows take; None where they take too long."""
    try:
        return await start(browser, Case(name, python, "grid", MANY), PATIENCE_S)
    except PageTimeout:
        return None


def faster(what: str, found: Mapping[str, list[Seen]], without: list[str]) -> Row:
    """Ours beside the fastest peer."""
    seconds = {name: median(one.seconds for one in all_of_it) for name, all_of_it in found.items()}
    row = beside(what, seconds, without, "s")
    return row if row.floor is None else replace(row, rule="ratio", bar=FASTER)


def data(what: str, found: Mapping[str, list[Seen]], raw: float, bar: float, floor: str) -> Row:
    """What comes over our WebSocket, which carries data and nothing else of size."""
    ours = median(one.socket for one in found[OURS])
    return Row(what=what, ours=ours, floor=raw, unit="MB", rule="ratio", bar=bar, note=f"floor: {floor}")


def whole(found: Mapping[str, list[Seen]]) -> Row:
    """Programs of the page and data together."""
    every = {name: median(one.socket + one.http for one in all_of_it) for name, all_of_it in found.items()}
    ours = every.pop(OURS)
    names = ", ".join(f"{name} {value:.1f} MB" for name, value in sorted(every.items(), key=lambda item: item[1]))
    least = min(every.values(), default=None)
    note = f"floor: the least of {names}" if every else ""
    return Row(what="the same: everything on the wire", ours=ours, floor=least, unit="MB", note=note)
