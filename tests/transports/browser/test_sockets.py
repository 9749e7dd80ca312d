from __future__ import annotations

import asyncio
import contextlib
import logging

import pytest
import websockets

from pywry.transports.base import PageView
from pywry.transports.browser import BrowserTransport
from pywry.transports.browser.runner import LARGEST_MESSAGE
from tests.transports.browser.conftest import Join
from tests.transports.browser.house import House, Seat

pytestmark = pytest.mark.anyio

MEGABYTES_5 = 5_000_000


@pytest.fixture
def view(house: House) -> PageView:
    return house.show("w-1")


def seat_of(house: House, index: int = -1, widget: str = "w-1") -> Seat:
    return house.seats[widget][index]


async def closed(page: websockets.ClientConnection) -> tuple[int, str]:
    async with asyncio.timeout(5):
        await page.wait_closed()
    assert page.close_code is not None
    return page.close_code, page.close_reason or ""


async def test_messages_arrive_in_order_and_keep_their_kind(join: Join, view: PageView) -> None:
    page = await join(view)
    assert page.subprotocol == "pywry.v1"
    sent: list[str | bytes] = ["[]", b"\x00\xff", "ä\u2028", b"", ""]
    for message in sent:
        await page.send(message)
    assert [await page.recv() for _ in sent] == sent


async def test_what_was_said_before_the_page_came_in_is_delivered(join: Join, view: PageView, house: House) -> None:
    page = await join(view)
    seat_of(house).say("one", b"two", "three")
    assert [await page.recv() for _ in range(3)] == ["one", b"two", "three"]


@pytest.mark.parametrize("message", ["x" * MEGABYTES_5, b"x" * MEGABYTES_5], ids=["text", "bytes"])
async def test_large_messages_pass_both_ways(join: Join, view: PageView, message: str | bytes) -> None:
    page = await join(view)
    await page.send(message)
    assert await page.recv() == message


async def test_a_message_beyond_the_limit_ends_its_own_connection_only(join: Join, view: PageView) -> None:
    greedy, modest = await join(view), await join(view)
    # The server hangs up as soon as it has read how long the message will be.
    with contextlib.suppress(websockets.ConnectionClosed):
        await greedy.send(b"x" * (LARGEST_MESSAGE + 1))
    assert (await closed(greedy))[0] == 1009
    await modest.send("still here")
    assert await modest.recv() == "still here"


async def test_a_wrong_token_is_told_by_its_close_code(join: Join, view: PageView, house: House) -> None:
    for token in ("wrong", ""):
        page = await join(view, token=token)
        code, reason = await closed(page)
        assert code == 4401
        assert "token" in reason
    assert house.seats["w-1"] == []


async def test_a_widget_that_is_not_open_is_told_by_its_close_code(join: Join, house: House) -> None:
    view = house.show("w-2")
    del house.views["w-2"]
    assert (await closed(await join(view)))[0] == 4404


async def test_a_version_that_is_not_spoken_is_told_by_its_close_code(join: Join, view: PageView) -> None:
    page = await join(view, subprotocols=["pywry.v9", "pywry.token.t-w-1"])
    code, reason = await closed(page)
    assert code == 4426
    assert "pywry.v1" in reason


async def test_a_broken_message_gets_its_answer_and_then_the_close_code(
    join: Join, view: PageView, house: House
) -> None:
    page = await join(view)
    await page.send("break the protocol")
    assert await page.recv() == "what you said is wrong"
    code, reason = await closed(page)
    assert code == 4400
    assert reason.startswith("that breaks it ä")
    await asyncio.wait_for(seat_of(house).gone.wait(), 5)


async def test_a_dismissed_page_gets_what_is_left_and_a_normal_close(join: Join, view: PageView, house: House) -> None:
    page = await join(view)
    seat = seat_of(house)
    seat.queue.extend(["one", "bye"])
    seat.dismiss()
    assert [await page.recv(), await page.recv()] == ["one", "bye"]
    assert (await closed(page))[0] == 1000
    await asyncio.wait_for(seat.gone.wait(), 5)


