"""A session as whoever calls over MCP sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pywry_tools.access import Actor
from pywry_tools.catalog import AnyTool

if TYPE_CHECKING:
    from pywry.runtime.session import Session
    from pywry.runtime.watch import Change
    from pywry_tools.ids import WidgetId
    from pywry_tools.oauth import OAuth
    from pywry_tools.projections.mcp.door import Principal, Request

T = TypeVar("T")

CLOSING = frozenset({"page_close", "window_close"})
HARMLESS = frozenset({"clipboard_clear", "shortcut_unregister", "deep_link_unregister"})
"""Tools whose work is done again in a moment."""


async def alone(work: Coroutine[Any, Any, T]) -> T:
    """Do work in a task of its own, which is cancelled with the caller.

    A server for MCP cancels what it runs again and again, at every await; work that tidies up when it is cancelled
    counts on being cancelled once.
    """
    task = asyncio.create_task(work)
    _AT_WORK.add(task)
    task.add_done_callback(_over)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.cancel()
        raise


_AT_WORK: set[asyncio.Task[Any]] = set()


def _over(task: asyncio.Task[Any]) -> None:
    _AT_WORK.discard(task)
    if not task.cancelled():
        # Whoever waited has it, or has given up and wants it no more.
        task.exception()


class ActorDoor:
    """A session as one actor sees it."""

    def __init__(self, session: Session, actor: Actor, auth: OAuth | None = None) -> None:
        self._session = session
        self._actor = actor
        self._auth = auth

    async def call(self, tool: AnyTool, arguments: Mapping[str, Any], request: Request | None = None) -> Any:
        """Run a tool for the actor, or for whom the request's token names."""
        actor, report = self._actor, None
        if request is not None:
            actor, report = self._as(request.principal), request.report
        return await alone(self._session.call(tool, arguments, actor, report=report))

    def _as(self, principal: Principal | None) -> Actor:
        if principal is None:
            return self._actor
        roles = self._actor.roles if self._auth is None else self._auth.roles_of(principal.scopes)
        return replace(self._actor, user=principal.name, roles=roles)

    def at_stake(self, tool: AnyTool, arguments: Mapping[str, Any]) -> str | None:
        """What a person would lose by a call; nobody misses a page that nobody looks at."""
        widget = arguments.get("widget")
        if isinstance(widget, str) and tool.name in CLOSING:
            hub = self._session.hub
            found = next((found for found in hub.all(self._actor) if found.id == widget), None)
            if found is None or not found.viewers:
                return None
            where = "one page" if found.viewers == 1 else f"{found.viewers} pages"
            return f"{found.title!r} is open before somebody in {where}, and goes with all that was done there"
        return None if tool.name in HARMLESS else f"{tool.description.splitlines()[0].rstrip('.')}, for good"

    def watch(self, listener: Callable[[str, Change, int], None]) -> Callable[[], None]:
        """Listen to the widgets that the actor may see; what is returned ends it."""
        hub, actor = self._session.hub, self._actor

        def told(widget: WidgetId, change: Change) -> None:
            found = next((found for found in hub.all(actor) if found.id == widget), None)
            if found is not None or change == "closed":
                listener(widget, change, found.revision if found is not None else -1)

        return hub.watch.add(told)
