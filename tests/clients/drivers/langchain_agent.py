"""An agent of LangChain with its MCP adapters, whose model makes one call after the other."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, ToolMessage
from langchain_mcp_adapters.client import MultiServerMCPClient


class Scripted(GenericFakeChatModel):
    """Takes tools without looking at them."""

    def bind_tools(self, tools: Any, **more: Any) -> Any:
        return self


async def drive(task: dict[str, Any]) -> dict[str, Any]:
    server = task["server"]
    if "url" in server:
        joined: Any = {"transport": "streamable_http", "url": server["url"], "headers": server["headers"]}
    else:
        joined = {"transport": "stdio", **{key: server[key] for key in ("command", "args", "env")}}
    client = MultiServerMCPClient({"pywry": joined})
    turns = [
        AIMessage("", tool_calls=[{"name": name, "args": arguments, "id": f"call_{number}"}])
        for number, (name, arguments) in enumerate(task["calls"])
    ]
    async with client.session("pywry") as session:
        from langchain_mcp_adapters.tools import load_mcp_tools

        tools = await load_mcp_tools(session)
        agent = create_agent(Scripted(messages=iter([*turns, AIMessage("Done.")])), tools)
        done = await agent.ainvoke({"messages": [("user", "Show me the numbers.")]})
    results = [message for message in done["messages"] if isinstance(message, ToolMessage)]
    assert done["messages"][-1].content == "Done."
    return {
        "tools": [tool.name for tool in tools],
        "results": [[_text(message.content), message.status == "error"] for message in results],
    }


def _text(content: Any) -> str:
    return content if isinstance(content, str) else str(content[-1]["text"])


print(json.dumps(asyncio.run(drive(json.loads(sys.argv[1])))))
