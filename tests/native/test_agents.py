"""Agents drive native windows, and see their tools only where there are windows."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.client.elicitation import ElicitResult
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport

from pywry import PyWry
from pywry.serve import serve
from pywry_tools.catalog import all_tools
from tests.native.picture import Picture
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = [pytest.mark.anyio, pytest.mark.native]

Native = Callable[..., PyWry]

NEED_WINDOWS = {tool.name for tool in all_tools().values() if tool.needs is not None}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_tools_of_windows_are_hidden_where_there_are_none() -> None:
    with PyWry(mode="browser", open_tabs=False) as app:
        async with Client(serve(app.session, toolsets=("all",))) as client:
            names = {tool.name for tool in await client.list_tools()}
            refused = await client.call_tool("window_maximize", {"widget": "w"}, raise_on_error=False)
    assert names == all_tools().keys() - NEED_WINDOWS
    assert "it needs native windows" in str(refused.content)


async def test_an_agent_opens_a_window_changes_it_looks_at_it_and_hears_of_it(screen: Screen) -> None:
    command = ["-m", "pywry.cli", "mcp", "--toolsets", "core,window,menu,tray,desktop"]
    env = screen.env | {"PYWRY_MODE": "new_window"}
    async with Client(StdioTransport(sys.executable, command, env=env)) as client:
        assert {tool.name for tool in await client.list_tools()} >= NEED_WINDOWS
        html = "<body style='background: rgb(0, 128, 128)'><h1>Agent</h1></body>"
        shown = await client.call_tool("page_show", {"content": html, "title": "Agent", "label": "agent"})
        assert shown.structured_content is not None and "url" not in shown.structured_content
        await client.call_tool("window_update", {"widget": "agent", "width": 500, "height": 320})
        until(lambda: (screen.window("Agent").width, screen.window("Agent").height) == (500, 320), "the new size")
        read = await client.call_tool("window_read", {"widget": "agent"})
        assert read.structured_content is not None
        looked = await client.call_tool("page_screenshot", {"widget": "agent"})
        image = next(part for part in looked.content if part.type == "image")
        assert Picture.of(base64.b64decode(image.data)).color == (0, 128, 128)
        wrong = await client.call_tool("window_update", {"widget": "agnet", "width": 5}, raise_on_error=False)
        assert wrong.is_error and "agent" in str(wrong.content)
        heard = await client.call_tool("page_wait_for", {"widget": "agent", "events": ["window:resized"]})
        assert heard.structured_content is not None
        assert heard.structured_content["events"][0]["name"] == "window:resized"
        screen.close(screen.window("Agent"))
        screen.gone("Agent")
        left = await client.call_tool("page_list_open")
        assert left.structured_content == {"widgets": []}


async def agrees(message: str, response_type: Any, params: Any, context: Any) -> ElicitResult:
    """A person who is asked before a window goes."""
    return ElicitResult(action="accept", content=dict.fromkeys(params.requested_schema["properties"], True))


async def test_an_agent_over_http_drives_the_windows_of_a_running_program(native: Native, screen: Screen) -> None:
    app = native()
    page = await app.show.aio("<h1 id=h>Mine</h1>", "Running", width=400, height=300)
    served = app.serve_mcp(toolsets=("core", "window"))
    place = StreamableHttpTransport(served.url, headers={"Authorization": f"Bearer {served.token}"})
    async with Client(place, elicitation_handler=agrees) as client:
        await client.call_tool("window_update", {"widget": page.id, "width": 520, "height": 340})
        until(lambda: (screen.window("Running").width, screen.window("Running").height) == (520, 340), "the new size")
        told = await client.call_tool("page_eval_js", {"widget": page.id, "script": "h.textContent"})
        assert "Mine" in str(told.content)
        html = "<body style='background: rgb(0, 128, 128)'>"
        shown = await client.call_tool("page_show", {"content": html, "title": "Another", "label": "another"})
        assert shown.structured_content is not None and "url" not in shown.structured_content
        window = screen.window("Another")
        until(lambda: screen.picture(window).color == (0, 128, 128), "its colour")
        await client.call_tool("window_minimize", {"widget": page.id})
        until(lambda: "HIDDEN" in screen.window("Running").state, "a minimized window")
        await client.call_tool("page_close", {"widget": "another"})
        screen.gone("Another")
    assert app.get_labels() == [page.id]
