"""What the request that is being answered says about its caller."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from fastmcp.server.dependencies import get_access_token, get_context

from pywry_tools.ports import Report
from pywry_tools.projections.mcp.door import Principal, Request

log = logging.getLogger("pywry.mcp")


def present() -> Request:
    """The request that is being answered."""
    return Request(_principal(), _report())


def _principal() -> Principal | None:
    token = get_access_token()
    if token is None:
        return None
    return Principal(token.subject or token.client_id, frozenset(token.scopes))


def _report() -> Report | None:
    """Progress goes through the request's own stream, if the client gave it a token."""
    context = get_context()
    request = context.request_context
    token = None if request is None else (request.meta or {}).get("progressToken")
    if request is None or token is None:
        return None
    session, number, home = request.session, context.request_id, asyncio.get_running_loop()

    async def tell(done: float, total: float | None, message: str | None) -> None:
        try:
            await session.send_progress_notification(token, done, total, message, related_request_id=number)
        except Exception as error:  # a client that has left must not break the work that others see
            log.debug("a client does not hear of progress: %s", error)

    async def report(done: float, total: float | None = None, message: str | None = None) -> None:
        await _at(home, tell(done, total, message))

    return report


async def _at(home: asyncio.AbstractEventLoop, work: Any) -> None:
    """The house may live on another loop than the server."""
    if asyncio.get_running_loop() is home:
        await work
    else:
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, home))
