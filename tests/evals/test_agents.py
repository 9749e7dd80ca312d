"""The tasks for agents can be done, within their budgets, and their checks tell right from wrong."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from evals.agents import distracting
from evals.agents.scripted import play
from evals.agents.server import Server, running
from evals.agents.task import Call, Task
from evals.agents.tasks import ALL
from evals.agents.toolsets import CORE, offers
from pywry_tools.catalog import all_tools, pick, toolsets

FAMILIES = {"building", "charting", "changing", "arranging", "tables", "acting", "listening", "mending", "trusting"}


class Servers:
    """One that does everything and one that only reads; each is started when a task needs it."""

    def __init__(self, open_ones: AsyncExitStack) -> None:
        self._open = open_ones
        self._running: dict[bool, Server] = {}

    async def for_task(self, task: Task) -> Server:
        if task.read_only not in self._running:
            server = await self._open.enter_async_context(running(read_only=task.read_only))
            self._running[task.read_only] = server
        return self._running[task.read_only]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def servers(anyio_backend: str) -> AsyncIterator[Servers]:
    async with AsyncExitStack() as open_ones:
        yield Servers(open_ones)


def each_task(function: Any) -> Any:
    return pytest.mark.parametrize("task", ALL, ids=lambda task: task.name)(function)


@each_task
@pytest.mark.anyio
async def test_a_competent_agent_does_it_with_the_fewest_calls_and_the_right_tools(
    task: Task, servers: Servers
) -> None:
    attempt = await play(await servers.for_task(task), task, task.good)
    assert attempt.passed, attempt.faults
    assert not attempt.over
    assert len(attempt.tools) == task.optimal
    assert (attempt.needless, attempt.missing) == ([], [])


@each_task
@pytest.mark.anyio
async def test_what_is_done_wrongly_does_not_pass(task: Task, servers: Servers) -> None:
    server = await servers.for_task(task)
    assert task.wrong
    for why, script in task.wrong.items():
        assert not (await play(server, task, script)).passed, why


def test_there_are_enough_tasks_of_every_kind() -> None:
    assert len(ALL) >= 30
    assert {task.family for task in ALL} == FAMILIES
    assert len({task.name for task in ALL}) == len(ALL)
    assert len([task for task in ALL if len(task.prompts) >= 3]) >= 10


def test_no_two_prompts_are_alike() -> None:
    prompts = [prompt for task in ALL for prompt in task.prompts]
    assert len(set(prompts)) == len(prompts)


def test_a_budget_leaves_room_for_a_look_and_a_mistake() -> None:
    assert not [task.name for task in ALL if task.budget.calls < task.optimal + 1]


def test_the_toolsets_are_those_of_the_catalogue() -> None:
    assert set(toolsets()["core"]) == CORE
    for task in ALL:
        offered = {tool.name for tool in pick(task.toolsets)}
        assert offered == {name for name in all_tools() if offers(task.toolsets, name)}
        assert all(way <= offered for way in task.uses), task.name
        assert {step.tool for step in task.start if isinstance(step, Call)} <= set(all_tools())


def test_agents_and_checks_know_pywry_only_through_mcp() -> None:
    here = Path(distracting.__file__).parent
    for path in here.rglob("*.py"):
        if path.parent.name != "programs":
            modules = re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert not {"pywry", "pywry_tools", "pywry_agents"} & set(modules), path


def test_the_tools_of_other_servers_are_none_of_ours() -> None:
    others = distracting.tools()
    names = {tool["name"] for tool in others}
    assert len(others) == len(names) == 57
    assert not names & set(all_tools())
    for tool in others:
        schema = tool["input_schema"]
        assert tool["description"] and schema["additionalProperties"] is False
        assert set(schema["required"]) <= set(schema["properties"])
