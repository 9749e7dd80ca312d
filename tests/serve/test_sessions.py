"""An agent that belongs to a session has that session's pages and data, and what the program shares."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastmcp import Client

from pywry import PyWry
from pywry.serve import serve
from pywry_tools.access import Actor

pytestmark = pytest.mark.anyio

Two = tuple[Client[Any], Client[Any]]


@pytest.fixture
async def two(app: PyWry) -> AsyncIterator[Two]:
    """Ada's agent and Bob's, with a page of the program and one of Ada's."""
    await app.show.aio("<p>for all", label="shared")
    ada, bob = (Actor(user=name, session=f"s-{name}", caller="agent") for name in ("ada", "bob"))
    async with (
        Client(serve(app.session, ada, ("all",))) as hers,
        Client(serve(app.session, bob, ("all",))) as his,
    ):
        await hers.call_tool("grid_show", {"data": [{"a": 1}], "label": "hers"})
        await hers.call_tool("data_query", {"sql": "SELECT 1 AS a", "name": "sums"})
        yield hers, his


async def refused(client: Client[Any], tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments, raise_on_error=False)
    assert result.is_error
    return str(result.content[0].text)


async def listed(client: Client[Any]) -> set[str]:
    answer = await client.call_tool("page_list_open")
    return {widget["widget"] for widget in (answer.structured_content or {})["widgets"]}


async def test_each_sees_its_own_pages_and_those_of_the_program(two: Two, app: PyWry) -> None:
    hers, his = two
    assert await listed(hers) == {"shared", "hers"}
    assert await listed(his) == {"shared"}
    assert {widget.id for widget in app.session.hub.all()} == {"shared", "hers"}


@pytest.mark.parametrize(
    ("tool", "more"),
    [
        ("page_describe", {}),
        ("page_update", {"title": "x"}),
        ("page_close", {}),
        ("page_wait_for", {"events": ["app:*"], "timeout_s": 0.05}),
        ("grid_read", {}),
        ("grid_update", {"data": [{"a": 2}]}),
    ],
)
async def test_a_page_of_another_session_is_not_there_and_not_named(two: Two, tool: str, more: dict[str, Any]) -> None:
    said = await refused(two[1], tool, widget="hers", **more)
    assert "no widget 'hers'. There are: 'shared'." in said
    assert "hers" in await listed(two[0])


async def test_its_state_is_no_resource_of_another_session(two: Two) -> None:
    hers, his = two
    assert (await hers.read_resource("pywry://widgets/hers"))[0].text
    with pytest.raises(Exception, match="no widget 'hers'"):
        await his.read_resource("pywry://widgets/hers")
    assert "hers" not in (await his.read_resource("pywry://widgets"))[0].text


async def test_a_label_does_not_take_the_place_of_another_sessions_page(two: Two) -> None:
    hers, his = two
    assert "label 'hers' is in use elsewhere" in await refused(his, "page_show", content="x", label="hers")
    again = await hers.call_tool("page_show", {"content": "x", "label": "hers"})
    assert (again.structured_content or {})["kind"] == "page"


async def test_data_of_another_session_are_not_there(two: Two) -> None:
    hers, his = two
    assert (await hers.call_tool("data_read", {"data": "sums"})).structured_content
    assert "no dataset 'sums'. There are none." in await refused(his, "data_read", data="sums")
    assert "sums" in await refused(his, "data_query", sql="SELECT * FROM sums")
    assert "no dataset" in await refused(his, "grid_show", data={"ref": "sums"})
