"""Agents bind a tool's answers to a panel, and see and end what is live."""

from __future__ import annotations

from typing import Any

import pytest

from pywry import PyWry
from pywry_tools.access import Actor
from pywry_tools.errors import InvalidArguments, NoSuchLive, NoSuchTool, NotAllowed
from tests.conftest import Visit

AGENT = Actor(caller="agent")
METRIC = {"kind": "metric", "id": "m", "value": 0}


async def call(app: PyWry, name: str, **arguments: Any) -> Any:
    return await app.session.call(name, arguments, AGENT)


async def test_a_tool_is_asked_at_a_rate_through_the_one_door(app: PyWry, visit: Visit) -> None:
    board = await app.show_dashboard.aio([METRIC], label="b")
    await app.show_dataframe.aio([{"a": 1}, {"a": 5}], label="g")
    page = await visit(board)
    asked = {"widget": "g", "columns": ["a"]}
    started = await call(app, "live_start", widget="b", tool="grid_read", args=asked, pick="records.1.a", rate=100)
    assert (started.live, started.source, started.status) == ("b/m", "grid_read", "running")
    await page.expect(lambda f: f.get("key") == "panel:m" and f["data"]["value"] == 5)
    app.get("g").update_cell("1", "a", 6)  # type: ignore[attr-defined]  # a grid's
    await page.expect(lambda f: f.get("key") == "panel:m" and f["data"]["value"] == 6)
    [listed] = (await call(app, "live_list_all")).lives
    assert listed.count > 1
    assert (await call(app, "live_pause", live="b/m")).status == "paused"
    assert (await call(app, "live_resume", live="b/m")).status == "running"
    await call(app, "live_stop", live="b/m")
    await page.expect(lambda f: f["kind"] == "state")
    calls = await app.session.history(tool="grid_read")
    assert calls[0].actor.caller == "agent"


async def test_only_tools_that_read_and_that_fit_can_be_asked(app: PyWry) -> None:
    await app.show_dashboard.aio([METRIC], label="b")
    with pytest.raises(InvalidArguments, match="asks only tools that read"):
        await call(app, "live_start", widget="b", tool="page_close", args={"widget": "b"})
    with pytest.raises(NoSuchTool, match=r"Did you mean .*'grid_read'"):
        await call(app, "live_start", widget="b", tool="grid_raed")
    with pytest.raises(InvalidArguments, match="widget: Field required"):
        await call(app, "live_start", widget="b", tool="grid_read")
    with pytest.raises(InvalidArguments, match="source"):
        await call(app, "live_start", widget="b", source="/etc/hosts")
    viewer = Actor(caller="agent", roles=frozenset({"viewer"}))
    with pytest.raises(NotAllowed):
        await app.session.call("live_start", {"widget": "b", "tool": "page_list_open"}, viewer)


async def test_an_id_that_is_not_live_is_answered_with_those_that_are(app: PyWry) -> None:
    board = await app.show_dashboard.aio([METRIC], label="b")
    board.live(lambda: 1)
    with pytest.raises(NoSuchLive, match=r"no live source 'b/n'\. Did you mean 'b/m'"):
        await call(app, "live_stop", live="b/n")


async def test_a_tool_that_fails_says_so_and_may_be_asked_again(app: PyWry, visit: Visit) -> None:
    board = await app.show_dashboard.aio([METRIC], label="b")
    page = await visit(board)
    await call(app, "live_start", widget="b", tool="grid_read", args={"widget": "g"}, pick="rows", rate=100, retry=0.02)
    told = await page.expect(lambda f: f.get("key") == "live:m" and f.get("data") is not None)
    assert "no widget 'g'" in told["data"]["text"]
    await app.show_dataframe.aio([{"a": 1}], label="g")
    await page.expect(lambda f: f.get("key") == "panel:m" and f["data"]["value"] == 1)
    assert [state.error for state in (await app.list_live.aio()).lives] == [None]
