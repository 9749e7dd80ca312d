"""Where an app draws when it cannot draw where it was meant to, and where it serves besides."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from pywry_tools.errors import NoWindows, PyWryError

if TYPE_CHECKING:
    from pywry.runtime.hub import Hub
    from pywry.runtime.widget import Widget
    from pywry.transports.base import Listener, Transport

log = logging.getLogger("pywry")

SHOWN = 3
"""How many addresses fit into a line."""

Make = Callable[["Listener"], "Transport"]


class Places:
    """The transports that stand beside the one that an app draws with.

    Attributes:
        otherwise: Makes the one that takes over where windows do not work; None if none may.
        is_free: Whether it may also take over where windows cannot be opened at all, since nobody asked for windows.
        server: Makes one that serves; None where the app's own does, or nothing can.
    """

    def __init__(self, hub: Hub) -> None:
        self.otherwise: Make | None = None
        self.is_free = False
        self.server: Make | None = None
        self._hub = hub
        self._served: Transport | None = None
        self._moving = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def draw(self, widget: Widget) -> None:
        """Let the transport draw a widget, or the one that takes over.

        Raises:
            NoWindows: It cannot, and no other one may.
        """
        transport = await self._hub.started()
        try:
            await transport.open(widget.view())
        except NoWindows as error:
            if not self.is_free or self.otherwise is None:
                raise
            await self._move(transport, str(error).replace(" Or use mode='browser'.", ""))

    def failed(self, why: str) -> None:
        """The transport cannot draw; must be called on the loop."""
        transport = self._hub.transport
        if transport is not None and self.otherwise is not None:
            task = asyncio.get_running_loop().create_task(self._try_move(transport, why))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            log.error("%s. Use mode='browser'.", why)

    async def _try_move(self, failed: Transport, why: str) -> None:
        try:
            await self._move(failed, why)
        except PyWryError as error:
            log.error("%s, and pages cannot be served either: %s", why, error)

    async def _move(self, failed: Transport, why: str) -> None:
        """Draw elsewhere, unless somebody else has seen to that."""
        async with self._moving:
            if self.otherwise is None or self._hub.transport is not failed:
                return
            new = self.otherwise(self._hub)
            await new.start()
            where = ", ".join(str(new.url(widget.view())) for widget in self._hub.all()[:SHOWN])
            log.warning("%s. Pages open in the browser instead: %s", why.removesuffix("."), where)
            await self._hub.replace(new)

    async def serving(self) -> Transport:
        """A transport that serves: one beside the app's own, started when it is first asked for; else the app's own."""
        own = await self._hub.started()
        if self.server is None or "url" in own.capabilities:
            return own
        if self._served is None:
            self._served = self.server(self._hub)
            await self._served.start()
        return self._served

    async def stop(self) -> None:
        """Let go of the one that serves."""
        for task in self._tasks:
            task.cancel()
        served, self._served = self._served, None
        if served is not None:
            await served.stop()
