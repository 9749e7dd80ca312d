"""Programs of the tests' own, in processes of their own, and what they leave behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.native.waiting import until

HEAD = """
import os, signal, sys, threading, time
from pywry import PyWry, PyWrySettings

def say(*words):
    print(*words, flush=True)

def deaf(page):
    from pywry_tools.errors import PageTimeout
    while True:
        try:
            page.eval_js("1", timeout_s=0.3)
        except PageTimeout:
            return
"""


class Program:
    """A script that runs; a context manager.

    Args:
        script: What it does, after the imports that `HEAD` makes.
        env: Its environment in addition to this process's.
        arguments: For Python in place of the script.
    """

    def __init__(self, script: str = "", env: Mapping[str, str] | None = None, arguments: tuple[str, ...] = ()) -> None:
        self._command = [sys.executable, *(arguments or ("-c", HEAD + script))]
        self._env = {**os.environ, **(env or {})}
        self.process: subprocess.Popen[str]

    def __enter__(self) -> Self:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            self._command, env=self._env, stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        left = self.family()
        self.process.kill()
        self.process.communicate()
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def line(self) -> str:
        """The next line that it prints."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def expect(self, text: str) -> str:
        """Read until a line begins so; the rest of that line."""
        while line := self.line():
            if line.startswith(text):
                return line.removeprefix(text).strip()
        said = self.process.stderr.read() if self.process.stderr is not None else ""
        raise AssertionError(f"it has never said {text!r}, but: {said}")

    def tell(self, line: str = "") -> None:
        """Let it read a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def end(self, timeout_s: float = 10) -> tuple[int, str]:
        """Wait until it has ended; its exit code, and what it said on stderr."""
        _, said = self.process.communicate(timeout=timeout_s)
        return self.process.returncode, said

    def family(self) -> set[int]:
        """It and all that has come from it."""
        return {self.process.pid, *descendants(self.process.pid)}


def descendants(pid: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have."""
    for child, (parent, _) in processes().items():
        if parent == pid:
            yield child
            yield from descendants(child)


def processes() -> dict[int, tuple[int, str]]:
    """Parent and name of all that run, by number; the dead that nobody has buried are left out."""
    found: dict[int, tuple[int, str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            head, _, rest = (folder / "stat").read_text(errors="replace").rpartition(")")
        except OSError:
            continue
        state, parent, *_ = rest.split()
        if state != "Z":
            found[int(folder.name)] = (int(parent), head.partition("(")[2])
    return found


def gone(pids: set[int], timeout_s: float = 2) -> float:
    """Wait until none of them runs; how long that took."""
    start = time.monotonic()
    until(lambda: not pids & set(processes()), "their end", timeout_s)
    return time.monotonic() - start


def listening(pids: set[int]) -> list[str]:
    """The addresses on which any of them listens, TCP and UDP."""
    sockets = {link.removeprefix("socket:[").removesuffix("]") for pid in pids for link in _files(pid)}
    found: list[str] = []
    for table, state in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")):
        rows = [row.split() for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
        found += [f"{table} {row[1]}" for row in rows if row[3] == state and row[9] in sockets]
    return found


def _files(pid: int) -> Iterator[str]:
    for file in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            link = str(file.readlink())
        except OSError:
            continue
        if link.startswith("socket:["):
            yield link
