"""Anthropic's tool runner with its helpers for MCP; the model is at the address that the task names."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AsyncExitStack
from typing import Any

import httpx2
from anthropic import AsyncAnthropic
from anthropic.lib.tools.mcp import async_mcp_tool
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client


async def drive(task: dict[str, Any]) -> dict[str, Any]:
    server = task["server"]
    async with AsyncExitStack() as stack:
        if "url" in server:
            http = await stack.enter_async_context(httpx2.AsyncClient(headers=server["headers"], timeout=30))
            joined: Any = streamable_http_client(server["url"], http_client=http)
        else:
            joined = StdioServerParameters(command=server["command"], args=server["args"], env=server["env"])
        client = await stack.enter_async_context(Client(joined))
        tools = (await client.list_tools()).tools
        model = AsyncAnthropic(base_url=task["model"], api_key="none")
        runner = model.beta.messages.tool_runner(
            model="scripted",
            max_tokens=1000,
            tools=[async_mcp_tool(tool, client) for tool in tools],
            messages=[{"role": "user", "content": "Show me the numbers."}],
        )
        await runner.until_done()
        instructions = client.instructions
    return {"instructions": instructions, "tools": [tool.name for tool in tools]}


print(json.dumps(asyncio.run(drive(json.loads(sys.argv[1])))))
