"""A session behind MCP: over stdio for an agent that starts us, over HTTP for one that joins a running program."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import sys
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, get_args, runtime_checkable
from urllib.parse import urlsplit, urlunsplit
from weakref import WeakKeyDictionary

from pywry.door import ActorDoor
from pywry.joining import Served as Served
from pywry.joining import connect_lines as connect_lines
from pywry_tools.access import Actor, Need
from pywry_tools.catalog import CORE, pick
from pywry_tools.errors import BadData, InvalidArguments, NotHere

if TYPE_CHECKING:
    from fastmcp import FastMCP

    from pywry.handles.binding import HasSession
    from pywry.runtime.session import Session
    from pywry_tools.oauth import OAuth
    from pywry_tools.projections.mcp.gate import Resource

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

Asked = tuple[Any, ...]
Tokens = str | Mapping[str, str]

STDOUT, STDERR = 1, 2
PATH = "/mcp"
METADATA_PATH = "/.well-known/oauth-protected-resource"
TOKEN_LENGTH = 16

AGENT = Actor(user="agent", caller="agent")
"""Whoever drives the program through MCP, where nothing else is said."""


def serve(
    session: Session,
    actor: Actor = AGENT,
    toolsets: Sequence[str] = (CORE,),
    *,
    read_only: bool = False,
    search: bool = False,
    auth: OAuth | None = None,
) -> FastMCP:
    """Build an MCP server over a live session.

    Args:
        session: Where every call goes.
        actor: Who calls; its roles hold whatever the tools are.
        toolsets: Which tools are offered; "all" offers every one that works where the app draws.
        read_only: Offer only tools that change nothing.
        search: Offer two tools that find and call the others.
        auth: Says what those may do whom requests name.

    Raises:
        NoSuchTool: There is no such toolset.
    """
    from pywry import __version__
    from pywry_tools.projections.mcp import server

    lacks = {need for need in get_args(Need) if not session.hub.offers(need)}
    tools = pick(toolsets, read_only=read_only)
    rest = [tool for tool in pick(["all"], read_only=read_only) if tool not in tools] if search else []
    return server(tools, ActorDoor(session, actor, auth), version=__version__, lacks=lacks, rest=rest)


async def run_stdio(server: FastMCP, session: Session) -> None:
    """Serve over this process's stdin and stdout until stdin ends, then close every page.

    Args:
        server: As `serve` built it.
        session: Its session, which lives on this loop from now on, so that a call changes no thread.
    """
    session.hub.portal.adopt(asyncio.get_running_loop())
    _clear_stdout()
    try:
        await server.run_stdio_async(show_banner=False, log_level="WARNING")
    finally:
        await session.hub.stop()


def _clear_stdout() -> None:
    """Send what was printed so far to stderr; a line that still waits in the buffer would reach the client."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        wire = os.dup(STDOUT)
        try:
            os.dup2(STDERR, STDOUT)
            sys.stdout.flush()
        finally:
            os.dup2(wire, STDOUT)
            os.close(wire)


def mcp_app(
    session: Session,
    token: Tokens | None = None,
    *,
    auth: OAuth | None = None,
    actor: Actor = AGENT,
    toolsets: Sequence[str] = (CORE,),
    read_only: bool = False,
    search: bool = False,
    guarded: bool = False,
    resource: Resource | None = None,
) -> Asgi:
    """An ASGI app that serves MCP over HTTP at whatever path it is mounted. It has a lifespan.

    Args:
        session: Where every call goes.
        token: What clients send as `Authorization: Bearer`, or several tokens by the name of who has each; other users
            of this machine do not know them.
        auth: Or an authorization server whose tokens let clients in.
        actor: Who calls, where the token does not say it.
        toolsets: Which tools are offered.
        read_only: Offer only tools that change nothing.
        search: Offer two tools that find and call the others.
        guarded: Whether the app that it is mounted in checks Host and Origin itself.
        resource: With `auth`: what clients learn about it; None takes the audience for the address.

    Raises:
        BadData: A token is too short to be safe.
        InvalidArguments: Neither is given or both are, or `auth` does not say where this is.
        NoSuchTool: There is no such toolset.
    """
    from pywry_tools.projections.mcp.gate import Gate, Known
    from pywry_tools.projections.mcp.issued import Issued

    if (token is None) is (auth is None):
        raise InvalidArguments("an MCP server over HTTP needs a token, or auth= for tokens of an authorization server.")
    server = serve(session, actor, toolsets, read_only=read_only, search=search, auth=auth)
    inner = server.http_app(path=PATH, host_origin_protection=not guarded)
    if auth is not None:
        told = resource or resource_of(auth, None)
        return Gate(inner, PATH, Issued(auth, auth.audience or told.resource), told)
    return Gate(inner, PATH, Known(_checked({actor.user: token} if isinstance(token, str) else token or {})))


