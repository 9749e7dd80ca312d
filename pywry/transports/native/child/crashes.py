"""Pages whose process has ended: the parent is told, and loads them again. On Linux; elsewhere nothing says so."""

from __future__ import annotations

from typing import Any

from pywry.transports.native.child import webkit
from pywry.transports.native.child.desk import Desk, Window

REASONS = {0: "it crashed", 1: "it used too much memory", 2: "it was ended"}


def opened(desk: Desk, window: Window, fields: dict[str, Any]) -> None:
    """Hear of the end of the process that draws a window's page."""
    desk.handle.run_on_main_thread(lambda: _watch(desk, window.label))


def _watch(desk: Desk, label: str) -> None:
    views = webkit.views(desk)
    view = views.view(label)
    if view is not None:
        views.connect(view, "web-process-terminated", lambda _, reason: _tell(desk, label, reason))


def _tell(desk: Desk, label: str, reason: int) -> None:
    said = REASONS.get(reason & 0xFF, "nobody knows why")
    desk.voice.say_soon({"type": "page_ended", "label": label, "reason": said})
