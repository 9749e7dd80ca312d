"""Other ASGI apps under a path of ours, with their lifespans."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from pywry.transports.browser.guard import App, Receive, Scope, Send
from pywry_tools.errors import PyWryError

logger = logging.getLogger("pywry.browser")


class Resident:
    """An ASGI app that lives in ours: started when it is first asked, stopped when we stop.

    A server runs the lifespan of the outermost app only, and none at all when that app is mounted itself.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._state: dict[str, Any] = {}
        self._leave = asyncio.Event()
        self._started: asyncio.Future[None] | None = None
        self._life: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, once the app has started."""
        if self._started is None:
            self._started = asyncio.get_running_loop().create_future()
            self._life = asyncio.create_task(self._live(self._started))
        await asyncio.shield(self._started)
        await self._app({**scope, "state": {**scope.get("state", {}), **self._state}}, receive, send)

    async def stop(self) -> None:
        """Let it shut down."""
        self._leave.set()
        if self._life is not None:
            await asyncio.wait({self._life})

    async def _live(self, started: asyncio.Future[None]) -> None:
        talk = _Lifespan(started, self._leave)
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": self._state}
        try:
            await self._app(scope, talk.receive, talk.send)
        except Exception as error:
            # By the ASGI specification an app that raises here has no lifespan, unless it said that starting failed.
            if not started.done():
                logger.debug("an app that is mounted here has no lifespan: %r", error)
            elif started.exception() is None:
                logger.exception("an app that is mounted here failed while it shut down")
        if not started.done():
            started.set_result(None)


class _Lifespan:
    """The server's side of the lifespan protocol."""

    def __init__(self, started: asyncio.Future[None], leave: asyncio.Event) -> None:
        self._started = started
        self._leave = leave
        self._asked = False

    async def receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "lifespan.startup"}
        await self._leave.wait()
        return {"type": "lifespan.shutdown"}

    async def send(self, message: Any) -> None:
        if self._started.done():
            return
        if message["type"] == "lifespan.startup.complete":
            self._started.set_result(None)
        elif message["type"] == "lifespan.startup.failed":
            self._started.set_exception(
                PyWryError(f"an app that is mounted here failed to start: {message.get('message', '')}")
            )


class AtRoot:
    """The path of a mount itself, without a slash at its end, as the mount's own root."""

    def __init__(self, path: str, app: App) -> None:
        self._path = path
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on as one for the root."""
        inner = {"root_path": scope.get("root_path", "") + self._path, "path": scope["path"] + "/"}
        await self._app({**scope, **inner}, receive, send)
