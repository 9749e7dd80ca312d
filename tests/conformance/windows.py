"""The place of native windows: real ones, with a real mouse and a real keyboard."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any, cast

import pytest

from pywry import Handle, PyWry, PyWrySettings
from pywry.transports.native.options import Options
from pywry.transports.native.panes import label_of
from pywry.transports.native.process import COMMAND
from pywry.transports.native.transport import NativeTransport
from pywry_tools.errors import NativeError, NativeTimeout, PageTimeout
from tests.conformance.places import PATIENCE_S
from tests.native.screen import Screen, Shown

UNSENDABLE = "the script's value is"
LOOK_MS = 200
LOST_S = 0.6
LIVE = "window.pywry && pywry.connected"
WAIT = """(async () => {
  const end = performance.now() + %d;
  for (;;) {
    try {
      const value = await (%s);
      if (value) return { value: value instanceof Node || typeof value === "function" ? true : value };
    } catch { /* not there yet */ }
    if (performance.now() > end) return null;
    await new Promise((go) => setTimeout(go, 10));
  }
})()"""
BOX = """(() => {
  const element = document.querySelector(%s);
  if (!element) return null;
  element.scrollIntoView({block: "nearest", inline: "nearest", behavior: "instant"});
  const box = element.getBoundingClientRect();
  return [box.x, box.y, box.width, box.height].map((n) => n * devicePixelRatio);
})()"""
STILL_MS = 150
FELT = f"""window.__felt = new Promise((felt) => {{
  let timer = setTimeout(felt, 1000);
  const move = () => {{ clearTimeout(timer); timer = setTimeout(felt, {STILL_MS}); }};
  addEventListener("mousemove", move, true);
}}); 0"""
KEYS = """window.__counts ??= (addEventListener("keyup", (event) => { if (event.key !== "Shift") window.__keys += 1; }, true), true);
window.__keys = 0"""
BREAK = """(() => {
  const link = globalThis.__PYWRY_LINK__;
  const connections = Object.keys(link).filter((name) => name.startsWith("k"));
  for (const name of connections) link[name] = { receive: () => undefined, fetch: () => undefined };
  const real = (window.__real_fetch ??= window.fetch);
  const commands = ["pywry_text", "pywry_binary", "pywry_link"];
  let silent = %s;
  window.fetch = (address, options) => {
    const command = String(address).startsWith("ipc:") ? options.headers.get?.("pyfunc") ?? options.headers.pyfunc : undefined;
    if (!commands.includes(command)) return real(address, options);
    if (silent && command === "pywry_link") silent = false;
    else if (silent) return new Promise(() => undefined);
    else if (%s) return Promise.resolve(new Response('"cut"', { headers: { "Tauri-Response": "error", "content-type": "application/json" } }));
    return real(address, options);
  };
})()"""
CUT = BREAK % ("false", "true")
SILENCE = BREAK % ("true", "false")
MEND = "if (window.__real_fetch) window.fetch = window.__real_fetch"
NOTICE = "dispatchEvent(new Event('online'))"


def native_app(screen: Screen, settings: PyWrySettings | None = None) -> PyWry:
    """An app that draws on a screen, whatever this process's own is."""
    place = [f"{name}={value}" for name, value in screen.env.items() if name in ("DISPLAY", "GDK_BACKEND")]
    command = ("env", "-u", "WAYLAND_DISPLAY", *place, *COMMAND)
    return PyWry(transport=lambda listener: NativeTransport(listener, Options(), command=command), settings=settings)


