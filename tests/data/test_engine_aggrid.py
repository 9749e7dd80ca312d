"""What engines answer is what AG Grid itself answers for the same rows, in a real browser."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from pywry import PyWry
from pywry.data.engine.query import query_of
from pywry.data.engine.tables import TableEngine
from pywry.data.table import Table
from pywry.headless import Browser
from tests.data.backends import rows
from tests.data.models import PRESETS, model

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

MODELS = 400
OPTIONS = ["equals", "notEqual", "lessThan", "greaterThan", "inRange", "blank", "notBlank"]
GRID = """
(async (rows, asks) => {
  const types = {n: "number", i: "number", t: "text", d: "dateTime", day: "date", b: "boolean"};
  const filters = {number: "agNumberColumnFilter", date: "agDateColumnFilter", dateTime: "agDateColumnFilter"};
  const local = (text) => text === null ? null : new Date(text.length === 10 ? `${text}T00:00:00` : text);
  const texts = rows;
  const data = rows.map((row, at) => ({...row, at, d: local(row.d), day: local(row.day)}));
  const host = document.createElement("div");
  host.style.cssText = "height: 90px; width: 600px";
  document.body.append(host);
  const api = agGrid.createGrid(host, {
    rowData: data, animateRows: false, rowBuffer: 0,
    defaultColDef: {filterParams: {maxNumConditions: 9}},
    columnDefs: Object.entries(types).map(([field, cellDataType]) => ({
      field, cellDataType, filter: filters[cellDataType] ?? "agTextColumnFilter",
      ...(cellDataType.startsWith("date") ? {filterParams: {maxNumConditions: 9, filterOptions: PRESETS}} : {}),
      // What a grid of ours looks into besides is how the browser's language writes dates.
      ...(cellDataType.startsWith("date") ? {getQuickFilterText: ({data}) => texts[data.at][field] ?? ""} : {}),
    })),
  });
  const out = [];
  for (const {filter, sort, quick} of asks) {
    api.setGridOption("quickFilterText", quick ?? "");
    api.applyColumnState({state: (sort ?? []).map((s, sortIndex) => ({...s, sortIndex})), defaultState: {sort: null}});
    api.setFilterModel(filter ?? null);
    const order = [];
    api.forEachNodeAfterFilterAndSort((node) => order.push(node.data.at));
    out.push(order);
  }
  api.destroy();
  return out;
})
"""


async def answers(asks: list[dict[str, Any]]) -> list[list[int]]:
    """What AG Grid shows for each model."""
    app = PyWry(open_tabs=False)
    handle = await app.show_dataframe.aio([{"a": 1}])
    options = [*OPTIONS, "lessThanOrEqual", "greaterThanOrEqual", *PRESETS]
    script = GRID.replace("PRESETS", json.dumps(options))
    records = Table.of(rows()).records()
    try:
        async with Browser() as browser:
            tab = await browser.page(handle.url or "")
            await tab.wait_for("document.documentElement.dataset.pywryPainted")
            found: list[list[int]] = await tab.evaluate(f"({script})({json.dumps(records)}, {json.dumps(asks)})")
            return found
    finally:
        await asyncio.to_thread(app.destroy)


def ours(ask: dict[str, Any]) -> list[int]:
    """What our engine says."""
    engine = TableEngine(Table.of(rows()))
    order = engine.order(
        query_of(engine.types, filters=ask.get("filter"), sorts=ask.get("sort"), quick=ask.get("quick"))
    )
    return list(range(engine.rows)) if order is None else order.tolist()


async def test_filters_and_sorts_are_ag_grids_own() -> None:
    asks = [model(seed) for seed in range(MODELS)]
    asks += [{"filter": {"day": {"filterType": "date", "type": preset}}} for preset in PRESETS]
    asks += [{"quick": words} for words in ("ann", "ANNA B", "zoë", "true", "-2.25", "  ann", "nothing")]
    theirs = await answers(asks)
    wrong = [(ask, them, ours(ask)) for ask, them in zip(asks, theirs, strict=True) if them != ours(ask)]
    assert not wrong, f"{len(wrong)} of {len(asks)} differ, the first: {wrong[0]}"
