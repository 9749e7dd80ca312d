"""Programs of ours that run beside a measurement."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(__file__).parent / "programs"


class Child:
    """A program of ours that runs beside the measurement and is spoken to in lines."""

    def __init__(self, program: str, *arguments: str) -> None:
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *place(program), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def memory(self) -> float:
        """Its resident memory in MB."""
        return resident(self._process.pid)

    def write(self, line: str) -> None:
        """Say something to it."""
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()

    def read(self) -> str:
        """The next line that it prints."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended with {self._process.wait()}; run it by hand to see why")
        return line.decode().rstrip("\n")

    def ask(self, line: str) -> Any:
        """Say something and read the answer, which is JSON."""
        self.write(line)
        return json.loads(self.read())

    def end(self) -> None:
        """Stop it."""
        self._process.kill()
        self._process.communicate()


def place(program: str) -> list[str]:
    """What follows the interpreter: a file of `programs`, or a module and its arguments after -m."""
    return program.split() if program.startswith("-") else [str(PROGRAMS / program)]


def resident(pid: int) -> float:
    """A process's resident memory in MB."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(shown.stdout) / 1024
