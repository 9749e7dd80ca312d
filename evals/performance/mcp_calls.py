"""What a call of a trivial tool costs an agent: page_emit, beside a FastMCP function of the same shape."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack
from statistics import median
from typing import Any

import httpx2

from evals.performance.child import Child
from evals.performance.figure import Options, Row, interleave
from evals.performance.mcp_start import FLOOR, OURS
from evals.performance.mcp_wire import call, over_http, over_stdio

BAR = 1.3
CALLS = 150
ARGUMENTS = {"widget": "target", "event": "app:tick", "data": {"value": 1}}
SHOW = {"content": "<h1>Hello</h1>", "label": "target"}

Send = Callable[[dict[str, Any]], object]


async def measure(options: Options) -> list[Row]:
    """Call over every road."""
    calls = options.count(CALLS)
    return [
        await in_memory(options, calls),
        row("stdio", await asyncio.to_thread(stdio, options, calls)),
        row("HTTP", await asyncio.to_thread(http, options, calls)),
    ]


def row(road: str, found: dict[str, list[float]], note: str = "") -> Row:
    """The medians of the medians."""
    ours, floor = median(found["ours"]), median(found["floor"])
    what = f"trivial tool over {road} MCP, p50"
    return Row(what=what, ours=ours, floor=floor, unit="ms", rule="ratio", bar=BAR, note=note)


async def in_memory(options: Options, calls: int) -> Row:
    """Clients and servers of both kinds on one loop."""
    from fastmcp import Client

    from evals.performance.programs.mcp_fastmcp import mcp
    from pywry import PyWry
    from pywry.serve import serve

    with PyWry(open_tabs=False) as app:
        app.session.hub.portal.adopt(asyncio.get_running_loop())
        await app.show.aio(SHOW["content"], label=SHOW["label"])
        async with Client(serve(app.session)) as ours, Client(mcp) as floor:

            async def block(client: Client[Any]) -> float:
                return await p50(lambda: client.call_tool("page_emit", ARGUMENTS), calls)

            found = await interleave({"ours": lambda: block(ours), "floor": lambda: block(floor)}, options.repeats)
    return row("in-memory", found)


async def p50(once: Callable[[], Awaitable[object]], calls: int) -> float:
    """The median of some calls, in ms."""
    took: list[float] = []
    for _ in range(calls):
        began = time.perf_counter()
        await once()
        took.append(time.perf_counter() - began)
    return median(took) * 1000


def stdio(options: Options, calls: int) -> dict[str, list[float]]:
    """Two servers as children."""
    with Child(OURS) as ours, Child(FLOOR, "stdio") as floor:
        over_stdio(ours, call("page_show", SHOW))
        roads = {"ours": lambda m: over_stdio(ours, m), "floor": lambda m: over_stdio(floor, m)}
        return blocks(roads, options.repeats, calls)


def http(options: Options, calls: int) -> dict[str, list[float]]:
    """Two servers that listen."""
    with ExitStack() as stack:
        joined = json.loads(stack.enter_context(Child("mcp_pywry.py")).read())
        url = stack.enter_context(Child(FLOOR, "http")).read()
        key = {"authorization": f"Bearer {joined['token']}"}
        mine, theirs = stack.enter_context(httpx2.Client(headers=key)), stack.enter_context(httpx2.Client())
        roads = {
            "ours": lambda m: over_http(mine, joined["url"], m),
            "floor": lambda m: over_http(theirs, url, m),
        }
        return blocks(roads, options.repeats, calls)


def blocks(roads: Mapping[str, Send], repeats: int, calls: int) -> dict[str, list[float]]:
    """Blocks of calls in turn; the first turn only warms up."""
    found: dict[str, list[float]] = {name: [] for name in roads}
    for turn in range(repeats + 1):
        for name, send in roads.items():
            took = [seconds(send) for _ in range(calls)]
            if turn:
                found[name].append(median(took) * 1000)
    return found


def seconds(send: Send) -> float:
    """How long one call takes."""
    message = call("page_emit", ARGUMENTS)
    began = time.perf_counter()
    send(message)
    return time.perf_counter() - began
