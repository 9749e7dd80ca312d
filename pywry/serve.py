"""A session behind MCP: over stdio for an agent that starts us, over HTTP for one that joins a running program."""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
import shlex
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, get_args, runtime_checkable
from weakref import WeakKeyDictionary

from pywry import install
from pywry_tools.access import Actor, Need
from pywry_tools.catalog import CORE, AnyTool, pick
from pywry_tools.errors import BadData, InvalidArguments, NotHere

if TYPE_CHECKING:
    from fastmcp import FastMCP

    from pywry.handles.binding import HasSession
    from pywry.runtime.session import Session
    from pywry.runtime.watch import Change
    from pywry_tools.ids import WidgetId

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

Asked = tuple[str | bool, ...]

PATH = "/mcp"
CLOSING = frozenset({"page_close", "window_close"})
HARMLESS = frozenset({"clipboard_clear", "shortcut_unregister", "deep_link_unregister"})
"""Tools whose work is done again in a moment."""
TOKEN_LENGTH = 16

AGENT = Actor(user="agent", caller="agent")
"""Whoever drives the program through MCP, where nothing else is said."""


class ActorDoor:
    """A session as one actor sees it."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self._session = session
        self._actor = actor

    async def call(self, tool: AnyTool, arguments: Mapping[str, Any]) -> Any:
        """Run a tool for the actor."""
        return await self._session.call(tool, arguments, self._actor)

    def at_stake(self, tool: AnyTool, arguments: Mapping[str, Any]) -> str | None:
        """What a person would lose by a call; nobody misses a page that nobody looks at."""
        widget = arguments.get("widget")
        if isinstance(widget, str) and tool.name in CLOSING:
            hub = self._session.hub
            found = next((found for found in hub.all(self._actor) if found.id == widget), None)
            if found is None or not found.viewers:
                return None
            where = "one page" if found.viewers == 1 else f"{found.viewers} pages"
            return f"{found.title!r} is open before somebody in {where}, and goes with all that was done there"
        return None if tool.name in HARMLESS else f"{tool.description.splitlines()[0].rstrip('.')}, for good"

    def watch(self, listener: Callable[[str, Change, int], None]) -> Callable[[], None]:
        """Listen to the widgets that the actor may see; what is returned ends it."""
        hub, actor = self._session.hub, self._actor

        def told(widget: WidgetId, change: Change) -> None:
            found = next((found for found in hub.all(actor) if found.id == widget), None)
            if found is not None or change == "closed":
                listener(widget, change, found.revision if found is not None else -1)

        return hub.watch.add(told)


def serve(
    session: Session, actor: Actor = AGENT, toolsets: Sequence[str] = (CORE,), *, read_only: bool = False
) -> FastMCP:
    """Build an MCP server over a live session.

    Args:
        session: Where every call goes.
        actor: Who calls; its roles hold whatever the tools are.
        toolsets: Which tools are offered; "all" offers every one that works where the app draws.
        read_only: Offer only tools that change nothing.

    Raises:
        NoSuchTool: There is no such toolset.
    """
    from pywry import __version__
    from pywry_tools.projections.mcp import server

    lacks = {need for need in get_args(Need) if not session.hub.offers(need)}
    tools = pick(toolsets, read_only=read_only)
    return server(tools, ActorDoor(session, actor), version=__version__, lacks=lacks)


async def run_stdio(server: FastMCP, session: Session) -> None:
    """Serve over this process's stdin and stdout until stdin ends, then close every page.

    Args:
        server: As `serve` built it.
        session: Its session, which lives on this loop from now on, so that a call changes no thread.
    """
    session.hub.portal.adopt(asyncio.get_running_loop())
    try:
        await server.run_stdio_async(show_banner=False, log_level="WARNING")
    finally:
        await session.hub.stop()


def mcp_app(
    session: Session,
    token: str,
    *,
    actor: Actor = AGENT,
    toolsets: Sequence[str] = (CORE,),
    read_only: bool = False,
    guarded: bool = False,
) -> Asgi:
    """An ASGI app that serves MCP over HTTP at whatever path it is mounted. It has a lifespan.

    Args:
        session: Where every call goes.
        token: What clients send as `Authorization: Bearer`; other users of this machine do not know it.
        actor: Who calls.
        toolsets: Which tools are offered.
        read_only: Offer only tools that change nothing.
        guarded: Whether the app that it is mounted in checks Host and Origin itself.

    Raises:
        BadData: The token is too short to be safe.
        NoSuchTool: There is no such toolset.
    """
    if len(token) < TOKEN_LENGTH:
        raise BadData(f"the MCP token has {len(token)} characters; give at least {TOKEN_LENGTH}, or none at all.")
    server = serve(session, actor, toolsets, read_only=read_only)
    return Bearer(server.http_app(path=PATH, host_origin_protection=not guarded), token)


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)


class Bearer:
    """Lets requests with the right token through to an app that answers at `/mcp`."""

    def __init__(self, app: Asgi, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._admits(scope):
            await self._app({**scope, "path": PATH, "raw_path": PATH.encode(), "root_path": ""}, receive, send)
        else:
            await _refuse(send)

    def _admits(self, scope: Scope) -> bool:
        sent = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
        kind, _, given = sent.partition(b" ")
        return kind.lower() == b"bearer" and hmac.compare_digest(given.strip(), self._token)


async def _refuse(send: Send) -> None:
    message = "this MCP server needs the header `Authorization: Bearer TOKEN`, with the token that the program printed."
    body = json.dumps({"error": "not_allowed", "message": message}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"www-authenticate", b'Bearer realm="pywry"'),
    ]
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@dataclass(frozen=True)
class Served:
    """A running MCP server. Printing it shows how agents join.

    Attributes:
        url: Its address.
        token: What clients send as `Authorization: Bearer`.
    """

    url: str
    token: str

    def __str__(self) -> str:
        return connect_lines(self.url, self.token)


async def serve_app(
    app: HasSession, *, toolsets: Sequence[str] = (CORE,), read_only: bool = False, token: str | None = None
) -> Served:
    """Serve MCP at `/mcp` of an app's own server; runs on the app's loop. The same call again gives the same server.

    Raises:
        NotHere: The app draws where there is no server.
        InvalidArguments: It is served already, in another way.
    """
    asked: Asked = (*toolsets, read_only)
    if (running := _RUNNING.get(app.session)) is not None:
        return _again(running, asked, token)
    transport = await app.session.hub.places.serving()
    if not isinstance(transport, HasMount):
        raise NotHere(f"serve_mcp needs a page server; this app draws in {transport.name!r}. Use `pywry mcp` instead.")
    secret = token or new_token()
    inner = mcp_app(app.session, secret, toolsets=toolsets, read_only=read_only, guarded=True)
    transport.mount(PATH, inner)
    served = Served(f"{transport.address or ''}{PATH}", secret)
    _RUNNING[app.session] = served, asked
    return served


_RUNNING: WeakKeyDictionary[Session, tuple[Served, Asked]] = WeakKeyDictionary()


def _again(running: tuple[Served, Asked], asked: Asked, token: str | None) -> Served:
    served, before = running
    if asked == before and token in (None, served.token):
        return served
    raise InvalidArguments(
        f"serve_mcp was called again with other options, but agents are served at {served.url} already. "
        "Use that server, or say at the first call what it should offer."
    )


@runtime_checkable
class HasMount(Protocol):
    """A transport with a server that other apps can live in."""

    @property
    def address(self) -> str | None:
        """Where the server is; None while nobody knows."""
        ...

    def mount(self, path: str, app: Asgi) -> None:
        """Serve an ASGI app under a path."""
        ...


def connect_lines(url: str | None = None, token: str | None = None) -> str:
    """How an agent joins, ready to be copied: a line for Claude Code and JSON for Cursor and others.

    Args:
        url: Of a running server; None stands for one that the agent starts over stdio.
        token: The running server's token.
    """
    if url is None:
        command = install.command("mcp")
        claude = shlex.join(["claude", "mcp", "add", "pywry", "--", *command])
        entry: dict[str, Any] = {"command": command[0], "args": command[1:]}
    else:
        header = f"Authorization: Bearer {token}"
        claude = shlex.join(["claude", "mcp", "add", "--transport", "http", "pywry", url, "--header", header])
        entry = {"url": url, "headers": {"Authorization": f"Bearer {token}"}}
    cursor = json.dumps({"mcpServers": {"pywry": entry}}, indent=2)
    return f"Claude Code:\n\n  {claude}\n\nCursor (.cursor/mcp.json) and other clients:\n\n{cursor}"
