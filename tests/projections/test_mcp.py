"""The catalogue behind an MCP server, seen by an MCP client."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2
import pytest
from fastmcp import Client
from fastmcp.server.middleware import Middleware

from pywry_tools.catalog import AnyTool, pick
from pywry_tools.errors import NoSuchWidget
from pywry_tools.ids import WidgetId
from pywry_tools.models.answers import Evaluated, Picture, Widgets
from pywry_tools.models.figure import ChartImage
from pywry_tools.models.page import Sent
from pywry_tools.projections.mcp import server
from pywry_tools.projections.mcp.door import PLAIN, Request
from pywry_tools.tools import page

PNG = "iVBORw0KGgo="


class House:
    """A door that checks arguments as every door does, and answers from what a test put there."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.heard: list[tuple[str, dict[str, Any]]] = []

    async def call(self, tool: AnyTool, arguments: Mapping[str, Any], request: Request = PLAIN) -> Any:
        self.heard.append((tool.name, tool.validate(arguments)))
        answer = self.answers[tool.name]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client[Any]]:
    async with Client(server(pick(["core", "page"]), house)) as client:
        yield client


async def text_of(client: Client[Any], tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments, raise_on_error=False)
    assert result.is_error
    return str(result.content[0].text)


async def test_text_and_structured_content_say_the_same(client: Client[Any], house: House) -> None:
    house.answers["page_list_open"] = Widgets(widgets=[])
    result = await client.call_tool("page_list_open")
    assert result.structured_content == {"widgets": []}
    assert json.loads(result.content[0].text) == result.structured_content


async def test_the_door_gets_what_the_client_sent(client: Client[Any], house: House) -> None:
    house.answers["page_eval_js"] = Evaluated(value=2)
    await client.call_tool("page_eval_js", {"widget": "w-1", "script": "1 + 1"})
    name, arguments = house.heard[0]
    assert name == "page_eval_js"
    assert (arguments["widget"], arguments["script"], arguments["timeout_s"]) == ("w-1", "1 + 1", 10)


async def test_a_tool_says_its_manners(client: Client[Any]) -> None:
    tools = {tool.name: tool for tool in await client.list_tools()}
    close, look = tools["page_close"].annotations, tools["page_describe"].annotations
    assert close is not None
    assert (close.destructive_hint, close.read_only_hint, close.idempotent_hint) == (True, False, True)
    assert look is not None
    assert (look.read_only_hint, look.destructive_hint, look.open_world_hint) == (True, False, False)
    assert tools["page_eval_js"].annotations.open_world_hint is True
    assert tools["page_close"].title == "Close a page for every viewer"


async def test_the_list_keeps_the_catalogues_order_and_holds_no_noise(client: Client[Any]) -> None:
    tools = await client.list_tools()
    assert [tool.name for tool in tools] == [tool.name for tool in pick(["core", "page"])]
    assert all(set(tool.meta or {}) <= {"anthropic/alwaysLoad"} for tool in tools)
    assert (tools[0].name, tools[0].meta) == ("page_show", {"anthropic/alwaysLoad": True})


async def test_wrong_arguments_come_back_with_each_fault_and_the_signature(client: Client[Any]) -> None:
    text = await text_of(client, "page_wait_for", widget=7, extra=1)
    assert text.splitlines() == [
        "page_wait_for cannot take these arguments:",
        "- widget: Input should be a valid string (got 7)",
        "- events: Field required",
        "- extra: Extra inputs are not permitted (got 1)",
        f"It takes {page.wait_for.usage}.",
        'Right would be: {"widget": "w-1", "events": ["app:saved"]}',
    ]


async def test_an_error_of_the_house_is_its_text_and_nothing_else(client: Client[Any], house: House) -> None:
    house.answers["page_close"] = NoSuchWidget("w-2", ["w-1"])
    assert await text_of(client, "page_close", widget="w-2") == str(NoSuchWidget("w-2", ["w-1"]))


