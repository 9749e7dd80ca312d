"""Finds out that windows draw nothing, which graphics drivers can bring about."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable

from pywry.transports.native.panes import Pane

log = logging.getLogger("pywry.native")

NO_SHARING = {"WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
"""Lets WebKitGTK share no buffers with the GPU, which some drivers do badly."""

Hides = Callable[[Pane], Awaitable[bool]]
Failed = Callable[[], Awaitable[None]]


class Care:
    """How windows are drawn: as ever, or, where that has failed, sharing no buffers with the GPU.

    Attributes:
        env: What the environment of the process that owns the windows gets for it; empty as long as nothing has failed.
    """

    def __init__(self) -> None:
        self.env: dict[str, str] = {}

    def take(self, why: str) -> bool:
        """Draw more carefully from now on; whether there is a way that was not tried yet.

        Args:
            why: What has failed, for the log.
        """
        if self.env or all(os.environ.get(name) == value for name, value in NO_SHARING.items()):
            return False
        self.env = dict(NO_SHARING)
        log.warning("%s; the windows are opened again with WEBKIT_DISABLE_DMABUF_RENDERER=1.", why)
        return True


class PaintWatch:
    """Waits for the first page that is drawn; one is enough to know that drawing works.

    Args:
        limit_s: How long a window that can be seen may take.
        hides: Says whether a window cannot be seen at the moment, so that nothing need be drawn.
        failed: Called when a window that can be seen has drawn nothing in time.
    """

    def __init__(self, limit_s: float, hides: Hides, failed: Failed) -> None:
        self._limit_s = limit_s
        self._hides = hides
        self._failed = failed
        self._works = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def works(self) -> bool:
        """Whether a page has been drawn."""
        return self._works.is_set()

    def seen(self) -> None:
        """A page has been drawn."""
        self._works.set()

    def expect(self, pane: Pane) -> None:
        """A window was opened."""
        idle = self._task is None or self._task.done() or self._task is asyncio.current_task()
        if idle and not self.works and pane.view.page.url is None:
            self._task = asyncio.get_running_loop().create_task(self._watch(pane))

    def stop(self) -> None:
        """Wait no more."""
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()

    async def wait(self, timeout_s: float) -> bool:
        """Whether a page has been drawn, at the latest after so many seconds."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._works.wait()
        except TimeoutError:
            return False
        return True

    async def _watch(self, pane: Pane) -> None:
        was_hidden = False
        while not pane.is_lost and not await self.wait(self._limit_s):
            hidden = await self._hides(pane)
            if not hidden and not was_hidden:
                break
            was_hidden = hidden
        if not pane.is_lost and not self.works:
            await self._failed()
