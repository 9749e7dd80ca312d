"""The ASGI app: ours to fill with pages, a person's to add routes to or to mount."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.routing import Mount, Route, WebSocketRoute

from pywry.render.assets import Assets
from pywry.transports.base import Listener
from pywry.transports.browser.guard import READING, App, Guard, Receive, Scope, Send
from pywry.transports.browser.hosts import Hosts
from pywry.transports.browser.logs import mask_tokens
from pywry.transports.browser.mounts import AtRoot, Resident
from pywry.transports.browser.pages import PATHS, Pages
from pywry.transports.browser.sockets import Sockets

OnLoop = Callable[[asyncio.AbstractEventLoop], None]


class Site(FastAPI):
    """A FastAPI app whose every route, a person's own too, stands behind the guard.

    It needs no lifespan and no particular path: it works mounted in another app and behind a prefix.
    """

    def __init__(self, listener: Listener, hosts: Hosts, *, on_loop: OnLoop, assets: Assets | None = None) -> None:
        # The interactive docs load their scripts from elsewhere, which our policy forbids.
        super().__init__(title="PyWry", docs_url=None, redoc_url=None)
        self._guard = Guard(super().__call__, hosts)
        self._on_loop = on_loop
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pages = Pages(listener, assets)
        self._elsewhere = self.router.default
        self.router.default = self._default
        self._add_routes(listener)
        mask_tokens()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, a WebSocket or the lifespan."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop = loop
            self._on_loop(loop)
        await self._guard(scope, receive, send)

    def add_resident(self, path: str, app: App) -> Resident:
        """Serve another app under a path, the path without a slash at its end included."""
        path = path.rstrip("/")
        resident = Resident(app)
        self.router.routes += [Route(path, AtRoot(path, resident)), Mount(path, resident)]
        return resident

    def _add_routes(self, listener: Listener) -> None:
        # Plain routes: what FastAPI would work out about them costs a tenth of a second at every start.
        self.router.routes += [
            Route("/w/{widget}", self._pages.page),
            Route("/assets/{file}", self._pages.asset),
            WebSocketRoute("/w/{widget}/ws", Sockets(listener)),
        ]

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description of a person's routes and of ours."""
        schema = super().openapi()
        schema["paths"] = {**PATHS, **schema["paths"]}
        return schema

    async def _default(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A plain word at the root, unless a person has a page of their own there."""
        if scope["type"] == "http" and _is_root(scope) and scope["method"] in READING:
            await self._pages.hint(Request(scope))(scope, receive, send)
        else:
            await self._elsewhere(scope, receive, send)


def _is_root(scope: Scope) -> bool:
    return str(scope["path"]).removeprefix(scope.get("root_path", "")) in ("", "/")