@pytest.mark.parametrize("way", ["close", "abort"])
async def test_a_page_that_goes_away_leaves_its_seat(join: Join, view: PageView, house: House, way: str) -> None:
    page = await join(view)
    if way == "close":
        await page.close()
    else:
        page.transport.abort()
    await asyncio.wait_for(seat_of(house).gone.wait(), 5)


async def test_a_bug_closes_its_own_connection_only_and_is_logged(
    join: Join, view: PageView, caplog: pytest.LogCaptureFixture
) -> None:
    page, other = await join(view), await join(view)
    with caplog.at_level(logging.ERROR, "pywry.browser"):
        await page.send("be a bug")
        assert (await closed(page))[0] == 1011
    assert "a bug in the house" in caplog.text
    await other.send("still here")
    assert await other.recv() == "still here"


async def test_a_page_that_does_not_read_holds_up_nobody(join: Join, view: PageView, house: House) -> None:
    slow = await join(view, max_queue=1)
    slow_seat = seat_of(house)
    slow_seat.say(*["x" * 1_000_000] * 100)
    fast = await join(view)
    for number in range(100):
        await fast.send(str(number))
        assert await asyncio.wait_for(fast.recv(), 5) == str(number)
    assert len(slow_seat.queue) > 10
    await slow.send("may I speak")
    for _ in range(100):
        await asyncio.wait_for(slow.recv(), 5)
    assert await asyncio.wait_for(slow.recv(), 5) == "may I speak"


async def test_a_page_that_does_not_read_is_still_heard(join: Join, view: PageView, house: House) -> None:
    slow = await join(view, max_queue=1)
    seat = seat_of(house)
    seat.echoes = False
    seat.say(*["x" * 1_000_000] * 50)
    await slow.send("first")
    await slow.send("second")
    async with asyncio.timeout(5):
        while len(seat.heard) < 2:
            await slow.recv()
    assert seat.heard == ["first", "second"]
    assert seat.queue


async def test_many_pages_get_one_update_each(join: Join, view: PageView, house: House) -> None:
    pages = [await join(view) for _ in range(50)]
    for seat in house.seats["w-1"]:
        seat.say("update")
    assert await asyncio.gather(*(page.recv() for page in pages)) == ["update"] * 50


async def test_an_update_passes_by_the_pages_that_do_not_read(join: Join, view: PageView, house: House) -> None:
    pages: list[websockets.ClientConnection] = []
    for number in range(9):
        pages.append(await join(view, max_queue=1 if number % 3 == 0 else 16))
        if number % 3 == 0:
            seat_of(house).say(*["x" * 1_000_000] * 50)
    for seat in house.seats["w-1"]:
        seat.say("update")
    reading = [page for number, page in enumerate(pages) if number % 3]
    async with asyncio.timeout(5):
        assert await asyncio.gather(*(page.recv() for page in reading)) == ["update"] * 6
    assert [bool(seat.queue) for seat in house.seats["w-1"][::3]] == [True] * 3


async def test_a_page_that_goes_away_while_it_is_written_to_holds_up_nobody(
    join: Join, view: PageView, house: House
) -> None:
    lost, other = await join(view, max_queue=1), await join(view)
    seat = seat_of(house, 0)
    seat.say(*["x" * 1_000_000] * 50)
    lost.transport.abort()
    await asyncio.wait_for(seat.gone.wait(), 5)
    seat_of(house).say("still here")
    assert await asyncio.wait_for(other.recv(), 5) == "still here"


async def test_an_unknown_socket_is_refused(server: BrowserTransport) -> None:
    with pytest.raises(websockets.InvalidStatus) as caught:
        await websockets.connect((server.address or "").replace("http", "ws") + "/other", proxy=None)
    assert caught.value.response.status_code == 403
