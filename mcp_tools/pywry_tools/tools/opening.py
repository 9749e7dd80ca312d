"""What every show tool does: open a page, in a window where there are windows, and answer what it is."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from pywry_tools.errors import InvalidArguments
from pywry_tools.models.menu_entry import Menu
from pywry_tools.models.page import Page, PanelState, WidgetState
from pywry_tools.models.window import AnyWindow, WindowOptions
from pywry_tools.ports import Context, Widget
from pywry_tools.tools.menu import AnyMenu, config_of
from pywry_tools.tools.placing import keep, meant, place, put, told

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
    ctx: Context,
    page: Page,
    *,
    width: int | None = None,
    height: int | None = None,
    window: AnyWindow | None = None,
    menu: AnyMenu | None = None,
    **options: Any,
) -> WidgetState:
    """Open a page; what the transport cannot do for its window is left out, and the answer says so.

    Args:
        ctx: The context.
        page: What to draw.
        width: Of the window, in logical pixels.
        height: Of the window, in logical pixels.
        window: What else is to be said about the window.
        menu: The window's menu, or the id of one that was made.
        options: As `Context.open` takes them.

    Raises:
        InvalidArguments: A size is none.
        ValidationError: An option of the window is none.
    """
    own = sized(width=width, height=height)
    missing = left_out(ctx, [*own, *(["window"] if window else []), *([] if menu is None else ["menu"])])
    if missing is not None:
        page = page.model_copy(update={"window": {}})
        return state_of(await ctx.open(page, **options), note=missing)
    whole = None if menu is None else meant(ctx, config_of(menu))
    looks = _looks(ctx, window) | own | ({} if whole is None else {"menu": told(whole)})
    before = {widget.id for widget in ctx.widgets()}
    opened = await ctx.open(page.model_copy(update={"window": looks}), **options)
    if whole is not None:
        await _hang(ctx, place("window", opened.id), whole, is_new=opened.id not in before)
    return state_of(opened)


def _looks(ctx: Context, window: AnyWindow | None) -> dict[str, Any]:
    if window is None:
        return {}
    given = window if isinstance(window, WindowOptions) else WindowOptions.model_validate(window)
    told = given.wire()
    return told | ({"icon": ctx.icon(told["icon"])} if "icon" in told else {})


async def _hang(ctx: Context, where: str, menu: Menu, *, is_new: bool) -> None:
    """A window that is new was built with its menu; one that got another page gets the menu now."""
    if is_new:
        keep(ctx, where, menu)
    else:
        await put(ctx, where, menu)


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


def left_out(ctx: Context, window: Collection[str]) -> str | None:
    """What cannot be done for want of windows, said once in the log; None if all can."""
    if not window or ctx.offers("window"):
        return None
    names = " and ".join(window)
    log.warning("%s left out: pages get no windows of their own here.", names)
    return f"{names} left out: pages get no windows of their own here."
