"""The places where PyWry draws, behind one face, so that one suite runs on all of them.

A transport that is added later adds a `Place` here; the tests stay as they are.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

from pywry import Handle, PyWry
from pywry.headless import Browser, Tab

PATIENCE_S = 30
"""How long a page may take; the first chart of a fresh browser takes some seconds, and several times that on a busy
machine."""


class Document(Protocol):
    """A page that is on screen somewhere."""

    async def js(self, script: str) -> Any:
        """The value of an expression, not through PyWry."""
        ...

    async def wait(self, condition: str, timeout_s: float = PATIENCE_S) -> Any:
        """Wait until an expression is true."""
        ...

    async def reload(self) -> None:
        """Load the page anew, as a person would."""
        ...

    async def click(self, selector: str, *, times: int = 1) -> None:
        """Click as a person would."""
        ...

    async def hover(self, selector: str) -> None:
        """Move the pointer over an element."""
        ...

    async def drag(self, selector: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press the button at a point of an element, move, and let go; points in parts of its width and height."""
        ...

    async def type(self, text: str) -> None:
        """Type into what has the focus."""
        ...

    async def gone(self) -> bool:
        """Whether the page goes when Python closes it, instead of staying and saying so; waits until it has gone."""
        ...


class Place(Protocol):
    """A transport with real pages."""

    name: str
    app: PyWry

    async def open(self, handle: Handle) -> Document:
        """Show a widget's page once more and wait until it is live."""
        ...

    async def cut(self) -> None:
        """Break every connection and let none in."""
        ...

    async def mend(self) -> None:
        """Let connections in again."""
        ...

    async def silence(self) -> None:
        """Let the connections that there are go dead without a word, as when a machine has slept; new ones work."""
        ...


class Wire:
    """A TCP relay that can be cut."""

    def __init__(self) -> None:
        self.port = 0
        self.target = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._dead: set[asyncio.StreamWriter] = set()
        self._open = True

    async def start(self, target: int) -> None:
        """Listen, and relay to a port of this machine."""
        self.target = target
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Let go of everything."""
        self.cut()
        if self._server is not None:
            self._server.close()

    def cut(self) -> None:
        """Break all connections and refuse new ones."""
        self._open = False
        for writer in list(self._writers):
            writer.transport.abort()

    def mend(self) -> None:
        """Take connections again."""
        self._open = True

    def silence(self) -> None:
        """Carry nothing any more over the connections that there are, and leave them open."""
        self._dead |= self._writers

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._open:
            writer.transport.abort()
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        if not self._open:  # it was cut in the meantime
            writer.transport.abort()
            back.transport.abort()
            return
        self._writers |= {writer, back}
        await asyncio.gather(self._copy(reader, back), self._copy(there, writer))
        self._writers -= {writer, back}

    async def _copy(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                if sink not in self._dead:
                    sink.write(data)
                    await sink.drain()
        except OSError:
            pass  # that is what cutting looks like from here
        finally:
            sink.close()


class BrowserDocument:
    """A tab of the headless browser."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab

    async def js(self, script: str) -> Any:
        """The value of an expression."""
        return await self.tab.evaluate(script)

    async def wait(self, condition: str, timeout_s: float = PATIENCE_S) -> Any:
        """Wait until an expression is true."""
        return await self.tab.wait_for(condition, timeout_s)

    async def reload(self) -> None:
        """Load the page anew."""
        await self.tab.reload()
        await self.tab.wait_for("window.pywry && pywry.connected", PATIENCE_S)

    async def click(self, selector: str, *, times: int = 1) -> None:
        """Click."""
        await self.tab.click(selector, times=times)

    async def hover(self, selector: str) -> None:
        """Move the pointer."""
        await self.tab.hover(selector)

    async def drag(self, selector: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag."""
        box = await self.js(
            f"(() => {{ const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect(); "
            "return [b.x, b.y, b.width, b.height] })()"
        )
        for kind, (x, y) in (("mousePressed", start), ("mouseMoved", end), ("mouseMoved", end), ("mouseReleased", end)):
            where = {"x": box[0] + box[2] * x, "y": box[1] + box[3] * y, "button": "left", "clickCount": 1}
            await self.tab.send("Input.dispatchMouseEvent", where | {"type": kind})

    async def type(self, text: str) -> None:
        """Type."""
        await self.tab.type(text)

    async def gone(self) -> bool:
        """A tab is the person's; it stays."""
        return False


class BrowserPlace:
    """Browser tabs, through a relay that can be cut."""

    name = "browser"

    def __init__(self, app: PyWry, browser: Browser) -> None:
        self.app = app
        self._browser = browser
        self._wire = Wire()
        self._tabs: list[Tab] = []

    async def open(self, handle: Handle) -> BrowserDocument:
        """Open a tab."""
        parts = urlsplit(handle.url or "")
        if not self._wire.port:
            await self._wire.start(parts.port or 0)
        url = urlunsplit(parts._replace(netloc=f"127.0.0.1:{self._wire.port}"))
        tab = await self._browser.page(url)
        self._tabs.append(tab)
        await tab.wait_for("window.pywry && pywry.connected", PATIENCE_S)
        return BrowserDocument(tab)

    async def cut(self) -> None:
        """Break every connection."""
        self._wire.cut()

    async def mend(self) -> None:
        """Let connections in again."""
        self._wire.mend()

    async def silence(self) -> None:
        """Let the connections that there are go dead."""
        self._wire.silence()

    async def close(self) -> None:
        """Close the tabs."""
        for tab in self._tabs:
            await tab.close()
        await self._wire.stop()


@asynccontextmanager
async def browser_place(browser: Browser) -> AsyncIterator[BrowserPlace]:
    """An app in browser tabs."""
    app = PyWry(open_tabs=False)
    place = BrowserPlace(app, browser)
    try:
        yield place
    finally:
        await place.close()
        await asyncio.get_running_loop().run_in_executor(None, app.destroy)
