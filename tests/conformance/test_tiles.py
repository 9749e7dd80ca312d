"""Maps of tiles: what other hosts give is drawn where the program allows them, else outlines, and it is said why."""

from __future__ import annotations

import asyncio
import base64
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from pywry import DashboardHandle, PyWry, PyWrySettings
from pywry.headless import Browser
from tests.conformance.places import BrowserPlace, Place
from tests.conformance.windows import NativePlace, native_app
from tests.native.screen import Screen

pytestmark = pytest.mark.anyio

TILE, POINT, LAND = (200, 30, 120), (0, 255, 0), (228, 228, 232)
TRACE = {"type": "scattermap", "lon": [-60, 60], "lat": [0, 30], "marker": {"size": 30, "color": "rgb(0,255,0)"}}
WIDE = {"style": "white-bg", "zoom": 0, "center": {"lon": 0, "lat": 0}}
PAINTED = "document.documentElement.dataset.pywryPainted"


class Tiles(BaseHTTPRequestHandler):
    """Tiles of one colour, some of which cannot be had."""

    def do_GET(self) -> None:
        tile = BytesIO()
        Image.new("RGB", (256, 256), TILE).save(tile, "PNG")
        self.send_response(500 if self.path.startswith("/broken/") else 200)
        self.send_header("content-type", "image/png")
        self.send_header("access-control-allow-origin", "*")
        self.end_headers()
        self.wfile.write(tile.getvalue())

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def tiles() -> Iterator[str]:
    """The address of a server of tiles."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
async def allowing_browser(chromium: Browser, tiles: str) -> AsyncIterator[Place]:
    place = BrowserPlace(PyWry(open_tabs=False, settings=settings_for(tiles)), chromium)
    yield place
    await place.close()
    await asyncio.get_running_loop().run_in_executor(None, place.app.destroy)


@pytest.fixture
async def allowing_native(own_screen: Screen, tiles: str) -> AsyncIterator[Place]:
    place = NativePlace(native_app(own_screen, settings_for(tiles)), own_screen)
    yield place
    await asyncio.get_running_loop().run_in_executor(None, place.app.destroy)


@pytest.fixture(params=["browser", pytest.param("native", marks=pytest.mark.native)])
def allowing(request: pytest.FixtureRequest) -> Place:
    """A place whose pages may ask the server of tiles, and a port where nobody is."""
    place: Place = request.getfixturevalue(f"allowing_{request.param}")
    return place


def settings_for(tiles: str) -> PyWrySettings:
    return PyWrySettings(csp={"connect_src": [tiles, "http://127.0.0.1:1"]})  # type: ignore[arg-type]  # pydantic makes a section of it


def tiled(address: str) -> dict[str, Any]:
    style = {
        "version": 8,
        "sources": {"s": {"type": "raster", "tiles": [address + "/{z}/{x}/{y}.png"], "tileSize": 256}},
        "layers": [{"id": "s", "type": "raster", "source": "s"}],
    }
    return {"data": [TRACE], "layout": {"map": {**WIDE, "style": style}}}


async def shown(place: Place, figures: dict[str, Any]) -> DashboardHandle:
    panels = [
        {"id": name, "kind": "chart", "width": 3, "height": 4, "figure": figure} for name, figure in figures.items()
    ]
    board = await place.app.show_dashboard.aio(panels, theme="light")
    page = await place.open(board)
    await page.wait(PAINTED)
    return board


async def colors_of(board: DashboardHandle, panel: str | None = None) -> set[Any]:
    """The colours of a picture of the page, or of one chart alone."""
    if panel is None:
        picture = base64.b64decode((await board.screenshot.aio()).png)
    else:
        picture = await board.chart(panel).to_image.aio("png", width=300, height=240)
    found = Image.open(BytesIO(picture)).convert("RGB").getcolors(1_000_000)
    assert found is not None
    return {color for _, color in found}


async def test_tiles_of_hosts_that_the_program_allows_are_drawn_and_outlines_where_they_do_not_answer(
    allowing: Place, tiles: str
) -> None:
    figures = {"tiles": tiles, "away": "http://127.0.0.1:1", "broken": tiles + "/broken"}
    board = await shown(allowing, {name: tiled(address) for name, address in figures.items()})
    assert {TILE, POINT, LAND} <= await colors_of(board)
    seen = await board.describe.aio()
    [warning] = [text for text in seen.warnings if "outlines" in text]
    assert "'away'" in warning and "http://127.0.0.1:1 could not be reached" in warning
    layer = {"below": "traces", "sourcetype": "raster", "source": [tiles + "/{z}/{x}/{y}.png"]}
    await board.chart("broken").update_layout.aio({"map.style": "white-bg", "map.layers": [layer]})
    assert {TILE, POINT} <= await colors_of(board, "broken")


async def test_other_hosts_are_not_asked_and_outlines_are_drawn_in_the_colours_of_the_page(browser: Place) -> None:
    layer = {"sourcetype": "raster", "source": ["https://tiles.example.org/{z}/{x}/{y}.png"]}
    texts = {**TRACE, "mode": "markers+text", "text": ["Łódź", "東京"]}
    board = await shown(
        browser,
        {
            "streets": {"data": [TRACE], "layout": {"map": {**WIDE, "style": "open-street-map"}}},
            "layer": {"data": [texts], "layout": {"map": {**WIDE, "layers": [layer]}}},
            "name": {"data": [TRACE], "layout": {"map": {**WIDE, "style": "streetz"}}},
        },
    )
    seen = await board.describe.aio()
    assert [line["level"] for line in seen.console] == ["warn"] * 3
    streets, layer_less, name = (
        " ".join(text for text in seen.warnings if f"'{panel}'" in text) for panel in ("streets", "layer", "name")
    )
    assert "outlines" in streets and 'PyWrySettings(csp={"connect_src": ["https://tile.openstreetmap.org"]})' in streets
    assert "a layer less" in layer_less and "https://tiles.example.org" in layer_less and "outlines" not in layer_less
    assert "no map style 'streetz'" in name
    assert {POINT, LAND} <= await colors_of(board)
    drawn = await board.chart("streets").read_drawn.aio()
    assert drawn.layout["map"]["style"] == "open-street-map"
    board.emit("pywry:update-theme", {"theme": "dark"})
    assert LAND not in await colors_of(board, "streets")


async def test_shapes_from_a_host_that_may_not_be_asked_are_refused_with_a_cure(browser: Place) -> None:
    trace = {"type": "choropleth", "locations": ["a"], "z": [1], "geojson": "https://shapes.example.org/a.json"}
    board = await shown(browser, {"map": {"data": [trace]}})
    seen = await board.describe.aio()
    assert any("give the object itself" in text and "https://shapes.example.org" in text for text in seen.warnings)
