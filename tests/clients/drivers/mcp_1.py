"""The MCP SDK of the 1.x line, which speaks the revision before."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AsyncExitStack
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamablehttp_client


async def drive(task: dict[str, Any]) -> dict[str, Any]:
    server = task["server"]
    async with AsyncExitStack() as stack:
        if "url" in server:
            streams = await stack.enter_async_context(streamablehttp_client(server["url"], headers=server["headers"]))
        else:
            parameters = StdioServerParameters(command=server["command"], args=server["args"], env=server["env"])
            streams = await stack.enter_async_context(stdio_client(parameters))
        session = await stack.enter_async_context(ClientSession(streams[0], streams[1]))
        began = await session.initialize()
        tools = await session.list_tools()
        results = [await session.call_tool(name, arguments) for name, arguments in task["calls"]]
    return {
        "instructions": began.instructions,
        "tools": [tool.name for tool in tools.tools],
        "results": [[result.content[-1].text, result.isError] for result in results],
    }


print(json.dumps(asyncio.run(drive(json.loads(sys.argv[1])))))
