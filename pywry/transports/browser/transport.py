"""The transport that draws in a browser."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from pywry.environment import has_screen
from pywry.transports.base import Capability, Listener, PageView
from pywry.transports.browser import tabs
from pywry.transports.browser.hosts import Hosts, is_loopback
from pywry_tools.errors import InvalidArguments
from pywry_tools.ids import WidgetId

if TYPE_CHECKING:
    from pywry.render.assets import Assets
    from pywry.transports.browser.guard import App
    from pywry.transports.browser.mounts import Resident
    from pywry.transports.browser.runner import Runner
    from pywry.transports.browser.server import Site


logger = logging.getLogger("pywry.browser")


class BrowserTransport:
    """Serves every widget of an app as a page at an address of its own.

    Either `start` runs a server on the loop it is called on, or a person's own server runs `asgi`.

    Attributes:
        on_loop: Called with the loop that requests come in on, before the first of them is handled.
    """

    name = "browser"
    capabilities: frozenset[Capability] = frozenset({"url", "tab"})

    def __init__(
        self,
        listener: Listener,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        public_url: str | None = None,
        allowed_hosts: Iterable[str] = (),
        allowed_origins: Iterable[str] = (),
        listen: bool = True,
        open_tabs: bool | None = None,
        bring: Callable[[str, PageView], None] = tabs.open_tab,
        assets: Assets | None = None,
    ) -> None:
        """Prepare a server; nothing listens yet.

        Args:
            listener: Who knows the pages.
            host: The address to listen on.
            port: 0 takes a free one.
            public_url: The address that people use, when a proxy stands before the server.
            allowed_hosts: Names that the server answers to besides this machine's own, such as "*.example.org".
            allowed_origins: Other origins whose pages may talk to it, such as "http://localhost:5173".
            listen: Whether `start` serves; False where a server of the person's own runs `asgi`.
            open_tabs: Whether `open` opens a tab; None does so where somebody would see it.
            bring: Brings an address and its page before the person; must not block.
            assets: The built front end; None takes the one of this installation.

        Raises:
            InvalidArguments: A host or origin is malformed, or other machines could reach the server under names that
                were not allowed.
        """
        self.on_loop: Callable[[asyncio.AbstractEventLoop], None] | None = None
        self._listener = listener
        self._host, self._port = host, port
        self._public_url = public_url.rstrip("/") if public_url else None
        self._listen = listen
        self._open_tabs = open_tabs
        self._bring = bring
        self._assets = assets
        self._hosts = Hosts(bound=host, public_url=public_url, names=allowed_hosts, origins=allowed_origins)
        self._residents: list[Resident] = []
        self._runner: Runner | None = None
        self._bound: tuple[str, int] | None = None
        self._is_served_elsewhere = False
        if not is_loopback(host) and not self._hosts.public:
            raise InvalidArguments(
                f"host={host!r} was asked for, which other machines can reach. Say which names they may use: "
                "allowed_hosts=['dashboards.example.org'], or public_url= for the whole address; or keep '127.0.0.1'."
            )

    @cached_property
    def asgi(self) -> Site:
        """The FastAPI app: add routes to it, mount it in yours, or run it under a server of your own."""
        from pywry.transports.browser.server import Site

        return Site(self._listener, self._hosts, on_loop=self._heard, assets=self._assets)

    @property
    def address(self) -> str | None:
        """Where the pages are, without a slash at the end; None while nobody knows."""
        if self._public_url is not None or self._bound is None:
            return self._public_url
        host, port = self._bound
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def start(self) -> None:
        """Listen and serve, on the running loop; nothing to do where a person's own server does so already.

        Raises:
            PortTaken: Another program listens there.
            NotHere: The address cannot be listened on.
        """
        from pywry.transports.browser.listen import listen
        from pywry.transports.browser.runner import Runner

        app = self.asgi
        if not self._listen or self._is_served_elsewhere:
            return
        sock = listen(self._host, self._port)
        self._bound = _reachable(sock)
        self._runner = Runner(app, sock, behind_proxy=self._public_url is not None)
        await self._runner.start()

    async def open(self, view: PageView) -> None:
        """Open a tab where somebody would see it, else say the address once in the log; what goes wrong is logged."""
        wanted = has_screen() if self._open_tabs is None else self._open_tabs
        if wanted and self.address is not None:
            self._bring(self.url(view), view)
        elif self._open_tabs is None:
            logger.warning("there is no display here; open %s", self.url(view))

    async def close(self, widget: WidgetId) -> None:
        """Nothing is kept here for one page; its connections end with its viewers."""

    async def stop(self) -> None:
        """Close every connection, the socket and what is mounted."""
        for resident in self._residents:
            await resident.stop()
        if self._runner is not None:
            await self._runner.stop()
            self._runner = None
        self._bound, self._is_served_elsewhere = None, False

    def url(self, view: PageView) -> str:
        """The page's whole address with its token; a path while nobody knows where it is served."""
        if view.page.url is not None:
            return view.page.url
        query = urlencode({"token": view.token})
        return f"{self.address or ''}/w/{quote(view.widget, safe='')}?{query}"

    def mount(self, path: str, app: App) -> str:
        """Serve another ASGI app next to the pages, with its lifespan and behind the same guard.

        Args:
            path: Where, such as "/mcp"; the app sees it as its own root.
            app: The app.

        Returns:
            Its address; a path while nobody knows where it is served.
        """
        self._residents.append(self.asgi.add_resident(path, app))
        return f"{self.address or ''}{path}"

    def _heard(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._runner is None or self._runner.loop is not loop:
            self._move_out()
        if self.on_loop is not None:
            self.on_loop(loop)

    def _move_out(self) -> None:
        """A person's own server has the app; one of ours has nothing more to do."""
        self._is_served_elsewhere = True
        if self._runner is not None:
            self._runner.abandon()
        self._runner = self._bound = None


def _reachable(sock: socket.socket) -> tuple[str, int]:
    """An address at which a browser on this machine finds the socket."""
    host: str
    port: int
    host, port = sock.getsockname()[:2]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port  # noqa: S104 - compared, not bound
