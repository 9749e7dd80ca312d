"""The rules at the door: they hold for every route of the app, whoever added it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple

from pywry.render import csp
from pywry.transports.browser.hosts import Hosts
from pywry.transports.browser.notices import notice

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HEADERS = {
    b"content-security-policy": csp.policy().encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
READING = frozenset({"GET", "HEAD"})


class Refusal(NamedTuple):
    """Why a request is not let in."""

    status: int
    code: str
    title: str
    message: str


class Guard:
    """Lets a request through to the app if its Host and Origin are ours, and adds the security headers.

    A header that a route sets itself is left as it is.
    """

    def __init__(self, app: App, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer why not."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        host, origin = header(scope, b"host"), header(scope, b"origin")
        if scope["type"] == "http":
            send = self._secured(send, origin)
        if refusal := self._judge(scope, host, origin):
            await refuse(scope, send, refusal)
        else:
            await self._app(scope, receive, send)

    def _judge(self, scope: Scope, host: str, origin: str) -> Refusal | None:
        server = scope.get("server")
        if not self._hosts.knows(host, server[0] if server else None):
            return _wrong_host(host)
        reads = scope["type"] == "http" and scope["method"] in READING
        if origin and not reads and not self._hosts.trusts(origin, host):
            return _foreign_origin(origin, host)
        return None

    def _secured(self, send: Send, origin: str) -> Send:
        guest = bool(origin) and self._hosts.is_guest(origin)

        async def secured(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                known = {name.lower() for name, _ in given}
                added = HEADERS | _guest_headers(origin) if guest else HEADERS
                message["headers"] = given + [(n, v) for n, v in added.items() if n not in known]
            await send(message)

        return secured


def header(scope: Scope, name: bytes) -> str:
    """A request header's value; empty if there is none."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin-1")
    return ""


async def refuse(scope: Scope, send: Send, refusal: Refusal) -> None:
    """Answer a request, or the wish for a WebSocket, with an error."""
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    if scope["type"] == "websocket" and kind not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 4403, "reason": refusal.title})
        return
    media, body = notice(refusal.title, refusal.message, code=refusal.code, accept=header(scope, b"accept"))
    length = str(len(body)).encode()
    headers = [(b"content-type", media.encode()), (b"content-length", length), (b"cache-control", b"no-store")]
    await send({"type": f"{kind}.start", "status": refusal.status, "headers": headers})
    await send({"type": f"{kind}.body", "body": body})


def _guest_headers(origin: str) -> dict[bytes, bytes]:
    return {
        b"access-control-allow-origin": origin.encode("latin-1"),
        b"vary": b"Origin",
        b"cross-origin-resource-policy": b"cross-origin",
    }


def _wrong_host(host: str) -> Refusal:
    return Refusal(
        421,
        "wrong_host",
        "This address is not served here",
        f"The request asked for host {host!r}, but this server only answers to the names it knows. Use the URL that "
        f"Python printed, or allow the name: allowed_hosts=[{host.partition(':')[0]!r}], or public_url= for the whole "
        "address that people use.",
    )


def _foreign_origin(origin: str, host: str) -> Refusal:
    return Refusal(
        403,
        "foreign_origin",
        "Pages of that origin may not talk to this server",
        f"The request came from a page of {origin!r}, but this server is {host!r}. If that page is yours, allow it: "
        f"allowed_origins=[{origin!r}]; if a proxy changes the host, set public_url= to the address that people use.",
    )
