"""One server with a page of PyWry's and raw WebSockets beside it.

It prints the page's address, and answers a line `emit N` or `echo` on stdin.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from starlette.routing import WebSocketRoute

from pywry import PyWry

Message = MutableMapping[str, Any]

PAGE = Path(__file__).with_suffix(".html")
EVENTS_A_MESSAGE = 1000


class Echo:
    """Says back what it hears."""

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            await send({"type": "websocket.send", "text": message["text"]})


class Push:
    """Sends as many events as it is told to, many in a message."""

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            for first in range(0, int(message["text"]), EVENTS_A_MESSAGE):
                events = [event(i) for i in range(first, min(first + EVENTS_A_MESSAGE, int(message["text"])))]
                await send({"type": "websocket.send", "text": json.dumps(events)})
                await asyncio.sleep(0)


def event(number: int) -> dict[str, Any]:
    """An event of 100 bytes of JSON."""
    return {"i": number, "text": "x" * (100 - 16 - len(str(number)))}


app = PyWry(open_tabs=False)
app.asgi.router.routes += [WebSocketRoute("/raw/echo", Echo()), WebSocketRoute("/raw/push", Push())]
page = app.show(PAGE.read_text(encoding="utf-8"))


@page.on("eval:ask-async")
async def answer_async(data: Any) -> None:
    page.emit("eval:answer", data)


@page.on("eval:ask-sync")
def answer_sync(data: Any) -> None:
    page.emit("eval:answer", data)


print(page.url, flush=True)
for line in sys.stdin:
    began = time.perf_counter()
    for i in range(int(line)):
        page.emit("eval:tick", event(i))
    print(time.perf_counter() - began, flush=True)