async def test_an_unforeseen_error_is_short_for_the_agent_and_whole_in_the_log(
    client: Client[Any], house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.answers["page_close"] = RuntimeError("the secret is 42")
    with caplog.at_level(logging.ERROR, "pywry.mcp"):
        text = await text_of(client, "page_close", widget="w-1")
    number = re.search(r"e-[0-9a-f]{8}", text)
    assert number is not None and number[0] in caplog.text
    assert "page_list_open" in text
    assert not [word for word in ("RuntimeError", "42", "Traceback") if word in text.replace(number[0], "")]
    assert "the secret is 42" in caplog.text


async def test_a_misspelt_tool_is_answered_with_the_nearest_names(client: Client[Any]) -> None:
    assert "Did you mean 'page_show'" in await text_of(client, "page_shwo")


async def test_a_tool_of_another_toolset_is_named_with_what_switches_it_on() -> None:
    async with Client(server(pick(["core"]), House())) as client:
        assert "--toolsets core,page" in await text_of(client, "page_set_style")


async def test_a_reading_server_offers_no_tool_that_writes() -> None:
    async with Client(server(pick(["core"], read_only=True), House())) as client:
        assert all(tool.annotations.read_only_hint for tool in await client.list_tools())
        assert "without --read-only" in await text_of(client, "page_close", widget="w-1")


async def test_a_picture_is_an_image_and_words_without_base64(client: Client[Any], house: House) -> None:
    house.answers["page_screenshot"] = Picture(widget=WidgetId("w"), width=64, height=64, png=PNG, page={"title": "Q3"})
    result = await client.call_tool("page_screenshot", {"widget": "w"})
    image, words = result.content
    assert (image.type, image.mime_type, image.data) == ("image", "image/png", PNG)
    assert result.structured_content == {
        "widget": "w",
        "width": 64,
        "height": 64,
        "warnings": [],
        "page": {"title": "Q3"},
    }
    assert json.loads(words.text) == result.structured_content
    assert PNG not in words.text


async def test_a_chart_is_seen_by_an_agent_as_what_it_is(house: House) -> None:
    picture = ChartImage(widget=WidgetId("w"), panel="c", mime_type="image/webp", width=64, height=64, image=PNG)
    house.answers["plotly_image"] = picture
    async with Client(server(pick(["plotly"]), house)) as client:
        [tool] = [tool for tool in await client.list_tools() if tool.name == "plotly_image"]
        assert "image" not in (tool.output_schema or {})["properties"]
        assert tool.input_schema["properties"]["format"]["enum"] == ["png", "jpeg", "webp"]
        result = await client.call_tool("plotly_image", {"widget": "w", "format": "webp"})
    image, words = result.content
    assert (image.type, image.mime_type, image.data) == ("image", "image/webp", PNG)
    assert PNG not in words.text
    assert result.structured_content["panel"] == "c"


async def test_a_long_answer_is_cut_and_says_what_is_missing_and_how_to_get_it(
    client: Client[Any], house: House
) -> None:
    house.answers["page_eval_js"] = Evaluated(value=[{"row": i, "text": "x" * 20} for i in range(10_000)])
    result = await client.call_tool("page_eval_js", {"widget": "w", "script": "rows"})
    data = result.structured_content
    assert len(result.content[0].text.encode()) <= 40_000
    assert json.loads(result.content[0].text) == data
    assert data["value"] == [{"row": i, "text": "x" * 20} for i in range(len(data["value"]))]
    assert f"value has the first {len(data['value']):,} of 10,000 entries" in data["cut"]


async def test_an_answer_that_utf8_cannot_carry_arrives_mended(client: Client[Any], house: House) -> None:
    house.answers["page_eval_js"] = Evaluated(value={"half\ud800": float("nan"), "big": 2**64})
    result = await client.call_tool("page_eval_js", {"widget": "w", "script": "x"})
    assert result.structured_content == {"value": {"half�": None, "big": 2**64}}


async def test_the_instructions_teach_the_way_of_working_in_few_words(client: Client[Any]) -> None:
    text = client.instructions or ""
    assert "page_describe" in text
    assert "page_wait_for" in text
    assert len(text) / 4 <= 500


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_clients_of_both_eras_are_served(house: House, mode: Any) -> None:
    house.answers["page_list_open"] = Widgets(widgets=[])
    async with Client(server(pick(), house), mode=mode) as client:
        assert (await client.call_tool("page_list_open")).structured_content == {"widgets": []}


async def test_a_call_over_http_does_not_list_every_tool_first(house: House) -> None:
    class Listing(Middleware):
        """Counts how often tools are listed."""

        count = 0

        async def on_list_tools(self, context: Any, call_next: Any) -> Any:
            self.count += 1
            return await call_next(context)

    house.answers["page_emit"] = Sent(widget=WidgetId("w"), revision=1, viewers=0)
    served, listing = server(pick(), house), Listing()
    served.add_middleware(listing)
    app = served.http_app(path="/mcp")
    message = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {
            "name": "page_emit",
            "arguments": {"widget": "w", "event": "app:x"},
            "_meta": {
                "io.modelcontextprotocol/protocolVersion": "2026-07-28",
                "io.modelcontextprotocol/clientCapabilities": {},
            },
        },
    }
    headers = {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "tools/call",
        "mcp-name": "page_emit",
    }
    async with app.router.lifespan_context(app), httpx2.AsyncClient(transport=httpx2.ASGITransport(app)) as http:
        answer = (await http.post("http://127.0.0.1/mcp", json=message, headers=headers)).json()
    assert answer["result"]["structuredContent"] == {"widget": "w", "revision": 1, "viewers": 0}
    assert listing.count == 0
