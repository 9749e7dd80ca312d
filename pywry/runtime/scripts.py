"""Exports a page as a Python script: what the program has around it is found here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pywry.export.place import may_replace, write
from pywry.export.script.around import Around, Bound, Listening
from pywry.runtime.exports import MOST_ROWS
from pywry_tools.errors import BadData

if TYPE_CHECKING:
    from pywry.export.script.script import Script
    from pywry.runtime.callbacks import Subscription
    from pywry.runtime.context import HubContext
    from pywry.runtime.hub import Hub
    from pywry.runtime.widget import Widget
    from pywry_tools.models.export import Order

MADE = re.compile(r"w-[0-9a-f]{8}")
"""An id that nobody chose."""


def script(context: HubContext, hub: Hub, widget: Widget, order: Order, place: Path | None) -> Script:
    """Write the script, and what stands beside it.

    Args:
        context: Who asks.
        hub: Where the page is.
        widget: The page.
        order: What is wanted.
        place: The file that it becomes; None if it becomes none.

    Raises:
        BadData: A file beside it is there already, or a table has too many rows to be packed into it.
    """
    from pywry.export.script.script import Writer

    around = around_of(context, hub, widget)
    writer = Writer(widget, around, place=place, panel=order.panel, max_rows=order.max_rows or MOST_ROWS)
    with widget.lock:
        writer.draft(order.theme)
    made = writer.finish()
    if place is not None:
        _write_files(made.files, place.parent, replace=may_replace(context.actor.caller, order.overwrite))
    return made


def _write_files(files: dict[str, bytes], folder: Path, *, replace: bool) -> None:
    for name in files:
        if (folder / name).exists() and not (replace and (folder / name).is_file()):
            raise BadData(f"{folder / name} is there already; give another path, or overwrite=true.")
    for name, content in files.items():
        write(folder / name, content, replace=replace)


def around_of(context: HubContext, hub: Hub, widget: Widget) -> Around:
    """What the program has around a page."""
    return Around(
        title=hub.title,
        label=MADE.fullmatch(widget.id) is None,
        listening=list(_listening(widget.subscriptions)),
        everywhere=list(_listening(hub.subscriptions)),
        exposed=list(hub.exposed),
        lives=list(_lives(widget)),
        has_menu=f"window:{widget.id}" in hub.desk.menus,
        kept=list(widget.kept),
        origin=context.origin_of,
    )


def _listening(subscriptions: Iterable[Subscription]) -> Iterator[Listening]:
    for subscription in subscriptions:
        yield Listening(subscription.pattern, subscription.panel, _name(subscription.callback))


def _name(function: Any) -> str:
    """What a function is called, with its module."""
    inner = getattr(function, "func", function)
    name = getattr(inner, "__qualname__", None) or type(inner).__name__
    module = getattr(inner, "__module__", None)
    return name if module in (None, "__main__") else f"{module}.{name}"


def _lives(widget: Widget) -> Iterator[Bound]:
    for feed in widget.feeds.all if widget.feeds is not None else ():
        state = feed.state
        yield Bound(feed.panel, feed.plan, state.source, state.status)
