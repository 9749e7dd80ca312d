"""An agent of OpenAI's SDK, whose model makes one call after the other."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

from agents.mcp import MCPServerStdio, MCPServerStreamableHttp
from openai.types.responses import ResponseFunctionToolCall, ResponseOutputMessage, ResponseOutputText

from agents import Agent, Model, ModelResponse, Runner, Usage, set_tracing_disabled


class Scripted(Model):
    """Calls what it was told to, then says that it is done."""

    def __init__(self, calls: list[Any]) -> None:
        self.calls = list(enumerate(calls))
        self.tools: list[str] = []
        self.outputs: dict[str, str] = {}

    async def get_response(
        self, system_instructions: str | None, input: Any, model_settings: Any, tools: Any, *rest: Any, **more: Any
    ) -> ModelResponse:
        self.tools = [tool.name for tool in tools]
        items = input if isinstance(input, list) else []
        self.outputs |= {i["call_id"]: i["output"] for i in items if i.get("type") == "function_call_output"}
        if self.calls:
            number, (name, arguments) = self.calls.pop(0)
            output: Any = ResponseFunctionToolCall(
                type="function_call", call_id=f"call_{number}", name=name, arguments=json.dumps(arguments)
            )
        else:
            text = ResponseOutputText(type="output_text", text="Done.", annotations=[])
            output = ResponseOutputMessage(id="m", type="message", role="assistant", status="completed", content=[text])
        return ModelResponse(output=[output], usage=Usage(), response_id=None)

    def stream_response(self, *given: Any, **more: Any) -> AsyncIterator[Any]:
        raise NotImplementedError


async def drive(task: dict[str, Any]) -> dict[str, Any]:
    server, model = task["server"], Scripted(task["calls"])
    set_tracing_disabled(True)
    joined: Any
    if "url" in server:
        joined = MCPServerStreamableHttp({"url": server["url"], "headers": server["headers"]})
    else:
        joined = MCPServerStdio({"command": server["command"], "args": server["args"], "env": server["env"]})
    async with joined:
        agent = Agent(name="a", model=model, mcp_servers=[joined], mcp_config={"convert_schemas_to_strict": True})
        done = await Runner.run(agent, "Show me the numbers.", max_turns=len(task["calls"]) + 2)
    assert done.final_output == "Done."
    return {"tools": model.tools, "results": [[_text(output), None] for output in model.outputs.values()]}


def _text(output: Any) -> str:
    if isinstance(output, list):
        return str(output[-1]["text"])
    read = json.loads(output) if output.startswith('{"type":"text"') else None
    return str(read["text"]) if read else str(output)


print(json.dumps(asyncio.run(drive(json.loads(sys.argv[1])))))
