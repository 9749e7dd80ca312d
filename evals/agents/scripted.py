"""Plays scripted agents: what a competent model would do, and what must not pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.agents import tokens
from evals.agents.attempt import Attempt, judge
from evals.agents.server import Server, running
from evals.agents.state import Finish
from evals.agents.task import Answer, Call, Script, Task
from evals.agents.toolsets import offers

PATIENCE = 3
"""Calls after which a person who is not waited for acts all the same."""


class Player:
    """Carries the calls of an agent to the server, and counts them.

    Attributes:
        calls: What was called, in order.
        tokens: What was written and read.
        failures: How many calls failed.
        finish_said: What was said at the end.
    """

    def __init__(self, server: Server, task: Task) -> None:
        self.calls: list[Call] = []
        self.tokens = 0
        self.failures = 0
        self.finish_said: Finish | None = None
        self._server = server
        self._task = task
        self._acted = task.person is None

    async def call(self, tool: str, /, **arguments: Any) -> Answer:
        """Call a tool that the task allows."""
        return await self.pass_on(tool, arguments)

    async def pass_on(self, tool: str, arguments: Mapping[str, Any]) -> Answer:
        """The same with the arguments as an object."""
        self.calls.append(Call(tool, arguments))
        if offers(self._task.toolsets, tool):
            await self._let_act(tool)
            answer = await self._server.call(tool, arguments)
        else:
            answer = Answer({}, f"there is no tool {tool!r} here.", failed=True)
        self.tokens += tokens.of_data(dict(arguments)) + tokens.of_text(answer.text)
        self.failures += answer.failed
        return answer

    def note(self, tool: str, arguments: Mapping[str, Any], text: str) -> None:
        """Count a call of a tool of another server, which fails."""
        self.calls.append(Call(tool, arguments))
        self.tokens += tokens.of_data(dict(arguments)) + tokens.of_text(text)
        self.failures += 1

    async def _let_act(self, tool: str) -> None:
        """The person acts as soon as somebody waits for it."""
        if not self._acted and (tool == "page_wait_for" or len(self.calls) > PATIENCE):
            self._acted = True
            assert self._task.person is not None
            await self._task.person(self._server.person)

    def finish(self, *, done: bool = True, value: float | str | None = None) -> None:
        """Say that the work is over."""
        self.finish_said = Finish(done, value)


async def play(server: Server, task: Task, script: Script) -> Attempt:
    """Set a task, let a script do it, look at what is there, and put everything away."""
    await server.begin(task)
    try:
        before = {page["widget"]: page for page in await server.pages()}
        player = Player(server, task)
        await script(player)
        return await judge(server, task, player, before)
    finally:
        if not task.read_only:
            await server.clear()


async def play_all(tasks: Sequence[Task]) -> tuple[list[Attempt], list[tuple[str, Attempt]]]:
    """Play the right scripts, and the wrong ones with why they are wrong; one server after the other."""
    right: list[Attempt] = []
    wrong: list[tuple[str, Attempt]] = []
    for read_only in sorted({task.read_only for task in tasks}):
        async with running(read_only=read_only) as server:
            for task in (task for task in tasks if task.read_only == read_only):
                right.append(await play(server, task, task.good))
                wrong += [(why, await play(server, task, script)) for why, script in task.wrong.items()]
    return right, wrong
