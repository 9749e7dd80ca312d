"""How far a slow tool is, for a caller who wants to know."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from pywry_tools.ports import Report

TICK_S = 1.0


@asynccontextmanager
async def ticking(report: Report | None, message: str, total_s: float | None = None) -> AsyncGenerator[None]:
    """Tell the caller each second how long the block has taken, which also keeps clients from giving up.

    Args:
        report: Told; None tells nobody.
        message: What is going on.
        total_s: How long it can take at most, in seconds; None where nobody knows.
    """
    if report is None:
        yield
        return
    task = asyncio.get_running_loop().create_task(_tick(report, message, total_s))
    try:
        yield
    finally:
        task.cancel()
        # What is told after the answer would break the protocol.
        await asyncio.wait({task})


async def _tick(report: Report, message: str, total_s: float | None) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    while True:
        await asyncio.sleep(TICK_S)
        await report(loop.time() - began, total_s, message)


async def step(report: Report | None, done: int, total: int, message: str) -> None:
    """Tell the caller which of a few steps comes now.

    Args:
        report: Told; None tells nobody.
        done: How many are behind.
        total: How many there are.
        message: What comes now.
    """
    if report is not None:
        await report(done, total, message)
