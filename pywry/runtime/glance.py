"""Shows a page to a headless browser as the person who looked last has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pywry.export.panels import view_of, zoom_of
from pywry.panels.chart import ChartPanel
from pywry.panels.grid import GridPanel
from pywry_tools.errors import PyWryError

if TYPE_CHECKING:
    from pywry.headless.tab import Tab
    from pywry.runtime.context import HubContext
    from pywry.runtime.widget import Widget
    from pywry_tools.ports import Panel

ANSWER_S = 3
WIDTHS = ("width", "flex")
CALM = "!document.querySelector('.pywry-grid-foot[data-waits]')"
CALM_S = 10

Json = dict[str, Any]


async def as_seen(context: HubContext, widget: Widget, tab: Tab, panel: str | None) -> None:
    """Sort, filter, arrange and zoom a page in a tab of ours; other viewers see nothing of it.

    Args:
        context: Who asks.
        widget: The page.
        tab: What shows it.
        panel: Only this panel is shown; None is all.
    """
    shown = [name for name in widget.panels if panel in (None, name)]
    for name in shown:
        told = await _told(context, widget, widget.panels[name])
        if told is not None:
            await tab.evaluate(f"pywry.dispatch({json.dumps(told[0])}, {json.dumps(told[1])})")
    if any(isinstance(widget.panels[name], GridPanel) for name in shown):
        await tab.wait_for(CALM, CALM_S)


async def _told(context: HubContext, widget: Widget, panel: Panel) -> tuple[str, Json] | None:
    """What makes a panel look as it does elsewhere."""
    if isinstance(panel, ChartPanel):
        ranges = {f"{axis}.range": edges for axis, edges in zoom_of(panel).items()}
        return ("plotly:update-layout", {"chartId": panel.id, "layout": ranges}) if ranges else None
    if isinstance(panel, GridPanel):
        state = await _asked(context, widget, panel.id) or view_of(panel)
        return ("grid:restore-state", {"gridId": panel.id, "state": state}) if state else None
    return None


async def _asked(context: HubContext, widget: Widget, grid: str) -> Json:
    """How the last viewer has a grid, but for widths, which go by the window; nothing where nobody answers."""
    if not widget.viewers:
        return {}
    try:
        state: Json = await context.ask(widget.id, "grid:state", {"gridId": grid}, timeout_s=ANSWER_S)
    except PyWryError:
        return {}
    columns = [{name: value for name, value in one.items() if name not in WIDTHS} for one in state["columnState"]]
    return {"filterModel": state["filterModel"], "sortModel": state["sortModel"], "columnState": columns}
