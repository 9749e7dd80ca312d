"""What agents are answered is small, by whatever tool and over whatever is open."""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastmcp import Client

from pywry import PyWry
from pywry.serve import serve
from tests.conftest import Visit
from tests.parity.doors import agrees
from tests.parity.samples import UNSEEN

USUAL, MOST = 8_000, 40_000
MOST_MEDIAN_TOKENS = 600

Call = tuple[str, dict[str, Any]]

READS: list[Call] = [
    ("page_list_open", {}),
    ("page_describe", {"widget": "board"}),
    ("page_wait_for", {"widget": "talk", "events": ["app:*"], "timeout_s": 1}),
    ("grid_read", {"widget": "wide"}),
    ("grid_read", {"widget": "long"}),
    ("grid_export_csv", {"widget": "long"}),
    ("plotly_read", {"widget": "lines"}),
    ("plotly_read", {"widget": "lines", "trace": 0}),
    ("dashboard_describe", {"widget": "board"}),
    ("dashboard_layout", {"widget": "board"}),
    ("dashboard_history", {"widget": "board"}),
    ("dashboard_update", {"widget": "board", "remove": ["m1"]}),
    ("data_list_all", {}),
    ("data_profile", {"data": "t1"}),
    ("data_query", {"sql": "SELECT * FROM t1"}),
    ("data_read", {"data": "t1"}),
]


@pytest.fixture
async def client(app: PyWry) -> AsyncIterator[Client[Any]]:
    async with Client(serve(app.session, toolsets=("all",)), elicitation_handler=agrees) as client:
        yield client


async def fill(app: PyWry, visit: Visit) -> None:
    """Open much of everything."""
    wide = [{f"column {number} of a wide table": "text " * 30 for number in range(200)} for _ in range(60)]
    await app.show_dataframe.aio(wide, label="wide")
    await app.show_dataframe.aio([{"a": "x" * 500, "b": i} for i in range(3_000)], label="long")
    layout = {"annotations": [{"text": f"note {i}", "x": i, "y": i} for i in range(500)]}
    traces = [{"y": list(range(2_000)), "name": f"series {i}"} for i in range(100)]
    await app.show_plotly.aio({"data": traces, "layout": layout}, label="lines")
    panels: list[dict[str, Any]] = [{"kind": "metric", "id": f"m{i}", "title": "A" * 60, "value": i} for i in range(99)]
    await app.show_dashboard.aio(panels, datasets={"d": wide}, label="board")
    for number in range(9):
        await app.session.call("data_query", {"sql": f"SELECT {_columns(100)} FROM range(500)", "name": f"t{number}"})
    page = await visit(await app.show.aio("<p>x", label="talk"))
    for number in range(30):
        page.emit("app:said", {"text": "y" * 2_000, "number": number})


def _columns(count: int) -> str:
    return ", ".join(f"repeat('x', 150) AS c{number}" for number in range(count))


async def answered(client: Client[Any], call: Call, limit: int) -> dict[str, Any]:
    """What a call answers, within the limit, the same in both forms."""
    result = await client.call_tool(call[0], call[1], raise_on_error=False)
    text = next(part.text for part in result.content if part.type == "text")
    assert not result.is_error, f"{call}: {text}"
    assert len(text.encode()) <= limit, f"{call} answers {len(text):,} bytes"
    assert json.loads(text) == result.structured_content, call
    return dict(result.structured_content or {})


async def test_whatever_is_open_an_answer_has_8_kb_unless_more_is_asked_for(
    app: PyWry, visit: Visit, client: Client[Any]
) -> None:
    await fill(app, visit)
    for call in READS:
        await answered(client, call, USUAL)
    for name, arguments in READS:
        if name in ("grid_read", "plotly_read", "data_read", "data_query"):
            await answered(client, (name, {**arguments, "limit": 1000}), MOST)


