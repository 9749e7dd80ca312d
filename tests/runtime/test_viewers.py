"""Joining, reconnecting, falling behind, leaving."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from pywry import PyWry
from pywry.runtime.log import Log
from pywry_tools.errors import Closed, NoPage
from tests.conftest import Visit

pytestmark = pytest.mark.anyio


async def test_a_reload_resumes_where_the_document_stopped(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    handle.emit("app:n", 1)
    await page.event("app:n")
    page.disconnect()
    handle.emit("app:n", 2)
    handle.set_state("speed", 9)
    await page.connect(fresh=True)
    assert page.events("app:n") == [1, 2]
    assert page.state["state:speed"] == 9


async def test_a_dropped_socket_gets_exactly_what_it_missed(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    handle.emit("app:n", 1)
    await page.event("app:n")
    page.disconnect()
    for n in (2, 3):
        handle.emit("app:n", n)
    await page.connect(fresh=False)
    assert page.events("app:n") == [1, 2, 3]
    assert [f["reason"] for f in page.frames if f["kind"] == "resync"] == ["joined"]


async def test_a_viewer_that_fell_off_the_log_gets_the_state_and_python_is_told(
    app: PyWry, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    handle = await app.show.aio("")
    app.session.hub.find(handle.id).log = Log(max_bytes=2_000)
    page = await visit(handle)
    page.disconnect()
    handle.set_state("last", 0)
    for n in range(50):
        handle.emit("app:n", {"n": n, "text": "x" * 100})
    told: asyncio.Queue[Any] = asyncio.Queue()

    async def resynced(data: Any) -> None:
        await told.put(data)

    handle.on("pywry:resync", resynced)
    with caplog.at_level(logging.WARNING, "pywry"):
        await page.connect(fresh=False)
    resync = next(f for f in page.frames if f["kind"] == "resync" and f["reason"] == "lagged")
    assert resync["missed"] > 30
    assert page.state["state:last"] == 0
    async with asyncio.timeout(5):
        assert (await told.get())["missed"] == resync["missed"]
    assert "fell behind" in caplog.text


async def test_what_pages_say_makes_no_viewer_fall_behind(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    app.session.hub.find(handle.id).log = Log(max_bytes=2_000)
    talker, listener = await visit(handle), await visit(handle)
    for n in range(50):
        talker.emit("app:typed", {"n": n})
    handle.emit("app:answer", 1)
    await listener.event("app:answer")
    await talker.event("app:answer")
    assert [f["reason"] for p in (talker, listener) for f in p.frames if f["kind"] == "resync"] == ["joined"] * 2


async def test_state_of_the_page_is_there_for_who_joins_later_and_events_are_not(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("<p id='a'>x</p>")
    await visit(handle)
    handle.set_content("a", text="one")
    handle.set_content("a", text="two")
    handle.set_style({"color": "red"}, id="a")
    handle.set_style({"margin": 0}, id="a")
    handle.inject_css("p{}", "mine")
    handle.emit("app:gone", 1)
    await handle.update.aio(theme="dark", title="Later")
    late = await visit(handle)
    assert late.state["content:#a"] == {"id": "a", "text": "two"}
    assert late.state["style:#a"]["styles"] == {"color": "red", "margin": 0}
    assert late.state["css:mine"]["css"] == "p{}"
    assert late.state["theme"] == {"mode": "dark"}
    assert late.view.theme == "dark" and late.view.title == "Later"
    assert late.events("app:gone") == []


async def test_a_new_body_takes_the_changes_to_the_old_one_with_it(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("<p id='a'>x</p>")
    handle.set_content("a", text="one")
    await handle.update.aio("<p id='a'>fresh</p>")
    late = await visit(handle)
    assert "content:#a" not in late.state
    assert late.view.html == "<p id='a'>fresh</p>"


async def test_an_event_that_a_page_repeats_is_heard_once(app: PyWry, visit: Visit) -> None:
    got: list[Any] = []
    handle = await app.show.aio("")

    async def listen(data: Any) -> None:
        got.append(data)

    handle.on("app:x", listen)
    page = await visit(handle, ready=False)
    event = {"kind": "event", "id": 1, "name": "app:x", "data": 1}
    page.send(event)
    page.disconnect()
    await page.connect(fresh=False, ready=False)
    page.send(event, {**event, "id": 2, "data": 2})
    acknowledged = await page.expect(lambda f: f["kind"] == "ack" and f["id"] == 2)
    assert acknowledged and got == [1, 2]


async def test_the_viewer_that_a_person_used_last_answers(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    first, second = await visit(handle), await visit(handle)
    first.answers["pywry:eval"] = lambda _: "first"
    second.answers["pywry:eval"] = lambda _: "second"
    first.emit("app:touch")
    assert await handle.eval_js.aio("x") == "first"
    assert await handle.eval_js.aio("x", viewer=second.viewer) == "second"


async def test_asking_where_no_page_is_attached_says_so(app: PyWry) -> None:
    handle = await app.show.aio("", label="lonely")
    with pytest.raises(NoPage, match="no page shows 'lonely'"):
        await handle.eval_js.aio("1", timeout_s=0.01)


async def test_a_call_waits_for_a_page_that_is_still_loading(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    asked = asyncio.create_task(handle.eval_js.aio("1 + 1"))
    page = await visit(handle, ready=False)
    page.answers["pywry:eval"] = lambda _: 2
    page.emit("pywry:ready", {})
    assert await asked == 2


async def test_closing_says_bye_and_later_use_is_refused(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    await handle.close.aio()
    assert (await page.expect(lambda f: f["kind"] == "bye"))["reason"] == "closed"
    assert await page.wait_closed() == 1000
    assert not handle.is_open


async def test_showing_a_label_again_replaces_the_page(app: PyWry, visit: Visit) -> None:
    old = await visit(await app.show.aio("old", label="main"))
    handle = await app.show.aio("new", label="main")
    assert (await old.expect(lambda f: f["kind"] == "bye"))["reason"] == "replaced"
    assert (await visit(handle)).view.html == "new"
    assert app.get_labels() == ["main"]


async def test_a_destroyed_app_refuses_further_pages() -> None:
    from pywry.transports.memory import MemoryTransport

    app = PyWry(transport=MemoryTransport)
    app.destroy()
    app.destroy()
    with pytest.raises(Closed, match="make a new PyWry"):
        app.show("")


async def test_a_tab_that_was_replaced_by_a_reconnect_is_told_to_go(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    first = await visit(handle, viewer="v1")
    await visit(handle, viewer="v1")
    assert await first.wait_closed() == 1000
    assert handle.viewers == 1


async def test_what_pages_printed_is_there_for_an_agent_also_when_none_is_attached(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    for n in range(300):
        page.emit("pywry:console", {"level": "log", "text": f"line {n}"})
    page.disconnect()
    told = await handle.describe.aio()
    assert [line["text"] for line in told.console] == [f"line {n}" for n in range(280, 300)]
    assert "No page is attached" in (told.widget.note or "")
