"""One WebSocket for each page, straight on ASGI: no layer between a message and the viewer."""

from __future__ import annotations

import asyncio
import logging

from pywry.transports.base import Listener, Viewer
from pywry.transports.browser.guard import Receive, Scope, Send
from pywry.transports.browser.rounds import Rounds
from pywry_tools.errors import NotAllowed, NotFound, ProtocolError

logger = logging.getLogger("pywry.browser")

VERSION = "pywry.v1"
TOKEN = "pywry.token."  # noqa: S105 - the prefix of a subprotocol
LONGEST_REASON = 123


class Sockets:
    """The ASGI app behind `/w/{widget}/ws`."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._rounds = Rounds()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Join a page to its viewer, or say by a close code why not."""
        await receive()
        offered: list[str] = scope.get("subprotocols", [])
        if VERSION not in offered:
            await _turn_away(send, None, 4426, f"this server speaks {VERSION}; offer it as a subprotocol.")
            return
        token = next((entry.removeprefix(TOKEN) for entry in offered if entry.startswith(TOKEN)), "")
        pump = Pump(send, self._rounds)
        try:
            viewer = self._listener.attach(scope["path_params"]["widget"], token, pump.wake)
        except NotAllowed:
            await _turn_away(send, VERSION, 4401, "the token is not this widget's; open the URL that Python printed.")
        except NotFound:
            await _turn_away(
                send, VERSION, 4404, "this widget is not open any more; show it again and open its new URL."
            )
        else:
            await pump.run(viewer, receive)


class Pump:
    """Carries messages between one connection and its viewer until either is through."""

    __slots__ = ("_asleep", "_carrying", "_end", "_gone", "_rounds", "_send", "_through", "_viewer")

    _viewer: Viewer

    def __init__(self, send: Send, rounds: Rounds) -> None:
        self._send = send
        self._rounds = rounds
        self._asleep = False
        self._gone = False
        self._carrying: asyncio.Task[None] | None = None
        self._through = asyncio.Event()
        self._end: tuple[int, str] | None = None

    def wake(self) -> None:
        """Look for messages soon, once the page has been let in."""
        if self._asleep:
            self._asleep = False
            self._rounds.add(self)

    async def run(self, viewer: Viewer, receive: Receive) -> None:
        """Carry until the connection ends; then the viewer is detached."""
        self._viewer = viewer
        try:
            await self._send({"type": "websocket.accept", "subprotocol": VERSION})
            self._rounds.add(self)
            await self._read(receive)
            if self._end is not None:
                await self._through.wait()
        except OSError:
            # The page went away while it was let in.
            return
        finally:
            self._gone = True
            if self._carrying is not None:
                self._carrying.cancel()
            viewer.detach()

    async def _read(self, receive: Receive) -> None:
        """Hand on what the page says, until it is gone or has to go."""
        take_in = self._viewer.receive
        while self._end is None:
            event = await receive()
            if event["type"] == "websocket.disconnect":
                return
            text: str | None = event.get("text")
            try:
                take_in(event["bytes"] if text is None else text)
            except ProtocolError as error:
                self._finish(error.close, str(error))
            except Exception:
                # The border: a fault of ours ends this connection and no other.
                logger.exception("a message from a page could not be taken; its connection is closed")
                self._finish(1011, "an error in Python; see its log")

    async def carry(self, task: asyncio.Task[None] | None) -> None:
        """Send what the viewer has to say; sleep when it has no more."""
        if self._gone:
            return
        self._carrying = task
        try:
            await self._flush()
            if self._end is None and self._viewer.done:
                self._end = (1000, "")
            if self._end is None:
                self._asleep = True
                return
            code, reason = self._end
            await self._send({"type": "websocket.close", "code": code, "reason": reason})
        except OSError:
            logger.debug("a page left before it was told everything; its reader hears that too")
        except Exception:
            # The border: whatever a server raises here, the round goes on to the other connections.
            logger.exception("a connection could not be closed")
        finally:
            self._carrying = None
        self._through.set()

    async def _flush(self) -> None:
        take, send = self._viewer.take, self._send
        try:
            while (message := take()) is not None:
                key = "text" if isinstance(message, str) else "bytes"
                await send({"type": "websocket.send", key: message})
        except OSError:
            raise
        except Exception:
            logger.exception("what a page should get could not be taken; its connection is closed")
            self._finish(1011, "an error in Python; see its log")

    def _finish(self, code: int, reason: str) -> None:
        self._end = (code, _short(reason))
        self.wake()


async def _turn_away(send: Send, version: str | None, code: int, reason: str) -> None:
    """Say why by a close code; a page cannot read the status of a refused handshake."""
    try:
        await send({"type": "websocket.accept", "subprotocol": version})
        await send({"type": "websocket.close", "code": code, "reason": _short(reason)})
    except OSError:
        logger.debug("a page left before it was told: %s", reason)


def _short(reason: str) -> str:
    return reason.encode("utf-8", "replace")[:LONGEST_REASON].decode("utf-8", "ignore")
