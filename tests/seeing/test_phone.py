"""A dashboard under a finger, and on a screen as narrow as a phone's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from pywry import DashboardHandle, PyWry
from pywry.headless import Browser, Tab
from tests.conformance.heard import Heard

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

PAINTED = "document.documentElement.dataset.pywryPainted"
TOUCH = ({"name": "hover", "value": "none"}, {"name": "pointer", "value": "coarse"})
METRIC = {"kind": "metric", "value": 1}
PANELS: list[dict[str, Any]] = [
    {"kind": "input", "id": "least", "title": "At least", "input": "slider", "hint": "in minutes"},
    *({**METRIC, "id": f"m{n}", "title": f"Metric {n}"} for n in range(2)),
    {"kind": "chart", "id": "chart", "title": "Chart", "figure": {"data": [{"y": [1, 2]}]}, "width": 6, "height": 5},
]


@pytest.fixture
async def app() -> AsyncIterator[PyWry]:
    app = PyWry(open_tabs=False)
    app.session.hub.portal.adopt(asyncio.get_running_loop())
    yield app
    await app.session.hub.stop()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


async def drawn(app: PyWry, browser: Browser, width: int) -> tuple[DashboardHandle, Tab]:
    board = await app.show_dashboard.aio(PANELS)
    tab = await browser.page(str(board.url), width=width, height=900)
    await tab.wait_for(PAINTED, 30)
    return board, tab


async def box(tab: Tab, selector: str) -> dict[str, float]:
    script = f"document.querySelector('{selector}').getBoundingClientRect()"
    found: dict[str, float] = await tab.evaluate(f"(({{x, y, right, bottom}}) => ({{x, y, right, bottom}}))({script})")
    return found


async def test_a_finger_finds_the_corner_and_resizes_the_panel(app: PyWry, browser: Browser) -> None:
    board, tab = await drawn(app, browser, 1000)
    await tab.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})
    await tab.send("Emulation.setEmulatedMedia", {"features": list(TOUCH)})
    corner = '[data-panel="chart"] [data-tool="resize"]'
    await tab.wait_for(f"getComputedStyle(document.querySelector('{corner}')).opacity === '1'")
    told, at = Heard(board, "dashboard:layout-changed"), await box(tab, corner)
    for kind, by in (("touchStart", 0), ("touchMove", 80), ("touchMove", 160), ("touchEnd", None)):
        points = [] if by is None else [{"x": at["x"] + 14 + by, "y": at["y"] + 14 + by}]
        await tab.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    [chart] = [item for item in (await told.next())["layout"]["items"] if item["panel"] == "chart"]
    assert (chart["width"], chart["height"]) == (8, 8)


async def test_a_narrow_screen_shows_small_panels_in_pairs_and_leaves_no_hole(app: PyWry, browser: Browser) -> None:
    _, tab = await drawn(app, browser, 380)
    assert await tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    first, second, odd, chart = [await box(tab, f'[data-panel="{name}"]') for name in ("least", "m0", "m1", "chart")]
    assert first["y"] == second["y"] < odd["y"]
    assert (odd["x"], odd["right"]) == (chart["x"], chart["right"]) == (first["x"], second["right"])
    hint = await box(tab, '[data-panel="least"] .pywry-input-hint')
    assert hint["bottom"] < first["bottom"] and hint["right"] < first["right"]
