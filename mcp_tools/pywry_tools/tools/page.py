"""Pages: show HTML, look at it, change it, listen to it."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from pywry_tools.errors import BadData, InvalidArguments
from pywry_tools.events.page import (
    Alert,
    Download,
    InjectCss,
    Navigate,
    Refresh,
    RemoveCss,
    RunScript,
    SetContent,
    SetStyle,
    UpdateHtml,
    UpdateTheme,
)
from pywry_tools.ids import WidgetId
from pywry_tools.models.answers import Description, Evaluated, Heard, Picture, Widgets
from pywry_tools.models.content import page_of
from pywry_tools.models.export import Exported, FilePath, Format, Order, PageSize, format_of
from pywry_tools.models.page import HtmlContent, Label, Library, Sent, Theme, WidgetState
from pywry_tools.models.window import AnyWindow
from pywry_tools.ports import Callback, Context, Widget
from pywry_tools.tool import ForPeople, posted, tool
from pywry_tools.tools.looking import below, of_panel, shortened, size_of
from pywry_tools.tools.menu import AnyMenu
from pywry_tools.tools.opening import open_page, state_of

Seconds = Annotated[float, Field(gt=0, le=300)]
Pixels = Annotated[int, Field(ge=64, le=4096)]
Address = Annotated[str, Field(pattern=r"^https?://[^\s]+$")]
CONSOLE_LINES = 20
Callbacks = Mapping[str, Callback] | None


def sent(widget: Widget) -> Sent:
    """The answer of everything that is on its way."""
    return Sent(widget=widget.id, revision=widget.revision, viewers=widget.viewers)


@tool(effect="write", scope="page")
async def show(
    ctx: Context,
    content: str | HtmlContent | None = None,
    title: str | None = None,
    *,
    url: Address | None = None,
    theme: Theme | None = None,
    include_plotly: bool = False,
    include_aggrid: bool = False,
    label: Label | None = None,
    width: ForPeople[int | None] = None,
    height: ForPeople[int | None] = None,
    window: ForPeople[AnyWindow | None] = None,
    menu: ForPeople[AnyMenu | None] = None,
    callbacks: ForPeople[Callbacks] = None,
    watch: ForPeople[bool | None] = None,
) -> WidgetState:
    """Show ordinary HTML, CSS and JavaScript as a live page.

    Its scripts talk to Python with pywry.emit(name, data) and pywry.on(name, fn).

    Args:
        content: HTML, or an object with what it needs.
        title: For the tab or the title bar.
        url: Or somebody else's page; it gets no bridge.
        theme: Left out, the program's own.
        include_plotly: Whether its scripts find window.Plotly.
        include_aggrid: Whether they find window.agGrid.
        label: Its id; replaces an open page of that id.
        width: Of a native window, in logical pixels.
        height: Of a native window, in logical pixels.
        window: Of a native window: WindowOptions, or a dict of them.
        menu: Of a native window: a MenuConfig, or the id of a menu that was made.
        callbacks: Event name to function, heard from the start.
        watch: Whether open pages follow the content's files; None is what the content says.
    """
    if (content is None) is (url is None):
        raise InvalidArguments("page_show takes content, or the url of somebody else's page: one of them, not both.")
    wanted: dict[Library, bool] = {"plotly": include_plotly, "aggrid": include_aggrid}
    needed: frozenset[Library] = frozenset(k for k, on in wanted.items() if on)
    page = page_of(content or "", title=title or url, theme=theme, libraries=needed, watch=watch)
    page = page.model_copy(update={"url": url})
    return await open_page(
        ctx, page, width=width, height=height, window=window, menu=menu, kind="page", label=label, callbacks=callbacks
    )


@tool(effect="read", scope="page")
async def list_open(ctx: Context) -> Widgets:
    """List the pages that are open, oldest first."""
    return Widgets(widgets=[state_of(w) for w in ctx.widgets()])


@tool(effect="read", scope="page")
async def describe(ctx: Context, widget: WidgetId) -> Description:
    """Say what a page shows: text, panels, axes, rows, selection, warnings, console errors.

    Args:
        widget: The page's id.
    """
    found = ctx.widget(widget)
    said = [{**line, "text": shortened(line["text"])} for line in [*found.console][-CONSOLE_LINES:]]
    if not found.viewers:
        note = "No page is attached; open the url to see it live, or call page_screenshot."
        return Description(widget=state_of(found, note=note), console=said)
    page = {k: v for k, v in (await ctx.ask(widget, "pywry:describe", {})).items() if k != "console"}
    return Description(widget=state_of(found), warnings=page.pop("warnings", []), page=page, console=said)


@tool(effect="write", scope="page", idempotent=True)
async def update(
    ctx: Context,
    widget: WidgetId,
    html: str | None = None,
    *,
    theme: Theme | None = None,
    title: str | None = None,
) -> Sent:
    """Change a page's body, theme or title; what did not change keeps its focus, scroll and input.

    Args:
        widget: The page's id.
        html: The new body; its new scripts run once.
        theme: light, dark or system.
        title: For the tab or the title bar.
    """
    found = ctx.widget(widget)
    if html is not None:
        ctx.send(widget, UpdateHtml(html=html))
    if theme is not None:
        ctx.send(widget, UpdateTheme(theme=theme))
    if title is not None:
        ctx.set_state(widget, "title", {"title": title})
    return sent(found)


@posted(scope="page")
def emit(ctx: Context, widget: WidgetId, event: str, data: Any = None) -> Sent:
    """Send an event to a page; every viewer gets it once, in order.

    Args:
        widget: The page's id.
        event: namespace:event-name, such as app:update; pywry:, plotly:, grid: are reserved.
        data: Any data.
    """
    return sent(ctx.emit(widget, event, data))


@posted(scope="page", toolset="page", idempotent=True)
def set_state(ctx: Context, widget: WidgetId, key: str, value: Any) -> Sent:
    """Set a value that the page keeps; the last one wins, and pages that open later get it.

    Args:
        widget: The page's id.
        key: A name of your own; the page reads `pywry.state.get(key)`.
        value: Any data; null takes it away.
    """
    return sent(ctx.set_state(widget, f"state:{key}", value))


@tool(effect="write", scope="page", open_world=True)
async def eval_js(
    ctx: Context,
    widget: WidgetId,
    script: str,
    *,
    timeout_s: Seconds = 10,
    viewer: str | None = None,
    wait: ForPeople[bool] = True,
) -> Evaluated:
    """Run JavaScript in the page and return the value of its last expression; promises are awaited.

    Args:
        widget: The page's id.
        script: One expression or several statements.
        timeout_s: How long to wait for the answer.
        viewer: Which page is asked; left out, the one that a person used last.
        wait: False sends the script to every viewer and waits for none.
    """
    if not wait:
        ctx.send(widget, RunScript(script=script))
        return Evaluated()
    return Evaluated(value=await ctx.ask(widget, "pywry:eval", {"script": script}, timeout_s=timeout_s, viewer=viewer))


@tool(effect="write", scope="page", toolset="page", open_world=True)
async def call(
    ctx: Context,
    widget: WidgetId,
    name: str,
    args: dict[str, Any] | None = None,
    *,
    timeout_s: Seconds = 10,
    viewer: str | None = None,
) -> Evaluated:
    """Call a function that the page offers with `pywry.handle(name, fn)`, and return its answer.

    Args:
        widget: The page's id.
        name: As the page registered it.
        args: Its arguments by name.
        timeout_s: How long to wait for the answer.
        viewer: Which page is asked; left out, the one that a person used last.
    """
    return Evaluated(value=await ctx.ask(widget, name, args or {}, timeout_s=timeout_s, viewer=viewer))


@tool(effect="read", scope="page")
async def wait_for(
    ctx: Context, widget: WidgetId, events: list[str], *, since: int = 0, timeout_s: Seconds = 30
) -> Heard:
    """Wait for events from a page, such as a click, a selection or an edit; nobody else is held up.

    Args:
        widget: The page's id.
        events: Names or wildcards, such as plotly:click, grid:* or app:saved.
        since: The cursor of an earlier answer; 0 hears all that is kept.
        timeout_s: How long to wait when there is none yet.
    """
    found = ctx.widget(widget)
    heard, cursor = await ctx.wait_for(widget, events, since=since, timeout_s=timeout_s)
    note = None if heard else f"Nothing came within {timeout_s:g} s."
    if not heard and not found.viewers:
        note = f"{note} No page is attached; open {found.url}."
    return Heard(events=heard, cursor=cursor, viewers=found.viewers, note=note)


@tool(effect="read", scope="page")
async def screenshot(
    ctx: Context,
    widget: WidgetId,
    *,
    panel: str | None = None,
    width: Pixels = 1280,
    height: Pixels = 800,
    theme: Literal["light", "dark"] | None = None,
) -> Picture:
    """Take a picture of a page or one panel, with a description and warnings.

    Args:
        widget: The page's id.
        panel: Only this panel.
        width: CSS pixels.
        height: CSS pixels.
        theme: As a viewer with this setting sees it.
    """
    png, facts = await ctx.screenshot(widget, panel=panel, width=width, height=height, theme=theme)
    wide, high = size_of(png)
    if panel is not None:
        facts = of_panel(facts, panel)
    return Picture(
        widget=widget,
        panel=panel,
        width=wide,
        height=high,
        warnings=[*facts.pop("warnings", []), *below(facts, panel)],
        png=base64.b64encode(png).decode("ascii"),
        page=facts,
    )


@tool(effect="write", scope="page", toolset="page", open_world=True)
async def export(
    ctx: Context,
    widget: WidgetId,
    path: FilePath | None = None,
    *,
    format: Format | None = None,
    panel: str | None = None,
    width: Pixels | None = None,
    height: Pixels | None = None,
    theme: Theme | None = None,
    page_size: PageSize = "A4",
    landscape: bool = False,
    background: bool = True,
    max_rows: Annotated[int, Field(ge=1)] | None = None,
    overwrite: bool | None = None,
    keep: ForPeople[bool] = True,
) -> Exported:
    """Save a page as it is now: as HTML that works without Python and network, PNG, PDF, or a Python script (py).

    The script shows the same page through the Python API; larger tables become files beside it.

    Args:
        widget: The page's id.
        path: The file, below the program's working directory; left out, a new one whose path is returned.
        format: Left out, what the path ends with.
        panel: Only this panel.
        width: CSS pixels, of a PNG or PDF.
        height: CSS pixels, of a PNG; left out, as tall as the page.
        theme: Left out, the page's own; a PDF is light.
        page_size: Of a PDF; fit is one sheet as large as the page.
        landscape: Whether a PDF's paper lies on its side.
        background: Whether a PDF has colours behind its text.
        max_rows: Of a grid; a PDF has the first 5,000, HTML with more than 200,000 is refused.
        overwrite: Whether a file that is there may be replaced.
        keep: Whether a file is written; False leaves what would be in it in the answer's `content`.
    """
    file = None if path is None else os.fspath(path)
    order = Order(
        format=format_of(file, format),
        path=file,
        keep=keep,
        overwrite=overwrite,
        panel=panel,
        width=width,
        height=height,
        theme=theme,
        max_rows=max_rows,
        page_size=page_size,
        landscape=landscape,
        background=background,
    )
    return await ctx.export(widget, order)


@tool(effect="destroy", scope="page", idempotent=True)
async def close(ctx: Context, widget: WidgetId) -> Widgets:
    """Close a page for every viewer.

    Args:
        widget: The page's id.
    """
    await ctx.close(widget)
    return Widgets(widgets=[state_of(w) for w in ctx.widgets()])


@posted(scope="page", toolset="page", idempotent=True)
def set_content(
    ctx: Context,
    widget: WidgetId,
    id: str | None = None,
    *,
    selector: str | None = None,
    text: str | None = None,
    html: str | None = None,
) -> Sent:
    """Put text or HTML into elements of a page.

    Args:
        widget: The page's id.
        id: The element's id.
        selector: Or a CSS selector; every match is changed.
        text: Text; or
        html: HTML.
    """
    return sent(ctx.send(widget, SetContent(**_given(id=id, selector=selector, text=text, html=html))))


@posted(scope="page", toolset="page", idempotent=True)
def set_style(
    ctx: Context,
    widget: WidgetId,
    styles: dict[str, str | int | float],
    *,
    id: str | None = None,
    selector: str | None = None,
) -> Sent:
    """Set inline styles of elements of a page.

    Args:
        widget: The page's id.
        styles: CSS property to value; an empty value takes one away.
        id: The element's id.
        selector: Or a CSS selector; every match is changed.
    """
    return sent(ctx.send(widget, SetStyle(styles=styles, **_given(id=id, selector=selector))))


@posted(scope="page", toolset="page", idempotent=True)
def inject_css(ctx: Context, widget: WidgetId, css: str, id: str = "pywry-injected-css") -> Sent:
    """Add a style sheet to a page, or replace the one of that id.

    Args:
        widget: The page's id.
        css: The style sheet's text.
        id: To replace or remove it later.
    """
    return sent(ctx.send(widget, InjectCss(css=css, id=id)))


@posted(scope="page", toolset="page", idempotent=True)
def remove_css(ctx: Context, widget: WidgetId, id: str) -> Sent:
    """Take an injected style sheet away.

    Args:
        widget: The page's id.
        id: As it was injected.
    """
    return sent(ctx.send(widget, RemoveCss(id=id)))


@posted(scope="page", toolset="page")
def alert(
    ctx: Context,
    widget: WidgetId,
    message: str,
    type: Literal["info", "success", "warning", "error", "confirm"] = "info",
    title: str | None = None,
    duration: int | None = None,
    callback_event: str | None = None,
    position: Literal["top-right", "top-left", "bottom-right", "bottom-left"] = "top-right",
) -> Sent:
    """Show a toast on a page; a confirm asks, and answers with an event.

    Args:
        widget: The page's id.
        message: One or two sentences.
        type: info, success, warning, error or confirm.
        title: A heading.
        duration: Milliseconds; 0 stays until it is closed.
        callback_event: For a confirm: the event that carries `{"confirmed": bool}`.
        position: The corner.
    """
    given = _given(title=title, duration=duration, callback_event=callback_event)
    return sent(ctx.send(widget, Alert(message=message, type=type, position=position, **given)))


@posted(scope="page", toolset="page")
def download(
    ctx: Context, widget: WidgetId, content: str | bytes, filename: str, mime_type: str = "application/octet-stream"
) -> Sent:
    """Let the viewer save a file.

    Args:
        widget: The page's id.
        content: Text, or bytes from a Python caller.
        filename: A name without a folder.
        mime_type: Such as text/csv.
    """
    if filename.strip() in ("", ".", "..") or "/" in filename or "\\" in filename:
        raise BadData(f"{filename!r} is no file name; give one without a folder, such as report.csv.")
    return sent(ctx.send(widget, Download(content=content, filename=filename, mimeType=mime_type)))


@posted(scope="page", toolset="page")
def navigate(ctx: Context, widget: WidgetId, url: str) -> Sent:
    """Send the viewer to another address.

    Args:
        widget: The page's id.
        url: http, https, mailto or relative; javascript: and data: are refused.
    """
    return sent(ctx.emit(widget, Navigate.name, {"url": url}))


@posted(scope="page", toolset="page")
def refresh(ctx: Context, widget: WidgetId) -> Sent:
    """Load the page anew for every viewer, with what its files hold now.

    Args:
        widget: The page's id.
    """
    ctx.reread(widget)
    return sent(ctx.send(widget, Refresh()))


@posted(scope="page", toolset="page", idempotent=True)
def refresh_css(ctx: Context, widget: WidgetId) -> Sent:
    """Swap the page's style sheets in place for what their files hold now; nothing is loaded anew.

    Args:
        widget: The page's id.
    """
    return sent(ctx.reread(widget, css_only=True))


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
