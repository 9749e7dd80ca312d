"""While a person types a page's address, the client offers the pages that are open."""

from __future__ import annotations

from typing import Any

import mcp_types as wire
import pytest
from fastmcp import Client

from pywry import PyWry
from pywry.serve import serve

PAGE = wire.ResourceTemplateReference(type="ref/resource", uri="pywry://widgets/{widget}")
CHOOSER = wire.PromptReference(type="ref/prompt", name="chart_chooser")


@pytest.mark.parametrize("era", ["auto", "legacy"])
async def test_pages_are_offered_by_how_their_ids_begin(app: PyWry, era: Any) -> None:
    for label in ("sales", "stock", "people"):
        await app.show.aio("<p>x", label=label)
    async with Client(serve(app.session), mode=era) as client:
        assert (await client.complete(PAGE, {"name": "widget", "value": "s"})).values == ["sales", "stock"]
        assert (await client.complete(PAGE, {"name": "widget", "value": "x"})).values == []
        assert (await client.complete(CHOOSER, {"name": "question", "value": "s"})).values == []
