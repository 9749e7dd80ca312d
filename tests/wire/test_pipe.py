"""Lines and buffers between the parent and the child."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pywry.transports.native import pipe

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(), lambda inner: st.lists(inner, max_size=4)
)
fields = st.dictionaries(st.text(min_size=1).filter(lambda name: name != "buffers"), values, max_size=5)
lines = st.lists(st.tuples(fields, st.lists(st.binary(max_size=50), max_size=3)), max_size=6)


@given(lines, st.lists(st.integers(1, 60), min_size=1, max_size=30))
def test_lines_come_out_as_they_went_in_however_the_pipe_cuts_them(
    said: list[tuple[dict[str, Any], list[bytes]]], cuts: list[int]
) -> None:
    stream = b"".join(pipe.encode(given, buffers) for given, buffers in said)
    splitter, heard, at = pipe.Splitter(), [], 0
    for cut in [*cuts, len(stream)]:
        heard += splitter.feed(stream[at : at + cut])
        at += cut
    got = [({k: v for k, v in (line.fields or {}).items() if k != "buffers"}, list(line.buffers)) for line in heard]
    assert got == said


def test_ten_megabytes_in_many_pieces_are_one_buffer() -> None:
    body = bytes(range(256)) * 40_000
    stream = pipe.encode({"type": "message"}, [body])
    splitter = pipe.Splitter()
    heard = [line for at in range(0, len(stream), 65_536) for line in splitter.feed(stream[at : at + 65_536])]
    assert [line.buffers for line in heard] == [(body,)]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"garbage", "no JSON"),
        (b"[1]", "must be a JSON object, not list"),
        (b'{"buffers": "x"}', "must be a list of byte lengths"),
        (b'{"buffers": [-1]}', "must be a list of byte lengths"),
        (b'{"buffers": [true]}', "must be a list of byte lengths"),
    ],
)
def test_a_line_that_is_none_says_why_and_the_next_one_is_read(raw: bytes, fault: str) -> None:
    first, second = pipe.Splitter().feed(raw + b"\n\n  \n" + json.dumps({"action": "quit"}).encode() + b"\n")
    assert first.fields is None and fault in first.fault
    assert second.fields == {"action": "quit"}
