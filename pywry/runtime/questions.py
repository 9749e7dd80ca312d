"""Calls of pages that a panel of the page itself answers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pywry_tools.errors import BadData

if TYPE_CHECKING:
    from pywry.runtime.widget import Widget

QUESTIONS = frozenset({"grid:rows", "grid:csv", "grid:values"})
"""Reserved names; `gridId` says which grid is asked."""


async def answer(widget: Widget, name: str, args: Mapping[str, Any]) -> Any:
    """Let a panel answer in a thread: sorting a million rows must not hold up anybody else.

    Raises:
        NoSuchPanel: There is no such panel.
        BadData: It cannot answer, or not this.
    """
    panel = widget.panel("grid", args.get("gridId"))
    reply = getattr(panel, "answer", None)
    if reply is None:
        raise BadData(f"grid {panel.id!r} has all its rows in the page; nothing is left to ask for with {name}.")
    stale = threading.Event()
    try:
        return await asyncio.to_thread(reply, name, args, stale.is_set)
    except asyncio.CancelledError:
        stale.set()
        raise
