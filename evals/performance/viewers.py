"""Hundreds of WebSocket clients that cost next to nothing, so that the server is what is measured."""

from __future__ import annotations

import os
import selectors
import socket
import struct
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

LONGEST = 65_536


class Viewers:
    """Clients of one address in one thread.

    Args:
        url: Of the WebSocket.
        protocols: Subprotocols to offer.
        count: How many.
    """

    def __init__(self, url: str, protocols: str, count: int) -> None:
        self._ready = selectors.DefaultSelector()
        self._tails: dict[socket.socket, bytes] = {}
        for _ in range(count):
            connection = join(url, protocols)
            self._tails[connection] = b""
            self._ready.register(connection, selectors.EVENT_READ)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ready.close()
        for connection in self._tails:
            connection.close()

    def tell(self, text: str) -> None:
        """Every client sends a text."""
        frame = masked(text.encode())
        for connection in self._tails:
            connection.sendall(frame)

    def greet(self) -> None:
        """Every client says hello as a page of PyWry does, under a name of its own."""
        for number, connection in enumerate(self._tails):
            hello = f'[{{"kind":"hello","version":1,"viewer":"v-{number}","cursor":null,"epoch":null,"fresh":true}}]'
            connection.sendall(masked(hello.encode()))

    def wait(self, mark: bytes) -> None:
        """Read until the mark has come to every client."""
        missing = set(self._tails)
        while missing:
            for key, _ in self._ready.select(timeout=30) or _late(len(missing)):
                connection = key.fileobj
                assert isinstance(connection, socket.socket)
                if self._holds(connection, mark):
                    missing.discard(connection)

    def _holds(self, connection: socket.socket, mark: bytes) -> bool:
        heard = self._tails[connection] + connection.recv(LONGEST)
        self._tails[connection] = heard[-len(mark) :]
        return mark in heard


def _late(missing: int) -> list[tuple[selectors.SelectorKey, int]]:
    raise RuntimeError(f"{missing} viewers have waited 30 s for an update")


def join(url: str, protocols: str) -> socket.socket:
    """Open a WebSocket; what the server says after its handshake is left in the socket."""
    parts = urlsplit(url)
    connection = socket.create_connection((parts.hostname, parts.port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    offer = f"Sec-WebSocket-Protocol: {protocols}\r\n" if protocols else ""
    connection.sendall(
        f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{offer}\r\n".encode()
    )
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        byte = connection.recv(1)
        if not byte:
            break
        answer += byte
    if b" 101 " not in answer:
        raise RuntimeError(f"{url} was refused: {answer!r}")
    return connection


def masked(payload: bytes) -> bytes:
    """A text frame as a client has to send it."""
    key = os.urandom(4)
    size = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + struct.pack(">H", len(payload))
    body = bytes(b ^ key[i % 4] for i, b in enumerate(payload))
    return b"\x81" + size + key + body
