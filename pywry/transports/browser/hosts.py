"""Which names the server answers to, and which origins may talk to it."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from pywry_tools.errors import InvalidArguments

DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class Hosts:
    """The names and origins that a server trusts.

    A name that is not known is refused, because a foreign name that resolves to this machine (DNS rebinding) would
    make a foreign page look like one of ours. Addresses written as numbers cannot be rebound.
    """

    def __init__(
        self, *, bound: str = "", public_url: str | None = None, names: Iterable[str] = (), origins: Iterable[str] = ()
    ) -> None:
        public = [public_url] if public_url else []
        self.public = frozenset(_checked_name(name) for name in (*names, *public))
        self._bound = bound.lower()
        self._suffixes = tuple(name[1:] for name in self.public if name.startswith("*."))
        self._origins = frozenset(_checked_origin(origin) for origin in (*origins, *public))

    def knows(self, host: str, server: str | None = None) -> bool:
        """Whether a Host header names this server.

        Args:
            host: The header's value.
            server: The address that the connection came in at.
        """
        name = name_of(host)
        return name == "localhost" or self._is_public(name) or name == self._bound or _is_own_address(name, server)

    def trusts(self, origin: str, host: str) -> bool:
        """Whether a page of that origin may change things here, given the Host header of its request."""
        parts = _split(origin)
        if parts is None:
            return False
        return (
            _netloc(parts, host) == _netloc(parts, parts.netloc)
            or self.is_guest(origin)
            or self._is_public(name_of(parts.netloc))
        )

    def is_guest(self, origin: str) -> bool:
        """Whether it is an origin that was allowed by name."""
        return origin.lower() in self._origins

    def _is_public(self, name: str) -> bool:
        return name in self.public or name.endswith(self._suffixes)


def name_of(host: str) -> str:
    """The name in a Host header, without its port."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].rstrip(".")


def is_loopback(name: str) -> bool:
    """Whether it can only mean this machine."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _is_own_address(name: str, server: str | None) -> bool:
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or name == server


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if parts.scheme in DEFAULT_PORTS and parts.netloc else None


def _netloc(parts: SplitResult, host: str) -> str:
    return host.strip().lower().removesuffix(DEFAULT_PORTS[parts.scheme])


def _checked_name(given: str) -> str:
    parts = _split(given)
    name = name_of(parts.netloc.rpartition("@")[2] if parts else given)
    if not name or (not parts and any(c in given for c in "/\\@ ,")) or "*" in name.removeprefix("*."):
        raise InvalidArguments(
            f"{given!r} was given as a host to serve, but is none. Give a name such as 'example.org', '*.example.org' "
            "for every name below it, or 'https://example.org'."
        )
    return name


def _checked_origin(given: str) -> str:
    parts = _split(given)
    if parts is None:
        raise InvalidArguments(
            f"{given!r} was given as an origin to trust, but is none. Give a scheme and a host, such as "
            "'https://example.org' or 'http://localhost:5173'."
        )
    return f"{parts.scheme}://{_netloc(parts, parts.netloc)}"
