"""A headless browser and its tabs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import TracebackType
from typing import Self

from pywry.headless.connection import Connection
from pywry.headless.find import find_browser
from pywry.headless.process import Process
from pywry.headless.tab import Tab
from pywry_tools.errors import Closed


class Browser:
    """An installed Chromium, Chrome or Edge without a window and with a fresh profile.

    Args:
        path: Its program; by default what `find_browser` finds.
        timeout_s: How long it may take to start.
    """

    def __init__(self, path: Path | None = None, *, timeout_s: float = 30) -> None:
        self._path = path
        self._timeout_s = timeout_s
        self._process: Process | None = None
        self._connection: Connection | None = None

    async def __aenter__(self) -> Self:
        self._process = Process(self._path or find_browser())
        try:
            self._connection = await Connection.open(await self._process.start(self._timeout_s))
        except BaseException:  # also where the caller is cancelled, no browser stays
            self._process.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the browser, its tabs and its profile."""
        connection, self._connection = self._connection, None
        process, self._process = self._process, None
        try:
            if connection is not None:
                await connection.close()
        finally:
            if process is not None:
                process.stop()

    async def page(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 800,
        scale: float = 1,
        dark: bool | None = None,
        first: str | None = None,
    ) -> Tab:
        """Open a tab and wait until its page has loaded.

        Args:
            url: What to show.
            width: Of the page, in CSS pixels.
            height: Of the page, in CSS pixels.
            scale: Pixels of the screen for one of those.
            dark: Whether the page is told that the person likes dark colours; None tells it nothing.
            first: JavaScript that runs in each document before its own scripts.

        Raises:
            PageError: the address cannot be loaded.
        """
        if self._connection is None:
            raise Closed("this browser is not open; use `async with Browser() as browser:`")
        making = asyncio.ensure_future(Tab.create(self._connection, width=width, height=height, scale=scale, dark=dark))
        try:
            tab = await asyncio.shield(making)
            if first is not None:
                await tab.send("Page.addScriptToEvaluateOnNewDocument", {"source": first})
            await tab.navigate(url)
        except BaseException:  # also where the caller is cancelled, no tab stays
            # Half a tab cannot be closed, so it is finished first.
            await (await making).close()
            raise
        return tab
