"""The person before the page: a WebSocket that speaks the page's protocol."""

from __future__ import annotations

import asyncio
import itertools
import json
from contextlib import AsyncExitStack, suppress
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

PATIENCE_S = 10.0


class Person:
    """Opens pages by the addresses that agents are told, and acts there.

    Attributes:
        asked: What the client asked before something would be lost.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._pages: dict[str, ClientConnection] = {}
        self._open = AsyncExitStack()
        self._numbers = itertools.count(1)

    async def __aenter__(self) -> Self:
        await self._open.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.leave()

    async def opens(self, widget: str, url: str) -> None:
        """Load a page, and wait until Python knows of it."""
        parts = urlsplit(url)
        token = parse_qs(parts.query)["token"][0]
        address = f"ws://{parts.netloc}{parts.path}/ws"
        socket = await self._open.enter_async_context(
            connect(
                address,
                subprotocols=["pywry.v1", f"pywry.token.{token}"],  # type: ignore[list-item]  # a NewType of str
                origin=f"http://{parts.netloc}",  # type: ignore[arg-type]
                max_size=None,
            )
        )
        hello = {"kind": "hello", "version": 1, "viewer": f"person-{next(self._numbers)}", "cursor": None}
        await socket.send(json.dumps([hello | {"epoch": None, "fresh": True}]))
        async with asyncio.timeout(PATIENCE_S):
            await socket.recv()
        self._pages[widget] = socket
        await self.emit(widget, "pywry:ready", {})

    async def emit(self, widget: str, event: str, data: Any) -> None:
        """Do something in a page that is open."""
        frame = {"kind": "event", "id": next(self._numbers), "name": event, "data": data}
        await self._pages[widget].send(json.dumps([frame]))

    async def leave(self) -> None:
        """Close every page."""
        for socket in self._pages.values():
            with suppress(ConnectionClosed):
                await socket.send(json.dumps([{"kind": "bye", "reason": "the page goes"}]))
        self._pages.clear()
        await self._open.aclose()
        self._open = AsyncExitStack()