class WindowDocument:
    """A page in a native window."""

    def __init__(self, app: PyWry, label: str, screen: Screen) -> None:
        self._app = app
        self._label = label
        self._screen = screen
        self._side = 3

    async def js(self, script: str, timeout_s: float = 30) -> Any:
        """The value of an expression; None for what is no data."""
        try:
            return await self.ask("eval_js", timeout_s=timeout_s, script=script)
        except NativeError as error:
            if UNSENDABLE in str(error):
                return None
            raise

    async def ask(self, action: str, *, timeout_s: float = 30, **fields: Any) -> Any:
        """Have the process that owns the window do something with it."""
        transport = cast("NativeTransport", self._app.transport)
        work = transport.ask(action, {"label": self._label, **fields}, timeout_s=timeout_s)
        return await self._app.session.hub.portal.arun(work)

    async def wait(self, condition: str, timeout_s: float = PATIENCE_S) -> Any:
        """Wait until an expression is true; reloads are survived."""
        end = time.monotonic() + timeout_s
        script = WAIT % (LOOK_MS, condition.rstrip("; "))
        while time.monotonic() < end:
            try:
                found = await self.ask("eval_js", timeout_s=LOOK_MS / 1000 + LOST_S, script=script)
            except NativeTimeout:
                continue  # a reload has taken the page away under the script
            if found is not None:
                return found["value"]
        raise PageTimeout(f"{condition!r} did not become true within {timeout_s:g} s")

    async def reload(self) -> None:
        """Load the page anew."""
        await self.js("window.__before = true")
        await self.ask("window_call", method="reload", args=[])
        await self.wait(f"!window.__before && {LIVE}")

    async def click(self, selector: str, *, times: int = 1) -> None:
        """Click."""
        x, y = await self._point(selector)
        # A double click soon after another, at the same point, would be the third and the fourth of one.
        self._side = -self._side
        await self._move(x + (self._side if times > 1 else 0), y)
        self._screen.press(times=times)

    async def hover(self, selector: str) -> None:
        """Move the pointer."""
        await self._move(*await self._point(selector))

    async def drag(self, selector: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag."""
        begin = await self._point(selector, start)
        await self._move(*begin)
        self._screen.drag(begin, await self._point(selector, end))

    async def type(self, text: str) -> None:
        """Type."""
        await self._in_front()
        await self.js(KEYS)
        self._screen.type(text)
        await self.wait(f"window.__keys >= {len(text)}")

    async def gone(self) -> bool:
        """A window goes, and its page with it."""
        with pytest.raises(NativeError, match=f"no window '{self._label}' is open"):
            await self.wait("false")
        return True

    async def _point(self, selector: str, part: tuple[float, float] = (0.5, 0.5)) -> tuple[float, float]:
        window = await self._in_front()
        box = await self.js(BOX % json.dumps(selector))
        assert box is not None, f"no element matches {selector!r}"
        return window.x + box[0] + box[2] * part[0], window.y + box[1] + box[3] * part[1]

    async def _move(self, x: float, y: float) -> None:
        """Move the pointer and wait until the page has felt it.

        A chart looks at the pointer at most every 50 ms, and a click between two looks is none to it.
        """
        await self.js(FELT)
        self._screen.move(x - 1, y)
        self._screen.move(x, y)
        await self.js("window.__felt.then(() => true)")

    async def _in_front(self) -> Shown:
        if not await self.js("document.hasFocus()"):
            await self.ask("bring")
            await self.wait("document.hasFocus()")
        return next(shown for shown in self._screen.windows() if shown.id == self._screen.active)


class NativePlace:
    """Native windows; the first page of a widget is its own window, each further one another window of it."""

    name = "native"

    def __init__(self, app: PyWry, screen: Screen) -> None:
        self.app = app
        self._screen = screen
        self._pages: list[WindowDocument] = []
        self._opened: set[str] = set()

    async def open(self, handle: Handle) -> WindowDocument:
        """The window that `show` has opened, or one more."""
        label = label_of(handle.id) if handle.id not in self._opened else await self._mirror(handle)
        self._opened.add(handle.id)
        page = WindowDocument(self.app, label, self._screen)
        self._pages.append(page)
        await page.wait(LIVE)
        return page

    async def cut(self) -> None:
        """Let every call of a page that concerns its connection fail, and let nothing come down."""
        await self._everywhere(f"{CUT}; {NOTICE}")

    async def mend(self) -> None:
        """Let calls through again."""
        await self._everywhere(MEND)

    async def silence(self) -> None:
        """Let calls of the connections that there are never be answered."""
        await self._everywhere(SILENCE)

    async def close(self) -> None:
        """Close the windows and forget what the test has told the app."""
        hub = self.app.session.hub
        await asyncio.get_running_loop().run_in_executor(None, self.app.close)
        hub.subscriptions.clear()
        hub.exposed.clear()

    async def _mirror(self, handle: Handle) -> str:
        hub = self.app.session.hub
        transport = cast("NativeTransport", self.app.transport)
        return await hub.portal.arun(transport.mirror(hub.find(handle.id).view()))

    async def _everywhere(self, script: str) -> None:
        for page in self._pages:
            await page.js(f"{script}; 0")
