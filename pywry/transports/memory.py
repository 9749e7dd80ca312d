"""A transport without a screen: pages are Python objects. For tests of programs."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Any

from pywry import wire
from pywry.transports.base import Capability, Listener, Message, PageView, Viewer
from pywry_tools.errors import ProtocolError
from pywry_tools.ids import WidgetId


class MemoryPage:
    """A page of the memory transport: speaks the protocol as a browser's page does.

    Attributes:
        widget: What it shows.
        view: The document as it was delivered.
        frames: Every frame that came, in order.
        state: The state keys.
        closed: The close code; None while it is connected.
        answers: What it answers to calls, by name.
        silent: Whether it answers none at all, as a page that is busy.
        keeps_up: Whether it tells Python what it has applied.
    """

    _ids = itertools.count(1)

    def __init__(
        self, listener: Listener, view: PageView, loop: asyncio.AbstractEventLoop, viewer: str | None = None
    ) -> None:
        self.widget = view.widget
        self.view = view
        self.viewer = viewer or f"m{next(self._ids)}"
        self.frames: list[dict[str, Any]] = []
        self.state: dict[str, Any] = {}
        self.cursor: int | None = None
        self.epoch: str | None = None
        self.closed: int | None = None
        self.keeps_up = True
        self.silent = False
        self.answers: dict[str, Callable[[dict[str, Any]], Any]] = {}
        self._listener = listener
        self._loop = loop
        self._connection: Viewer | None = None
        self._events = itertools.count(1)
        self._calls = itertools.count(1)
        self._arrived = asyncio.Event()
        self._told = 0

    async def connect(self, *, fresh: bool = True, ready: bool = True) -> None:
        """Join, as a document that was just loaded or as one that lost its connection."""
        self.closed = None
        self._connection = self._listener.attach(self.widget, self.view.token, self._wake)
        hello = {
            "kind": "hello",
            "version": 1,
            "viewer": self.viewer,
            "cursor": self.cursor,
            "epoch": self.epoch,
            "fresh": fresh,
            "rendered": self.view.seq if fresh else None,
        }
        self.send(hello)
        self._pump()
        if ready:
            self.emit("pywry:ready", {})

    def _wake(self) -> None:
        self._loop.call_soon(self._pump)

    def disconnect(self) -> None:
        """Lose the connection."""
        if self._connection is not None:
            self._connection.detach()
        self._connection = None

    def send(self, *frames: dict[str, Any]) -> None:
        """Send frames as they are, right or wrong."""
        self.send_message(wire.pack([wire.Frame(wire.encode(f).text) for f in frames]))

    def send_message(self, message: Message) -> None:
        """Send a message as it is, right or wrong."""
        if self._connection is None:
            raise ConnectionError("this page is not connected")
        try:
            self._connection.receive(message)
        except ProtocolError as error:
            self._pump()
            self._close(error.close)

    def emit(self, name: str, data: Any = None) -> None:
        """Emit an event to Python."""
        frame = wire.frame("event", {"id": next(self._events), "name": name}, data=data)
        self.send_message(wire.pack([frame]))

    async def call(self, name: str, args: dict[str, Any] | None = None) -> Any:
        """Call an exposed function and return its answer.

        Raises:
            RuntimeError: It answered with an error; the code and the message.
        """
        call = f"c{next(self._calls)}"
        self.send_message(wire.pack([wire.frame("call", {"id": call, "name": name}, data=args or {}, key="args")]))
        answer = await self.expect(lambda f: f["kind"] in ("result", "error") and f.get("id") == call)
        if answer["kind"] == "error":
            raise RuntimeError(f"{answer['error']['code']}: {answer['error']['message']}")
        return answer["data"]

    async def expect(self, wanted: Callable[[dict[str, Any]], bool], timeout_s: float = 5) -> dict[str, Any]:
        """The first frame, past or to come, that is wanted.

        Raises:
            TimeoutError: None came; the frames that did are listed.
        """
        try:
            async with asyncio.timeout(timeout_s):
                while (found := next(filter(wanted, self.frames), None)) is None:
                    self._arrived.clear()
                    await self._arrived.wait()
                return found
        except TimeoutError:
            raise TimeoutError(f"no such frame came within {timeout_s} s; there were {self.frames}") from None

    async def event(self, name: str, timeout_s: float = 5) -> Any:
        """The data of the first event of that name, past or to come."""
        return (await self.expect(lambda f: f["kind"] == "event" and f["name"] == name, timeout_s))["data"]

    def events(self, name: str) -> list[Any]:
        """The data of all events of that name so far."""
        return [f["data"] for f in self.frames if f["kind"] == "event" and f["name"] == name]

    async def wait_closed(self, timeout_s: float = 5) -> int:
        """The close code, once Python or a wrong frame has ended the connection."""
        async with asyncio.timeout(timeout_s):
            while self.closed is None:
                self._arrived.clear()
                await self._arrived.wait()
            return self.closed

    def _pump(self) -> None:
        connection = self._connection
        while connection is not None and (message := connection.take()) is not None:
            for frame in wire.unpack(message):
                self._take(frame)
        self.acknowledge()
        if connection is not None and connection.done:
            self._close(1000)
        self._arrived.set()

    def acknowledge(self) -> None:
        """Tell Python what was applied, unless this page does not keep up."""
        if self._connection is not None and self.keeps_up and (self.cursor or 0) > self._told:
            self._told = self.cursor or 0
            self.send({"kind": "ack", "seq": self._told})

    def _close(self, code: int) -> None:
        self.disconnect()
        self.closed = code
        self._arrived.set()

    def _take(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)
        match frame["kind"]:
            case "hello":
                self.epoch = frame["epoch"]
            case "resync":
                self.state.clear()
                self.cursor = frame["seq"]
            case "state":
                if frame.get("gone"):
                    self.state.pop(frame["key"], None)
                else:
                    self.state[frame["key"]] = frame["data"]
                self.cursor = max(self.cursor or 0, frame["seq"])
            case "event":
                self.cursor = max(self.cursor or 0, frame["seq"])
            case "call":
                self._answer(frame)
            case _:
                pass

    def _answer(self, frame: dict[str, Any]) -> None:
        if self.silent:
            return
        answer = self.answers.get(frame["name"])
        if answer is None:
            error = {"code": "not_found", "message": f"this page answers no {frame['name']}"}
            self.send({"kind": "error", "id": frame["id"], "error": error})
        else:
            result = wire.frame("result", {"id": frame["id"]}, data=answer(frame["args"]))
            self.send_message(wire.pack([result]))


class MemoryTransport:
    """Pages in memory.

    Attributes:
        opened: The documents that were brought before the person, in order.
    """

    name = "memory"
    capabilities: frozenset[Capability] = frozenset()

    def __init__(self, listener: Listener) -> None:
        self.opened: list[PageView] = []
        self._listener = listener

    async def start(self) -> None:
        """Nothing to get ready."""

    async def open(self, view: PageView) -> None:
        """Remember what was opened; what bears the same label is gone."""
        self.opened = [*(v for v in self.opened if v.widget != view.widget), view]

    async def close(self, widget: WidgetId) -> None:
        """Forget a page."""
        self.opened = [v for v in self.opened if v.widget != widget]

    async def stop(self) -> None:
        """Nothing to let go of."""

    def url(self, view: PageView) -> str | None:
        """Pages in memory have no address."""
        return None

    async def visit(self, widget: str, *, viewer: str | None = None, ready: bool = True) -> MemoryPage:
        """Load a widget's page as a browser would. Must be called on the app's loop."""
        token = next(v.token for v in self.opened if v.widget == widget)
        page = MemoryPage(self._listener, self._listener.page(widget, token), asyncio.get_running_loop(), viewer)
        await page.connect(ready=ready)
        return page
