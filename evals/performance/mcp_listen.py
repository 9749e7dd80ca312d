"""How soon an agent that listens hears of a change, and how a running program bears many agents at once, over HTTP."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from statistics import median, quantiles
from typing import Any

import httpx2

from evals.performance.child import Child
from evals.performance.figure import Options, Row
from evals.performance.mcp_calls import ARGUMENTS
from evals.performance.mcp_wire import VERSION, call, request

TARGET = "pywry://widgets/target"
CHANGES, REQUESTS, AT_ONCE = 100, 500, 10
PAUSE_S = 0.03


async def measure(options: Options) -> list[Row]:
    """One program, a client that listens, and clients that call."""
    with Child("mcp_pywry.py") as child:
        joined = json.loads(await asyncio.to_thread(child.read))
        headers = {
            "authorization": f"Bearer {joined['token']}",
            "accept": "application/json, text/event-stream",
            "mcp-protocol-version": VERSION,
        }
        async with httpx2.AsyncClient(headers=headers, timeout=30) as client:
            heard = await changes(client, joined["url"], options.count(CHANGES))
            took = await crowd(client, joined["url"], options.count(REQUESTS))
    return [
        Row(
            what="a change reaches a client that listens, p50",
            ours=1000 * median(heard),
            floor=None,
            unit="ms",
            rule="above",
            bar=5,
            note="from before the call that changes the page",
        ),
        Row(
            what=f"{len(took)} calls of {AT_ONCE} clients at once, p99",
            ours=1000 * quantiles(took, n=100)[98],
            floor=None,
            unit="ms",
            rule="above",
            bar=150,
        ),
    ]


async def changes(client: httpx2.AsyncClient, url: str, count: int) -> list[float]:
    """Change a page again and again; the seconds until the stream tells of it."""
    took: list[float] = []
    asked = request("subscriptions/listen", notifications={"resourceSubscriptions": [TARGET]})
    async with client.stream("POST", url, json=asked, headers={"mcp-method": asked["method"]}) as stream:
        events = said(stream)
        await anext(events)
        for _ in range(count):
            # More often than once in 1/60 s is told of later, on purpose.
            await asyncio.sleep(PAUSE_S)
            began = time.perf_counter()
            async with asyncio.TaskGroup() as group:
                group.create_task(post(client, url))
                assert (await anext(events))["params"]["uri"] == TARGET
                took.append(time.perf_counter() - began)
    return took


async def said(stream: httpx2.Response) -> AsyncIterator[dict[str, Any]]:
    """The messages of an event stream."""
    async for line in stream.aiter_lines():
        if line.startswith("data: {"):
            yield json.loads(line[6:])


async def post(client: httpx2.AsyncClient, url: str) -> None:
    """Change the page."""
    headers = {"mcp-method": "tools/call", "mcp-name": "page_emit"}
    answer = await client.post(url, json=call("page_emit", ARGUMENTS), headers=headers)
    answer.raise_for_status()
    if '"isError":true' in answer.text or '"error":' in answer.text:
        raise RuntimeError(answer.text)


async def crowd(client: httpx2.AsyncClient, url: str, count: int) -> list[float]:
    """Some clients that call as fast as they are answered."""
    took: list[float] = []

    async def one(calls: int) -> None:
        for _ in range(calls):
            began = time.perf_counter()
            await post(client, url)
            took.append(time.perf_counter() - began)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(one(count // AT_ONCE))
    return took
