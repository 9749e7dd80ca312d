"""Who lets agents in over HTTP, where many people use a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlsplit

from pywry_tools.access import Role
from pywry_tools.errors import InvalidArguments

HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, kw_only=True)
class OAuth:
    """An authorization server whose tokens let agents in: `app.serve_mcp(auth=OAuth(issuer="https://..."))`.

    Tokens are signed JWTs that expire. Whoever calls is in the audit under the token's `sub`.

    Attributes:
        issuer: The server's address, exactly as its tokens name it in `iss`.
        audience: How its tokens name this server in `aud`; None is the address that MCP is served at.
        jwks: Where its public keys are; None asks the issuer's metadata for it.
        scopes: What each token must carry.
        roles: What a scope allows: "viewer", "editor" or "admin"; a token with none of these scopes is not let
            in. None makes everybody an admin.
        algorithm: How its tokens are signed.
    """

    issuer: str
    audience: str | None = None
    jwks: str | None = None
    scopes: Sequence[str] = ()
    roles: Mapping[str, Role] | None = None
    algorithm: str = "RS256"

    def __post_init__(self) -> None:
        """Check what would fail with the first token.

        Raises:
            InvalidArguments: An address is none, or anybody on the way could change what it says; or a role is none.
        """
        _check_address("issuer", self.issuer)
        if self.jwks is not None:
            _check_address("jwks", self.jwks)
        if isinstance(self.scopes, str):
            raise InvalidArguments(f"scopes takes a list such as [{self.scopes!r}], not a text.")
        for scope, role in (self.roles or {}).items():
            if role not in get_args(Role):
                raise InvalidArguments(
                    f"roles gives {scope!r} the role {role!r}; there are {', '.join(get_args(Role))}."
                )

    def roles_of(self, scopes: frozenset[str]) -> frozenset[Role]:
        """What a token of these scopes may do."""
        if self.roles is None:
            return frozenset({"admin"})
        return frozenset(role for scope, role in self.roles.items() if scope in scopes)


def _check_address(what: str, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.netloc:
        return
    if parts.scheme != "http" or parts.hostname not in HERE:
        raise InvalidArguments(
            f"{what}={url!r} must be an https address, such as 'https://login.example.org'; http is for this machine "
            "alone."
        )
