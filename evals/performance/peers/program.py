"""One program that shows points or a table, ours or a peer's, from its start until a page has painted."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, NamedTuple

from evals.performance.peers.environment import OURS
from pywry.headless import Browser, Tab
from pywry_tools.errors import PageError

PROGRAMS = Path(__file__).with_name("programs")
HELPERS = Path(__file__).with_name("painted.js")
STREAMLIT = (
    *("-m", "streamlit", "run", "--server.headless=true", "--browser.gatherUsageStats=false"),
    "--server.address=127.0.0.1",
)


class Seen(NamedTuple):
    """How a program's start went.

    Attributes:
        seconds: From the start of the process until the page has painted.
        socket: MB that came over WebSockets, inflated.
        http: MB that came over HTTP, as they travelled.
    """

    seconds: float
    socket: float
    http: float


class Case(NamedTuple):
    """A program in one framework's environment.

    Attributes:
        name: The framework.
        python: Its interpreter.
        what: `scatter` or `grid`.
        rows: Of the table.
    """

    name: str
    python: Path
    what: str
    rows: int = 0

    @property
    def arguments(self) -> list[str]:
        """What the program is told."""
        return [self.what, str(self.rows)] if self.rows else [self.what]

    def command(self, port: int) -> list[str]:
        """How to start it; ours chooses its port itself."""
        program = str(PROGRAMS / f"with_{self.name.lower()}.py")
        if self.name == OURS:
            return [str(self.python), program, *self.arguments]
        if self.name == "Streamlit":
            return [str(self.python), *STREAMLIT, f"--server.port={port}", program, "--", *self.arguments]
        return [str(self.python), program, str(port), *self.arguments]


async def start(browser: Browser, case: Case, timeout_s: float = 60) -> Seen:
    """Start it, open its page, and wait until the page has painted.

    Raises:
        PageTimeout: It did not paint in time.
        PageError: It painted nothing.
    """
    tab = await browser.page("about:blank", first=HELPERS.read_text(encoding="utf-8"))
    # The browser would report each frame of a WebSocket to us, which costs the peers that use one.
    await tab.send("Network.disable")
    try:
        began = time.perf_counter()
        async with running(case) as url:
            await tab.navigate(url, timeout_s=timeout_s)
            await tab.wait_for(f"painted('{case.what}')", timeout_s - (time.perf_counter() - began))
            seconds = time.perf_counter() - began
            return await looked_at(tab, case, seconds)
    finally:
        await tab.close()


async def looked_at(tab: Tab, case: Case, seconds: float) -> Seen:
    """What is there, and what it took."""
    if case.what == "scatter" and not await tab.evaluate("points()"):
        raise PageError(f"{case.name} says that it has drawn points, but there are none")
    travelled = await tab.evaluate("travelled()")
    return Seen(seconds, travelled["socket"] / 1e6, travelled["http"] / 1e6)


@asynccontextmanager
async def running(case: Case) -> AsyncGenerator[str]:
    """A program that listens, and its address."""
    port = free_port()
    with tempfile.TemporaryFile() as complaint:
        process = started(case, port, complaint)
        try:
            yield await (address(process) if case.name == OURS else listening(process, port))
        except RuntimeError as error:
            complaint.seek(0)
            raise RuntimeError(f"{case.name}: {error}: {complaint.read().decode()[-1000:]}") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def started(case: Case, port: int, complaint: IO[bytes]) -> subprocess.Popen[bytes]:
    """A process in a group of its own, with which its children end too."""
    return subprocess.Popen(
        case.command(port),
        stdout=subprocess.PIPE if case.name == OURS else subprocess.DEVNULL,
        stderr=complaint,
        cwd=PROGRAMS,
        env=inherited(),
        start_new_session=True,
    )


def inherited() -> Mapping[str, str]:
    """What a program inherits: nothing that leads to our own environment."""
    return {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}


async def address(process: subprocess.Popen[bytes]) -> str:
    """The address that a program of ours prints."""
    assert process.stdout is not None
    line = await asyncio.to_thread(process.stdout.readline)
    if not line:
        raise RuntimeError(f"ended with {process.wait()}")
    return line.decode().strip()


async def listening(process: subprocess.Popen[bytes], port: int) -> str:
    """The address of a port, once somebody listens there."""
    while process.poll() is None:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            await asyncio.sleep(0.005)
        else:
            writer.close()
            return f"http://127.0.0.1:{port}/"
    raise RuntimeError(f"ended with {process.returncode}")


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
