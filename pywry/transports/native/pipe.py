"""Lines and buffers between the parent and the child: newline-delimited JSON, some of it followed by raw bytes.

Both processes import this module, so it knows the standard library alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

LONGEST_LINE = 512 * 2**20


class Line(NamedTuple):
    """One line.

    Attributes:
        fields: The JSON object; None if the line holds none.
        buffers: The raw bytes that followed it.
        fault: Why there are no fields.
    """

    fields: dict[str, Any] | None
    buffers: tuple[bytes, ...] = ()
    fault: str = ""


class Bytes(NamedTuple):
    """A result that is raw bytes, and what there is to say about them."""

    data: bytes
    facts: dict[str, Any]


def encode(fields: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> bytes:
    """A line with its buffers, as bytes for the pipe."""
    if not buffers:
        return json.dumps(fields, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
    line = json.dumps({**fields, "buffers": [len(b) for b in buffers]}, separators=(",", ":"))
    return b"".join((line.encode(), b"\n", *buffers))


class Splitter:
    """Cuts what comes out of a pipe, in whatever pieces, into lines."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._looked = 0
        self._line: Line | None = None
        self._sizes: list[int] = []

    def feed(self, data: bytes) -> Iterator[Line]:
        """Take what came; the lines that are whole now."""
        self._bytes += data
        while (line := self._next()) is not None:
            yield line

    def _next(self) -> Line | None:
        if self._line is None and not self._read_line():
            return None
        line, need = self._line, sum(self._sizes)
        if line is None or len(self._bytes) < need:
            return None
        buffers: list[bytes] = []
        start = 0
        for size in self._sizes:
            buffers.append(bytes(memoryview(self._bytes)[start : start + size]))
            start += size
        del self._bytes[:need]
        self._line, self._sizes = None, []
        return line._replace(buffers=tuple(buffers)) if buffers else line

    def _read_line(self) -> bool:
        end = self._bytes.find(b"\n", self._looked)
        while end >= 0:
            raw = bytes(memoryview(self._bytes)[:end])
            del self._bytes[: end + 1]
            self._looked = 0
            if raw.strip():
                self._line = _parse(raw)
                self._sizes = self._line.fields.get("buffers", []) if self._line.fields else []
                return True
            end = self._bytes.find(b"\n")
        self._looked = len(self._bytes)
        return False


def _parse(raw: bytes) -> Line:
    try:
        fields: Any = json.loads(raw)
    except ValueError as error:
        return Line(None, fault=f"this line is no JSON ({error}): {_shown(raw)}")
    if not isinstance(fields, dict):
        return Line(None, fault=f"a line must be a JSON object, not {type(fields).__name__}: {_shown(raw)}")
    fields = cast("dict[str, Any]", fields)
    sizes: Any = fields.get("buffers", [])
    if not isinstance(sizes, list) or not all(_is_length(n) for n in cast("list[Any]", sizes)):
        return Line(None, fault=f"buffers must be a list of byte lengths: {_shown(raw)}")
    return Line(fields)


def _is_length(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LONGEST_LINE


def _shown(raw: bytes) -> str:
    return repr(raw[:80].decode("utf-8", "replace"))
