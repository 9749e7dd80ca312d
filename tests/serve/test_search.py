"""An agent finds and calls tools that are not listed, if its owner lets it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastmcp import Client

from pywry import PyWry
from pywry.serve import serve
from pywry_tools.catalog import all_tools, pick
from tests.conftest import Visit

pytestmark = pytest.mark.anyio

PAIR = ["tool_search", "tool_call"]


@pytest.fixture(params=["auto", "legacy"])
async def client(request: pytest.FixtureRequest, app: PyWry) -> AsyncIterator[Client[Any]]:
    async with Client(serve(app.session, search=True), mode=request.param) as client:
        yield client


async def search(client: Client[Any], query: str, **more: Any) -> list[str]:
    found = await client.call_tool("tool_search", {"query": query, **more})
    return [tool["name"] for tool in (found.structured_content or {})["tools"]]


async def says(client: Client[Any], tool: str, **arguments: Any) -> str:
    """The text of a call that fails."""
    result = await client.call_tool(tool, arguments, raise_on_error=False)
    assert result.is_error
    return str(getattr(result.content[0], "text", ""))


async def test_two_tools_stand_behind_those_of_the_toolsets(client: Client[Any]) -> None:
    listed = await client.list_tools()
    assert [tool.name for tool in listed] == [*(tool.name for tool in pick() if tool.needs is None), *PAIR]
    assert (await client.list_tools()) == listed
    find, call = listed[-2:]
    assert find.annotations is not None and find.annotations.read_only_hint
    assert call.annotations is not None and call.annotations.destructive_hint
    assert sum(len(f"{tool.name}{tool.description}{tool.input_schema}") for tool in (find, call)) / 4 < 200
    assert all(word in (client.instructions or "") for word in PAIR)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("export a page as pdf", "page_export"),
        ("SQL query", "data_query"),
        ("open a csv file", "data_open"),
        ("undo the last change", "dashboard_undo"),
        ("show a toast", "page_alert"),
        ("page_set_style", "page_set_style"),
    ],
)
async def test_a_few_words_find_the_tool(app: PyWry, query: str, first: str) -> None:
    async with Client(serve(app.session, search=True)) as client:
        assert first in (await search(client, query))[:2]


async def test_what_was_found_can_be_called_as_its_schema_says(client: Client[Any], app: PyWry) -> None:
    await client.call_tool("page_show", {"content": "<p id=x>", "label": "page"})
    found = await client.call_tool("tool_search", {"query": "put text into an element", "limit": 1})
    [tool] = (found.structured_content or {})["tools"]
    assert (tool["name"], tool["effect"]) == ("page_set_content", "write")
    assert tool["input_schema"] == all_tools()["page_set_content"].input_schema
    arguments = {"widget": "page", "id": "x", "text": "hi"}
    done = await client.call_tool("tool_call", {"name": "page_set_content", "arguments": arguments})
    assert (done.structured_content or {})["widget"] == "page"
    [last] = [row for row in await app.session.history() if row.tool == "page_set_content"]
    assert last.actor.caller == "agent"


async def test_mistakes_come_back_with_what_to_do(client: Client[Any]) -> None:
    assert "Did you mean 'data_query'" in await says(client, "tool_call", name="data_qurey")
    said = await says(client, "tool_call", name="data_query", arguments={"statement": "SELECT 1"})
    assert "sql: Field required" in said and "It takes data_query(sql, name?, limit?)" in said
    assert "query: Field required" in await says(client, "tool_search", text="export")
    assert "call tool_call with name 'data_list_all'" in await says(client, "data_list_all")
    nothing = await client.call_tool("tool_search", {"query": "brew coffee"})
    assert "There are tools for: page, plotly," in (nothing.structured_content or {})["note"]


async def test_a_long_find_stays_short(client: Client[Any]) -> None:
    found = await client.call_tool("tool_search", {"query": "page dashboard grid chart show update", "limit": 10})
    assert len(str(getattr(found.content[0], "text", ""))) <= 8_000
    assert len((found.structured_content or {})["tools"]) >= 3


async def test_a_reading_server_finds_and_calls_only_what_reads(app: PyWry) -> None:
    async with Client(serve(app.session, search=True, read_only=True)) as client:
        found = {name for query in ("export pdf", "close dataset", "profile") for name in await search(client, query)}
        assert found and all(all_tools()[name].effect == "read" for name in found)
        assert "no tool 'data_close'" in await says(client, "tool_call", name="data_close", arguments={"data": "x"})
        call = (await client.list_tools())[-1]
        assert call.annotations is not None and call.annotations.read_only_hint


async def test_what_needs_windows_is_not_found_where_there_are_none(app: PyWry) -> None:
    async with Client(serve(app.session, search=True)) as client:
        assert not [name for name in await search(client, "maximize window", limit=10) if name.startswith("window_")]
        assert "no tool 'window_maximize'" in await says(client, "tool_call", name="window_maximize")


async def test_a_person_is_asked_there_too(client: Client[Any], app: PyWry, visit: Visit) -> None:
    await visit(await app.show.aio("<p>x", label="report"))
    close: dict[str, Any] = {"name": "page_close", "arguments": {"widget": "report"}}
    word = re.search(r'confirm="([^"]+)"', await says(client, "tool_call", **close))
    assert word is not None
    close["arguments"]["confirm"] = word[1]
    assert (await client.call_tool("tool_call", close)).structured_content == {"widgets": []}


async def test_without_the_wish_nothing_is_added(app: PyWry) -> None:
    async with Client(serve(app.session)) as client:
        assert not {tool.name for tool in await client.list_tools()} & set(PAIR)
    async with Client(serve(app.session, toolsets=("all",), search=True)) as client:
        assert not {tool.name for tool in await client.list_tools()} & set(PAIR)


async def test_the_documents_cover_what_can_be_found(client: Client[Any]) -> None:
    assert "pywry://docs/tools/data" in {str(resource.uri) for resource in await client.list_resources()}
