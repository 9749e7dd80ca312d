"""An app that a person's own uvicorn serves, mounted in their own FastAPI."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from pywry import PyWry
from pywry.headless import Browser

pytestmark = pytest.mark.anyio


@pytest.mark.timeout(60)
async def test_pages_calls_and_callbacks_live_on_the_servers_own_loop() -> None:
    app = PyWry(open_tabs=False, listen=False)
    outer = FastAPI()
    outer.mount("/dash", app.asgi)

    @app.asgi.get("/mine")
    def mine() -> dict[str, int]:
        return {"mine": 1}

    sock = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(outer, log_config=None))
    serving = asyncio.create_task(server.serve([sock]))
    loops: asyncio.Queue[asyncio.AbstractEventLoop] = asyncio.Queue()

    async def asynchronous(data: Any) -> None:
        await loops.put(asyncio.get_running_loop())

    # A sync call from a thread, before any request has told the app which loop it lives on.
    html = "<button id=b onclick=\"pywry.emit('app:go', 1)\">go</button>"
    handle = await asyncio.to_thread(app.show, html)
    assert (handle.url or "").startswith("/w/")
    handle.on("app:go", lambda data: handle.set_content("b", text=f"sum {handle.eval_js('1 + 1')}"))
    handle.on("app:go", asynchronous)
    async with Browser() as browser:
        tab = await browser.page(f"http://127.0.0.1:{sock.getsockname()[1]}/dash{handle.url}")
        await tab.wait_for("pywry.connected")
        await tab.click("#b")
        await tab.wait_for("document.getElementById('b').textContent === 'sum 2'")
        assert await asyncio.wait_for(loops.get(), 10) is asyncio.get_running_loop()
        assert await tab.evaluate("fetch('/dash/mine').then(r => r.json())") == {"mine": 1}
        assert tab.console == []
    server.should_exit = True
    await serving
    await asyncio.to_thread(app.destroy)
