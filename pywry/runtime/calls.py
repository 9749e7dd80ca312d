"""Calls between one tab and Python, in both directions."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from pywry import wire
from pywry.runtime.exposed import Exposed, error_of
from pywry.runtime.questions import QUESTIONS, answer
from pywry.wire import Frame
from pywry_tools.errors import BadData, NoPage, PageError, PageTimeout, ProtocolError, nearest

if TYPE_CHECKING:
    from pywry.runtime.widget import Widget

log = logging.getLogger("pywry.calls")

PING = "pywry:ping"
CREDIT = 16
KEPT = 100
KEPT_VALUES = 1024
MESSAGES = {"timeout": PageTimeout, "disconnected": NoPage}


class Asked:
    """A call from Python that a page has not finished."""

    def __init__(self) -> None:
        self.values: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

    def put(self, kind: str, value: Any) -> None:
        """Take a frame of the page's answer."""
        self.values.put_nowait((kind, value))


class Work:
    """A call from a page that Python works on.

    Attributes:
        sent: The last values of a stream, kept until the page can have no use for them.
        count: How many values were sent in all.
        away: Whether the page is gone; it says how many values it has when it comes back.
    """

    def __init__(self, credit: int | None) -> None:
        self.task: asyncio.Task[None] | None = None
        self.credit = credit
        self.more = asyncio.Event()
        self.sent: deque[Frame] = deque(maxlen=KEPT_VALUES)
        self.count = 0
        self.away = False

    def resume(self, received: int, credit: int | None) -> list[Frame] | None:
        """What the page missed; None if that is not kept any more."""
        missing = self.count - received
        if not 0 <= missing <= len(self.sent):
            return None
        again = list(self.sent)[len(self.sent) - missing :]
        self.credit = None if credit is None else credit - missing
        self.away = False
        self.more.set()
        return again

    def grant(self, n: int) -> None:
        """Let a stream go on."""
        self.credit = (self.credit or 0) + n
        self.more.set()

    async def spend(self) -> None:
        """Wait until the page is there and takes another value."""
        while self.away or (self.credit is not None and self.credit <= 0):
            self.more.clear()
            await self.more.wait()
        if self.credit is not None:
            self.credit -= 1