async def test_every_row_is_reached_by_the_cursor(app: PyWry, client: Client[Any]) -> None:
    await app.show_dataframe.aio([{"i": i, "text": "x" * 100} for i in range(300)], label="table")
    seen: list[int] = []
    cursor: int | None = 0
    while cursor is not None:
        answer = await answered(client, ("grid_read", {"widget": "table", "cursor": cursor}), USUAL)
        seen += [row["i"] for row in answer["records"]]
        cursor = answer.get("next_cursor")
    assert seen == list(range(300))


async def test_no_event_is_lost_between_answers_that_are_full(app: PyWry, visit: Visit, client: Client[Any]) -> None:
    page = await visit(await app.show.aio("<p>x", label="talk"))
    for number in range(30):
        page.emit("app:said", {"text": "y" * 1_500, "number": number})
    heard: list[int] = []
    since = 0
    while len(heard) < 30:
        call = ("page_wait_for", {"widget": "talk", "events": ["app:said"], "since": since, "timeout_s": 5})
        answer = await answered(client, call, USUAL)
        heard += [event["data"]["number"] for event in answer["events"]]
        since = answer["cursor"]
    assert heard == list(range(30))


async def test_a_long_answer_is_whole_in_the_resources_that_it_names(app: PyWry, client: Client[Any]) -> None:
    html = "<p>" + "ä€" * 20_000
    panels = [{"kind": "metric", "id": f"m{i}", "title": "ä€" * 100, "value": i} for i in range(200)]
    await app.show_dashboard.aio(panels, label="board")
    result = await client.call_tool("page_list_open")
    assert [part.type for part in result.content] == ["text"]
    named = re.search(r"(pywry://answers/[\w-]+/)1 to \1(\d+)", (result.structured_content or {})["cut"])
    assert named is not None and int(named[2]) > 1
    links = [f"{named[1]}{number}" for number in range(1, int(named[2]) + 1)]
    parts = [(await client.read_resource(link))[0].text for link in links]
    assert all(len(part.encode()) <= MOST for part in parts)
    [widget] = json.loads("".join(parts))["widgets"]
    assert [panel["facts"]["value"] for panel in widget["panels"]] == list(range(200))
    assert html not in "".join(parts)


async def test_an_address_of_no_answer_says_what_to_do(client: Client[Any]) -> None:
    with pytest.raises(Exception, match=r"no answer 'x' is kept.*Call the tool again"):
        await client.read_resource("pywry://answers/x/1")


async def test_the_median_answer_costs_few_tokens(client: Client[Any]) -> None:
    sizes: list[int] = []
    for step in UNSEEN:
        result = await client.call_tool(step.tool, step.arguments, raise_on_error=False)
        text = str(result.content[-1].text)
        assert len(text.encode()) <= USUAL, step
        sizes.append(len(text) // 4)
    assert statistics.median(sizes) <= MOST_MEDIAN_TOKENS


async def test_figures_and_html_do_not_travel_unasked(app: PyWry, client: Client[Any]) -> None:
    points = [float(f"0.{number:04}7531") for number in range(300)]
    panels = [
        {"kind": "chart", "id": "c", "figure": {"data": [{"y": points, "name": "a"}], "layout": {}}},
        {"kind": "html", "id": "h", "html": "<section data-secret-markup>x</section>"},
    ]
    await app.show_dashboard.aio(panels, label="board")
    await app.show.aio("<section data-secret-markup>y</section>", label="html")
    for name, arguments in [
        ("page_list_open", {}),
        ("page_describe", {"widget": "html"}),
        ("page_describe", {"widget": "board"}),
        ("dashboard_describe", {"widget": "board"}),
        ("dashboard_update", {"widget": "board", "panels": [{"kind": "metric", "id": "m", "value": 1}]}),
        ("dashboard_undo", {"widget": "board"}),
        ("plotly_update", {"widget": "board", "panel": "c", "layout": {"title": "t"}}),
    ]:
        text = json.dumps(await answered(client, (name, arguments), USUAL))
        assert "data-secret-markup" not in text, name
        assert "0.01507531" not in text, name
