"""Taking an address to listen on."""

from __future__ import annotations

import errno
import os
import socket

from pywry_tools.errors import NotHere, PortTaken

BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        PortTaken: Another program listens there.
        NotHere: The address is not one of this machine's, or the port needs rights that this process lacks.
    """
    found = None
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        # asyncio switches Nagle's delay off only for sockets that say their protocol; with it a message can wait 40 ms.
        found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        _share_nothing(found)
        found.bind(address)
        found.listen(BACKLOG)
        found.setblocking(False)
    except OSError as error:
        if found is not None:
            found.close()
        raise _worded(error, host, port) from error
    return found


def _share_nothing(sock: socket.socket) -> None:
    if os.name == "nt":
        # Windows lets two programs share a port unless it is told not to.
        sock.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE"), 1)  # noqa: B009 - only there
    else:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


def _worded(error: OSError, host: str, port: int) -> PortTaken | NotHere:
    if error.errno == errno.EADDRINUSE:
        return PortTaken(
            f"port {port} on {host} was asked for, but another program listens there. Stop that program, "
            "choose another port, or leave port=0 to take a free one."
        )
    return NotHere(
        f"port {port} on {host} was asked for, but it cannot be listened on: {error.strerror or error}. "
        "Use host='127.0.0.1' and a port above 1023, or port=0 for a free one."
    )
