"""A file that grows: its lines as they are written."""

from __future__ import annotations

import csv
import json
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path
from typing import IO, Any

from pywry.reload.watcher import Watcher
from pywry_tools.errors import BadData

SOON_S = 0.05
LATER_S = 1.0
BLOCK = 65_536
MOST_BYTES = 2**20
TABLES = {".csv", ".tsv"}
OBJECTS = {".jsonl", ".ndjson"}


class Tail(Iterator[Any]):
    """The lines of a file, those that are there and those to come, for which it waits.

    The file is followed when it is cut short or replaced by another of the same name.

    Args:
        path: A CSV or TSV file, whose first line names the columns; a JSONL file; any other is read as text.
        parse: Turns a line into a value; None skips it. Left out, the kind of file says.
        window: How many lines from the end are wanted at first; None is all.

    Raises:
        BadData: There is no such file.
    """

    def __init__(self, path: str | PathLike[str], parse: Callable[[str], Any] | None, window: int | None) -> None:
        self._path = Path(path).absolute()
        if not self._path.is_file():
            raise BadData(f"there is no file {str(path)!r} to follow; make it first, if only empty.")
        self._window = window
        self._own = parse
        self._file: IO[bytes] | None = None
        self._part = b""
        self._lines: deque[bytes] = deque()
        self._header: Header | None = None
        self._changed = threading.Event()
        self._ended = False
        self._busy = 0.0
        self._left: tuple[int, int, int] | None = None
        self._watcher: Watcher | None = None

    def __str__(self) -> str:
        return self._path.name

    def interrupt(self) -> None:
        """Wait no more."""
        self._ended = True
        self._changed.set()

    def close(self) -> None:
        """Let go of the file; reading goes on where it stopped."""
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            watcher.close()
        file, self._file = self._file, None
        if file is not None:
            there = os.fstat(file.fileno())
            self._left = (there.st_ino, there.st_dev, file.tell())
            file.close()

    def __next__(self) -> Any:
        if self._watcher is None:
            self._watcher = Watcher(self._look)
            self._watcher.watch([self._path])
        while True:
            while self._lines:
                value = self._parsed(self._lines.popleft())
                if value is not None:
                    return value
            self._more()

    def _look(self) -> bool:
        self._changed.set()
        return False

    def _more(self) -> None:
        """Read what was written, or wait a while for it."""
        self._changed.clear()
        if self._ended:
            raise StopIteration
        if self._read():
            self._busy = time.monotonic()
        else:
            # The system tells late of a file that is written to all the time.
            self._changed.wait(SOON_S if time.monotonic() < self._busy + LATER_S else LATER_S)

    def _read(self) -> bool:
        """Read on; whether there was anything."""
        if self._file is None:
            self._file = self._opened()
            if self._file is None:
                return False
        data = self._file.read(MOST_BYTES)
        if not data and self._is_another(self._file):
            self._file.close()
            self._file, self._part, self._header = None, b"", None
            return self._read()
        *lines, self._part = (self._part + data).split(b"\n")
        self._lines.extend(line.removesuffix(b"\r") for line in lines)
        return bool(data)

    def _opened(self) -> IO[bytes] | None:
        try:
            file = self._path.open("rb")
        except FileNotFoundError:
            return None  # it is being replaced
        left, self._left = self._left, None
        there = os.fstat(file.fileno())
        if left is not None and (there.st_ino, there.st_dev) == left[:2] and there.st_size >= left[2]:
            file.seek(left[2])
            return file
        if self._own is None and self._path.suffix.lower() in TABLES:
            self._head(file)
        if self._window is not None:
            skip(file, self._window)
        self._window = None
        return file

    def _head(self, file: IO[bytes]) -> None:
        line = file.readline()
        if line.endswith(b"\n"):
            self._header = Header(text(line.rstrip(b"\r\n")))
        else:  # it is still being written
            file.seek(0)

    def _is_another(self, file: IO[bytes]) -> bool:
        there = os.fstat(file.fileno())
        try:
            now = self._path.stat()
        except FileNotFoundError:
            return False
        return (now.st_ino, now.st_dev) != (there.st_ino, there.st_dev) or now.st_size < file.tell()

    def _parsed(self, line: bytes) -> Any:
        if self._own is not None:
            return self._own(text(line))
        kind = self._path.suffix.lower()
        if not line.strip():
            return None
        if kind in TABLES:
            if self._header is None:
                self._header = Header(text(line))
                return None
            return self._header.row(text(line))
        return _object(text(line)) if kind in OBJECTS else cell(text(line))


class Header:
    """The first line of a table.

    Attributes:
        names: The columns.
    """

    def __init__(self, line: str) -> None:
        self._delimiter = max(",;\t|", key=line.count)
        self.names = self._cells(line.removeprefix("\ufeff"))

    def row(self, line: str) -> dict[str, Any]:
        """A line by column.

        Raises:
            BadData: It has more cells than there are columns.
        """
        cells = self._cells(line)
        if len(cells) > len(self.names):
            raise BadData(f"a line has {len(cells)} cells for {len(self.names)} columns: {line:.80}")
        return dict(zip(self.names, [*map(cell, cells), *[None] * (len(self.names) - len(cells))], strict=True))

    def _cells(self, line: str) -> list[str]:
        nothing: list[str] = []
        return next(csv.reader([line], delimiter=self._delimiter), nothing)


def cell(written: str) -> Any:
    """A number, a text, or nothing."""
    for kind in (int, float):
        try:
            return kind(written)
        except ValueError:
            continue
    return written or None


def _object(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise BadData(f"a line is not JSON ({error}): {line:.80}") from None


def text(line: bytes) -> str:
    """A line as text; what is no UTF-8 is replaced."""
    return line.decode("utf-8", errors="replace")


def skip(file: IO[bytes], lines: int) -> None:
    """Go on to where the last lines begin."""
    start, at, wanted = file.tell(), file.seek(0, os.SEEK_END), lines + 1
    while at > start:
        size = min(BLOCK, at - start)
        at -= size
        file.seek(at)
        block = file.read(size)
        count = block.count(b"\n")
        if count >= wanted:
            place = len(block)
            for _ in range(wanted):
                place = block.rfind(b"\n", 0, place)
            at += place + 1
            break
        wanted -= count
    file.seek(at)
