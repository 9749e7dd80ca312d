"""Agents read what is open, and hear of what changes, in both eras of the protocol."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import anyio.lowlevel
import pytest
from fastmcp import Client
from mcp.client.client import Client as PlainClient

from pywry import PyWry
from pywry.serve import serve
from pywry_tools.projections.instructions import mentioned
from tests.conftest import Visit

pytestmark = pytest.mark.anyio

ALL = "pywry://widgets"


@pytest.fixture(params=["auto", "legacy"])
async def client(request: pytest.FixtureRequest, app: PyWry) -> AsyncIterator[Client[Any]]:
    async with Client(serve(app.session, toolsets=("all",)), mode=request.param) as client:
        yield client


def inside(app: PyWry) -> Any:
    """The SDK's own server, which its client can be joined to without a wire."""
    return serve(app.session)._mcp_server


async def read(client: Client[Any], uri: str) -> Any:
    [content] = await client.read_resource(uri)
    return json.loads(content.text)


async def test_every_open_page_can_be_read(app: PyWry, client: Client[Any]) -> None:
    assert await read(client, ALL) == {"widgets": []}
    await app.show_dataframe.aio({"a": [1, 2]}, label="table")
    [state] = (await read(client, ALL))["widgets"]
    assert (state["widget"], state["kind"], state["panels"][0]["facts"]["rows"]) == ("table", "grid", 2)
    assert await read(client, f"{ALL}/table") == state


async def test_what_a_person_did_is_part_of_the_state(app: PyWry, visit: Visit, client: Client[Any]) -> None:
    handle = await app.show_dataframe.aio({"city": ["Bern", "Chur"]}, label="table", row_id="city")
    page = await visit(handle)
    before = (await read(client, f"{ALL}/table"))["revision"]
    grid = next(iter(app.session.hub.find(handle.id).panels))
    sort = {"gridId": grid, "sortModel": [{"colId": "city", "sort": "desc"}]}
    page.emit("grid:sort-changed", sort)
    assert (await handle.wait_for.aio(["grid:sort-changed"], since=0)).events
    state = await read(client, f"{ALL}/table")
    assert state["revision"] > before
    assert state["panels"][0]["facts"]["seen"]["sort"][0]["sort"] == "desc"


async def test_a_page_that_is_not_open_is_an_error_with_the_nearest_one(app: PyWry, client: Client[Any]) -> None:
    await app.show.aio("<p>x", label="report")
    with pytest.raises(Exception, match=r"reprot.*report"):
        await client.read_resource(f"{ALL}/reprot")


async def test_the_documents_are_there(client: Client[Any]) -> None:
    uris = {str(resource.uri) for resource in await client.list_resources()}
    assert {"pywry://docs/llms.txt", "pywry://docs/tools/grid", "pywry://docs/events", ALL} <= uris
    [overview] = await client.read_resource("pywry://docs/llms.txt")
    assert "- plotly_show: " in overview.text and "pywry://docs/tools/plotly" in overview.text
    [grid] = await client.read_resource("pywry://docs/tools/grid")
    assert "## grid_show" in grid.text


async def test_a_client_that_listens_hears_of_each_page_that_comes_changes_and_goes(app: PyWry) -> None:
    handle = await app.show.aio("<p>x", label="page")
    wanted = [f"{ALL}/page", ALL]
    async with (
        PlainClient(inside(app)) as client,
        client.listen(resources_list_changed=True, resource_subscriptions=wanted) as heard,
    ):
        handle.set_content("x", text="y")
        assert await told(heard) == f"{ALL}/page"
        await app.show.aio("<p>y", label="other")
        assert {await told(heard), await told(heard)} == {"resources", ALL}
        await handle.close.aio()
        assert {await told(heard) for _ in range(3)} == {"resources", ALL, f"{ALL}/page"}


@pytest.mark.filterwarnings("ignore::mcp.shared.exceptions.MCPDeprecationWarning")
async def test_a_client_of_the_era_before_subscribes_to_a_page(app: PyWry) -> None:
    handle = await app.show.aio("<p>x", label="page")
    other = await app.show.aio("<p>y", label="other")
    heard: asyncio.Queue[Any] = asyncio.Queue()
    async with PlainClient(inside(app), mode="legacy", message_handler=heard.put) as client:
        capabilities = client.server_capabilities.resources
        assert capabilities is not None and capabilities.subscribe
        await client.subscribe_resource(f"{ALL}/page")
        other.set_content("x", text="y")
        handle.set_content("x", text="y")
        async with asyncio.timeout(5):
            assert (await heard.get()).params.uri == f"{ALL}/page"
        await client.unsubscribe_resource(f"{ALL}/page")
        # What was on its way before is heard before the answer.
        while not heard.empty():
            heard.get_nowait()
        handle.set_content("x", text="z")
        await client.list_tools()
        assert heard.empty()


async def test_a_page_that_changes_all_the_time_is_told_of_now_and_then_and_in_the_end(app: PyWry) -> None:
    handle = await app.show.aio("<p>x", label="page")
    async with PlainClient(inside(app)) as client, client.listen(resource_subscriptions=[f"{ALL}/page"]) as heard:
        began = asyncio.get_running_loop().time()
        for number in range(2_000):
            handle.set_content("x", text=str(number))
            await anyio.lowlevel.checkpoint()
        spent = asyncio.get_running_loop().time() - began
        events = 0
        try:
            while True:
                await told(heard, timeout_s=0.2)
                events += 1
        except TimeoutError:
            assert 1 <= events <= 60 * spent + 2


async def told(heard: Any, timeout_s: float = 5) -> str:
    """The next event: the resource's address, or `resources` for the list of them."""
    async with asyncio.timeout(timeout_s):
        event = await anext(heard)
    return str(getattr(event, "uri", "resources"))


@pytest.mark.parametrize("name", ["dashboard_recipe", "chart_chooser", "data_profile"])
async def test_prompts_teach_with_tools_that_are_offered(client: Client[Any], name: str) -> None:
    prompt = next(prompt for prompt in await client.list_prompts() if prompt.name == name)
    assert prompt.title and prompt.description
    given = {argument.name: "What sells where?" for argument in prompt.arguments or () if argument.required}
    [message] = (await client.get_prompt(name, given)).messages
    assert "What sells where?" in message.content.text
    assert mentioned(message.content.text) <= {tool.name for tool in await client.list_tools()}


async def test_a_prompt_whose_tools_are_not_offered_is_not_there(app: PyWry) -> None:
    async with Client(serve(app.session, read_only=True)) as client:
        assert await client.list_prompts() == []


@pytest.mark.parametrize(("toolsets", "told"), [(("core",), False), (("core", "data"), True)])
async def test_prompts_speak_of_files_where_these_can_be_opened(
    app: PyWry, toolsets: tuple[str, ...], told: bool
) -> None:
    async with Client(serve(app.session, toolsets=toolsets)) as client:
        [message] = (await client.get_prompt("data_profile", {"data": "sales.csv"})).messages
    assert ("data_profile it before anything else" in message.content.text) is told
    assert "sales.csv" in message.content.text
