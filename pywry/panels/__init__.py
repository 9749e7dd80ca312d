"""The components of a page, as Python keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pywry_tools.errors import InvalidArguments

if TYPE_CHECKING:
    from pywry.panels.base import BasePanel
    from pywry_tools.ports import PanelKind


def make(kind: PanelKind, panel: str, **model: Any) -> BasePanel:
    """Build a panel.

    Args:
        kind: chart, grid, metric, markdown, html or input.
        panel: Its id, unique within the page.
        model: What the panel's class takes.

    Raises:
        BadData: What it shows cannot be shown.
        InvalidArguments: The model does not fit the kind.
    """
    try:
        if kind == "grid":
            from pywry.panels.paged import grid_panel

            return grid_panel(panel, **model)
        return _class(kind)(panel, **model)
    except TypeError as error:
        if "argument" not in str(error):
            raise
        raise InvalidArguments(f"a {kind} panel cannot be made of {', '.join(model)}: {error}.") from None


def _class(kind: PanelKind) -> type[BasePanel]:
    from pywry.panels.chart import ChartPanel
    from pywry.panels.grid import GridPanel
    from pywry.panels.input import InputPanel
    from pywry.panels.metric import MetricPanel
    from pywry.panels.text import HtmlPanel, MarkdownPanel

    classes: dict[PanelKind, type[BasePanel]] = {
        p.KIND: p for p in (ChartPanel, GridPanel, MetricPanel, MarkdownPanel, HtmlPanel, InputPanel)
    }
    return classes[kind]