class Calls:
    """The calls of one tab. Used on the loop only.

    Args:
        send: Queues a frame for the tab.
        exposed: What pages may call.
        widget: Whose panels answer calls of reserved names.
    """

    def __init__(self, send: Callable[[Frame], None], exposed: Mapping[str, Exposed], widget: Widget) -> None:
        self._send = send
        self._widget = widget
        self._exposed = exposed
        self._ids = itertools.count(1)
        self._asked: dict[str, Asked] = {}
        self._work: dict[str, Work] = {}
        self._answered: dict[str, tuple[Frame, Work]] = {}

    @property
    def waiting(self) -> bool:
        """Whether Python waits for the page."""
        return bool(self._asked)

    async def ask(self, name: str, args: Mapping[str, Any], timeout_s: float) -> Any:
        """Call a function of the page.

        Raises:
            PageTimeout: It did not answer in time; the page is told to stop.
            PageError: It failed.
            NoPage: The connection was lost meanwhile.
        """
        call, asked = self._begin(name, args)
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    kind, value = await asked.values.get()
                    if kind != "next":
                        return self._end(name, kind, value)
        except TimeoutError:
            self._send(wire.frame("cancel", {"id": call}))
            raise PageTimeout(
                f"the page did not answer {name} within {timeout_s:g} s; it may be busy, hidden or asleep. "
                "Try a longer timeout, or look at its console with page_describe."
            ) from None
        except asyncio.CancelledError:
            self._send(wire.frame("cancel", {"id": call}))
            raise
        finally:
            del self._asked[call]

    async def stream(self, name: str, args: Mapping[str, Any], timeout_s: float) -> AsyncIterator[Any]:
        """Call a function of the page that yields values; `timeout_s` is the wait for each of them."""
        call, asked = self._begin(name, args, credit=CREDIT)
        done = False
        try:
            while True:
                try:
                    async with asyncio.timeout(timeout_s):
                        kind, value = await asked.values.get()
                except TimeoutError:
                    raise PageTimeout(f"the page's stream {name} was silent for {timeout_s:g} s.") from None
                if kind != "next":
                    done = True
                    self._end(name, kind, value)
                    return
                yield value
                self._send(wire.frame("credit", {"id": call, "n": 1}))
        finally:
            if not done:
                self._send(wire.frame("cancel", {"id": call}))
            del self._asked[call]

    def _begin(self, name: str, args: Mapping[str, Any], **extra: Any) -> tuple[str, Asked]:
        call = f"p{next(self._ids)}"
        frame = wire.frame("call", {"id": call, "name": name, **extra}, data=args, key="args")
        self._asked[call] = asked = Asked()
        self._send(frame)
        return call, asked

    @staticmethod
    def _end(name: str, kind: str, value: Any) -> Any:
        if kind == "result":
            return value
        code, message = str(value.get("code", "error")), str(value.get("message", "no message"))
        if code in MESSAGES:
            raise MESSAGES[code](message)
        raise PageError(f"the page could not answer {name}: {message}", value.get("details"))

    def hear(self, frame: dict[str, Any]) -> None:
        """Take a frame of a call.

        Raises:
            ProtocolError: A member is missing.
        """
        call = frame.get("id")
        if not isinstance(call, str):
            raise ProtocolError(f"a {frame['kind']} frame needs an id, a text.")
        match frame["kind"]:
            case "call":
                self._start(call, frame)
            case "cancel":
                self._cancel(call)
            case "credit":
                self._grant(call, frame.get("n"))
            case "error":
                self._answer(call, "error", frame.get("error"))
            case kind:
                self._answer(call, kind, frame.get("data"))

    def _answer(self, call: str, kind: str, value: Any) -> None:
        if kind == "error" and not isinstance(value, dict):
            raise ProtocolError("an error frame needs an error, an object with code and message.")
        asked = self._asked.get(call)
        if asked is not None:  # an answer that comes after its time limit is for nobody
            asked.put(kind, value)

    def _grant(self, call: str, n: Any) -> None:
        if type(n) is not int or n < 1:
            raise ProtocolError("a credit frame needs n, a whole number of at least 1.")
        if call in self._work:
            self._work[call].grant(n)

    def _cancel(self, call: str) -> None:
        work = self._work.get(call)
        if work is not None and work.task is not None:
            work.task.cancel()

    def _start(self, call: str, frame: dict[str, Any]) -> None:
        if call in self._answered:
            self._repeat(frame, *self._answered[call])
            return
        if call in self._work:
            self._resume(call, self._work[call], frame)
            return
        name, args, credit = frame.get("name"), frame.get("args", {}), frame.get("credit")
        if not isinstance(name, str) or not isinstance(args, dict) or not (credit is None or type(credit) is int):
            raise ProtocolError("a call frame needs a name, args (an object), and credit only as a whole number.")
        work = self._work[call] = Work(credit)
        running = self._run(call, name, cast("dict[str, Any]", args), work)
        work.task = asyncio.get_running_loop().create_task(running)

    async def _run(self, call: str, name: str, args: dict[str, Any], work: Work) -> None:
        try:
            answer = await self._result(call, name, args, work)
        except asyncio.CancelledError:
            answer = wire.frame(
                "error", {"id": call, "error": {"code": "cancelled", "message": f"{name} was cancelled"}}
            )
        except Exception as error:  # an exposed function may raise anything; the page is told, the log has the rest
            answer = wire.frame("error", {"id": call, "error": error_of(name, error)})
        self._work.pop(call, None)
        self._answered[call] = answer, work
        if len(self._answered) > KEPT:
            del self._answered[next(iter(self._answered))]
        self._send(answer)

    async def _result(self, call: str, name: str, args: dict[str, Any], work: Work) -> Frame:
        if name == PING:
            return wire.frame("result", {"id": call}, data=None)
        if name in QUESTIONS:
            return wire.frame("result", {"id": call}, data=await answer(self._widget, name, args))
        function = self._exposed.get(name)
        if function is None:
            raise BadData(f"Python exposes no function {name!r} to pages. {nearest(name, self._exposed)}")
        if function.streams:
            async for value in function.iterate(args):
                await work.spend()
                work.sent.append(wire.frame("next", {"id": call}, data=value))
                work.count += 1
                self._send(work.sent[-1])
            return wire.frame("result", {"id": call}, data=None)
        return wire.frame("result", {"id": call}, data=await function.run(args))

    def _repeat(self, frame: dict[str, Any], answer: Frame, work: Work) -> None:
        """The page repeats a call that was finished while it was away."""
        received = frame.get("received", 0)
        for value in (work.resume(received, None) if type(received) is int else None) or []:
            self._send(value)
        self._send(answer)

    def _resume(self, call: str, work: Work, frame: dict[str, Any]) -> None:
        """The page repeats a call that is still worked on: go on where it stopped hearing."""
        received, credit = frame.get("received", 0), frame.get("credit")
        if type(received) is not int or not (credit is None or type(credit) is int):
            raise ProtocolError("a repeated call needs received and credit as whole numbers.")
        again = work.resume(received, credit)
        if again is not None:
            for value in again:
                self._send(value)
        elif work.task is not None:
            work.task.cancel()

    def disconnected(self, reason: str) -> None:
        """Fail what waits for the page, and hold streams until it comes back."""
        for work in self._work.values():
            work.away = True
        for asked in self._asked.values():
            asked.put("error", {"code": "disconnected", "message": reason})

    def close(self) -> None:
        """Stop what the page asked for; it will not come back."""
        self.disconnected(
            f"the page of {self._widget.id!r} was closed before it answered. page_list_open has those that are open."
        )
        for work in list(self._work.values()):
            if work.task is not None:
                work.task.cancel()
