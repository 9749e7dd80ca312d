"""The floor of many viewers: one update is encoded once and sent to every raw WebSocket of the same server."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from pywry.transports.browser.listen import listen
from pywry.transports.browser.runner import Runner

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

SENDS: list[Send] = []


async def app(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    SENDS.append(send)
    while (await receive())["type"] != "websocket.disconnect":
        pass


async def broadcast(tick: str) -> None:
    frame = {"kind": "event", "name": "eval:tick", "seq": 1, "data": {"tick": tick, "text": "x" * 70}}
    text = json.dumps([frame], separators=(",", ":"))
    for send in SENDS:
        await send({"type": "websocket.send", "text": text})


def read(loop: asyncio.AbstractEventLoop) -> None:
    for line in sys.stdin:
        if line == "cpu\n":
            print(json.dumps(time.process_time()), flush=True)
        else:
            asyncio.run_coroutine_threadsafe(broadcast(line.strip()), loop)


async def main() -> None:
    listening = listen("127.0.0.1", 0)
    await Runner(app, listening).start()
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    threading.Thread(target=read, args=(asyncio.get_running_loop(),), daemon=True).start()
    await asyncio.Event().wait()


asyncio.run(main())
