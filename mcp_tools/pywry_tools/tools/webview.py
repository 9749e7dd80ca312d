"""The web view in a native window: addresses, cookies, zoom, developer tools, printing."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from pydantic import Field

from pywry_tools.errors import PyWryError
from pywry_tools.ids import WidgetId
from pywry_tools.models.compact import Checked
from pywry_tools.models.cookies import Cookies, WebviewState
from pywry_tools.models.screen import AnySameSite, Cookie, SameSite
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.page import Address
from pywry_tools.tools.windowing import ask, values, whole

Zoom = Annotated[float, Field(ge=0.1, le=10, strict=True)]

CookieName: TypeAlias = Annotated[str | Cookie, Checked(str), whole(Cookie)]
"""A cookie's name, or from people the whole cookie."""


@tool(effect="write", scope="window", toolset="window", needs="window", open_world=True)
async def navigate(ctx: Context, widget: WidgetId, url: Address) -> WebviewState:
    """Load somebody else's page into a window, whatever it shows now; it gets no bridge to Python.

    Args:
        widget: The window's id.
        url: A whole http or https address.
    """
    return await _do(ctx, widget, "navigate", url)


@tool(effect="write", scope="window", toolset="window", needs="window")
async def reload(ctx: Context, widget: WidgetId) -> WebviewState:
    """Load what a window shows anew, somebody else's page too.

    Args:
        widget: The window's id.
    """
    return await _do(ctx, widget, "reload")


@tool(effect="write", scope="window", toolset="window", needs="window", open_world=True)
async def run_script(ctx: Context, widget: WidgetId, script: str) -> WebviewState:
    """Run JavaScript in what a window shows, somebody else's page too, and wait for no value; page_eval_js has values.

    Args:
        widget: The window's id.
        script: One expression or several statements.
    """
    return await _do(ctx, widget, "eval", script)


@tool(effect="write", scope="window", toolset="window", needs="window")
async def print_page(ctx: Context, widget: WidgetId) -> WebviewState:
    """Open the system's dialog that prints what a window shows; on Linux, calls wait until the person has closed it.

    Args:
        widget: The window's id.
    """
    now = await _state(ctx, widget)
    if ctx.widget(widget).viewers:
        # Once the printer begins, the page can ask for no more of its rows; one that does not answer is printed too.
        with suppress(PyWryError):
            await ctx.ask(widget, "pywry:fetch-paper", {})
    await ctx.native("window_print", needs="window", widget=widget)
    return now


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_zoom(ctx: Context, widget: WidgetId, scale: Zoom) -> WebviewState:
    """Show the page in a window larger or smaller.

    Args:
        widget: The window's id.
        scale: 1 is its own size.
    """
    return await _do(ctx, widget, "set_zoom", scale)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def open_devtools(ctx: Context, widget: WidgetId) -> WebviewState:
    """Open the developer tools of a window.

    Args:
        widget: The window's id.
    """
    return await _do(ctx, widget, "open_devtools")


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def close_devtools(ctx: Context, widget: WidgetId) -> WebviewState:
    """Close the developer tools of a window.

    Args:
        widget: The window's id.
    """
    return await _do(ctx, widget, "close_devtools")


@tool(effect="destroy", scope="window", toolset="window", idempotent=True, needs="window")
async def clear_all_browsing_data(ctx: Context, widget: WidgetId) -> WebviewState:
    """Forget the cookies, storage and caches of every window that keeps them in the same place.

    Args:
        widget: The window's id.
    """
    return await _do(ctx, widget, "clear_all_browsing_data")


@tool(effect="read", scope="window", toolset="window", needs="window")
async def cookies(ctx: Context, widget: WidgetId, url: Address | None = None) -> Cookies:
    """Read the cookies of a window, those for scripts and those that scripts cannot see.

    Args:
        widget: The window's id.
        url: Only those that go to this address.
    """
    return await _cookies(ctx, widget, url)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_cookie(
    ctx: Context,
    widget: WidgetId,
    name: CookieName,
    value: str = "",
    *,
    domain: str = "",
    path: str = "/",
    secure: bool = False,
    http_only: bool = False,
    same_site: AnySameSite = SameSite.Lax,
    expires: datetime | None = None,
) -> Cookies:
    """Store a cookie; every window that keeps its data in the same place has it.

    Args:
        widget: The window's id.
        name: Its name.
        value: What it holds.
        domain: Whose it is; left out, that of the page in the window.
        path: Under which paths it is sent.
        secure: Whether it goes over https alone.
        http_only: Whether scripts cannot read it.
        same_site: To which sites it goes.
        expires: Until when it is kept; left out, until the program ends.
    """
    given = Cookie(str(name), value, domain, path, secure, http_only, SameSite(same_site), expires)
    cookie = name if isinstance(name, Cookie) else given
    await ask(ctx, widget, "set_cookie", await _told(ctx, widget, cookie))
    return await _cookies(ctx, widget)


@tool(effect="destroy", scope="window", toolset="window", idempotent=True, needs="window")
async def delete_cookie(
    ctx: Context, widget: WidgetId, name: CookieName, *, domain: str = "", path: str = "/"
) -> Cookies:
    """Take a cookie away.

    Args:
        widget: The window's id.
        name: Its name.
        domain: Whose it is; left out, that of the page in the window.
        path: Under which paths it is sent.
    """
    cookie = name if isinstance(name, Cookie) else Cookie(str(name), "", domain, path)
    await ask(ctx, widget, "delete_cookie", await _told(ctx, widget, cookie))
    return await _cookies(ctx, widget)


async def _do(ctx: Context, widget: WidgetId, method: str, *args: Any) -> WebviewState:
    await ask(ctx, widget, method, *args)
    return await _state(ctx, widget)


async def _state(ctx: Context, widget: WidgetId) -> WebviewState:
    now = await values(ctx, widget, "url", "zoom", "is_devtools_open")
    return WebviewState(widget=widget, url=now["url"], zoom=now["zoom"], devtools=now["is_devtools_open"])


async def _told(ctx: Context, widget: WidgetId, cookie: Cookie) -> dict[str, Any]:
    from urllib.parse import urlsplit

    address: str = (await values(ctx, widget, "url"))["url"]
    domain = cookie.domain or urlsplit(address).hostname or ""
    return {
        "name": cookie.name,
        "value": cookie.value,
        "domain": domain,
        "path": cookie.path,
        "secure": cookie.secure,
        "http_only": cookie.http_only,
        "same_site": str(cookie.same_site.value),
        "expires": None if cookie.expires is None else cookie.expires.timestamp(),
    }


async def _cookies(ctx: Context, widget: WidgetId, url: str | None = None) -> Cookies:
    found = await (ask(ctx, widget, "cookies") if url is None else ask(ctx, widget, "cookies_for_url", url))
    return Cookies.model_validate({"cookies": [{"same_site": SameSite.Lax, **cookie} for cookie in found]})
