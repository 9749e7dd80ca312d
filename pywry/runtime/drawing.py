"""The transport of an app, as the rest of the house meets it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from pywry.transports.base import Native, Transport
from pywry_tools.access import Need
from pywry_tools.errors import NoPage, NotHere, PyWryError
from pywry_tools.ids import WidgetId

log = logging.getLogger("pywry")


class Drawing:
    """Starts the transport, asks it, and wakes it when its windows are lost."""

    def __init__(self) -> None:
        self.transport: Transport | None = None
        self._starting: asyncio.Task[None] | None = None
        self._is_lost = False
        self._reviving: set[asyncio.Task[None]] = set()

    async def started(self) -> Transport:
        """The transport, ready to draw.

        Raises:
            PortTaken: The address to listen on is in use.
        """
        if self.transport is None:
            raise NoPage("this app has no transport; make it with PyWry().")
        if self._starting is None:
            self._starting = asyncio.get_running_loop().create_task(self.transport.start())
        try:
            await asyncio.shield(self._starting)
        except BaseException:  # a caller who is cancelled must not end the start that others wait for
            if self._starting.done():
                self._starting = None
            raise
        return self.transport

    def offers(self, need: Need) -> bool:
        """Whether the transport can do it."""
        return self.transport is not None and need in self.transport.capabilities

    async def native(
        self,
        action: str,
        fields: Mapping[str, Any],
        *,
        needs: Need,
        widget: WidgetId | None = None,
        timeout_s: float | None = None,
    ) -> Any:
        """Have the process that owns the windows do something.

        Raises:
            NotHere: The transport has none, or cannot do it.
        """
        transport = await self.started()
        if needs not in transport.capabilities or not isinstance(transport, Native):
            raise NotHere(
                f"this needs native windows, with the capability {needs!r}; this app draws in {transport.name!r}. "
                "Make it with PyWry(mode='new_window') where the extra `native` is installed and there is a display."
            )
        return await transport.ask(action, fields, widget=widget, timeout_s=timeout_s)

    def lost(self) -> None:
        """The windows are gone without anybody's wish."""
        self._is_lost = True

    def _revive(self) -> None:
        """Something was sent to a page: it deserves a window."""
        if self._is_lost:
            self._is_lost = False
            task = asyncio.get_running_loop().create_task(self._try_revive())
            self._reviving.add(task)
            task.add_done_callback(self._reviving.discard)

    async def _try_revive(self) -> None:
        try:
            if self.transport is not None and isinstance(self.transport, Native):
                await self.transport.revive()
        except PyWryError as error:
            log.error("the windows could not be opened again: %s", error)
