"""FastMCP's client of the 3.x line."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport


async def drive(task: dict[str, Any]) -> dict[str, Any]:
    server = task["server"]
    if "url" in server:
        transport: Any = StreamableHttpTransport(server["url"], headers=server["headers"])
    else:
        transport = StdioTransport(server["command"], server["args"], env=server["env"])
    async with Client(transport) as client:
        tools = await client.list_tools()
        results = [await client.call_tool(name, given, raise_on_error=False) for name, given in task["calls"]]
        instructions = client.initialize_result.instructions
    return {
        "instructions": instructions,
        "tools": [tool.name for tool in tools],
        "results": [[result.content[-1].text, result.is_error] for result in results],
    }


print(json.dumps(asyncio.run(drive(json.loads(sys.argv[1])))))
