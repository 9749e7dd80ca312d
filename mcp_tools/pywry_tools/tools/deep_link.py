"""Deep links: addresses of a scheme of one's own, such as myapp://report/7, that open the program."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pywry_tools.events.desktop import DeepLinkOpened
from pywry_tools.models.desktop import DeepLinks
from pywry_tools.ports import Callback, Context
from pywry_tools.tool import ForPeople, tool

Scheme = Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]+$")]


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True, open_world=True, needs="desktop")
async def register(ctx: Context, scheme: Scheme, callback: ForPeople[Callback | None] = None) -> DeepLinks:
    """Let addresses of a scheme open this program; each one that reaches it is a desktop:deep-link-opened event.

    Addresses reach a program that is running if it is the single instance (Tauri plugin single_instance).

    Args:
        scheme: Small letters, such as myapp.
        callback: Called with `({"scheme": ..., "url": ...})` for each address.
    """
    urls = await ctx.native("deep_link_register", needs="desktop", scheme=scheme)
    ctx.lasting[f"{DeepLinkOpened.name} {scheme}"] = ("deep_link_register", {"scheme": scheme})
    if callback is not None:
        ctx.keep_handlers(f"{DeepLinkOpened.name} {scheme}", {"": callback})
    return DeepLinks(scheme=scheme, urls=urls)


@tool(effect="destroy", scope="desktop", toolset="desktop", idempotent=True, open_world=True, needs="desktop")
async def unregister(ctx: Context, scheme: Scheme) -> DeepLinks:
    """Let addresses of a scheme open this program no more.

    Args:
        scheme: As it was registered.
    """
    await ctx.native("deep_link_unregister", needs="desktop", scheme=scheme)
    ctx.drop_handlers(f"{DeepLinkOpened.name} {scheme}")
    ctx.lasting.pop(f"{DeepLinkOpened.name} {scheme}", None)
    return DeepLinks(scheme=scheme, urls=[])


@tool(effect="read", scope="desktop", toolset="desktop", needs="desktop")
async def current(ctx: Context, scheme: Scheme) -> DeepLinks:
    """Say with which addresses of a scheme the program was started.

    Args:
        scheme: Such as myapp.
    """
    return DeepLinks(scheme=scheme, urls=await ctx.native("deep_link_current", needs="desktop", scheme=scheme))
