"""A headless browser that is kept for a while, so that a second look costs little."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from pywry.headless.browser import Browser
from pywry.headless.tab import Tab

IDLE_S = 60.0
PAINTED = "document.documentElement.dataset.pywryPainted"


class Eye:
    """Opens pages to look at them; the browser behind it starts with the first look and ends when it is idle."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._browser: Browser | None = None
        self._looks = 0
        self._idle: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def look(
        self,
        widget: str,
        url: str,
        *,
        width: int,
        height: int,
        dark: bool | None,
        scale: float = 1,
        timeout_s: float = 30,
    ) -> AsyncGenerator[Tab]:
        """Open a widget's page as a guest and wait until all its panels are painted; the tab is closed afterwards.

        Raises:
            NoBrowser: No Chromium, Chrome or Edge is installed.
            PageTimeout: It did not paint in time.
        """
        async with self._lock:
            if self._browser is None:
                self._browser = await Browser().__aenter__()
        self._looks += 1
        if self._idle is not None:
            self._idle.cancel()
        try:
            first = _as_guest(widget)
            tab = await self._browser.page(url, width=width, height=height, scale=scale, dark=dark, first=first)
            try:
                await tab.wait_for(PAINTED, timeout_s)
                yield tab
            finally:
                await tab.close()
        finally:
            self._looks -= 1
            if self._looks == 0:
                self._idle = asyncio.get_running_loop().call_later(IDLE_S, self._rest)

    def _rest(self) -> None:
        self._closing = asyncio.get_running_loop().create_task(self.close())

    async def close(self) -> None:
        """End the browser now."""
        if self._idle is not None:
            self._idle.cancel()
        async with self._lock:
            browser, self._browser = self._browser, None
        if browser is not None:
            await browser.close()


def _as_guest(widget: str) -> str:
    """Give the page's session a viewer that is not counted as somebody who watches."""
    session: dict[str, object] = {
        "viewer": f"eye-{secrets.token_hex(6)}",
        "epoch": None,
        "cursor": None,
        "lastId": 0,
        "events": [],
    }
    key, value = json.dumps(f"pywry:session:{widget}"), json.dumps(json.dumps(session))
    return f"if (!window.name) {{ window.name = 'looked'; sessionStorage.setItem({key}, {value}); }}"
