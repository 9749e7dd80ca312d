"""Exports a page: as a document that stands alone, as a picture, on paper, as a script."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pywry.export.place import may_replace, place_of, write
from pywry.progress import step
from pywry_tools.errors import NoBrowser, NoSuchPanel, NotHere
from pywry_tools.models.export import Exported, Order

if TYPE_CHECKING:
    from pywry.headless.tab import Tab
    from pywry.runtime.context import HubContext
    from pywry.runtime.hub import Hub
    from pywry.runtime.widget import Widget


class Made(NamedTuple):
    """What an export is made of.

    Attributes:
        content: Of the file.
        beside: The paths of files that belong to it.
        notes: What is different in it.
    """

    content: bytes
    beside: Sequence[str] = ()
    notes: Sequence[str] = ()


WIDTH, STANDING, HEIGHT = 1280, 1024, 800
MOST_ROWS, PAPER_ROWS = 200_000, 5_000
NO_BROWSER = "{error} A document needs none: export it as html, and print that."


async def export(context: HubContext, hub: Hub, widget: Widget, order: Order) -> Exported:
    """Make a page into what was ordered, and write it.

    Raises:
        NoSuchPanel: The page has no such panel.
        NotAllowed: The caller may not write there.
        BadData: The page or the file does not let it be done.
        NoBrowser: A picture or a PDF needs a headless browser, and none is installed.
        NotHere: The page is somebody else's.
    """
    if order.panel is not None and order.panel not in widget.panels:
        raise NoSuchPanel(order.panel, widget.panels, where=f" in {widget.id}")
    if widget.page.url is not None and order.format != "py":
        raise NotHere(f"{widget.id} shows somebody else's page, which cannot be exported; export it from its own site.")
    caller = context.actor.caller
    place = place_of(order.path, order.format, caller, order.overwrite, widget.id) if order.keep else None
    content, beside, notes = await _made(context, hub, widget, order, place)
    if place is not None:
        await step(context.report, 3, 3, "writing the file")
        await asyncio.to_thread(write, place, content, replace=may_replace(caller, order.overwrite))
    path = None if place is None else str(place)
    made = Exported(
        widget=widget.id,
        panel=order.panel,
        format=order.format,
        path=path,
        size=len(content),
        beside=beside,
        notes=notes,
    )
    return made.holding(content)


async def _made(context: HubContext, hub: Hub, widget: Widget, order: Order, place: Path | None) -> Made:
    if order.format == "html":
        await step(context.report, 1, 3, "reading the page")
        return await asyncio.to_thread(_document, context, hub, widget, order)
    if order.format != "py":
        return await _picture(context, hub, widget, order)
    from pywry.runtime.scripts import script

    made = await asyncio.to_thread(script, context, hub, widget, order, place)
    beside = [] if place is None else [str(place.parent / name) for name in made.files]
    return Made(made.text.encode(), beside, made.notes)


async def _picture(context: HubContext, hub: Hub, widget: Widget, order: Order) -> Made:
    await step(context.report, 1, 3, "opening the page")
    try:
        async with _shown(hub, widget, order) as tab:
            await step(context.report, 2, 3, "drawing it")
            return await _drawn(context, widget, tab, order)
    except NoBrowser as error:
        if order.format == "png" and hub.offers("window") and order.width is order.height is None:
            from pywry.runtime.pictures import window_picture

            picture, _ = await window_picture(context, hub, widget, panel=order.panel, theme=order.theme)
            return Made(picture, notes=await context.ask(widget.id, "pywry:unseen", {"panel": order.panel}))
        raise NoBrowser(NO_BROWSER.format(error=error)) from None


async def _drawn(context: HubContext, widget: Widget, tab: Tab, order: Order) -> Made:
    from pywry.export.drawing import pdf_of, png_of
    from pywry.runtime.glance import as_seen

    await as_seen(context, widget, tab, order.panel)
    width = _width(order)
    if order.format == "png":
        picture, notes = await png_of(tab, width=width, whole=order.height is None, panel=order.panel)
        return Made(picture, notes=notes)
    paper, notes = await pdf_of(
        tab,
        width=width,
        size=order.page_size,
        landscape=order.landscape,
        background=order.background,
        rows=order.max_rows,
        theme="dark" if order.theme == "dark" else "light",
    )
    return Made(paper, notes=notes)


@asynccontextmanager
async def _shown(hub: Hub, widget: Widget, order: Order) -> AsyncGenerator[Tab]:
    """The page in a headless browser: itself where it has an address, else a copy of it."""
    width, height = _width(order), order.height or HEIGHT
    dark = None if order.theme in (None, "system") else order.theme == "dark"
    scale = 2 if order.format == "png" else 1
    # Somebody who asks for a theme means every page, also one with a theme of its own.
    themed = order.theme is not None and order.format == "png"
    url = widget.url if order.panel is None and not themed and not hub.offers("window") else None
    if url is not None and url.startswith(("http://", "https://")):
        async with hub.eye.look(widget.id, url, width=width, height=height, dark=dark, scale=scale) as tab:
            yield tab
        return
    with tempfile.TemporaryDirectory(prefix="pywry-export-") as folder:
        copy = Path(folder, "page.html")
        await asyncio.to_thread(_save, copy, widget, order)
        address = copy.as_uri()
        async with hub.eye.look(widget.id, address, width=width, height=height, dark=dark, scale=scale) as tab:
            yield tab


def _save(path: Path, widget: Widget, order: Order) -> None:
    from pywry.export.document import copy_of, document_of

    copy = copy_of(widget, panel=order.panel, theme=order.theme, max_rows=order.max_rows or PAPER_ROWS, cut=True)
    path.write_text(document_of(copy, note=False), encoding="utf-8")


def _document(context: HubContext, hub: Hub, widget: Widget, order: Order) -> Made:
    from pywry.export.document import copy_of, document_of
    from pywry.export.notes import notes_of
    from pywry.runtime.scripts import around_of

    copy = copy_of(widget, panel=order.panel, theme=order.theme, max_rows=order.max_rows or MOST_ROWS)
    return Made(document_of(copy).encode(), notes=notes_of(widget, around_of(context, hub, widget), copy))


def _width(order: Order) -> int:
    stands = order.format == "pdf" and not order.landscape and order.page_size != "fit"
    return order.width or (STANDING if stands else WIDTH)
