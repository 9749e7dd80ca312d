"""Tokens of an authorization server: signed, for this server, not expired."""

from __future__ import annotations

import logging
import time
from typing import Any, cast
from urllib.parse import urlsplit

import anyio
import httpx2
from fastmcp.server.auth import AccessToken
from fastmcp.server.auth.providers.jwt import JWTVerifier

from pywry_tools.errors import NotHere
from pywry_tools.oauth import OAuth

log = logging.getLogger("pywry.mcp")

LEEWAY_S = 60
"""How far the clocks of two machines may be apart."""

AGAIN_S = 10.0
"""An issuer that did not answer is asked again after this time."""


class Issued:
    """Knows the tokens of one issuer."""

    def __init__(self, oauth: OAuth, audience: str) -> None:
        self._oauth = oauth
        self._audience = audience
        self._lock = anyio.Lock()
        self._verifier: JWTVerifier | None = None if oauth.jwks is None else self._made(oauth.jwks)
        self._failed = float("-inf")

    async def verify(self, token: str) -> AccessToken | None:
        """What a token says; None if it is not to be believed.

        Raises:
            NotHere: The issuer does not say where its keys are.
        """
        verifier = self._verifier or await self._discovered()
        found = await verifier.verify_token(token)
        if found is None or found.expires_at is None or not _begun(found.claims.get("nbf")):
            return None
        return found

    def _made(self, jwks: str) -> JWTVerifier:
        try:
            return JWTVerifier(
                jwks_uri=jwks, issuer=self._oauth.issuer, audience=self._audience, algorithm=self._oauth.algorithm
            )
        except ValueError as error:
            raise NotHere(
                f"algorithm={self._oauth.algorithm!r} cannot be used: {error} Try 'RS256' or 'ES256'."
            ) from None

    async def _discovered(self) -> JWTVerifier:
        async with self._lock:
            if self._verifier is None:
                if time.monotonic() - self._failed < AGAIN_S:
                    raise _unreachable(self._oauth.issuer)
                self._verifier = self._made(await self._ask())
            return self._verifier

    async def _ask(self) -> str:
        async with httpx2.AsyncClient(timeout=10, follow_redirects=False) as client:
            for url in metadata_addresses(self._oauth.issuer):
                said = await _json(client, url)
                if said.get("issuer") == self._oauth.issuer and isinstance(said.get("jwks_uri"), str):
                    return str(said["jwks_uri"])
        self._failed = time.monotonic()
        raise _unreachable(self._oauth.issuer)


def metadata_addresses(issuer: str) -> list[str]:
    """Where an issuer describes itself: RFC 8414, and OpenID Connect in both spellings."""
    parts = urlsplit(issuer)
    root, path = f"{parts.scheme}://{parts.netloc}/.well-known", parts.path.rstrip("/")
    own = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    return list(dict.fromkeys([f"{root}/oauth-authorization-server{path}", f"{root}/openid-configuration{path}", own]))


async def _json(client: httpx2.AsyncClient, url: str) -> dict[str, Any]:
    try:
        answer = await client.get(url)
        said: object = answer.raise_for_status().json()
    except (httpx2.HTTPError, ValueError) as error:
        log.debug("%s says nothing about an issuer: %s", url, error)
        return {}
    return cast("dict[str, Any]", said) if isinstance(said, dict) else {}


def _begun(not_before: object) -> bool:
    return not isinstance(not_before, int | float) or not_before <= time.time() + LEEWAY_S


def _unreachable(issuer: str) -> NotHere:
    tried = ", ".join(metadata_addresses(issuer))
    return NotHere(f"{issuer} does not say where its keys are ({tried}). Try again in a moment, or give jwks=.")
