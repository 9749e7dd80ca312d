"""A key-value store for what the program wants to find again: settings, recent files, the last view."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from pydantic import Field

from pywry_tools.models.desktop import Stored, StoredKeys
from pywry_tools.ports import Context
from pywry_tools.tool import tool

Key = Annotated[str, Field(min_length=1, max_length=200)]


@tool(effect="read", scope="desktop", toolset="desktop")
async def get(ctx: Context, key: Key, default: Any = None) -> Stored:
    """Read a value that was stored in this run of the program or an earlier one.

    Args:
        key: Its name.
        default: What to answer if there is none.
    """
    found, value = await asyncio.to_thread(ctx.storage.get, key)
    return Stored(key=key, value=value if found else default, found=found)


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True)
async def set(ctx: Context, key: Key, value: Any) -> Stored:  # noqa: A001 - the tool is storage_set
    """Store a value so that later runs of the program find it.

    Args:
        key: A name of your own.
        value: Any JSON data.
    """
    await asyncio.to_thread(ctx.storage.set, key, value)
    return Stored(key=key, value=value)


@tool(effect="destroy", scope="desktop", toolset="desktop", idempotent=True)
async def remove(ctx: Context, key: Key) -> Stored:
    """Take a stored value away.

    Args:
        key: Its name.
    """
    found = await asyncio.to_thread(ctx.storage.remove, key)
    return Stored(key=key, found=found)


@tool(effect="read", scope="desktop", toolset="desktop")
async def keys(ctx: Context) -> StoredKeys:
    """List the names of what is stored."""
    return StoredKeys(keys=await asyncio.to_thread(ctx.storage.keys))
