"""A page that a headless browser shows, as a picture or on paper."""

from __future__ import annotations

import base64
from contextlib import suppress

from pywry.headless.tab import Tab
from pywry_tools.errors import PageTimeout
from pywry_tools.models.export import PageSize

SCALE = 2
MOST_PIXELS = 16_000
DPI = 96
MARGIN = 0.4
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


async def png_of(tab: Tab, *, width: int, whole: bool, panel: str | None) -> bytes:
    """A picture.

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
    return await tab.screenshot(None if panel is None else f'[data-panel="{panel}"]')


async def pdf_of(tab: Tab, *, width: int, size: PageSize, landscape: bool, background: bool) -> bytes:
    """The page on paper, with text that can be selected.

    Args:
        tab: What shows the page.
        width: Of the page's own layout, in CSS pixels; it is scaled to the paper.
        size: The paper, or "fit" for one sheet as large as the page.
        landscape: Whether the paper lies on its side.
        background: Whether colours behind text and panels are printed.
    """
    tall = await unfold(tab, width)
    paper = _fit(width, tall) if size == "fit" else _paper(width, size, landscape)
    answer = await tab.send("Page.printToPDF", {"printBackground": background, **paper})
    return base64.b64decode(answer["data"])


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
