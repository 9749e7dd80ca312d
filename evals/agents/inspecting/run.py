"""Runs the tasks with a model, and gathers what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import inspect_ai
from inspect_ai.log import EvalLog, EvalSample
from inspect_ai.model import Model, get_model

from evals.agents.attempt import Attempt
from evals.agents.inspecting.rehearsal import RIGHT, WRONG, scripted
from evals.agents.inspecting.tasks import pywry
from evals.agents.report import WITH_OTHERS
from evals.agents.tasks import BY_NAME


def attempts(
    model: str,
    chosen: Sequence[str],
    *,
    logs: Path,
    epochs: int = 1,
    wordings: bool = True,
    others: bool = True,
    at_once: int = 4,
    show: bool = True,
) -> list[Attempt]:
    """Give a model the tasks.

    Args:
        model: As inspect-ai names it, such as anthropic/claude-sonnet-4-5; or one of the rehearsal's.
        chosen: Names of tasks; empty is all.
        logs: Where inspect-ai keeps its own logs, for `inspect view`.
        epochs: How often each is tried.
        wordings: Whether the other wordings are given too.
        others: Whether all is done once more with the tools of other servers beside ours.
        at_once: How many attempts are under way at a time.
        show: Whether progress is shown.

    Raises:
        RuntimeError: inspect-ai could not run them at all.
    """
    whom: Model = scripted(model) if model in (RIGHT, WRONG) else get_model(model)
    tasks = [
        pywry(chosen=list(chosen), wordings=wordings, others=beside, epochs=epochs)
        for beside in ((False, True) if others else (False,))
    ]
    done = inspect_ai.eval(  # pyright: ignore[reportUnknownMemberType]  # it has options of packages that are not there
        tasks,
        model=whom,
        log_dir=str(logs),
        display="rich" if show else "none",
        max_samples=at_once,
        fail_on_error=False,
        score_display=False,
    )
    return [attempt for log in done for attempt in _of(log)]


def _of(log: EvalLog) -> list[Attempt]:
    if log.samples is None:
        raise RuntimeError(f"inspect-ai ran nothing: {log.error.message if log.error else log.status}")
    condition = WITH_OTHERS if log.eval.task.endswith(WITH_OTHERS) else "alone"
    return [_attempt(sample, condition) for sample in log.samples]


def _attempt(sample: EvalSample, condition: str) -> Attempt:
    score = (sample.scores or {}).get("end_state")
    if score is not None and score.metadata is not None:
        return Attempt(**score.metadata)
    said = sample.error.message if sample.error else "nobody knows why"
    task = BY_NAME[sample.metadata["task"]]
    return Attempt(
        task=task.name,
        wording=sample.metadata["wording"],
        epoch=sample.epoch,
        condition=condition,
        faults=[f"the attempt broke off: {said}"],
        over=[],
        tools=[],
        failures=0,
        tokens=0,
        optimal=task.optimal,
    )
