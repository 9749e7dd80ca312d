"""The DevTools protocol: commands, answers and events over one socket, a session for each tab."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from itertools import count
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from pywry_tools.errors import Closed, PageError

Data = dict[str, Any]
Listener = Callable[[str, Data], None]


class Connection:
    """A socket to a browser; `open` makes one."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = count(1)
        self._waiting: dict[int, tuple[str, asyncio.Future[Data]]] = {}
        self._listeners: dict[str, Listener] = {}
        self._reader = asyncio.create_task(self._read(), name="pywry-cdp")

    @classmethod
    async def open(cls, address: str) -> Connection:
        """Connect to a DevTools socket."""
        return cls(await connect(address, max_size=None, compression=None, proxy=None, ping_interval=None))

    def listen(self, session: str, listener: Listener) -> None:
        """Hear the events of a session."""
        self._listeners[session] = listener

    def forget(self, session: str, why: str) -> None:
        """End a session here: what waits for its answers fails."""
        self._listeners.pop(session, None)
        self._fail(lambda owner: owner == session, why)

    async def send(self, method: str, params: Data | None = None, *, session: str = "") -> Data:
        """Give a command and wait for its answer.

        Raises:
            PageError: the browser refused it.
            Closed: the tab or the browser went away.
        """
        number = next(self._ids)
        answer: asyncio.Future[Data] = asyncio.get_running_loop().create_future()
        message = {"id": number, "method": method, "params": params or {}} | ({"sessionId": session} if session else {})
        self._waiting[number] = (session, answer)
        try:
            await self._socket.send(json.dumps(message))
            return await answer
        except ConnectionClosed:
            raise Closed("the browser has ended") from None
        finally:
            self._waiting.pop(number, None)

    async def close(self) -> None:
        """Leave the browser; it goes on running."""
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self._socket.close()

    async def _read(self) -> None:
        try:
            async for text in self._socket:
                self._take(json.loads(text))
        except ConnectionClosed:
            pass
        finally:
            self._fail(lambda _: True, "the browser has ended")

    def _take(self, message: Data) -> None:
        if "id" not in message:
            listener = self._listeners.get(message.get("sessionId", ""))
            if listener is not None:
                listener(message["method"], message["params"])
            return
        _, answer = self._waiting.get(message["id"], ("", None))
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(PageError(message["error"]["message"], message["error"]))
        else:
            answer.set_result(message["result"])

    def _fail(self, mine: Callable[[str], bool], why: str) -> None:
        for session, answer in self._waiting.values():
            if mine(session) and not answer.done():
                answer.set_exception(Closed(why))
