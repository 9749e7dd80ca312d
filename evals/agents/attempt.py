"""How one attempt at a task went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from evals.agents.server import Server
from evals.agents.state import Finish, State
from evals.agents.task import Call, Task, Wrong
from evals.agents.toolsets import looks


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """How one attempt went.

    Attributes:
        task: Its name.
        wording: Which wording was given, from 0.
        epoch: Which repetition of it, from 1.
        faults: What is not as it has to be; empty if the task was done.
        over: What went over the budget; a task that was done too dearly is done.
        tools: What was called, in order.
        failures: How many calls failed.
        tokens: What the model wrote as arguments and read as answers.
        optimal: How many calls the task takes at the least.
        condition: What lay beside our tools: nothing, or the tools of other servers.
        billed: What the model's maker counted, in and out; 0 if nobody did.
        right: Of the tools that were used, those that the task needs.
        needless: Those that it does not; looking is never needless.
        missing: Those that it needs and that were not used.
    """

    task: str
    wording: int = 0
    epoch: int = 1
    faults: Sequence[str]
    over: Sequence[str]
    tools: Sequence[str]
    failures: int
    tokens: int
    optimal: int
    condition: str = "alone"
    billed: int = 0
    right: Sequence[str] = field(default_factory=list[str])
    needless: Sequence[str] = field(default_factory=list[str])
    missing: Sequence[str] = field(default_factory=list[str])

    @property
    def passed(self) -> bool:
        """Whether the task was done."""
        return not self.faults

    def as_data(self) -> dict[str, Any]:
        """It, as JSON can hold it."""
        return asdict(self)


class Played(Protocol):
    """An agent that is through."""

    calls: list[Call]
    tokens: int
    failures: int
    finish_said: Finish | None


async def judge(server: Server, task: Task, played: Played, before: Mapping[str, dict[str, Any]]) -> Attempt:
    """Look at what is there, and at what it cost."""
    asked = tuple(server.person.asked)
    server.consent = "agrees"
    state = State(server, tuple(played.calls), before, played.finish_said, asked)
    faults: list[str] = []
    for check in task.checks:
        try:
            await check(state)
        except Wrong as wrong:
            faults.append(str(wrong))
    tools = [call.tool for call in played.calls]
    right, needless, missing = choice(set(tools), task.uses)
    return Attempt(
        task=task.name,
        faults=faults,
        over=over(task, len(tools), played.tokens),
        tools=tools,
        failures=played.failures,
        tokens=played.tokens,
        optimal=task.optimal,
        right=right,
        needless=needless,
        missing=missing,
    )


def over(task: Task, calls: int, tokens: int) -> list[str]:
    """What went over the budget."""
    spent = {"calls": (calls, task.budget.calls), "tokens": (tokens, task.budget.tokens)}
    return [f"{used} {what}, of {most}" for what, (used, most) in spent.items() if used > most]


def choice(used: set[str], ways: Sequence[frozenset[str]]) -> tuple[list[str], list[str], list[str]]:
    """Which tools were the right ones, which needless, which missing, by the way that was nearest."""
    sorted_ways = sorted(ways, key=lambda way: len(way ^ used))
    way = sorted_ways[0]
    needless = {tool for tool in used - way if not looks(tool)}
    return sorted(used & way), sorted(needless), sorted(way - used)
