"""An agent of Pydantic AI, whose model makes one call after the other."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from pydantic_ai import Agent
from pydantic_ai.mcp import MCPToolset
from pydantic_ai.messages import ModelMessage, ModelResponse, RetryPromptPart, TextPart, ToolCallPart, ToolReturnPart
from pydantic_ai.models.function import AgentInfo, FunctionModel


async def drive(task: dict[str, Any]) -> dict[str, Any]:
    server, calls = task["server"], list(task["calls"])
    tools: list[str] = []
    results: list[Any] = []
    told: list[str | None] = []

    def model(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        tools[:] = [tool.name for tool in info.function_tools]
        told.append(info.instructions)
        for part in messages[-1].parts:
            if isinstance(part, ToolReturnPart):
                text = (
                    part.content
                    if isinstance(part.content, str)
                    else json.dumps(part.content, default=lambda given: type(given).__name__)
                )
                results.append([text, part.outcome != "success"])
            elif isinstance(part, RetryPromptPart):
                results.append([part.model_response(), True])
        if not calls:
            return ModelResponse(parts=[TextPart("Done.")])
        name, arguments = calls.pop(0)
        return ModelResponse(parts=[ToolCallPart(name, arguments)])

    transport: Any
    if "url" in server:
        transport = StreamableHttpTransport(server["url"], headers=server["headers"])
    else:
        transport = StdioTransport(server["command"], server["args"], env=server["env"])
    agent = Agent(
        FunctionModel(model),
        toolsets=[MCPToolset(transport, max_retries=3, include_instructions=True, init_timeout=60)],
    )
    async with agent:
        done = await agent.run("Show me the numbers.")
    assert done.output == "Done."
    return {"tools": tools, "results": results, "instructions": told[0]}


print(json.dumps(asyncio.run(drive(json.loads(sys.argv[1])))))
