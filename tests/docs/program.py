"""An example as a person runs it: a process of its own, which opens tabs in a browser of ours."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from pywry.headless import Browser, Tab
from tests.docs.pages import ROOT

EXAMPLES = ROOT / "docs/examples"
PAINTED = "document.documentElement.dataset.pywryPainted"
NO_SCREEN = ("CI", "PYWRY_HEADLESS", "SSH_CONNECTION", "SSH_TTY")
HAND_OVER = """#!{python}
import socket, sys
with socket.create_connection(("127.0.0.1", {port})) as link:
    link.sendall(sys.argv[1].encode())
"""


PORT = {"PORT": "0"}
"""A program that takes its port from its surroundings takes a free one."""


class Program:
    """A running example.

    Args:
        browser: Where its tabs are opened.
        folder: An empty folder, which is the program's working directory.
        name: The example's file name.
        arguments: What it is given; a module's name after "-m" too.
    """

    def __init__(self, browser: Browser, folder: Path, *arguments: str) -> None:
        self._browser = browser
        self._folder = folder
        self._arguments = arguments
        self._urls: asyncio.Queue[str] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._arguments,
            cwd=self._folder,
            env=self._environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        if self._process.returncode is None:
            self._process.kill()
            said, printed = await self._process.communicate()
            if error is not None:
                error.add_note(f"The example said: {said.decode()}{printed.decode()}")

    async def url(self) -> str:
        """The address of the next tab that it opens."""
        opened, ended = asyncio.create_task(self._urls.get()), asyncio.create_task(self._process.wait())
        await asyncio.wait({opened, ended}, return_when=asyncio.FIRST_COMPLETED, timeout=40)
        ended.cancel()
        if opened.done():
            return opened.result()
        opened.cancel()
        raise AssertionError(f"it opened no tab: {await self.end()}")

    async def tab(self, *, width: int = 1280, height: int = 800, dark: bool | None = None) -> Tab:
        """The next tab that it opens, with everything painted."""
        return await self.open(await self.url(), width=width, height=height, dark=dark)

    async def open(self, url: str, *, width: int = 1280, height: int = 800, dark: bool | None = None) -> Tab:
        """An address in a tab, with everything painted."""
        tab = await self._browser.page(url, width=width, height=height, dark=dark)
        await tab.wait_for(PAINTED, 30)
        return tab

    async def lines_until(self, said: str) -> list[str]:
        """What it prints, up to a line that holds this."""
        return await _lines_until(self._process.stdout, said)

    async def complaints_until(self, said: str) -> list[str]:
        """What it says on stderr, up to a line that holds this."""
        return await _lines_until(self._process.stderr, said)

    async def end(self) -> str:
        """Press Ctrl-C; what it said on stderr. It has to end well, and say nothing of a failure."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)
        return await self.ended()

    async def ended(self) -> str:
        """Wait until it ends by itself; what it said on stderr."""
        _, said = await asyncio.wait_for(self._process.communicate(), 30)
        text = said.decode()
        assert "Traceback" not in text, text
        assert self._process.returncode == 0, text
        return text

    def _environment(self) -> Mapping[str, str]:
        port = self._server.sockets[0].getsockname()[1]
        opener = self._folder / "opener"
        opener.write_text(HAND_OVER.format(python=sys.executable, port=port))
        opener.chmod(0o755)
        known = {name: value for name, value in os.environ.items() if name not in NO_SCREEN}
        return (
            known
            | {
                "PYWRY_MODE": "browser",
                "DISPLAY": ":0",
                "BROWSER": str(opener),
                "PYTHONUNBUFFERED": "1",
                "PYTHONWARNINGS": "error",
            }
            | PORT
        )

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._urls.put_nowait((await reader.read()).decode())
        writer.close()


async def _lines_until(stream: asyncio.StreamReader | None, said: str) -> list[str]:
    assert stream is not None
    lines: list[str] = []
    async with asyncio.timeout(30):
        while not lines or said not in lines[-1]:
            line = await stream.readline()
            assert line, f"it ended and said only {lines}"
            lines.append(line.decode().rstrip("\n"))
    return lines
