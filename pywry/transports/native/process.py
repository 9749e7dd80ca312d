"""The child process, as the parent sees it: lines go in, lines come out, and its end is noticed."""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pywry.transports.native import pipe
from pywry_tools.errors import AlreadyRunning, NativeError, NativeTimeout

log = logging.getLogger("pywry.native")
trace = logging.getLogger("pywry.native.frames")

COMMAND = (sys.executable, "-m", "pywry.transports.native.child")
PIPE_BYTES = 1 << 20
SET_PIPE_SIZE = 1031
NOISE = ("Locale not supported by C library", "Using the fallback 'C' locale", "g_object_unref")

Took = Callable[[dict[str, Any], tuple[bytes, ...]], None]
Ended = Callable[[int | None], None]


class Child(asyncio.SubprocessProtocol):
    """A running child.

    Attributes:
        failure: Why it could not start, as `(code, message)`; None as far as it did.
        last_words: The last lines that it printed.
    """

    def __init__(self, took: Took, ended: Ended) -> None:
        self.failure: tuple[str, str] | None = None
        self.last_words: list[str] = []
        self._took = took
        self._ended = ended
        self._splitter = pipe.Splitter()
        self._numbers = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._transport: asyncio.SubprocessTransport | None = None
        self._stdin: asyncio.WriteTransport | None = None
        self._gone = asyncio.Event()
        self._traced = "frames" in os.environ.get("PYWRY_TRACE", "")

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
            ended: Called on the loop with the exit code when it has ended.
            env: Environment variables in addition to this process's.
            command: The program and its arguments.
        """
        environment = {**os.environ, **(env or {}), "PYWRY_NATIVE": json.dumps(settings)}
        loop = asyncio.get_running_loop()
        _, child = await loop.subprocess_exec(lambda: cls(took, ended), *command, env=environment)
        return child

    @property
    def pid(self) -> int | None:
        """Its process id; None before it runs."""
        return self._transport.get_pid() if self._transport is not None else None

    @property
    def alive(self) -> bool:
        """Whether it runs, as far as known."""
        return not self._gone.is_set()

    @property
    def is_second(self) -> bool:
        """Whether it gave way to another instance of the program."""
        return not self.alive and self.failure is not None and self.failure[0] == AlreadyRunning.code

    def send(self, fields: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Write a line; nothing happens once the child has ended."""
        if self._stdin is None or self._gone.is_set():
            return
        if self._traced:
            _trace(">", fields, buffers)
        self._stdin.write(pipe.encode(fields, buffers))

    async def ask(self, fields: Mapping[str, Any], buffers: Sequence[bytes] = (), *, timeout_s: float) -> Any:
        """Write a line and wait for its result.

        Raises:
            NativeError: The child refused, or ended before it answered.
            NativeTimeout: It did not answer in time.
        """
        number = f"r{next(self._numbers)}"
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            if self._gone.is_set():
                raise self._ended_error(fields.get("action"))
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

    async def stop(self, grace_s: float = 2.0) -> None:
        """Ask it to end, and make it."""
        if self._transport is None:
            return
        self.send({"action": "quit"})
        if self._stdin is not None:
            self._stdin.close()
        try:
            async with asyncio.timeout(grace_s):
                await self._gone.wait()
        except TimeoutError:
            self._transport.kill()
            await self._gone.wait()
        self._transport.close()

    def kill(self) -> None:
        """End it now."""
        if self._transport is not None and not self._gone.is_set():
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
        """It has ended."""
        self._gone.set()
        code = self._transport.get_returncode() if self._transport is not None else None
        for action, answer in list(self._waiting.items()):
            if not answer.done():
                answer.set_exception(self._ended_error(action))
        self._ended(code)

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended, and all that it said is read."""
        if self._transport is not None:
            self._transport.close()

    def _line(self, fields: dict[str, Any], buffers: tuple[bytes, ...]) -> None:
        if self._traced:
            _trace("<", fields, buffers)
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
            result = fields.get("result")
            answer.set_result(pipe.Bytes(buffers[0], result) if buffers else result)
        else:
            answer.set_exception(NativeError(str(fields.get("error"))))

    def _ended_error(self, action: object) -> NativeError:
        if self.is_second and self.failure is not None:
            return AlreadyRunning(self.failure[1])
        why = self.failure[1] if self.failure else " ".join(self.last_words[-3:]) or "it said nothing"
        return NativeError(
            f"the process that owns the windows has ended before it answered ({why}). The next call starts it again."
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
    except OSError as error:
        log.debug("the pipe stays small: %s", error)


def _trace(way: str, fields: Mapping[str, Any], buffers: Sequence[bytes]) -> None:
    from pywry.transports.native.trace import masked

    sizes = f" + {', '.join(str(len(b)) for b in buffers)} bytes" if buffers else ""
    trace.info("%s %s%s", way, masked(fields), sizes)
