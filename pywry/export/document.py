"""A page as one file that opens from a disk, without a network and without Python."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any, Protocol

from pywry import wire
from pywry.export.panels import still
from pywry.export.parts import Panels, parts_of
from pywry.render.assets import Assets, installed
from pywry.render.csp import policy
from pywry.render.page import render
from pywry.transports.base import Message, PageView
from pywry_tools.errors import NoSuchPanel
from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Page
from pywry_tools.ports import Panel

# Nothing is asked of any network, except hosts that the program's settings name; what the document carries is run from
# addresses of its own.
RULES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'unsafe-inline' blob:",
    "style-src": "'unsafe-inline'",
    "img-src": "data: blob:",
    "font-src": "data:",
    "media-src": "data: blob:",
    "connect-src": "data: blob:",
    "worker-src": "blob:",
    "frame-src": "data: blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
IN_DOCUMENT = ("html", "theme", "title")
"""State that the document itself holds."""


class Source(Protocol):
    """A page that is open."""

    id: WidgetId
    lock: RLock
    panels: dict[str, Panel]

    def view(self) -> PageView:
        """The page as it is now."""
        ...

    def kept_values(self) -> dict[str, Any]:
        """What pages keep besides panels, by state key."""
        ...


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A page as it was at one moment.

    Attributes:
        view: The page itself.
        panels: What `panel:<id>` says of each.
        message: What a new viewer is greeted with.
    """

    view: PageView
    panels: Panels
    message: Message


def copy_of(source: Source, *, panel: str | None, theme: str | None, max_rows: int, cut: bool = False) -> Copy:
    """Take a page as it is now.

    Args:
        source: The page.
        panel: Only this panel of it.
        theme: light, dark or system; None is the page's own.
        max_rows: How many rows a grid may have.
        cut: Whether of a grid with more the first ones are taken, as a person sorted and filtered them.

    Raises:
        NoSuchPanel: It has no such panel.
        BadData: A grid has more rows.
    """
    with source.lock:
        if panel is not None and panel not in source.panels:
            raise NoSuchPanel(panel, source.panels, where=f" in {source.id}")
        view = replace(source.view(), token="")
        names = [panel] if panel is not None else list(source.panels)
        panels = {name: still(source.panels[name], max_rows, cut=cut) for name in names}
        values = {} if panel is not None else _values(source)
        message = _greeting(view, {**values, **{f"panel:{name}": panels[name] for name in names}})
    if panel is not None:
        view = replace(view, html="", css={}, page=Page(title=view.title, theme=view.page.theme))
    return Copy(view=replace(view, theme=theme or view.theme), panels=panels, message=message)


def _values(source: Source) -> dict[str, Any]:
    """Without what the document holds, and without word of sources that are gone."""
    found = source.kept_values()
    return {k: v for k, v in found.items() if k not in IN_DOCUMENT and not k.startswith(("css:", "live:", "panel:"))}


def _greeting(view: PageView, state: Mapping[str, Any]) -> Message:
    hello: dict[str, Any] = {
        "version": 1,
        "widget": view.widget,
        "epoch": view.epoch,
        "seq": view.seq,
        "capabilities": [],
        "calls": [],
    }
    frames = [
        wire.frame("hello", hello),
        wire.frame("resync", {"reason": "joined", "seq": view.seq, "missed": 0}),
        *(wire.frame("state", {"key": key, "seq": view.seq}, data=data) for key, data in state.items()),
    ]
    return wire.pack(frames)


def document_of(copy: Copy, *, note: bool = True, assets: Assets | None = None) -> str:
    """The document.

    Args:
        copy: What it shows.
        note: Whether it says at its end that it is a copy.
        assets: The built front end; None takes the one of this installation.
    """
    known = assets or installed()
    names = parts_of(copy.panels, copy.view.page.libraries)
    carried = {name: _element(name, known.read(known[name], gz=True)) for name in names}
    text = isinstance(copy.message, str)
    message = copy.message.encode() if isinstance(copy.message, str) else copy.message
    carried["state"] = _element("state", gzip.compress(message, 6, mtime=0), " data-text" if text else "")
    exported = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "linked": _linked(copy)} if note else None
    return render(
        copy.view, known, link="none", policy=policy(RULES, copy.view.hosts), carried=carried, exported=exported
    )


def _element(name: str, packed: bytes, marks: str = "") -> str:
    data = b64encode(packed).decode("ascii")
    return f'<script type="application/gzip" data-pywry-embedded="{name}"{marks}>{data}</script>\n'


def _linked(copy: Copy) -> bool:
    return len(copy.panels) > 1 and any(panel["kind"] in ("chart", "grid", "input") for panel in copy.panels.values())
