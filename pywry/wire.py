"""Values to bytes and back: the messages, frames and marks of docs/protocol.md.

Encoding tries the fast road first, orjson on the value as it is, and walks the value only when there is something in it
that JSON cannot say: arrays, frames, figures, models, bytes, NaN, large integers.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

import orjson
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError, to_jsonable_python

from pywry_tools.errors import BadData, ProtocolError

SAFE_INTEGER = 2**53 - 1
STRICT = orjson.OPT_STRICT_INTEGER
FRAME_MODULES = frozenset({"pandas", "polars", "pyarrow", "duckdb", "modin", "cudf", "narwhals", "dask", "ibis"})
BINARY = {"i1": 1, "u1": 1, "i2": 2, "u2": 2, "i4": 4, "u4": 4, "f4": 4, "f8": 8, "i8": 8, "u8": 8, "bytes": 1}
NUMBERS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
MARKED = {"event": "data", "state": "data", "next": "data", "result": "data", "call": "args"}
MAX_DEPTH = 200

Buffer = bytes | memoryview
Path = tuple[str | int, ...]
Mark = dict[str, Any]


class Encoded(NamedTuple):
    """A value on its way: JSON text, what the JSON could not say, and the bytes that belong to it."""

    text: bytes
    marks: list[Mark]
    buffers: list[Buffer]

    @property
    def tail(self) -> bytes:
        """The marks as the last member of a frame; empty if there are none."""
        return b',"marks":' + orjson.dumps(self.marks) if self.marks else b""


class Frame(NamedTuple):
    """An encoded frame and its buffers."""

    text: bytes
    buffers: Sequence[Buffer] = ()

    @property
    def size(self) -> int:
        """Bytes on the wire, nearly."""
        return len(self.text) + sum(map(len, self.buffers)) if self.buffers else len(self.text)


def encode(value: Any, what: str = "data") -> Encoded:
    """Encode any value that a page can have.

    Args:
        value: JSON-able data with figures, frames, arrays, dates, models and dataclasses anywhere inside.
        what: The value's name, for error messages.

    Raises:
        BadData: Something in it has no form in a page; the message says where it is.
    """
    fast = _fast(value)
    return Encoded(fast, [], []) if fast is not None else _Walk(what, binary=True).encode(value)


def encode_json(value: Any, what: str = "data") -> tuple[str, list[Mark]]:
    """Encode without buffers, for JSON inside a document: arrays become lists.

    Raises:
        BadData: Something in it has no form in a page.
    """
    fast = _fast(value)
    if fast is not None:
        return fast.decode(), []
    encoded = _Walk(what, binary=False).encode(value)
    return encoded.text.decode(), encoded.marks


def _fast(value: Any) -> bytes | None:
    try:
        text = orjson.dumps(value, option=STRICT)
    except (TypeError, RecursionError):
        return None
    # orjson writes NaN as null; only a walk can tell the two apart.
    return None if b"null" in text and value is not None else text


def frame(kind: str, fields: Mapping[str, Any], *, data: Any = ..., key: str = "data") -> Frame:
    """Build a frame.

    Args:
        kind: The frame's kind.
        fields: Small JSON-able members.
        data: The member that may hold anything; left out, there is none.
        key: That member's name.
    """
    head = orjson.dumps({"kind": kind, **fields})
    if data is ...:
        return Frame(head)
    encoded = encode(data)
    text = b'%b,"%b":%b%b}' % (head[:-1], key.encode(), encoded.text, encoded.tail)
    return Frame(text, encoded.buffers)


def numbered(kind: bytes, name: str, seq: int, encoded: Encoded) -> Frame:
    """Build an `event` or `state` frame from data that was encoded before its number was known.

    Args:
        kind: `event` or `state`.
        name: The event's name or the state's key.
        seq: Its number in the log.
        encoded: The data.
    """
    text = b'%b%d,"data":%b%b}' % (_head(kind, name), seq, encoded.text, encoded.tail)
    return Frame(text, encoded.buffers)


@lru_cache(maxsize=1024)
def _head(kind: bytes, name: str) -> bytes:
    key = b"name" if kind == b"event" else b"key"
    return b'{"kind":"%b","%b":%b,"seq":' % (kind, key, orjson.dumps(name))


def pack(frames: Sequence[Frame]) -> str | bytes:
    """Put frames into one message: text, or binary when bytes are attached."""
    body = b"[" + b",".join([f.text for f in frames]) + b"]"
    buffers = [b for f in frames for b in f.buffers]
    if not buffers:
        return body.decode()
    header = b'{"frames":%b,"buffers":%b}' % (body, orjson.dumps([len(b) for b in buffers]))
    parts: list[Buffer] = [struct.pack("<I", len(header)), header, bytes(-(4 + len(header)) % 8)]
    for buffer in buffers:
        parts += (buffer, bytes(-len(buffer) % 8))
    return b"".join(parts)


def unpack(message: str | bytes) -> list[dict[str, Any]]:
    """Read a message into frames with their marks undone.

    Raises:
        ProtocolError: It cannot be read; the message says what is wrong with it.
    """
    nothing: list[memoryview] = []
    frames, buffers = (_loads(message), iter(nothing)) if isinstance(message, str) else _open(message)
    if not isinstance(frames, list):
        raise ProtocolError("a message must be an array of frames; see docs/protocol.md, section 1.")
    for item in cast("list[Any]", frames):
        if not isinstance(item, dict) or not isinstance(cast("dict[str, Any]", item).get("kind"), str):
            raise ProtocolError("a frame must be an object with a kind; see docs/protocol.md, section 1.")
        if "marks" in item:
            _unmark(cast("dict[str, Any]", item), buffers)
    return cast("list[dict[str, Any]]", frames)


def _loads(text: str | bytes | memoryview) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        # The standard parser knows lone surrogates, which orjson refuses.
        try:
            return json.loads(text if isinstance(text, str) else bytes(text), parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise ProtocolError(f"a message is not JSON: {error}. Send frames as docs/protocol.md says.") from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value; mark it as docs/protocol.md says")


def _open(message: bytes) -> tuple[Any, Iterator[memoryview]]:
    view = memoryview(message)
    length = struct.unpack_from("<I", message)[0] if len(message) >= 4 else -1
    if not 0 <= length <= len(message) - 4:
        raise ProtocolError("a binary message's header is longer than the message; see docs/protocol.md, section 1.")
    header = _loads(view[4 : 4 + length])
    sizes: Any = cast("dict[str, Any]", header).get("buffers") if isinstance(header, dict) else None
    if not isinstance(sizes, list) or not all(type(n) is int and n >= 0 for n in cast("list[Any]", sizes)):
        raise ProtocolError("a binary message's header must hold frames and buffer lengths.")
    buffers: list[memoryview] = []
    at = 4 + length + (-(4 + length) % 8)
    for size in cast("list[int]", sizes):
        if at + size > len(view):
            raise ProtocolError(f"a binary message promises {size} bytes that are not there.")
        buffers.append(view[at : at + size])
        at += size + (-size % 8)
    return cast("dict[str, Any]", header).get("frames"), iter(buffers)


def _unmark(frame: dict[str, Any], buffers: Iterator[memoryview]) -> None:
    key, marks = MARKED.get(frame["kind"]), frame.pop("marks")
    if key is None or key not in frame or not isinstance(marks, list):
        raise ProtocolError(f"a frame of kind {frame['kind']!r} cannot have these marks.")
    for mark in cast("list[Any]", marks):
        try:
            _put(frame, (key, *mark["path"]), _marked(mark["type"], frame, (key, *mark["path"]), buffers))
        except (KeyError, IndexError, TypeError, ValueError, StopIteration) as error:
            raise ProtocolError(f"mark {str(mark)[:120]} does not fit its frame: {error!r}.") from None


def _marked(kind: str, frame: dict[str, Any], path: Path, buffers: Iterator[memoryview]) -> Any:
    if kind in NUMBERS:
        return NUMBERS[kind]
    if kind == "bigint":
        digits = _get(frame, path)
        if not isinstance(digits, str) or len(digits) > 4000:
            raise ValueError("a bigint is decimal text of at most 4000 digits")
        return int(digits)
    if kind not in BINARY:
        raise ValueError(f"unknown type {kind!r}")
    buffer = next(buffers)
    if kind == "bytes":
        return bytes(buffer)
    if len(buffer) % BINARY[kind]:
        raise ValueError(f"{len(buffer)} bytes are no whole number of {kind}")
    import numpy as np

    return np.frombuffer(buffer, dtype=f"<{kind}")


def _get(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _put(value: Any, path: Path, new: Any) -> None:
    parent = _get(value, path[:-1])
    if isinstance(parent, dict) and path[-1] not in parent:
        raise KeyError(path[-1])
    parent[path[-1]] = new


class _Walk:
    """One pass over a value, collecting what JSON cannot say."""

    def __init__(self, what: str, *, binary: bool) -> None:
        self.what = what
        self.binary = binary
        self.marks: list[Mark] = []
        self.buffers: list[Buffer] = []

    def encode(self, value: Any) -> Encoded:
        plain = self.plain(value, ())
        try:
            text = orjson.dumps(plain)
        except TypeError:
            # Lone surrogates: the standard encoder escapes them, and so a page can read them.
            text = json.dumps(plain, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()
        return Encoded(text, self.marks, self.buffers)

    def mark(self, path: Path, kind: str, stand_in: Any = None) -> Any:
        self.marks.append({"path": list(path), "type": kind})
        return stand_in

    def attach(self, path: Path, kind: str, buffer: Buffer) -> None:
        self.buffers.append(buffer)
        self.mark(path, kind)

    def plain(self, value: Any, path: Path) -> Any:
        if value is None or value is True or value is False or type(value) is str:
            return value
        if len(path) > MAX_DEPTH:
            raise BadData(f"{self.what} is nested deeper than {MAX_DEPTH}, or refers to itself; send it flat.")
        if isinstance(value, int):
            return self._integer(value, path)
        if isinstance(value, float):
            return self._float(value, path)
        if isinstance(value, Mapping):
            return self._mapping(cast("Mapping[Any, Any]", value), path)
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self.plain(item, (*path, i)) for i, item in enumerate(cast("Iterable[Any]", value))]
        return self._other(value, path)

    def _integer(self, value: int, path: Path) -> Any:
        number = int(value)
        return number if -SAFE_INTEGER <= number <= SAFE_INTEGER else self.mark(path, "bigint", str(number))

    def _float(self, value: float, path: Path) -> Any:
        number = float(value)
        if math.isfinite(number):
            return number
        return self.mark(path, "nan" if number != number else "inf" if number > 0 else "-inf")

    def _mapping(self, value: Mapping[Any, Any], path: Path) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, item in value.items():
            name = self._key(key, path)
            if name in out:
                raise BadData(f"{self._at(path)} has two keys that are both {name!r} in JavaScript; rename one.")
            out[name] = self.plain(item, (*path, name))
        return out

    def _key(self, key: Any, path: Path) -> str:
        if isinstance(key, str):
            return str(key)
        if isinstance(key, (int, float, dt.date)):
            return key.isoformat() if isinstance(key, dt.date) else str(key)
        raise BadData(f"{self._at(path)} has the key {key!r}; JavaScript's keys are text: use str keys.")

    def _other(self, value: Any, path: Path) -> Any:
        root = type(value).__module__.partition(".")[0]
        if isinstance(value, (bytes, bytearray, memoryview)):
            return self._bytes(bytes(cast("bytes", value)), path)
        if isinstance(value, BaseModel):
            return self.plain({f.alias or n: getattr(value, n) for n, f in type(value).model_fields.items()}, path)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self.plain({f.name: getattr(value, f.name) for f in dataclasses.fields(value)}, path)
        if isinstance(value, (dt.date, dt.time)):
            return value.isoformat() if value == value else None
        if hasattr(value, "to_plotly_json"):
            from pywry.data.figure import figure_of

            return self.plain(figure_of(value), path)
        if root == "numpy":
            return self._numpy(value, path)
        if root in FRAME_MODULES:
            return self._frame(value, path)
        return self._fallback(value, path)

    def _bytes(self, value: bytes, path: Path) -> Any:
        if not self.binary:
            raise BadData(f"{self._at(path)} is bytes, which a document's JSON cannot hold; send it with emit.")
        return self.attach(path, "bytes", value)

    def _frame(self, value: Any, path: Path) -> Any:
        if str(value) in ("<NA>", "NaT"):
            return None
        from pywry.data.table import Table

        if (hasattr(value, "columns") and not callable(value.columns)) or hasattr(value, "schema"):
            return self.plain(Table.of(value).records(), path)
        for name in ("to_list", "tolist", "to_pylist"):
            if hasattr(value, name):
                return self.plain(getattr(value, name)(), path)
        return self._fallback(value, path)

    def _numpy(self, value: Any, path: Path) -> Any:
        kind = value.dtype.kind
        if value.ndim == 0:
            item = value.item()
            return self.plain(item if kind not in "mM" else str(value), path) if item is not None else None
        if value.ndim > 1 and value.dtype.names is None:
            return [self.plain(row, (*path, i)) for i, row in enumerate(value)]
        if kind in "iuf" and self.binary:
            array = narrow(value)
            return self.attach(path, array.dtype.str[1:], memoryview(array).cast("B") if array.size else b"")
        if kind == "M":
            return [None if text == "NaT" else text for text in value.astype(str).tolist()]
        if value.dtype.names is not None:
            return self.plain([dict(zip(value.dtype.names, row, strict=True)) for row in value.tolist()], path)
        return self.plain(value.tolist(), path)

    def _fallback(self, value: Any, path: Path) -> Any:
        try:
            plain = value if isinstance(value, complex) else to_jsonable_python(value)
        except (PydanticSerializationError, ValueError, RecursionError):
            plain = value
        if plain is value or type(plain) not in (str, int, float, bool, list, dict, type(None)):
            raise BadData(
                f"{self._at(path)} is a {type(value).__module__}.{type(value).__qualname__}, which a page cannot have; "
                "send text, numbers, dates, lists, dicts, bytes, arrays, frames, figures, models or dataclasses."
            )
        return self.plain(plain, path)

    def _at(self, path: Path) -> str:
        return self.what + "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)


def narrow(array: Any) -> Any:
    """A numeric array as JavaScript can use it: contiguous, little-endian, integers as i4 or f8 where they fit."""
    import numpy as np

    kind, width = array.dtype.kind, array.dtype.itemsize
    if kind == "f":
        array = array.astype("<f4" if width <= 4 else "<f8", copy=False)
    elif width == 8 and array.size:
        low, high = int(array.min()), int(array.max())
        if low >= -(2**31) and high < 2**31:
            array = array.astype("<i4")
        elif low >= -SAFE_INTEGER and high <= SAFE_INTEGER:
            array = array.astype("<f8")
    return np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
