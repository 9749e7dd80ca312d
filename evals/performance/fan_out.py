"""One update to many viewers of one widget, beside a broadcast that does nothing else."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack
from statistics import median
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from evals.performance.child import Child
from evals.performance.figure import Options, Row
from evals.performance.viewers import Viewers

RATIO_BAR = 1.5
MEMORY_BAR = 60.0
VIEWERS = 500
UPDATES = 8
REST_S = 0.02


class Side(NamedTuple):
    """A server with its viewers.

    Attributes:
        child: The server.
        viewers: The clients.
        before: The server's memory without clients, in MB.
        after: And with them.
    """

    child: Child
    viewers: Viewers
    before: float
    after: float


async def measure(options: Options) -> list[Row]:
    """Send updates to both audiences in turn."""
    return await asyncio.to_thread(compare, options)


def compare(options: Options) -> list[Row]:
    """The time to the last viewer, the server's processor time, and its memory."""
    updates = options.count(UPDATES) * options.repeats
    with ExitStack() as stack:
        sides = {"ours": pywry(stack), "floor": raw(stack)}
        took, cpu = alternate(sides, updates)
        ours, floor = sides["ours"], sides["floor"]
        return [
            Row(
                what=f"one update to {VIEWERS} viewers, until the last has it",
                ours=median(took["ours"]),
                floor=median(took["floor"]),
                unit="ms",
                rule="ratio",
                bar=RATIO_BAR,
                note="floor: raw broadcast, encoded once",
            ),
            Row(
                what="the same: the server's processor time",
                ours=median(cpu["ours"]),
                floor=median(cpu["floor"]),
                unit="ms",
            ),
            Row(
                what=f"memory of the process with {VIEWERS} viewers, above no viewer",
                ours=ours.after,
                floor=ours.before,
                unit="MB",
                rule="above",
                bar=MEMORY_BAR,
                note="floor: the same process before",
            ),
            Row(
                what=f"memory that {VIEWERS} viewers add, beside raw sockets",
                ours=ours.after - ours.before,
                floor=floor.after - floor.before,
                unit="MB",
            ),
        ]


def pywry(stack: ExitStack) -> Side:
    """A widget with viewers."""
    child = stack.enter_context(Child("many_pywry.py"))
    parts = urlsplit(child.read())
    address = f"ws://{parts.netloc}{parts.path}/ws"
    before = child.memory
    protocols = f"pywry.v1, pywry.token.{parse_qs(parts.query)['token'][0]}"
    viewers = stack.enter_context(Viewers(address, protocols, VIEWERS))
    viewers.greet()
    viewers.wait(b'"resync"')
    return Side(child, viewers, before, child.memory)


def raw(stack: ExitStack) -> Side:
    """Raw WebSockets."""
    child = stack.enter_context(Child("many_raw.py"))
    address = child.read().replace("http", "ws")
    before = child.memory
    viewers = stack.enter_context(Viewers(address, "", VIEWERS))
    return Side(child, viewers, before, child.memory)


def alternate(sides: dict[str, Side], updates: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Milliseconds until the last viewer has an update, and of the server's processor time for it."""
    took: dict[str, list[float]] = {name: [] for name in sides}
    used: dict[str, list[float]] = {name: [] for name in sides}
    for tick in range(updates):
        for name, side in sides.items():
            busy = processor(side)
            began = time.perf_counter()
            side.child.write(f"t{tick}.")
            side.viewers.wait(f'"t{tick}."'.encode())
            took[name].append((time.perf_counter() - began) * 1000)
            used[name].append(processor(side) - busy)
        for side in sides.values():
            side.viewers.tell(f'[{{"kind":"ack","seq":{tick + 1}}}]')
            rest(side)
    return took, used


def processor(side: Side) -> float:
    """The server's processor time so far, in ms."""
    return float(side.child.ask("cpu")) * 1000


def rest(side: Side) -> None:
    """Wait until the server has nothing to do: pages acknowledge much later than the update that is measured."""
    busy = processor(side)
    while True:
        time.sleep(REST_S)
        before, busy = busy, processor(side)
        if busy - before < REST_S * 1000 / 10:
            return
