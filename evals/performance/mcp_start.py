"""How long an agent waits for a server that it starts over stdio."""

from __future__ import annotations

import asyncio
import time
from statistics import median
from typing import NamedTuple

from evals.performance.child import Child
from evals.performance.figure import Options, Row, interleave
from evals.performance.mcp_wire import over_stdio, request

BAR = 1.3
OURS = "-m pywry.cli mcp --no-browser"
FLOOR = "mcp_fastmcp.py"


class Start(NamedTuple):
    """Seconds from the start of the process."""

    first: float
    tools: float


async def measure(options: Options) -> list[Row]:
    """Start servers and ask them what they are and what they offer."""
    cases = {"ours": lambda: asyncio.to_thread(start, OURS), "floor": lambda: asyncio.to_thread(start, FLOOR, "stdio")}
    found = await interleave(cases, options.repeats)
    ours, floor = found["ours"], found["floor"]
    return [
        Row(
            what="`pywry mcp`: process start to first answer",
            ours=median(s.first for s in ours),
            floor=median(s.first for s in floor),
            unit="s",
            rule="ratio",
            bar=BAR,
            note="floor: FastMCP with one tool",
        ),
        Row(
            what="`pywry mcp`: process start to the list of its tools",
            ours=median(s.tools for s in ours),
            floor=median(s.tools for s in floor),
            unit="s",
            rule="ratio",
            bar=BAR,
        ),
    ]


def start(program: str, *arguments: str) -> Start:
    """Start a server and time its first two answers."""
    with Child(program, *arguments) as child:
        over_stdio(child, request("server/discover"))
        first = time.perf_counter() - child.began
        over_stdio(child, request("tools/list"))
        return Start(first, time.perf_counter() - child.began)
