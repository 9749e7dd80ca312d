"""The tools that a model is given: ours as the MCP server lists them, others beside them, and one to finish with."""

from __future__ import annotations

from typing import Any

from inspect_ai.tool import Tool, ToolDef, ToolError, ToolParams

from evals.agents import distracting
from evals.agents.scripted import Player
from evals.agents.server import Server
from evals.agents.task import Task
from evals.agents.toolsets import offers

FINISH = "task_finish"
FINISH_ABOUT = "Say that the work is over. Call it once, at the very end."
FINISH_SCHEMA = {
    "type": "object",
    "properties": {
        "done": {"type": "boolean", "description": "Whether what was asked for could be done."},
        "value": {
            "type": ["number", "string"],
            "description": "The number or the name that was asked for; left out where none was.",
        },
    },
    "required": ["done"],
    "additionalProperties": False,
}


async def tools(server: Server, task: Task, player: Player, *, others: bool) -> list[Tool]:
    """Everything that the model may call."""
    listed = await server.client.list_tools()
    mine = [
        _ours(player, tool.name, tool.description or "", tool.input_schema)
        for tool in listed
        if offers(task.toolsets, tool.name)
    ]
    beside = [_other(player, tool) for tool in distracting.tools()] if others else []
    return [*mine, *beside, _finish(player)]


def _ours(player: Player, name: str, about: str, schema: dict[str, Any]) -> Tool:
    async def execute(**kwargs: Any) -> str:
        answer = await player.pass_on(name, kwargs)
        if answer.failed:
            raise ToolError(answer.text)
        return answer.text

    return _made(execute, name, about, schema)


def _other(player: Player, tool: dict[str, Any]) -> Tool:
    async def execute(**kwargs: Any) -> str:
        text = distracting.answer(tool["name"])
        player.note(tool["name"], kwargs, text)
        raise ToolError(text)

    return _made(execute, tool["name"], tool["description"], tool["input_schema"])


def _finish(player: Player) -> Tool:
    async def execute(**kwargs: Any) -> str:
        player.finish(done=bool(kwargs.get("done", True)), value=kwargs.get("value"))
        return "Noted."

    return _made(execute, FINISH, FINISH_ABOUT, FINISH_SCHEMA)


def _made(execute: Any, name: str, about: str, schema: dict[str, Any]) -> Tool:
    parameters = ToolParams.model_validate(schema)
    return ToolDef(execute, name=name, description=about, parameters=parameters, max_output=0).as_tool()
