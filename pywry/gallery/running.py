"""What `pywry demo gallery` does."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from pywry import PyWry
from pywry.demo import NO_BROWSER, NOT_PAINTED, look
from pywry.environment import has_screen
from pywry.gallery.index import Index
from pywry.gallery.shelf import Card, card, cards
from pywry.install import command_line
from pywry_tools.errors import NoBrowser, PageTimeout

if TYPE_CHECKING:
    from pywry import DashboardHandle, Handle


def show_list() -> int:
    """Print the names and titles."""
    for shown in cards().values():
        print(f"{shown.name:<14}{shown.title}\n{'':<14}{shown.path}")
    print(f"\n`{command_line('demo', 'gallery', 'NAME')}` shows one.")
    return 0


def run(name: str | None = None, *, once: bool = False, browser: bool = True, port: int = 0) -> int:
    """Show the gallery, or one dashboard of it, until nobody looks any more; or draw them once without a window.

    Args:
        name: Of one dashboard; None takes all.
        once: Draw in a headless browser, print one line of JSON a dashboard, and end.
        browser: Whether to open tabs.
        port: Where to serve; 0 takes a free port.

    Returns:
        The exit code: 0; 3 where no browser is installed; 4 if a panel was not painted.
    """
    chosen = None if name is None else card(name)
    if once:
        return _once(list(cards().values()) if chosen is None else [chosen], port)
    with PyWry(open_tabs=None if browser else False, port=port) as app:
        page: Handle = Index(app, tabs=not (browser and has_screen())).show() if chosen is None else chosen.show(app)
        what = "gallery" if chosen is None else chosen.title
        place, it = (f"at {page.url}", "tab") if page.url else ("in a window of its own", "window")
        print(f"{what[0].upper()}{what[1:]}: {place}\nClose its {it} or press Ctrl-C to end.", flush=True)
        app.block()
    return 0


def _once(chosen: list[Card], port: int) -> int:
    code = 0
    with PyWry(open_tabs=False, port=port) as app:
        for drawn in chosen:
            board = drawn.show(app)
            try:
                line = _drawn(app, board)
            except NoBrowser as error:
                print(error, file=sys.stderr)
                return NO_BROWSER
            print(json.dumps({"name": drawn.name, **line}), flush=True)
            code = NOT_PAINTED if "error" in line or any(p.get("error") for p in line["panels"]) else code
            board.close()
    return code


def _drawn(app: PyWry, board: DashboardHandle) -> dict[str, Any]:
    try:
        painted: dict[str, Any] = app.session.hub.portal.run(look(app, board), "gallery")
    except (TimeoutError, PageTimeout) as error:
        return {"error": str(error) or "It was not painted in time.", "panels": []}
    return painted
