"""Who gets in over HTTP: whoever sends a token that is known here, or one of an issuer that is trusted."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from fastmcp.server.auth import AccessToken
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from starlette.authentication import AuthCredentials

from pywry_tools.errors import NotHere

log = logging.getLogger("pywry.mcp")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

PRINTED = "the token that the program printed."
METADATA = "/.well-known/oauth-protected-resource"
EVERYBODY: Headers = [(b"access-control-allow-origin", b"*"), (b"cross-origin-resource-policy", b"cross-origin")]


class Verifier(Protocol):
    """Tells tokens from words."""

    async def verify(self, token: str) -> AccessToken | None:
        """What a token says; None if it is not to be believed.

        Raises:
            NotHere: It cannot be known at the moment.
        """
        ...


class Known:
    """Tokens that the program made or was given, by the name of who has each."""

    def __init__(self, tokens: Mapping[str, str]) -> None:
        self._tokens = {name: token.encode() for name, token in tokens.items()}

    async def verify(self, token: str) -> AccessToken | None:
        """Compare with every token, whichever it is, so that the time it takes tells nothing."""
        given, found = token.encode("latin-1"), None
        for name, known in self._tokens.items():
            found = name if hmac.compare_digest(known, given) else found
        return None if found is None else AccessToken(token=token, client_id=found, subject=found, scopes=[])


@dataclass(frozen=True, kw_only=True)
class Resource:
    """What a client can learn about who gives tokens for this server, as RFC 9728 has it.

    Attributes:
        resource: The server's own address.
        issuer: Who gives tokens.
        scopes: What they must carry, all of it.
        one_of: Of what they must carry something; empty where nothing is wanted.
        metadata: Where all this is to be read.
    """

    resource: str
    issuer: str
    scopes: Sequence[str]
    one_of: Sequence[str]
    metadata: str

    def lacking(self, carried: Collection[str]) -> list[str]:
        """The scopes that a token should have had as well."""
        missing = [name for name in self.scopes if name not in carried]
        return missing or ([] if not self.one_of or set(self.one_of) & set(carried) else [*self.one_of][:1])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell it to anybody, wherever this is mounted."""
        if scope["type"] != "http":
            raise NotHere(f"who gives tokens is told over HTTP; this came as {scope['type']}.")
        document = {
            "resource": self.resource,
            "authorization_servers": [self.issuer],
            "scopes_supported": list(dict.fromkeys([*self.scopes, *self.one_of])),
            "bearer_methods_supported": ["header"],
            "resource_name": "PyWry",
        }
        await _send(send, 200, document, [*EVERYBODY, (b"cache-control", b"max-age=300")])


class Gate:
    """Lets requests with a good token through to an app, under the path that the app answers at.

    Args:
        app: What is behind it.
        path: Where the app answers.
        verifier: Knows the tokens.
        resource: How a client gets one; None where only people hand them out.
    """

    def __init__(self, app: Asgi, path: str, verifier: Verifier, resource: Resource | None = None) -> None:
        self._app = app
        self._path = path
        self._verifier = verifier
        self._resource = resource

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._resource is not None and METADATA in f"{scope.get('root_path', '')}{scope['path']}":
            await self._resource(scope, receive, send)
        else:
            await self._enter(scope, receive, send)

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = bearer_of(scope)
        try:
            found = None if token is None else await self._verifier.verify(token)
        except NotHere as error:
            log.warning("nobody can be let in: %s", error)
            await _answer(send, 503, "unavailable", "tokens cannot be checked at the moment; try again.", [])
            return
        if found is None:
            await self._refuse(send, sent=token is not None)
        elif self._resource is not None and (missing := self._resource.lacking(found.scopes)):
            await self._forbid(send, self._resource, missing)
        else:
            seen = {"user": AuthenticatedUser(found), "auth": AuthCredentials(found.scopes)}
            inner = {"path": self._path, "raw_path": self._path.encode(), "root_path": ""}
            await self._app({**scope, **inner, **seen}, receive, send)

    async def _refuse(self, send: Send, *, sent: bool) -> None:
        message, headers = PRINTED, [(b"www-authenticate", b'Bearer realm="pywry"')]
        if (told := self._resource) is not None:
            message = f"a token that {told.issuer} gave for {told.resource}, and that is not over."
            headers = challenge(told, told.scopes, "invalid_token" if sent else None)
        await _answer(
            send,
            401,
            "not_allowed",
            f"this MCP server needs the header `Authorization: Bearer TOKEN`, with {message}",
            headers,
        )

    async def _forbid(self, send: Send, told: Resource, missing: Sequence[str]) -> None:
        message = f"this token lacks the scope {' '.join(missing)}; ask {told.issuer} for one that has it."
        wanted = list(dict.fromkeys([*told.scopes, *missing]))
        await _answer(send, 403, "insufficient_scope", message, challenge(told, wanted, "insufficient_scope"))


def challenge(told: Resource, scopes: Sequence[str], fault: str | None) -> Headers:
    """What a client needs to get a better token: RFC 6750 and RFC 9728."""
    words = {"realm": "pywry", "error": fault, "scope": " ".join(scopes), "resource_metadata": told.metadata}
    said = ", ".join(f'{name}="{value}"' for name, value in words.items() if value)
    return [(b"www-authenticate", f"Bearer {said}".encode("latin-1", "replace"))]


def bearer_of(scope: Scope) -> str | None:
    """The token that a request carries."""
    sent = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    kind, _, given = sent.partition(b" ")
    return given.strip().decode("latin-1") if kind.lower() == b"bearer" and given.strip() else None


async def _answer(send: Send, status: int, code: str, message: str, headers: Headers) -> None:
    await _send(send, status, {"error": code, "message": message}, headers)


async def _send(send: Send, status: int, content: Mapping[str, Any], headers: Headers) -> None:
    body = json.dumps(content).encode()
    own = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*own, *headers]})
    await send({"type": "http.response.body", "body": body})
