"""Live data: bind a source to a chart, a grid or a metric; pause it, stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import WithJsonSchema

from pywry_tools.errors import InvalidArguments, NoSuchLive
from pywry_tools.ids import WidgetId
from pywry_tools.models.live import Feed, Lives, LiveState, Plan, Rate, Retry, Source, Window
from pywry_tools.ports import Context
from pywry_tools.tool import ForPeople, posted, tool

Json = Annotated[dict[str, Any], WithJsonSchema({"type": "object"})]


@posted(scope="data", toolset="live")
def start(
    ctx: Context,
    widget: WidgetId,
    source: ForPeople[Source | None] = None,
    *,
    panel: str | None = None,
    tool: str | None = None,
    args: Json | None = None,
    pick: str | None = None,
    x: str | None = None,
    y: str | list[str] | None = None,
    traces: list[int] | None = None,
    rate: Rate | None = None,
    window: Window | None = None,
    by_id: bool = False,
    retry: Retry | None = None,
    parse: ForPeople[Callable[[str], Any] | None] = None,
) -> LiveState:
    """Bind a source to a chart, grid or metric, which follows it from now on.

    What comes may be a number, an object, a list of those, or a table. A chart grows by points, a grid by rows, a
    metric shows the last value. It takes the place of what was bound to the panel before.

    Args:
        widget: The page's id.
        source: An iterator, a function that is called again and again, or the path of a file that grows.
        panel: Which panel, where the page has several.
        tool: A tool that only reads; it is called at the rate.
        args: Its arguments.
        pick: The part of what comes that is meant, such as records or traces.0.y.
        x: chart: the key along the axis; left out, x, a count or the time.
        y: The keys that are measured, one a trace; of a metric one.
        traces: chart: the traces that grow; left out, those of y's names, else the first.
        rate: Times a second, at most; left out, a function or tool is called once a second.
        window: Points a trace, rows, or values for a metric's line that are kept, or "all"; left out, 10000, or 60.
        by_id: grid: rows whose id is there are changed, others appended.
        retry: Seconds after which a source that failed is tried again; left out, it stays failed.
        parse: Turns a line of a file into a value; None skips it.
    """
    if (source is None) == (tool is None):
        raise InvalidArguments("live_start needs one source; give source (from Python) or tool, a tool that reads.")
    if args is not None and tool is None:
        raise InvalidArguments("live_start was given args, which are those of tool; give tool too.")
    plan = Plan(
        source=source,
        tool=tool,
        args=args,
        pick=pick,
        x=x,
        y=[y] if isinstance(y, str) else y,
        traces=traces,
        rate=rate,
        window=window,
        by_id=by_id,
        parse=parse,
        retry=retry,
    )
    return ctx.start_live(widget, panel, plan).state


@tool(effect="read", scope="data", toolset="live")
async def list_all(ctx: Context) -> Lives:
    """List what is bound to panels, and how it goes."""
    return Lives(lives=[feed.state for feed in ctx.lives()])


@posted(scope="data", toolset="live", idempotent=True)
def pause(ctx: Context, live: str) -> LiveState:
    """Take nothing more from a source for now; what it would say waits or is not asked for.

    Args:
        live: The source's id.
    """
    found = _find(ctx, live)
    found.pause()
    return found.state


@posted(scope="data", toolset="live", idempotent=True)
def resume(ctx: Context, live: str) -> LiveState:
    """Go on after a pause.

    Args:
        live: The source's id.
    """
    found = _find(ctx, live)
    found.resume()
    return found.state


@posted(scope="data", toolset="live", idempotent=True)
def stop(ctx: Context, live: str) -> LiveState:
    """Unbind a source for good; what was drawn stays.

    Args:
        live: The source's id.
    """
    found = _find(ctx, live)
    found.stop()
    return found.state


def _find(ctx: Context, live: str) -> Feed:
    known = {feed.id: feed for feed in ctx.lives()}
    if live not in known:
        raise NoSuchLive(live, known)
    return known[live]
