"""Running the server on the loop that is running."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Generator

import uvicorn

from pywry.transports.browser.guard import App
from pywry_tools.errors import PyWryError

LARGEST_MESSAGE = 64 * 1024 * 1024
TICK_S = 1


class Runner:
    """A server as one task of the running loop; it owns no thread and handles no signals."""

    def __init__(self, app: App, sock: socket.socket, *, behind_proxy: bool = False) -> None:
        config = uvicorn.Config(
            app,
            ws="websockets-sansio",
            ws_max_size=LARGEST_MESSAGE,
            ws_per_message_deflate=False,
            lifespan="on",
            log_config=None,
            proxy_headers=behind_proxy,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._sock = sock
        self._server = _Server(config)
        self._task: asyncio.Task[None] | None = None
        self.loop: asyncio.AbstractEventLoop

    async def start(self) -> None:
        """Serve; returns when connections are taken.

        Raises:
            PyWryError: The app's own start-up failed.
        """
        self.loop = asyncio.get_running_loop()
        self._task = asyncio.create_task(self._serve(), name="pywry server")
        up = asyncio.create_task(self._server.up.wait())
        try:
            await asyncio.wait({self._task, up}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            up.cancel()
        if self._task.done():
            self._task.result()

    async def stop(self) -> None:
        """Close every connection and the socket."""
        if self._task is None:
            return
        self._server.leave()
        await asyncio.wait({self._task})

    def abandon(self) -> None:
        """Stop soon, told from another loop; nothing if its own loop has ended."""
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self._server.leave)

    async def _serve(self) -> None:
        try:
            await self._server.serve([self._sock])
        finally:
            # Cancelled or stuck on a page that does not read: the port and the connections go all the same.
            for server in self._server.servers:
                server.close()
            self._sock.close()
            for connection in list(self._server.server_state.connections):
                connection.transport.abort()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()
        self.servers: list[asyncio.Server] = []
        self._left = asyncio.Event()

    def leave(self) -> None:
        self.should_exit = True
        self._left.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Signals belong to the program that we live in."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell when connections are taken; a failed start-up ends the server, not the process."""
        try:
            await super().startup(sockets)
        except SystemExit:
            raise PyWryError(
                "the server did not start because the app's own start-up failed; the log above has the reason."
            ) from None
        self.up.set()

    async def main_loop(self) -> None:
        """Keep the Date header right, and leave at once when told to."""
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._left.wait(), TICK_S)
