"""A task for an agent: what is asked, what is there before, and what has to be there after."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from evals.agents.person import Person
    from evals.agents.state import State

Consent = Literal["agrees", "declines", "absent"]
"""What the person says when the client asks before something is lost; absent is a client without a person."""


@dataclass(frozen=True)
class Call:
    """One call of a tool."""

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Answer:
    """What a call gave.

    Attributes:
        data: The structured content; empty for an error.
        text: As a model reads it.
        failed: Whether the tool said that it failed.
    """

    data: dict[str, Any]
    text: str
    failed: bool = False


class Agent(Protocol):
    """What a scripted agent can do, as a model can."""

    async def call(self, tool: str, /, **arguments: Any) -> Answer:
        """Call a tool that the task allows."""
        ...

    def finish(self, *, done: bool = True, value: float | str | None = None) -> None:
        """Say that the work is over: whether it could be done, and the value that was asked for."""
        ...


Script = Callable[[Agent], Awaitable[None]]
"""What an agent does, turn by turn."""

Check = Callable[["State"], Awaitable[None]]
"""Looks at the state that is left; raises `Wrong` if it is not as it has to be."""

Acts = Callable[["Person"], Awaitable[None]]
"""What a person does in the page, once the agent waits or has looked around for a while."""


class Wrong(Exception):
    """The state is not what was asked for; says what is so instead."""


@dataclass(frozen=True)
class Budget:
    """How much a task may cost.

    Attributes:
        calls: Calls of tools.
        tokens: What the model writes as arguments and reads as answers, in characters divided by 4.
    """

    calls: int
    tokens: int


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task.

    Attributes:
        name: `family.what`.
        prompt: As a person writes it.
        wordings: The same in other words.
        toolsets: Which tools are there.
        start: Calls that make what is there before; of a server that only reads, what its program has shown.
        watches: The pages that a person has open from the start.
        person: What that person does.
        consent: What that person says when asked.
        read_only: Whether the server only reads.
        checks: What has to be so in the end.
        good: What a competent model does.
        wrong: What must not pass, by why.
        uses: The tools that the task needs; a choice between several ways has a set for each.
        budget: How much it may cost.
        optimal: How many calls it takes at the least.
    """

    name: str
    prompt: str
    wordings: tuple[str, ...] = ()
    toolsets: tuple[str, ...] = ("core",)
    start: tuple[Call, ...] = ()
    watches: tuple[str, ...] = ()
    person: Acts | None = None
    consent: Consent = "agrees"
    read_only: bool = False
    checks: tuple[Check, ...]
    good: Script
    wrong: Mapping[str, Script]
    uses: tuple[frozenset[str], ...]
    budget: Budget
    optimal: int

    @property
    def family(self) -> str:
        """What kind of work it is."""
        return self.name.partition(".")[0]

    @property
    def prompts(self) -> tuple[str, ...]:
        """Every wording, the first first."""
        return (self.prompt, *self.wordings)


def call(tool: str, /, **arguments: Any) -> Call:
    """A call, as it would be written."""
    return Call(tool, arguments)


def steps(*calls: Call) -> Script:
    """An agent that makes these calls, whatever comes back."""

    async def run(agent: Agent) -> None:
        for step in calls:
            await agent.call(step.tool, **step.arguments)

    return run


def uses(*tools: str) -> tuple[frozenset[str], ...]:
    """The only way."""
    return (frozenset(tools),)
