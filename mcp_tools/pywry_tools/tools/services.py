"""What the tools of the desktop have in common: who does it here, and what to say if nobody can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from pywry_tools.errors import NoPage
from pywry_tools.ids import WidgetId
from pywry_tools.ports import Context

Patience = Annotated[float, Field(gt=0, le=3600)]
PERSON_S = 600.0
"""How long a person may take."""


async def plugin(
    ctx: Context, service: str, name: str, command: str, args: Mapping[str, Any] | None = None, **fields: Any
) -> Any:
    """Run a command of a Tauri plugin, which needs no page of a person's.

    Args:
        ctx: The context.
        service: What it is for, for error messages.
        name: The plugin.
        command: As the plugin names it.
        args: Its arguments.
        fields: What else the action takes.

    Raises:
        NotHere: There are no native windows.
        NativeError: The plugin is not enabled, or refused.
    """
    return await ctx.native("plugin_call", needs="desktop", **plugin_fields(service, name, command, args, **fields))


def plugin_fields(
    service: str, name: str, command: str, args: Mapping[str, Any] | None = None, **fields: Any
) -> dict[str, Any]:
    """The fields of the action `plugin_call`; the parameters are those of `plugin`."""
    return {"service": service, "plugin": name, "command": command, "args": dict(args or {}), **fields}


async def on_page(
    ctx: Context, widget: WidgetId | None, service: str, args: Mapping[str, Any], timeout_s: float = 10
) -> Any:
    """Have a page in the browser do it.

    Args:
        ctx: The context.
        widget: Which page; None takes the one that was opened last and is looked at.
        service: What it shall do.
        args: With what.
        timeout_s: How long to wait.

    Raises:
        NoPage: Nobody looks at one.
    """
    given = {name: value for name, value in args.items() if value is not None}
    return await ctx.ask(widget or page_of(ctx), "pywry:desktop", {"service": service, **given}, timeout_s=timeout_s)


def page_of(ctx: Context) -> WidgetId:
    """The page that was opened last and is looked at; one that is about to be, if there is none.

    Raises:
        NoPage: No page is open.
    """
    open_ones = list(ctx.widgets())
    if not open_ones:
        raise NoPage("this needs a page in the browser, and none is open; show one first.")
    return next((w.id for w in reversed(open_ones) if w.viewers), open_ones[-1].id)
