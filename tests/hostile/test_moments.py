"""Calls that are cut short, that meet each other, or whose page goes away while they wait."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import anyio.lowlevel
import pytest
from fastmcp import Client

from pywry import PyWry
from pywry.serve import serve
from pywry.transports.memory import MemoryPage
from tests.hostile.conftest import ROWS, Ask

pytestmark = pytest.mark.anyio

Open = Callable[[str], Awaitable[MemoryPage]]

WAITING: list[tuple[str, dict[str, Any]]] = [
    ("page_wait_for", {"events": ["app:never"], "timeout_s": 60}),
    ("page_eval_js", {"script": "1", "timeout_s": 60}),
    ("page_call", {"name": "never", "timeout_s": 60}),
    ("page_describe", {}),
]
each_wait = pytest.mark.parametrize(("tool", "arguments"), WAITING, ids=[tool for tool, _ in WAITING])


async def began(house: PyWry, tool: str) -> None:
    """Let a call come as far as it comes without the page."""
    for _ in range(20):
        await anyio.lowlevel.checkpoint()


@each_wait
async def test_a_page_that_closes_in_the_middle_of_a_call_ends_it_in_words(
    ask: Ask, house: PyWry, open_page: Open, tool: str, arguments: dict[str, Any]
) -> None:
    await ask("page_show", content="<p>x", label="brief")
    page = await open_page("brief")
    page.silent = True
    waiting = asyncio.ensure_future(ask(tool, widget="brief", **arguments))
    await began(house, tool)
    await house.get("brief").close.aio()
    failed, said = await asyncio.wait_for(waiting, 5)
    assert failed and "brief" in said, said
    page.disconnect()


@each_wait
async def test_a_call_that_is_given_up_leaves_the_others_alone(
    ask: Ask, house: PyWry, open_page: Open, tool: str, arguments: dict[str, Any]
) -> None:
    await ask("page_show", content="<p>x", label="given-up")
    page = await open_page("given-up")
    page.silent = True
    waiting = asyncio.ensure_future(ask(tool, widget="given-up", **arguments))
    await began(house, tool)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    failed, said = await ask("page_update", widget="given-up", title="still here")
    assert not failed and json.loads(said)["widget"] == "given-up"
    page.disconnect()


async def test_an_id_that_has_gone_stale_says_what_is_open(ask: Ask) -> None:
    await ask("page_show", content="<p>x", label="stale")
    assert not (await ask("page_close", widget="stale"))[0]
    for tool, arguments in [("page_update", {"title": "x"}), ("page_close", {}), ("page_describe", {})]:
        failed, said = await ask(tool, widget="stale", **arguments)
        assert failed and "no widget 'stale'." in said and "Call page_list_open" in said


async def test_a_panel_that_was_taken_away_is_named_with_those_that_are_left(ask: Ask) -> None:
    panels = [{"kind": "chart", "id": name, "figure": {"data": [{"y": [1]}]}} for name in ("left", "gone")]
    await ask("dashboard_show", panels=panels, label="shrinking")
    assert not (await ask("dashboard_update", widget="shrinking", remove=["gone"]))[0]
    failed, said = await ask("plotly_update", widget="shrinking", panel="gone", layout={"title": "x"})
    assert failed and "no panel 'gone'" in said and "'left'" in said


async def test_two_agents_change_one_dashboard_and_neither_loses_anything(house: PyWry) -> None:
    async with Client(serve(house.session)) as one, Client(serve(house.session)) as other:
        await one.call_tool(
            "dashboard_show", {"panels": [{"kind": "metric", "id": "m", "value": 0}], "label": "shared"}
        )

        async def add(client: Client[Any], name: str) -> int:
            panel = {"kind": "metric", "id": name, "value": 1}
            answer = await client.call_tool("dashboard_update", {"widget": "shared", "panels": [panel]})
            return int((answer.structured_content or {})["revision"])

        calls = [add(client, f"{who}{n}") for n in range(10) for who, client in (("a", one), ("b", other))]
        revisions = await asyncio.gather(*calls)
        seen = await other.call_tool("page_list_open")
    [board] = [w for w in (seen.structured_content or {})["widgets"] if w["widget"] == "shared"]
    assert {panel["id"] for panel in board["panels"]} == {"m", *(f"{who}{n}" for n in range(10) for who in "ab")}
    assert max(revisions) == board["revision"]


async def test_two_agents_write_one_cell_and_the_last_one_wins_for_both(house: PyWry) -> None:
    async with Client(serve(house.session)) as one, Client(serve(house.session)) as other:
        await one.call_tool("grid_show", {"data": ROWS, "row_id": "city", "label": "cells"})
        for number in range(20):
            client = one if number % 2 else other
            cell = {"row_id": "Bern", "col_id": "people", "value": number}
            await client.call_tool("grid_update", {"widget": "cells", "cells": [cell]})
        for client in (one, other):
            read = await client.call_tool("grid_read", {"widget": "cells"})
            assert (read.structured_content or {})["records"][0] == {"city": "Bern", "people": 19}


async def test_one_agent_closes_what_another_one_works_on(house: PyWry) -> None:
    async with Client(serve(house.session)) as one, Client(serve(house.session)) as other:
        await one.call_tool("page_show", {"content": "<p>x", "label": "taken"})
        await other.call_tool("page_close", {"widget": "taken"})
        result = await one.call_tool("page_update", {"widget": "taken", "title": "x"}, raise_on_error=False)
    assert result.is_error and "no widget 'taken'" in result.content[0].text


async def test_a_hundred_calls_at_once_are_all_answered(ask: Ask) -> None:
    calls = [ask("page_show", content=f"<p>{n}", label=f"many-{n}") for n in range(50)]
    calls += [ask("page_update", widget="nobody", title="x") for _ in range(50)]
    told = await asyncio.gather(*calls)
    assert [failed for failed, _ in told] == [False] * 50 + [True] * 50
    for n in range(50):
        await ask("page_close", widget=f"many-{n}")
