"""What tests look for in pages."""

from __future__ import annotations

from pywry.headless import Tab

TOAST = ".pywry-toast-container"
CELL = '[row-id="{row}"] [col-id="{column}"]'


def text(selector: str, said: str) -> str:
    """An expression that is true when an element says something."""
    return f"(document.querySelector({selector!r})?.textContent ?? '').includes({said!r})"


def cell(row: str, column: str) -> str:
    """The selector of a grid's cell."""
    return CELL.format(row=row, column=column)


async def clean(tab: Tab) -> None:
    """The page has nothing to complain about, but for WebGL's remarks about a machine without a graphics card."""
    assert [line for line in tab.console if "WebGL" not in line.text] == []


async def click_point(tab: Tab, selector: str) -> None:
    """Click a chart's point, which takes clicks once it is hovered."""
    await tab.hover(selector)
    await tab.wait_for("document.querySelector('.hoverlayer .hovertext') !== null")
    await tab.click(selector)
