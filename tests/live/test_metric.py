"""A metric shows the last value, its change within the window and its course."""

from __future__ import annotations

from typing import Any

import pytest

from pywry import Handle, PyWry
from pywry.handles.panel import PanelHandle
from pywry_tools.errors import BadData, InvalidArguments
from tests.conftest import Visit


async def shown(app: PyWry) -> tuple[Handle, PanelHandle]:
    panel = {"kind": "metric", "id": "m", "title": "Heat", "value": 0, "suffix": " K", "format": ".1f"}
    board = await app.show_dashboard.aio([panel, {"kind": "html", "id": "h", "html": ""}], label="b")
    return board, board.panel("m")


async def test_the_last_value_wins_with_its_change_and_course(app: PyWry, visit: Visit) -> None:
    board, metric = await shown(app)
    page = await visit(board)
    await metric.live(iter([1, 5, 3.5]), window=2)
    assert page.state["panel:m"] | {"kind": ""} == {
        "kind": "",
        "title": "Heat",
        "value": 3.5,
        "delta": -1.5,
        "spark": [5.0, 3.5],
        "suffix": " K",
        "format": ".1f",
    }
    assert (await visit(board)).state["panel:m"]["value"] == 3.5
    await board.change.aio(layout=[{"panel": "m", "width": 6}])  # type: ignore[attr-defined]  # a dashboard's
    assert (await visit(board)).state["panel:m"]["value"] == 3.5


@pytest.mark.parametrize(
    ("value", "options", "seen"),
    [
        ({"value": 3, "delta": 9, "hint": "new"}, {}, {"value": 3, "delta": 9, "hint": "new"}),
        ({"heat": 4}, {}, {"value": 4}),
        ({"a": 1, "b": {"c": 5}}, {"y": "b.c"}, {"value": 5}),
        (("12:00", 6), {}, {"value": 6}),
        ([7, 8], {}, {"value": 8, "delta": 1}),
        ("broken", {}, {"value": "broken"}),
    ],
)
async def test_a_value_has_many_forms(
    app: PyWry, visit: Visit, value: Any, options: dict[str, Any], seen: dict[str, Any]
) -> None:
    board, metric = await shown(app)
    await metric.live(iter([value]), **options)
    assert seen.items() <= (await visit(board)).state["panel:m"].items()


async def test_what_is_shown_has_to_be_clear(app: PyWry) -> None:
    _, metric = await shown(app)
    with pytest.raises(BadData, match="which of 'a', 'b' the metric shows was not said; give y="):
        await metric.live(iter([{"a": 1, "b": 2}]))
    with pytest.raises(InvalidArguments, match="one key as y"):
        metric.live([1], y=["a", "b"])
    with pytest.raises(InvalidArguments, match="x is for a chart"):
        metric.live([1], x="t")


async def test_a_fast_source_sends_few_values_and_the_last(app: PyWry, visit: Visit) -> None:
    board, metric = await shown(app)
    page = await visit(board)
    await metric.live(iter(range(50_000)))
    values = [f["data"]["value"] for f in page.frames if f.get("key") == "panel:m"]
    assert values[-1] == 49_999
    assert len(values) < 500
