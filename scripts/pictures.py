"""Takes the pictures of the documentation, light and dark: `uv run scripts/pictures.py [NAME ...]`."""

from __future__ import annotations

import asyncio
import base64
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import devenv

sys.path.insert(0, str(devenv.ROOT))

from pywry.gallery.shelf import NAMES
from pywry.headless import Browser, Tab
from tests.docs.program import PAINTED, Program

FOLDER = devenv.ROOT / "docs/pictures"
THUMBNAILS = devenv.ROOT / "pywry/gallery/pictures"
STILL = "document.getAnimations().every((animation) => animation.playState !== 'running')"
TWO_FRAMES = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(true))))"
PLOT = "document.querySelector('.js-plotly-plot')"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What is photographed.

    Attributes:
        name: Of the example, and of the files.
        width: Of the page, in CSS pixels.
        height: Of the page, in CSS pixels; None is as high as what it shows.
        ready: JavaScript that is true when there is enough to see.
        click: What is clicked before, if anything.
    """

    name: str
    width: int = 1200
    height: int | None = None
    ready: str = "true"
    click: str | None = None

    @property
    def arguments(self) -> list[str]:
        """What Python is given to show it."""
        if self.name == "demo":
            return ["-m", "pywry.cli", "demo"]
        if self.board is not None:
            # A package of sample data uses what pandas is about to give up.
            return ["-W", "ignore:The inplace keyword", "-m", "pywry.cli", "demo", "gallery", self.board]
        return [str(devenv.ROOT / f"docs/examples/{self.name}.py")]

    @property
    def board(self) -> str | None:
        """The dashboard of the gallery that it shows, if it is one."""
        room, _, name = self.name.partition("_")
        return name if room == "gallery" else None


GALLERY = {
    "sea": f"{PLOT}.data[0].x.length >= 500",
    "server": f"{PLOT}.data[0].x.length >= 12",
    "log": "document.querySelectorAll('[data-panel=log] .ag-row').length >= 20",
}
"""What live dashboards need before there is enough to see."""

PICTURES = (
    Picture(
        name="demo",
        width=1440,
        ready=f"{PLOT} && document.querySelectorAll('.js-plotly-plot')[2]?.data[0].x.length >= 60",
    ),
    Picture(
        name="both_ways",
        width=760,
        height=180,
        click="#ask",
        ready="document.getElementById('answer').textContent !== ''",
    ),
    Picture(name="chart", height=620),
    Picture(name="chart_buttons", height=420),
    Picture(name="chart_templates", height=460),
    Picture(name="chart_map", height=560),
    Picture(name="chart_tiles", height=560),
    Picture(name="chart_live", height=480, ready=f"{PLOT}.data[0].x.length >= 200"),
    Picture(name="chart_large", height=560),
    Picture(name="grid", height=480),
    Picture(
        name="grid_set",
        height=480,
        click='.ag-header-cell[col-id="carrier"] .ag-floating-filter-button button',
        ready="document.querySelectorAll('.pywry-set-line').length > 3",
    ),
    Picture(name="grid_edit", width=900, height=200),
    Picture(name="grid_levels", height=480),
    Picture(name="dashboard"),
    Picture(name="dashboard_inputs"),
    Picture(name="dashboard_layout"),
    Picture(name="dashboard_callback"),
    Picture(name="live_sensor", ready=f"{PLOT}.data[0].x.length >= 100"),
    Picture(name="live_async", height=480, ready="document.querySelector('.pywry-live') !== null"),
    Picture(name="dashboard_live", ready=f"{PLOT}.data[0].x.length >= 120"),
    *(Picture(name=f"gallery_{name}", width=1280, ready=GALLERY.get(name, "true")) for name in NAMES),
)


BOARD, THUMBNAIL = 900, 360


async def small(tab: Tab, width: int, **form: Any) -> bytes:
    """The page, so many pixels wide; as a thumbnail, its upper part."""
    across, down = await tab.evaluate("[innerWidth, innerHeight]")
    high = down if form["format"] == "png" else min(down, across * 5 / 8)
    clip = {"x": 0, "y": 0, "width": across, "height": high, "scale": width / across}
    answer = await tab.send("Page.captureScreenshot", {"clip": clip, **form})
    return base64.b64decode(answer["data"])


async def photograph(tab: Tab, picture: Picture) -> bytes:
    """Wait until there is enough to see, and take the picture."""
    if picture.height is None:
        high = await tab.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
        size = {"width": picture.width, "height": high, "deviceScaleFactor": 1, "mobile": False}
        await tab.send("Emulation.setDeviceMetricsOverride", size)
        await tab.reload()
        await tab.wait_for(PAINTED, 30)
    if picture.click is not None:
        await tab.click(picture.click)
    for condition in (picture.ready, STILL, TWO_FRAMES):
        await tab.wait_for(condition, 60)
    return await tab.screenshot()


async def take(pictures: list[Picture]) -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    async with Browser() as browser:
        for picture in pictures:
            for theme in ("light", "dark"):
                with tempfile.TemporaryDirectory() as folder:
                    async with Program(browser, Path(folder), *picture.arguments) as program:
                        tab = await program.tab(width=picture.width, height=picture.height or 200, dark=theme == "dark")
                        png = await photograph(tab, picture)
                        if picture.board is not None:
                            png = await small(tab, BOARD, format="png")
                            webp = await small(tab, THUMBNAIL, format="webp", quality=80)
                            THUMBNAILS.mkdir(exist_ok=True)
                            (THUMBNAILS / f"{picture.board}-{theme}.webp").write_bytes(webp)
                        await tab.close()
                file = FOLDER / f"{picture.name}-{theme}.png"
                file.write_bytes(png)
                print(f"{file.relative_to(devenv.ROOT)}: {len(png) // 1000} kB", flush=True)


def main() -> int:
    """Take the pictures that are named, or all."""
    code = devenv.enter(__file__)
    if code is not None:
        return code
    names = sys.argv[1:]
    unknown = set(names) - {picture.name for picture in PICTURES}
    if unknown:
        print(f"no picture {min(unknown)!r}; there are: {', '.join(p.name for p in PICTURES)}", file=sys.stderr)
        return 2
    asyncio.run(take([picture for picture in PICTURES if not names or picture.name in names]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
