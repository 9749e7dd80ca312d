"""An app on the memory transport, living on the test's own loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from pywry import Handle, PyWry
from pywry.transports.memory import MemoryPage, MemoryTransport
from tests.native.fixtures import bus as bus
from tests.native.fixtures import own_bus as own_bus
from tests.native.fixtures import own_screen as own_screen
from tests.native.fixtures import screen as screen

Visit = Callable[..., Awaitable[MemoryPage]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def app(anyio_backend: str) -> AsyncIterator[PyWry]:
    app = PyWry(transport=MemoryTransport)
    app.session.hub.portal.adopt(asyncio.get_running_loop())
    yield app
    await app.session.hub.stop()


@pytest.fixture
def visit(app: PyWry) -> Visit:
    """Loads a handle's page as a browser would."""
    transport = app.transport
    assert isinstance(transport, MemoryTransport)

    async def visit(handle: Handle | str, **options: object) -> MemoryPage:
        label = handle if isinstance(handle, str) else handle.id
        return await transport.visit(label, **options)  # type: ignore[arg-type]  # options of visit

    return visit
