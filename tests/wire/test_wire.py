"""Values, frames and messages: what goes out comes back, and what is broken is refused."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pywry import wire
from pywry_tools.errors import BadData, ProtocolError

text = st.text(st.characters(), max_size=20)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False)
    | text
    | st.binary(max_size=20)
)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4), max_leaves=20
)


@given(values)
def test_any_value_survives_a_message(value: Any) -> None:
    frames = [wire.frame("event", {"name": "app:x"}, data=value), wire.frame("ack", {"id": 1})]
    event, ack = wire.unpack(wire.pack(frames))
    assert event == {"kind": "event", "name": "app:x", "data": value}
    assert ack == {"kind": "ack", "id": 1}


@given(st.lists(st.sampled_from(["i1", "u2", "i4", "f4", "f8", "i8"]), max_size=5), st.integers(0, 9))
def test_arrays_of_any_type_and_length_survive_aligned(kinds: list[str], length: int) -> None:
    arrays = [np.arange(length).astype(kind) for kind in kinds]
    got = wire.unpack(wire.pack([wire.frame("event", {"name": "a:b"}, data={"a": arrays, "n": "x" * length})]))[0][
        "data"
    ]["a"]
    assert [a.tolist() for a in got] == [a.tolist() for a in arrays]


def test_a_message_with_buffers_is_laid_out_as_the_protocol_says() -> None:
    message = wire.pack(
        [wire.frame("event", {"name": "a:b", "seq": 1}, data={"xs": np.array([1.5, math.nan]), "b": b"xyz"})]
    )
    assert isinstance(message, bytes)
    length = int.from_bytes(message[:4], "little")
    header = json.loads(message[4 : 4 + length])
    start = -(-(4 + length) // 8) * 8
    assert header["buffers"] == [16, 3]
    assert header["frames"][0]["marks"] == [{"path": ["xs"], "type": "f8"}, {"path": ["b"], "type": "bytes"}]
    assert header["frames"][0]["data"] == {"xs": None, "b": None}
    assert np.frombuffer(message[start : start + 16])[0] == 1.5
    assert message[start + 16 : start + 24] == b"xyz\x00\x00\x00\x00\x00"


def unpacked(message: str | bytes) -> list[dict[str, Any]] | None:
    """The frames, or None where the message was refused as it should be."""
    try:
        return wire.unpack(message)
    except ProtocolError:
        return None


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_garbage_is_refused_by_a_protocol_error_and_nothing_else(message: str | bytes) -> None:
    frames = unpacked(message)
    assert frames is None or all(isinstance(f["kind"], str) for f in frames)


VALID = wire.pack(
    [wire.frame("event", {"name": "a:b", "id": 1}, data={"x": np.arange(4.0), "big": 2**70, "n": math.nan})]
)


@settings(max_examples=300)
@given(st.integers(0, len(VALID) - 1), st.binary(min_size=1, max_size=4), st.booleans())
def test_a_damaged_message_never_breaks_the_decoder(at: int, noise: bytes, cut: bool) -> None:
    assert isinstance(VALID, bytes)
    damaged = VALID[:at] if cut else VALID[:at] + noise + VALID[at + len(noise) :]
    frames = unpacked(damaged)
    assert frames is None or isinstance(frames, list)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("{}", "array of frames"),
        ("[1]", "object with a kind"),
        ("[{}]", "object with a kind"),
        ("nonsense", "not JSON"),
        ('[{"kind":"event","data":NaN}]', "no JSON value"),
        (b"\x01", "longer than the message"),
        (b"\xff\xff\xff\xff", "longer than the message"),
        ('[{"kind":"event","data":1,"marks":[{"path":["x"],"type":"f8"}]}]', "does not fit"),
        ('[{"kind":"event","data":1,"marks":[{"path":[],"type":"f8"}]}]', "does not fit"),
        ('[{"kind":"event","data":{},"marks":[{"path":["x"],"type":"evil"}]}]', "unknown type"),
        ('[{"kind":"ack","marks":[]}]', "cannot have these marks"),
        ("[" * 5000 + "]" * 5000, "not JSON|array of frames"),
    ],
)
def test_each_kind_of_damage_is_named(message: str | bytes, words: str) -> None:
    with pytest.raises(ProtocolError, match=words):
        wire.unpack(message)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"rows": [{"a": object()}]}, r"data\.rows\[0\]\.a is a builtins\.object"),
        ({(1, 2): 3}, "use str keys"),
        ({1: "a", "1": "b"}, "two keys that are both '1'"),
        (np.array([1j]), "complex"),
    ],
)
def test_what_a_page_cannot_have_is_named_with_its_place(value: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        wire.encode(value)


def test_a_value_that_refers_to_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(BadData, match="refers to itself"):
        wire.encode(loop)


def test_json_for_a_document_has_no_buffers() -> None:
    words, marks = wire.encode_json({"a": np.arange(3), "nan": math.nan})
    assert json.loads(words) == {"a": [0, 1, 2], "nan": None}
    assert marks == [{"path": ["nan"], "type": "nan"}]
    with pytest.raises(BadData, match="send it with emit"):
        wire.encode_json({"b": b"x"})
