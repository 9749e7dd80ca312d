"""Pictures of native windows, as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pywry_tools.errors import NoSuchPanel, NotHere

if TYPE_CHECKING:
    from pywry.runtime.context import HubContext
    from pywry.runtime.hub import Hub
    from pywry.runtime.widget import Widget

LONGEST_SIDE = 1568
"""Pixels; models that look shrink larger pictures."""


async def window_picture(
    context: HubContext, hub: Hub, widget: Widget, *, panel: str | None, theme: str | None
) -> tuple[bytes, dict[str, Any]]:
    """A PNG of what a widget's window shows, or of one panel, and the page's own description.

    Raises:
        NoSuchPanel: The page has no such panel.
        NotHere: The page looks otherwise than asked for, or the platform gives no picture.
    """
    if panel is not None and panel not in widget.panels:
        raise NoSuchPanel(panel, widget.panels, where=f" in {widget.id}")
    facts: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    if widget.page.url is None:
        facts = await context.ask(widget.id, "pywry:describe", {})
        _check(widget.id, theme, facts)
        fields = await _part(context, widget, panel, facts)
    elif theme is not None:
        raise NotHere(f"{widget.id} shows somebody else's page, whose theme is its own; leave theme out.")
    taken = await hub.native("snapshot", {**fields, "most": LONGEST_SIDE}, needs="window", widget=widget.id)
    return taken.data, facts


def _check(widget: str, theme: str | None, facts: dict[str, Any]) -> None:
    effective = cast("dict[str, Any]", facts.get("theme") or {}).get("effective")
    if theme is not None and theme != effective:
        raise NotHere(
            f"{widget} is in a native window, which is pictured as it is: {effective}. Leave theme out, or change it "
            f"with page_update(theme={theme!r})."
        )


async def _part(context: HubContext, widget: Widget, panel: str | None, facts: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {"width": cast("dict[str, Any]", facts["size"])["width"]}
    if panel is not None:
        rect = await context.ask(widget.id, "pywry:rect", {"panel": panel})
        fields["rect"] = [rect[side] for side in ("x", "y", "width", "height")]
    return fields
