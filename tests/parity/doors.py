"""The ways by which one and the same tool is called, each on an app of its own."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from fastmcp import Client
from fastmcp.client.elicitation import ElicitResult
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport

from pywry import Handle, PyWry
from pywry.handles.binding import on_app, on_panel, on_widget
from pywry.serve import serve
from pywry_tools.access import Actor
from pywry_tools.catalog import AnyTool, find
from pywry_tools.errors import PyWryError
from pywry_tools.models.answers import Evaluated
from pywry_tools.tools import page

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/w/([\w.-]+)\?[\w=&.-]+")


@dataclass(frozen=True)
class Outcome:
    """How a call ended: an answer as plain data, or an error's text."""

    answer: Any = None
    error: str | None = None

    @property
    def alike(self) -> tuple[Any, str | None]:
        """The same without what differs from app to app: addresses and tokens."""
        return json.loads(_plain(json.dumps(self.answer, sort_keys=True))), _plain(self.error or "") or None


def _plain(text: str) -> str:
    return ADDRESS.sub(r"ADDRESS of \1", text)


Run = Callable[[str, Mapping[str, Any]], Any]
Door = Callable[[], AbstractAsyncContextManager[Run]]


@asynccontextmanager
async def _app() -> AsyncIterator[PyWry]:
    app = PyWry(open_tabs=False)
    app.session.hub.portal.adopt(asyncio.get_running_loop())
    try:
        yield app
    finally:
        await app.session.hub.stop()


@asynccontextmanager
async def python() -> AsyncIterator[Run]:
    """`Session.call`, by name."""
    async with _app() as app:

        async def run(name: str, arguments: Mapping[str, Any]) -> Outcome:
            try:
                answer = await app.session.call(name, arguments, Actor(caller="agent"))
            except PyWryError as error:
                return Outcome(error=str(error))
            return Outcome(_dumped(find(name), answer))

        yield run


@asynccontextmanager
async def faces() -> AsyncIterator[Run]:
    """The methods that people call."""
    async with _app() as app:

        async def run(name: str, arguments: Mapping[str, Any]) -> Outcome:
            try:
                answer = await _by_face(app, find(name), dict(arguments))
            except PyWryError as error:
                return Outcome(error=str(error))
            return Outcome(_dumped(find(name), answer))

        yield run


async def _by_face(app: PyWry, tool: AnyTool, arguments: dict[str, Any]) -> Any:
    """Call the method that stands for a tool; what people get in place of an answer is turned back into it."""
    for kind, name, bound in _lines():
        if bound.tool is tool:
            owner = app if kind is PyWry else kind(app.session, arguments.pop("widget", None))
            return _undone(app, tool, await getattr(owner, name).aio(**arguments))
    return await app.session.call(tool, arguments)


def _undone(app: PyWry, tool: AnyTool, given: Any) -> Any:
    """The tool's own answer, of which the face makes a handle or a bare value."""
    if isinstance(given, Handle):
        return page.state_of(app.session.hub.find(given.id))
    return Evaluated(value=given) if tool.signature.return_annotation is Evaluated else given


def _lines() -> list[tuple[type, str, Any]]:
    kinds = [PyWry, *_kinds(Handle)]
    return [(k, n, v) for k in kinds for n, v in vars(k).items() if isinstance(v, on_app | on_widget | on_panel)]


def _kinds(kind: type[Handle]) -> list[type[Handle]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _kinds(child))]


async def agrees(message: str, response_type: Any, params: Any, context: Any) -> ElicitResult:
    """A person who is asked before a page goes, and agrees."""
    return ElicitResult(action="accept", content=dict.fromkeys(params.requested_schema["properties"], True))


@asynccontextmanager
async def memory() -> AsyncIterator[Run]:
    """MCP without a wire."""
    async with _app() as app, Client(serve(app.session, toolsets=["all"]), elicitation_handler=agrees) as client:
        yield _client(client)


@asynccontextmanager
async def http() -> AsyncIterator[Run]:
    """MCP over HTTP, of an app that lives in a thread of its own."""
    app = PyWry(open_tabs=False)
    try:
        served = await asyncio.to_thread(app.serve_mcp, toolsets=("all",))
        headers = {"Authorization": f"Bearer {served.token}"}
        async with Client(StreamableHttpTransport(served.url, headers=headers), elicitation_handler=agrees) as client:
            yield _client(client)
    finally:
        await asyncio.to_thread(app.destroy)


@asynccontextmanager
async def stdio() -> AsyncIterator[Run]:
    """MCP over the pipes of `pywry mcp`."""
    arguments = ["-m", "pywry.cli", "mcp", "--toolsets", "all", "--no-browser"]
    way = StdioTransport(sys.executable, arguments, env=dict(os.environ), keep_alive=False)
    async with Client(way, elicitation_handler=agrees) as client:
        yield _client(client)


def _client(client: Client[Any]) -> Run:
    async def run(name: str, arguments: Mapping[str, Any]) -> Outcome:
        result = await client.call_tool(name, dict(arguments), raise_on_error=False)
        if result.is_error:
            return Outcome(error=result.content[-1].text)
        assert json.loads(result.content[-1].text) == result.structured_content
        return Outcome(result.structured_content)

    return run


def _dumped(tool: AnyTool, answer: Any) -> Any:
    data = json.loads(json.dumps(tool.dump(answer)))
    if isinstance(data, dict):
        data.pop("png", None)
    return data


DOORS: dict[str, Door] = {"python": python, "faces": faces, "memory": memory, "http": http, "stdio": stdio}
