"""One page in a headless browser: run JavaScript, wait, look, click."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from typing import Any, cast

from pywry.headless.connection import Connection, Data
from pywry.headless.console import ConsoleLine, complaint, line_of, value_of
from pywry_tools.errors import PageError, PageTimeout

DOMAINS = ("Page", "Runtime", "Log", "Network", "Inspector")
# What the browser answers when a navigation takes the page away under a script.
LOST = ("navigated or closed", "context was destroyed", "Cannot find context", "Promise was collected")
WAIT = """(async () => {
  for (;;) {
    try { const value = await (%s); if (value) return value; } catch { /* not there yet */ }
    await new Promise((go) => { requestAnimationFrame(go); setTimeout(go, 100); });
  }
})()"""
WINDOW = "({x: 0, y: 0, width: innerWidth, height: innerHeight})"
BOX = """(() => {
  const element = document.querySelector(%s);
  if (!element) return null;
  element.scrollIntoView({block: "nearest", inline: "nearest", behavior: "instant"});
  const box = element.getBoundingClientRect();
  return {x: box.x, y: box.y, width: box.width, height: box.height};
})()"""


class Tab:
    """A page in a browser; `Browser.page` makes one.

    Attributes:
        console: Everything that the page printed, raised or was refused so far.
    """

    def __init__(self, connection: Connection, target: str, session: str) -> None:
        self.console: list[ConsoleLine] = []
        self._connection = connection
        self._target = target
        self._session = session
        self._listeners: list[Callable[[ConsoleLine], None]] = []
        self._loaded = asyncio.Event()
        self._tasks: set[asyncio.Task[Data]] = set()
        connection.listen(session, self._hear)

    @classmethod
    async def create(
        cls, connection: Connection, *, width: int, height: int, scale: float = 1, dark: bool | None
    ) -> Tab:
        """Open an empty tab. Each has a window of its own, since only a window's front tab gets animation frames."""
        made = await connection.send("Target.createTarget", {"url": "about:blank", "newWindow": True})
        target = made["targetId"]
        attached = await connection.send("Target.attachToTarget", {"targetId": target, "flatten": True})
        tab = cls(connection, target, attached["sessionId"])
        for domain in DOMAINS:
            await tab.send(f"{domain}.enable")
        await tab.resize(width, height, scale)
        await tab.send("Emulation.setFocusEmulationEnabled", {"enabled": True})
        if dark is not None:
            likes = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
            await tab.send("Emulation.setEmulatedMedia", {"features": [likes]})
        return tab

    async def resize(self, width: int, height: int, scale: float = 1) -> None:
        """Give the page another size.

        Args:
            width: In CSS pixels.
            height: The same.
            scale: Pixels of the screen for one of those.
        """
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        await self.send("Emulation.setDeviceMetricsOverride", size)

    async def send(self, method: str, params: Data | None = None) -> Data:
        """Give this tab a DevTools command."""
        return await self._connection.send(method, params, session=self._session)

    async def navigate(self, url: str, *, timeout_s: float = 30) -> None:
        """Go to an address and wait until the page has loaded.

        Raises:
            PageError: the address cannot be loaded.
            PageTimeout: it did not load in time.
        """
        self._loaded.clear()
        answer = await self.send("Page.navigate", {"url": url})
        if answer.get("errorText"):
            raise PageError(f"{url} cannot be loaded: {answer['errorText']}")
        await self._until_loaded(url, timeout_s)

    async def reload(self, *, timeout_s: float = 30) -> None:
        """Load the page again and wait until it has loaded."""
        self._loaded.clear()
        await self.send("Page.reload")
        await self._until_loaded("the page", timeout_s)

    async def evaluate(self, js: str) -> Any:
        """Run JavaScript in the page; a promise is awaited.

        Args:
            js: An expression, or statements whose last value counts.

        Returns:
            The value as JSON; None for undefined.

        Raises:
            PageError: it threw, or a navigation took the page away.
        """
        answer = await self.send(
            "Runtime.evaluate",
            {"expression": js, "awaitPromise": True, "returnByValue": True, "userGesture": True},
        )
        if "exceptionDetails" in answer:
            raise PageError(complaint(answer["exceptionDetails"]), answer["exceptionDetails"])
        return value_of(answer["result"])

    async def wait_for(self, js_expr: str, timeout_s: float = 10) -> Any:
        """Wait until an expression is true in the page; reloads and navigations are survived.

        Args:
            js_expr: Looked at before each frame; an error in it counts as false, a promise is awaited.
            timeout_s: How long to wait.

        Returns:
            The expression's value.

        Raises:
            PageTimeout: it stayed false.
        """
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    try:
                        return await self.evaluate(WAIT % js_expr.rstrip("; "))
                    except PageError as error:
                        if not any(sign in str(error) for sign in LOST):
                            raise
        except TimeoutError:
            recent = "; ".join(line.text for line in self.console[-5:]) or "nothing"
            said = f"{js_expr!r} did not become true within {timeout_s:g} s. The page's console has: {recent}"
            raise PageTimeout(said) from None

    async def screenshot(self, selector: str | None = None, *, most: int | None = None) -> bytes:
        """Take a picture.

        Args:
            selector: The element to show; by default the whole window.
            most: Pixels that its longer side may have, of a page whose pixels are the screen's; None is any number.

        Returns:
            A PNG.
        """
        params: Data = {"format": "png"}
        if selector is not None or most is not None:
            box = await self._box(selector) if selector is not None else await self.evaluate(WINDOW)
            longest = max(box["width"], box["height"], 1)
            params["clip"] = box | {"scale": 1 if most is None else min(1, most / longest)}
        answer = await self.send("Page.captureScreenshot", params)
        return base64.b64decode(answer["data"])

    async def hover(self, selector: str, at: tuple[float, float] | None = None) -> tuple[float, float]:
        """Move the mouse onto an element.

        Args:
            selector: The element; it is scrolled into view.
            at: A point in CSS pixels from its upper left corner; by default its middle.

        Returns:
            Where the mouse is now, in the window.
        """
        box = await self._box(selector)
        dx, dy = at or (box["width"] / 2, box["height"] / 2)
        x, y = box["x"] + dx, box["y"] + dy
        await self.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})
        return x, y

    async def click(self, selector: str, at: tuple[float, float] | None = None, *, times: int = 1) -> None:
        """Click an element with the mouse, as a person would.

        Args:
            selector: The element; it is scrolled into view.
            at: A point in CSS pixels from its upper left corner; by default its middle.
            times: 2 for a double click.
        """
        x, y = await self.hover(selector, at)
        for number in range(1, times + 1):
            where = {"x": x, "y": y, "button": "left", "clickCount": number}
            await self.send("Input.dispatchMouseEvent", where | {"type": "mousePressed"})
            await self.send("Input.dispatchMouseEvent", where | {"type": "mouseReleased"})

    async def type(self, text: str) -> None:
        """Enter text where the focus is; a line break presses Enter."""
        for number, part in enumerate(text.split("\n")):
            if number:
                key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
                await self.send("Input.dispatchKeyEvent", key | {"type": "keyDown"})
                await self.send("Input.dispatchKeyEvent", key | {"type": "keyUp"})
            if part:
                await self.send("Input.insertText", {"text": part})

    async def emulate_offline(self, offline: bool) -> None:
        """Cut the page off from the network, or connect it again."""
        rates = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        await self.send("Network.emulateNetworkConditions", rates | {"offline": offline})

    def on_console(self, listener: Callable[[ConsoleLine], None]) -> Callable[[], None]:
        """Hear what the page prints, raises or is refused from now on.

        Returns:
            A function that ends it.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def close(self) -> None:
        """Close the tab."""
        self._connection.forget(self._session, "the tab was closed")
        await self._connection.send("Target.closeTarget", {"targetId": self._target})

    async def _until_loaded(self, what: str, timeout_s: float) -> None:
        try:
            await asyncio.wait_for(self._loaded.wait(), timeout_s)
        except TimeoutError:
            raise PageTimeout(f"{what} did not load within {timeout_s:g} s") from None

    async def _box(self, selector: str) -> dict[str, float]:
        box = await self.evaluate(BOX % json.dumps(selector))
        if box is None:
            raise PageError(f"no element matches {selector!r}. Wait for it with wait_for first.")
        return cast("dict[str, float]", box)

    def _hear(self, method: str, data: Data) -> None:
        match method:
            case "Page.loadEventFired":
                self._loaded.set()
            case "Page.javascriptDialogOpening":
                self._print(ConsoleLine(level=data["type"], text=data["message"], url=data["url"]))
                self._post("Page.handleJavaScriptDialog", {"accept": True})
            case "Inspector.targetCrashed":
                self._connection.forget(self._session, "the page crashed")
            case "Inspector.detached":
                self._connection.forget(self._session, f"the tab is gone: {data['reason']}")
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded":
                self._print(line_of(method, data))
            case _:
                pass

    def _print(self, line: ConsoleLine) -> None:
        self.console.append(line)
        for listener in list(self._listeners):
            listener(line)

    def _post(self, method: str, params: Data) -> None:
        task = asyncio.create_task(self.send(method, params))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
