"""Frames that break the protocol end their own connection and touch nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pywry import PyWry
from tests.conftest import Visit

pytestmark = pytest.mark.anyio

HELLO = {"kind": "hello", "version": 1, "viewer": "v", "cursor": None, "fresh": True}


@pytest.mark.parametrize(
    ("frame", "code", "words"),
    [
        ({"kind": "warp"}, 4400, "unknown frame kind 'warp'"),
        ({"kind": "event", "name": "a:b", "data": 1}, 4400, "needs id"),
        ({"kind": "event", "id": 1, "data": 1}, 4400, "needs a name"),
        ({"kind": "event", "id": 1, "name": "a:b"}, 4400, "and data"),
        ({"kind": "ack"}, 4400, "needs seq"),
        ({"kind": "call", "id": 1, "name": "x", "args": {}}, 4400, "needs an id"),
        ({"kind": "call", "id": "1", "name": "x", "args": []}, 4400, "args"),
        ({"kind": "credit", "id": "1", "n": 0}, 4400, "at least 1"),
        ({"kind": "error", "id": "p1"}, 4400, "code and message"),
    ],
)
async def test_a_broken_frame_is_answered_and_ends_the_connection(
    app: PyWry, visit: Visit, frame: dict[str, Any], code: int, words: str
) -> None:
    handle = await app.show.aio("")
    page, other = await visit(handle), await visit(handle)
    page.send(frame)
    assert await page.wait_closed() == code
    refusal = next(f for f in page.frames if f["kind"] == "error")
    assert refusal["id"] is None
    assert words in refusal["error"]["message"]
    handle.emit("app:still", 1)
    assert await other.event("app:still") == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"version": 99}, 4426),
        ({"viewer": ""}, 4400),
        ({"viewer": 5}, 4400),
        ({"cursor": "x"}, 4400),
        ({"kind": "ack"}, 4400),
    ],
)
async def test_a_wrong_hello_is_refused(app: PyWry, visit: Visit, change: dict[str, Any], code: int) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    page.disconnect()
    page._connection = page._listener.attach(page.widget, page.view.token, lambda: None)
    page.send({**HELLO, **change})
    assert await page.wait_closed() == code


async def test_a_wrong_token_lets_nobody_in(app: PyWry, visit: Visit) -> None:
    from pywry_tools.errors import NoSuchWidget, NotAllowed

    handle = await app.show.aio("")
    with pytest.raises(NotAllowed, match="open the address that Python printed"):
        app.session.hub.page(handle.id, "wrong")
    with pytest.raises(NotAllowed):
        app.session.hub.attach(handle.id, "\ud800", lambda: None)
    with pytest.raises(NoSuchWidget):
        app.session.hub.page("w-nope", "wrong")


scalars = st.none() | st.booleans() | st.integers(-5, 2**70) | st.text(max_size=5) | st.lists(st.integers(), max_size=2)
kinds = st.sampled_from(
    ["hello", "event", "ack", "call", "next", "result", "error", "cancel", "credit", "state", "bye", "x"]
)
members = st.dictionaries(
    st.sampled_from(["id", "name", "data", "args", "seq", "n", "error", "credit", "version", "viewer", "cursor"]),
    scalars,
)


async def test_no_frame_at_all_breaks_python(app: PyWry, visit: Visit) -> None:
    handle, safe = await app.show.aio(""), await app.show.aio("")
    other = await visit(safe)

    async def throw(frame: dict[str, Any]) -> None:
        page = await visit(handle, viewer="fuzz")
        page.send(frame)
        page.disconnect()

    frames: list[dict[str, Any]] = []

    @settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(kinds, members)
    def collect(kind: str, rest: dict[str, Any]) -> None:
        frames.append({"kind": kind, **rest})

    collect()
    for frame in frames:
        await throw(frame)
    safe.emit("app:alive", 1)
    assert await other.event("app:alive") == 1
