"""A page that a headless browser shows, as a picture or on paper."""

from __future__ import annotations

import base64
import json
from contextlib import suppress

from pywry.headless.tab import Tab
from pywry_tools.errors import PageTimeout
from pywry_tools.models.export import PageSize

SCALE = 2
MOST_PIXELS = 16_000
DPI = 96
MARGIN = 0.4
MOST_TAGGED = 10_000
TALLEST = 1_000_000
PAPER: dict[PageSize, tuple[float, float]] = {
    "A3": (11.69, 16.54),
    "A4": (8.27, 11.69),
    "A5": (5.83, 8.27),
    "letter": (8.5, 11),
    "legal": (8.5, 14),
    "tabloid": (11, 17),
}
"""Inches."""

TALL = "Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0)"
FRAMES = """(async () => {
  await document.fonts.ready;
  for (let i = 0; i < 2; i++) await new Promise((go) => requestAnimationFrame(go));
  return true;
})()"""
# A chart follows its panel a moment later.
FITS = """[...document.querySelectorAll(".js-plotly-plot")].every((plot) => {
  const drawn = plot._fullLayout;
  if (!drawn || !plot.offsetWidth || plot.layout?.width || plot.layout?.height) return true;
  return Math.abs(drawn.width - plot.offsetWidth) < 2 && Math.abs(drawn.height - plot.offsetHeight) < 2;
})"""
CALM_S = 5


async def unfold(tab: Tab, width: int, scale: float = 1) -> int:
    """Make the window as tall as what is in it, and wait until that is drawn; the height in CSS pixels."""
    await tab.send("Emulation.setScrollbarsHidden", {"hidden": True})
    tall = 0
    for _ in range(3):
        now = min(MOST_PIXELS, int(await tab.evaluate(TALL)))
        if now == tall:
            break
        tall = now
        await tab.resize(width, tall, scale)
        await _drawn(tab)
    return tall


async def _drawn(tab: Tab) -> None:
    await tab.evaluate(FRAMES)
    with suppress(PageTimeout):
        await tab.wait_for(FITS, CALM_S)
    await tab.evaluate(FRAMES)


async def png_of(tab: Tab, *, width: int, whole: bool, panel: str | None) -> tuple[bytes, list[str]]:
    """A picture; and what it does not show.

    Args:
        tab: What shows the page.
        width: Of the window, in CSS pixels.
        whole: Whether all of the page is shown, and not only what fits into the window.
        panel: Only this panel.
    """
    if whole or panel is not None:
        await unfold(tab, width, SCALE)
    else:
        await _drawn(tab)
    picture = await tab.screenshot(None if panel is None else f'[data-panel="{panel}"]')
    return picture, await tab.evaluate(f"pywry.paper.unseen({json.dumps(panel)})")


async def pdf_of(
    tab: Tab, *, width: int, size: PageSize, landscape: bool, background: bool, rows: int | None, theme: str
) -> tuple[bytes, list[str]]:
    """The page on paper, with text that can be selected; and what of it is not there.

    Args:
        tab: What shows the page.
        width: Of the page's own layout, in CSS pixels; it is scaled to the paper.
        size: The paper, or "fit" for one sheet as large as the page.
        landscape: Whether the paper lies on its side.
        background: Whether colours behind text and panels are printed.
        rows: The most rows of a grid; None is as many as paper takes.
        theme: light or dark.
    """
    await _drawn(tab)
    # A sheet of paper is as wide as the page is laid out, so nothing is scaled by the page itself.
    order = {"rows": rows, "width": width, "height": _high(width, size, landscape), "zoom": 1, "theme": theme}
    made = await tab.evaluate(f"pywry.paper.prepare({json.dumps(order)})")
    if size == "fit":
        await unfold(tab, width)
    await _drawn(tab)
    paper = _fit(width, int(await tab.evaluate(TALL))) if size == "fit" else _paper(width, size, landscape)
    # Tags are what makes a table readable to those who do not see it, and most of the file where it is long.
    tagged = made["cells"] <= MOST_TAGGED
    answer = await tab.send("Page.printToPDF", {"printBackground": background, "generateTaggedPDF": tagged, **paper})
    return base64.b64decode(answer["data"]), made["notes"]


def _high(width: int, size: PageSize, landscape: bool) -> int:
    """How many CSS pixels of the page's a sheet is high."""
    if size == "fit":
        return TALLEST
    across, down = PAPER[size][::-1] if landscape else PAPER[size]
    return int(width * (down - 2 * MARGIN) / (across - 2 * MARGIN))


def _fit(width: int, tall: int) -> dict[str, float]:
    # A rounding to the next sheet would add an empty one.
    size = {"paperWidth": width / DPI, "paperHeight": (tall + 2) / DPI}
    return {**size, **_margins(0)}


def _paper(width: int, size: PageSize, landscape: bool) -> dict[str, float]:
    across, down = PAPER[size][::-1] if landscape else PAPER[size]
    scale = (across - 2 * MARGIN) * DPI / width
    return {"paperWidth": across, "paperHeight": down, "scale": min(2.0, max(0.1, scale)), **_margins(MARGIN)}


def _margins(inches: float) -> dict[str, float]:
    return {f"margin{side}": inches for side in ("Top", "Bottom", "Left", "Right")}