def _checked(tokens: Mapping[str, str]) -> Mapping[str, str]:
    for token in tokens.values() or [""]:
        if len(token) < TOKEN_LENGTH:
            raise BadData(f"the MCP token has {len(token)} characters; give at least {TOKEN_LENGTH}, or none at all.")
    return tokens


def resource_of(auth: OAuth, url: str | None) -> Resource:
    """What clients learn about a server before they have a token.

    Args:
        auth: Who gives tokens.
        url: Where MCP is served; None where nobody knows, and the audience has to be the address.

    Raises:
        InvalidArguments: Neither says where it is.
    """
    from pywry_tools.projections.mcp.gate import METADATA, Resource

    own = next((a for a in (auth.audience, url) if a is not None and a.startswith(("https://", "http://"))), None)
    if own is None:
        raise InvalidArguments(
            "with auth=, clients have to know where MCP is served: give PyWry(public_url=...), or as audience= the "
            "whole address, such as 'https://dashboards.example.org/mcp'."
        )
    parts = urlsplit(own)
    metadata = f"{own}{METADATA}"
    if parts.path.endswith(PATH):
        metadata = urlunsplit((parts.scheme, parts.netloc, f"{parts.path.removesuffix(PATH)}{METADATA}{PATH}", "", ""))
    return Resource(
        resource=own,
        issuer=auth.issuer,
        scopes=tuple(auth.scopes),
        one_of=tuple(auth.roles or ()),
        metadata=metadata,
    )


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)


async def serve_app(
    app: HasSession,
    *,
    toolsets: Sequence[str] = (CORE,),
    read_only: bool = False,
    search: bool = False,
    token: Tokens | None = None,
    auth: OAuth | None = None,
) -> Served:
    """Serve MCP at `/mcp` of an app's own server; runs on the app's loop. The same call again gives the same server.

    Raises:
        NotHere: The app draws where there is no server.
        InvalidArguments: It is served already, in another way; or a token and `auth` are given.
    """
    asked: Asked = (tuple(toolsets), read_only, search, auth)
    if (running := _RUNNING.get(app.session)) is not None:
        return _again(running, asked, token)
    transport = await app.session.hub.places.serving()
    if not isinstance(transport, HasMount):
        raise NotHere(f"serve_mcp needs a page server; this app draws in {transport.name!r}. Use `pywry mcp` instead.")
    secret = new_token() if token is None and auth is None else token
    url = None if transport.address is None else f"{transport.address}{PATH}"
    resource = None if auth is None else resource_of(auth, url)
    options: dict[str, Any] = {"toolsets": toolsets, "read_only": read_only, "search": search}
    inner = mcp_app(app.session, secret, auth=auth, guarded=True, resource=resource, **options)
    if resource is not None:
        transport.mount(METADATA_PATH, resource)
    transport.mount(PATH, inner)
    served = Served(url or PATH, secret if isinstance(secret, str) else None)
    _RUNNING[app.session] = served, (*asked, secret)
    return served


_RUNNING: WeakKeyDictionary[Session, tuple[Served, Asked]] = WeakKeyDictionary()


def _again(running: tuple[Served, Asked], asked: Asked, token: Tokens | None) -> Served:
    served, before = running
    if asked == before[:-1] and token in (None, before[-1]):
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

    def mount(self, path: str, app: Asgi) -> object:
        """Serve an ASGI app under a path."""
        ...
