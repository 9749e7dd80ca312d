"""The browser's process: started with a profile of its own, ended with everything that it started."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from pathlib import Path
from typing import IO

from pywry_tools.errors import NoBrowser

QUIET = (
    "--headless=new",
    # A pointer that can hover, as a desktop has; else what shows on hover is always shown.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
    "--remote-debugging-port=0",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-breakpad",
    "--disable-backgrounding-occluded-windows",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-features=Translate,MediaRouter,OptimizationHints",
    "--mute-audio",
    "--password-store=basic",
    "--use-mock-keychain",
    "about:blank",
)
LISTENING = re.compile(r"DevTools listening on (ws://\S+)")
CONTAINER_MARKS = ("/.dockerenv", "/run/.containerenv")
SMALL_SHM = 512 * 2**20


class Process:
    """One running browser.

    Args:
        path: The browser's program.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._profile = tempfile.mkdtemp(prefix="pywry-browser-")
        self._tail: deque[str] = deque(maxlen=20)
        self._child: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    async def start(self, timeout_s: float) -> str:
        """Start the browser.

        Args:
            timeout_s: How long it may take to answer.

        Returns:
            The address of its DevTools socket.

        Raises:
            NoBrowser: it ended, or said nothing in time; the message holds what it printed.
        """
        loop = asyncio.get_running_loop()
        address: asyncio.Future[str] = loop.create_future()
        command = [str(self._path), f"--user-data-dir={self._profile}", *needed_here(), *QUIET]
        self._child = subprocess.Popen(  # noqa: ASYNC220 - it returns at once
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=sys.platform != "win32",
        )
        assert self._child.stderr is not None
        # A thread, since asyncio's own pipes to a child do not work on every loop that Windows has.
        self._reader = threading.Thread(
            target=self._read, args=(self._child.stderr, loop, address), name="pywry-browser-stderr", daemon=True
        )
        self._reader.start()
        try:
            return await asyncio.wait_for(address, timeout_s)
        except TimeoutError:
            said = "\n".join(self._tail) or "nothing"
            raise NoBrowser(f"{self._path} did not start within {timeout_s:g} s. It printed:\n{said}") from None

    def _read(self, pipe: IO[str], loop: asyncio.AbstractEventLoop, address: asyncio.Future[str]) -> None:
        with pipe:
            for line in pipe:
                self._tail.append(line.rstrip())
                found = LISTENING.search(line)
                if found:
                    loop.call_soon_threadsafe(_settle, address, found.group(1))
        if not loop.is_closed():
            loop.call_soon_threadsafe(_fail, address, f"{self._path} ended at once:\n" + "\n".join(self._tail))

    def stop(self) -> None:
        """End the browser and all its children, and remove the profile. It does not wait for the loop."""
        if self._child is not None:
            _kill(self._child)
            self._child.wait()
        if self._reader is not None:
            self._reader.join(timeout=5)
        for _ in range(3):  # a child may write its last file while the folder goes
            shutil.rmtree(self._profile, ignore_errors=True)


def needed_here() -> list[str]:
    """Options without which a browser does not start as this user, or on this machine."""
    flags: list[str] = []
    if sys.platform == "linux":
        if os.geteuid() == 0 or any(Path(mark).exists() for mark in CONTAINER_MARKS):
            flags.append("--no-sandbox")
        if not os.access("/dev/shm", os.W_OK) or shutil.disk_usage("/dev/shm").total < SMALL_SHM:  # noqa: S108
            flags.append("--disable-dev-shm-usage")
    return flags


def _kill(child: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True, check=False)
    else:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            child.kill()


def _settle(address: asyncio.Future[str], found: str) -> None:
    if not address.done():
        address.set_result(found)


def _fail(address: asyncio.Future[str], message: str) -> None:
    if not address.done():
        address.set_exception(NoBrowser(message))
