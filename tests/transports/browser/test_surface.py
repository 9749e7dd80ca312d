"""The HTTP surface under inputs that nobody thought of."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from schemathesis.schemas import BaseSchema

from pywry.transports.browser import BrowserTransport
from pywry.transports.browser.hosts import Hosts
from tests.render.built import build
from tests.transports.browser.house import House

bounded = settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def surface(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    """What a server says of itself, and the server, on a thread of its own."""
    house = House()
    house.show("w-1")
    transport = BrowserTransport(house, assets=build(tmp_path_factory.mktemp("assets")), open_tabs=False)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(transport.start(), loop).result(10)
    yield schemathesis.openapi.from_url(f"{transport.address}/openapi.json")
    asyncio.run_coroutine_threadsafe(transport.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("/w/{widget}", schemathesis.GenerationMode.POSITIVE),
        ("/w/{widget}", schemathesis.GenerationMode.NEGATIVE),
        # Every text is a file name, so nothing is a wrong one.
        ("/assets/{file}", schemathesis.GenerationMode.POSITIVE),
    ],
)
def test_every_answer_is_one_that_is_declared(
    surface: BaseSchema, path: str, mode: schemathesis.GenerationMode
) -> None:
    operation = cast(Any, surface)[path]["GET"]

    @bounded
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        case.call_and_validate()

    check()


@bounded
@given(host=st.text(), origin=st.text() | st.text().map("http://{}".format))
@example(host="[::1", origin="http://[")
def test_no_header_is_taken_for_one_of_ours_by_accident(host: str, origin: str) -> None:
    hosts = Hosts(bound="127.0.0.1", names=["*.example.org"])
    name = host.strip().lower()
    ours = name.startswith(("localhost", "127.", "[::1", "[")) or ".example.org" in name
    assert ours or not hosts.knows(host, "127.0.0.1")
    assert origin.startswith(("http", "HTTP")) or not hosts.trusts(origin, "127.0.0.1:8000")
