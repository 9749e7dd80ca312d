"""The system that agents are set before, from outside: a program that is started, and an MCP client."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import AsyncGenerator, Collection, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastmcp import Client
from fastmcp.client.elicitation import ElicitResult
from fastmcp.client.transports import StdioTransport

from evals.agents.person import Person
from evals.agents.task import Answer, Consent, Task

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DATA = (HERE / "data", ROOT / "pywry/data/sample")
"""Where the files of the tasks are."""

SERVE = ("-m", "pywry.cli", "mcp", "--toolsets", "all", "--no-browser")
READ_ONLY = (str(HERE / "programs/read_only.py"),)
OPEN = "data_open"
ANSWERS = {"agrees": True, "declines": False}


class Server:
    """A running server, and what stands around it.

    Attributes:
        client: Joined to it.
        folder: Its working directory, in which it writes files.
        person: Before its pages.
        consent: What that person says when asked; it changes from task to task.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.person = Person()
        self.consent: Consent = "agrees"
        self.client: Client[Any]
        self._opened: dict[str, tuple[str, str]] = {}

    async def call(self, tool: str, arguments: Mapping[str, Any]) -> Answer:
        """Call a tool, whatever comes of it."""
        result = await self.client.call_tool(tool, dict(arguments), raise_on_error=False)
        text = "\n".join(part.text for part in result.content if part.type == "text")
        return Answer(result.structured_content or {}, text, failed=bool(result.is_error))

    async def must(self, tool: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Call a tool that has to work."""
        answer = await self.call(tool, arguments)
        if answer.failed:
            raise RuntimeError(f"{tool} failed where a task needs it: {answer.text}")
        return answer.data

    async def answers(self, message: str, response_type: Any, params: Any, context: Any) -> ElicitResult[Any]:
        """What the person says when the client asks."""
        if self.consent == "absent":
            return ElicitResult(action="cancel")
        self.person.asked.append(message)
        said = dict.fromkeys(params.requested_schema["properties"], ANSWERS[self.consent])
        return ElicitResult(action="accept", content=said)

    async def begin(self, task: Task) -> None:
        """Make what is there before a task."""
        self.consent = task.consent
        await self._close_data(keep={str(step.arguments) for step in task.start})
        for step in task.start:
            if str(step.arguments) not in self._opened:
                made = await self.must(step.tool, step.arguments)
                if step.tool == OPEN:
                    self._opened[str(step.arguments)] = made["data"], made["name"]
        pages = {page["widget"]: page for page in await self.pages()}
        for widget in task.watches:
            await self.person.opens(widget, pages[widget]["url"])

    async def pages(self) -> list[dict[str, Any]]:
        """What is open."""
        found: list[dict[str, Any]] = (await self.must("page_list_open", {}))["widgets"]
        return found

    async def clear(self) -> None:
        """Put everything away, so that the next task finds nothing."""
        await self.person.leave()
        self.person.asked.clear()
        self.consent = "agrees"
        for live in (await self.must("live_list_all", {}))["lives"]:
            await self.call("live_stop", {"live": live["live"]})
        for page in await self.pages():
            await self.must("page_close", {"widget": page["widget"]})
        await self._close_data(keep=self._opened)
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    async def _close_data(self, keep: Collection[str]) -> None:
        """Close datasets but for files that a task began with; the next one may begin with the same."""
        there = {(data["data"], data["name"]) for data in (await self.must("data_list_all", {}))["datasets"]}
        self._opened = {how: data for how, data in self._opened.items() if how in keep and data in there}
        for data, _ in there.difference(self._opened.values()):
            await self.must("data_close", {"data": data})


@asynccontextmanager
async def running(*, read_only: bool = False) -> AsyncGenerator[Server]:
    """Start a server with every toolset, or one that only reads what its program has shown."""
    with TemporaryDirectory(prefix="evals-") as folder:
        server = Server(Path(folder))
        roots = [word for root in DATA for word in ("--data-root", str(root))]
        command = [*READ_ONLY] if read_only else [*SERVE, *roots]
        paths = os.pathsep.join(str(ROOT / part) for part in (".", "mcp_tools", "agents"))
        way = StdioTransport(
            sys.executable, command, env={**os.environ, "PYTHONPATH": paths}, cwd=folder, keep_alive=False
        )
        async with Client(way, elicitation_handler=server.answers) as server.client, server.person:
            yield server
