"""The child process, as the parent sees it: lines go in, lines come out, and its end is noticed."""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from pywry.transports.native import pipe, reentry, trace
from pywry.transports.native.missing import refused, worded
from pywry.transports.native.web_processes import end_group
from pywry_tools.errors import AlreadyRunning, NativeError, NativeTimeout, PyWryError

log = logging.getLogger("pywry.native")

COMMAND = reentry.command()
PIPE_BYTES = 1 << 20
SET_PIPE_SIZE = 1031
NOISE = ("Locale not supported by C library", "Using the fallback 'C' locale", "g_object_unref", "dconf-WARNING")

LAST_WORDS_S = 0.5
"""How long to wait for the rest of what an ended child has said."""

Took = Callable[[dict[str, Any], tuple[bytes, ...]], None]
Ended = Callable[["Child"], None]


class Child(asyncio.SubprocessProtocol):
    """A running child.

    Attributes:
        failure: Why it could not start, as `(code, message)`; None as far as it did.
        last_words: The last lines that it printed.
        dismissed: Whether its end is wanted.
        was_asked: Whether somebody waited for an answer when it ended.
        code: Its exit code; below zero for the signal that ended it, None while it runs.
    """

    def __init__(self, took: Took, ended: Ended) -> None:
        self._loop = asyncio.get_running_loop()
        self.failure: tuple[str, str] | None = None
        self.last_words: list[str] = []
        self.dismissed = False
        self.was_asked = False
        self.code: int | None = None
        self._began = self._loop.time()
        self._lived_s: float | None = None
        self._took = took
        self._ended = ended
        self._splitter = pipe.Splitter()
        self._numbers = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._transport: asyncio.SubprocessTransport | None = None
        self._stdin: asyncio.WriteTransport | None = None
        self._gone = asyncio.Event()
        self._is_read = False
        self._traced = trace.is_on()

    @classmethod
    async def start(
        cls,
        settings: Mapping[str, Any],
        *,
        took: Took,
        ended: Ended,
        env: Mapping[str, str] | None = None,
        command: Sequence[str] = COMMAND,
    ) -> Child:
        """Start a child; it need not be waited for.

        Args:
            settings: What it is told at its start; see child/__main__.py.
            took: Called on the loop with every line that is no reply.
            ended: Called on the loop when it has ended and all that it said is read.
            env: Environment variables in addition to this process's.
            command: The program and its arguments.
        """
        told = json.dumps({**settings, "parent": os.getpid()})
        environment = {**os.environ, **(env or {}), **reentry.environment(), "PYWRY_NATIVE": told}
        # A group of its own: Ctrl-C is for the program, and what the child leaves behind can be found.
        group = 0 if os.name == "posix" else None
        loop = asyncio.get_running_loop()
        _, child = await loop.subprocess_exec(lambda: cls(took, ended), *command, env=environment, process_group=group)
        return child

    @property
    def pid(self) -> int | None:
        """Its process id; None before it runs."""
        return self._transport.get_pid() if self._transport is not None else None

    @property
    def alive(self) -> bool:
        """Whether it runs, as far as known."""
        return self._lived_s is None

    @property
    def lived_s(self) -> float:
        """How long it has run."""
        return self._loop.time() - self._began if self._lived_s is None else self._lived_s

    @property
    def fate(self) -> str:
        """How it has ended, for a person."""
        said = self.failure[1] if self.failure else " ".join(self.last_words[-3:])
        how = f"exit code {self.code}"
        if self.code is not None and self.code < 0:
            with suppress(ValueError):
                how = signal.Signals(-self.code).name
        return f"{how}; {said}" if said else how

    @property
    def is_second(self) -> bool:
        """Whether it gave way to another instance of the program."""
        return not self.alive and self.failure is not None and self.failure[0] == AlreadyRunning.code

    def send(self, fields: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Write a line; nothing happens once the child has ended."""
        if self._stdin is None or not self.alive:
            return
        if self._traced:
            trace.write(">", fields, buffers)
        self._stdin.write(pipe.encode(fields, buffers))

    async def ask(self, fields: Mapping[str, Any], buffers: Sequence[bytes] = (), *, timeout_s: float) -> Any:
        """Write a line and wait for its result.

        Raises:
            NativeError: The child refused, or ended before it answered.
            NoWindows: It cannot open windows here.
            NativeTimeout: It did not answer in time.
        """
        number = f"r{next(self._numbers)}"
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            if self._gone.is_set():
                raise self._ended_error()
            self.send({**fields, "request_id": number}, buffers)
            async with asyncio.timeout(timeout_s):
                return await answer
        except TimeoutError:
            raise NativeTimeout(
                f"{fields.get('action')} was not answered within {timeout_s:g} s by the process that owns the windows "
                f"(pid {self.pid}); it may be busy. Try again, or give it more time: "
                "PyWrySettings(timeout={'response': 30})."
            ) from None
        finally:
            self._waiting.pop(number, None)

    async def over(self) -> None:
        """Wait until it has ended and all that it said is read."""
        await self._gone.wait()

    async def stop(self, grace_s: float = 2.0) -> None:
        """Ask it to end, and make it."""
        self.dismissed = True
        if self._transport is None:
            return
        self.send({"action": "quit"})
        try:
            async with asyncio.timeout(grace_s):
                await self._gone.wait()
        except TimeoutError:
            self.kill()
            await self._gone.wait()
        self._transport.close()

    def kill(self) -> None:
        """End it now, with what draws for it."""
        if self._transport is not None and self.alive:
            self._transport.kill()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The process runs."""
        assert isinstance(transport, asyncio.SubprocessTransport), "subprocess_exec makes these"
        self._transport = transport
        stdin = transport.get_pipe_transport(0)
        assert isinstance(stdin, asyncio.WriteTransport), "stdin is a pipe"
        self._stdin = stdin
        for number in (0, 1):
            _widen(transport.get_pipe_transport(number))

    def pipe_data_received(self, fd: int, data: bytes | str) -> None:
        """It said something."""
        assert isinstance(data, bytes), "the pipes are binary"
        if fd == 2:
            self._muttered(data)
            return
        for line in self._splitter.feed(data):
            if line.fields is None:
                log.error("the process that owns the windows said something unreadable: %s", line.fault)
            else:
                self._line(line.fields, line.buffers)

    def process_exited(self) -> None:
        """It has ended; something that it said may still be on its way."""
        self._lived_s = self.lived_s
        self.code = self._transport.get_returncode() if self._transport is not None else None
        if self.pid is not None:
            end_group(self.pid)
        self._loop.call_later(LAST_WORDS_S, self._is_over)
        if self._is_read:
            self._is_over()

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        """It speaks no more."""
        self._is_read = self._is_read or fd == 1
        if self._is_read and not self.alive:
            self._is_over()

    def _is_over(self) -> None:
        if self._gone.is_set():
            return
        self._gone.set()
        self.was_asked = bool(self._waiting)
        if self._transport is not None:
            self._transport.close()
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(self._ended_error())
        self._ended(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended, and all that it said is read."""
        if self._transport is not None:
            self._transport.close()

    def _line(self, fields: dict[str, Any], buffers: tuple[bytes, ...]) -> None:
        if self._traced:
            trace.write("<", fields, buffers)
        if "success" in fields:
            self._reply(fields, buffers)
        elif fields.get("type") == "ready":
            self.failure = None
            self._took(fields, buffers)
        elif fields.get("type") == "error":
            self.failure = (str(fields.get("code")), str(fields.get("error")))
        else:
            self._took(fields, buffers)

    def _reply(self, fields: dict[str, Any], buffers: tuple[bytes, ...]) -> None:
        answer = self._waiting.get(str(fields.get("request_id")))
        if answer is None or answer.done():
            if not fields["success"]:
                log.warning("the process that owns the windows refused: %s", fields.get("error"))
        elif fields["success"]:
            result: Any = fields.get("result")
            answer.set_result(pipe.Bytes(buffers[0], result) if buffers else result)
        else:
            answer.set_exception(refused(str(fields.get("error"))))

    def _ended_error(self) -> PyWryError:
        if self.failure is not None:
            return AlreadyRunning(self.failure[1]) if self.is_second else worded(*self.failure)
        if self.dismissed:
            return NativeError("the windows are being closed, so this was not done. Show the page again.")
        return NativeError(
            f"the process that owns the windows has ended before it answered ({self.fate}). "
            "The next call starts it again."
        )

    def _muttered(self, data: bytes) -> None:
        for text in data.decode("utf-8", "replace").splitlines():
            if text.strip() and not any(noise in text for noise in NOISE):
                self.last_words = [*self.last_words[-19:], text.strip()]
                log.info("%s", text.strip())


def _widen(end: asyncio.BaseTransport | None) -> None:
    """Let more be under way; an ordinary pipe holds 64 kB on Linux."""
    held = end.get_extra_info("pipe") if end is not None else None
    if held is None or not sys.platform.startswith("linux"):
        return
    import fcntl

    try:
        fcntl.fcntl(held.fileno(), SET_PIPE_SIZE, PIPE_BYTES)
    except (OSError, ValueError) as error:  # closed already, if the child has ended at once
        log.debug("the pipe stays small: %s", error)
