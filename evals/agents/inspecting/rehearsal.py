"""Models that are none: they play the scripted agents, so that everything but a model can be tried without a key."""

from __future__ import annotations

import json
from typing import Any

from inspect_ai.model import (
    ChatMessage,
    ChatMessageTool,
    ChatMessageUser,
    GenerateConfig,
    Model,
    ModelOutput,
    ModelUsage,
    get_model,
)
from inspect_ai.tool import ToolChoice, ToolInfo

from evals.agents import tokens
from evals.agents.inspecting.tools import FINISH
from evals.agents.task import Answer, Call, Script, Task
from evals.agents.tasks import ALL

RIGHT, WRONG = "mockllm/scripted", "mockllm/wrong"
"""One does what a competent model would, the other the first wrong thing that a task knows."""
BY_PROMPT = {prompt: task for task in ALL for prompt in task.prompts}


class Next(Exception):
    """The call that comes next."""

    def __init__(self, call: Call) -> None:
        self.call = call


class Reader:
    """An agent that is told again what it has heard so far, and stops at what comes next."""

    def __init__(self, heard: list[ChatMessageTool]) -> None:
        self.said: dict[str, Any] | None = None
        self._heard = iter(heard)

    async def call(self, tool: str, /, **arguments: Any) -> Answer:
        """What came of a call, if it was made."""
        message = next(self._heard, None)
        if message is None:
            raise Next(Call(tool, arguments))
        if message.error is not None:
            return Answer({}, message.error.message, failed=True)
        return Answer(json.loads(message.text), message.text)

    def finish(self, *, done: bool = True, value: float | str | None = None) -> None:
        """Keep what is to be said at the end."""
        self.said = {"done": done} | ({} if value is None else {"value": value})


def scripted(name: str) -> Model:
    """The model of that name."""

    async def turn(
        messages: list[ChatMessage], tools: list[ToolInfo], choice: ToolChoice, how: GenerateConfig
    ) -> ModelOutput:
        heard = [message for message in messages if isinstance(message, ChatMessageTool)]
        task = _task(messages)
        output = await _output(task.good if name == RIGHT else next(iter(task.wrong.values())), heard)
        output.usage = _usage(messages, tools, output)
        return output

    return get_model(name, custom_outputs=turn, memoize=False)


def _usage(messages: list[ChatMessage], tools: list[ToolInfo], output: ModelOutput) -> ModelUsage:
    given = [message.text for message in messages] + [tool.model_dump_json(exclude_none=True) for tool in tools]
    read, wrote = tokens.of_text("".join(given)), tokens.of_text(output.message.model_dump_json())
    return ModelUsage(input_tokens=read, output_tokens=wrote, total_tokens=read + wrote)


def _task(messages: list[ChatMessage]) -> Task:
    return BY_PROMPT[next(message.text for message in messages if isinstance(message, ChatMessageUser))]


async def _output(script: Script, heard: list[ChatMessageTool]) -> ModelOutput:
    """What the script does next."""
    if heard and heard[-1].function == FINISH:
        return ModelOutput.from_content(RIGHT, "Done.")
    reader = Reader(heard)
    try:
        await script(reader)
    except Next as next_one:
        call = next_one.call
        return ModelOutput.for_tool_call(RIGHT, call.tool, dict(call.arguments))
    return ModelOutput.for_tool_call(RIGHT, FINISH, reader.said or {"done": True})
