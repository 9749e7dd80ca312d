"""What every show tool does: open a page, in a window where there are windows, and answer what it is."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from pywry_tools.errors import InvalidArguments
from pywry_tools.models.page import Page, PanelState, WidgetState
from pywry_tools.ports import Context, Widget

log = logging.getLogger("pywry")

LARGEST = 32767


def state_of(widget: Widget, note: str | None = None) -> WidgetState:
    """A widget in brief."""
    panels = [PanelState(id=p.id, kind=p.kind, title=p.title, facts=p.summary()) for p in widget.panels.values()]
    return WidgetState(
        widget=widget.id,
        kind=widget.kind,
        title=widget.title,
        url=widget.url,
        revision=widget.revision,
        viewers=widget.viewers,
        panels=panels,
        note=note,
    )


async def open_page(
    ctx: Context, page: Page, *, width: int | None = None, height: int | None = None, **options: Any
) -> WidgetState:
    """Open a page; what the transport cannot do for its window is left out, and the answer says so.

    Args:
        ctx: The context.
        page: What to draw.
        width: Of the window, in logical pixels.
        height: Of the window, in logical pixels.
        options: As `Context.open` takes them.

    Raises:
        InvalidArguments: A size is none.
    """
    window = sized(width=width, height=height)
    missing = left_out(ctx, window)
    page = page.model_copy(update={"window": {} if missing else window})
    return state_of(await ctx.open(page, **options), note=missing)


def sized(**sizes: int | None) -> dict[str, int]:
    """The sizes that were given.

    Raises:
        InvalidArguments: One is no whole number of pixels.
    """
    given = {name: size for name, size in sizes.items() if size is not None}
    for name, size in given.items():
        if type(size) is not int or not 1 <= size <= LARGEST:
            raise InvalidArguments(f"{name} must be a whole number of pixels from 1 to {LARGEST}, not {size!r}.")
    return given


def left_out(ctx: Context, window: Mapping[str, Any]) -> str | None:
    """What cannot be done for want of windows, said once in the log; None if all can."""
    if not window or ctx.offers("window"):
        return None
    names = " and ".join(window)
    log.warning("%s left out: pages get no windows of their own here.", names)
    return f"{names} left out: pages get no windows of their own here."
