"""The tasks as inspect-ai runs them: a sample for each wording, a server for each sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from inspect_ai import Task as InspectTask
from inspect_ai import task as inspect_task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageSystem, ChatMessageUser
from inspect_ai.scorer import Score, Scorer, Target, accuracy, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver
from inspect_ai.util import LimitExceededError, message_limit

from evals.agents.attempt import Attempt, judge
from evals.agents.inspecting.tools import FINISH, tools
from evals.agents.report import WITH_OTHERS
from evals.agents.scripted import Player
from evals.agents.server import running
from evals.agents.task import Task
from evals.agents.tasks import ALL, BY_NAME

ATTEMPT = "attempt"
GENEROUS = 3
"""How many times its budget a model may spend before it is stopped; what went over is reported either way."""
SYSTEM = f"""You work for a person who asks you for one thing. Do it with the tools; nobody answers questions.
Do what was asked, and nothing else. When you are through, call {FINISH}.
The server of the tools says:

"""
REMINDER = f"If you are through, call {FINISH}."


@inspect_task
def pywry(chosen: Sequence[str] = (), wordings: bool = True, others: bool = False, epochs: int = 1) -> InspectTask:
    """Every task that is chosen.

    Args:
        chosen: Names of tasks; empty is all.
        wordings: Whether the other wordings are given too.
        others: Whether the tools of other servers lie beside ours.
        epochs: How often each is tried.
    """
    picked = [BY_NAME[name] for name in chosen] or list(ALL)
    samples = [
        Sample(id=f"{task.name}/{number}", input=prompt, metadata={"task": task.name, "wording": number})
        for task in picked
        for number, prompt in enumerate(task.prompts if wordings else task.prompts[:1])
    ]
    return InspectTask(
        name=f"pywry-{WITH_OTHERS if others else 'alone'}",
        dataset=MemoryDataset(samples),
        solver=drive(others),
        scorer=end_state(),
        epochs=epochs,
    )


@solver
def drive(others: bool = False) -> Solver:
    """Sets the task, lets the model work, and looks at what is there before the server goes."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        task = BY_NAME[state.metadata["task"]]
        async with running(read_only=task.read_only) as server:
            await server.begin(task)
            before = {page["widget"]: page for page in await server.pages()}
            player = Player(server, task)
            state.tools = await tools(server, task, player, others=others)
            said = server.client.instructions or ""
            state.messages.insert(0, ChatMessageSystem(content=SYSTEM + said))
            await _work(state, generate, task, player)
            attempt = await judge(server, task, player, before)
        state.store.set(ATTEMPT, _named(attempt, state, others).as_data())
        return state

    return solve


async def _work(state: TaskState, generate: Generate, task: Task, player: Player) -> None:
    """Turns of the model until it asks for no more tools, or has had far too many."""
    with message_limit(len(state.messages) + 2 * GENEROUS * task.budget.calls):
        try:
            await generate(state, tool_calls="loop")
            if player.finish_said is None:
                state.messages.append(ChatMessageUser(content=REMINDER))
                await generate(state, tool_calls="loop")
        except LimitExceededError:
            state.completed = True


def _named(attempt: Attempt, state: TaskState, others: bool) -> Attempt:
    condition = WITH_OTHERS if others else "alone"
    return replace(
        attempt,
        wording=state.metadata["wording"],
        epoch=state.epoch,
        condition=condition,
        billed=state.token_usage,
    )


@scorer(metrics=[accuracy(), stderr()])
def end_state() -> Scorer:
    """Whether the state is as it has to be; the checks have looked at it while the server ran."""

    async def score(state: TaskState, target: Target) -> Score:
        attempt: dict[str, Any] = state.store.get(ATTEMPT)
        faults = attempt["faults"]
        return Score(value=0 if faults else 1, explanation="; ".join(faults) or "done", metadata=attempt)

    return score
