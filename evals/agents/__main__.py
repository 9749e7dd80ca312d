"""Sets agents before PyWry: `uv run --group dev python -m evals.agents scripted|model|list`."""

from __future__ import annotations

import argparse
import asyncio
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evals.agents import report
from evals.agents.attempt import Attempt
from evals.agents.scripted import play_all
from evals.agents.task import Task
from evals.agents.tasks import ALL

REPORTS = Path(__file__).with_name("reports")
REHEARSAL = "mockllm/scripted"
MISTAKES = "mockllm/wrong"
SCRIPTED_NOTE = (
    "Written by people, not by a model: the scripted agents. The right ones say that the tasks can be done within "
    "their budgets, and what they cost at the least."
)
MODEL_NOTE = "What a model did; every attempt on a server of its own, judged by the state that it left."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 if something falls short."""
    options = parser().parse_args(arguments)
    tasks = chosen(options.tasks)
    if not tasks:
        print(f"no task is called {' or '.join(options.tasks)}; `list` names them", file=sys.stderr)
        return 2
    found: int = options.run(options, tasks)
    return found


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m evals.agents", description=__doc__)
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, run, about in (
        ("list", show_list, "name the tasks"),
        ("scripted", run_scripted, "play the scripted agents, right and wrong; needs no key"),
        ("model", run_model, "give a model the tasks, by inspect-ai (the group evals)"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        command.add_argument("tasks", nargs="*", metavar="TASK", help="names or patterns such as trusting.*; all")
        if name != "list":
            command.add_argument("--reports", type=Path, default=REPORTS, help="where the report is written")
    _of_models(commands.choices["model"])
    return made


def _of_models(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--model",
        default=REHEARSAL,
        help=f"as inspect-ai names it; {REHEARSAL}, the default, plays the right scripts, {MISTAKES} wrong ones",
    )
    command.add_argument("--epochs", type=int, default=5, help="how often each wording is tried")
    command.add_argument("--first-wording", action="store_true", help="leave the other wordings out")
    command.add_argument("--alone", action="store_true", help="leave out the run beside other servers' tools")
    command.add_argument("--at-once", type=int, default=4, help="attempts under way at a time, each with a server")
    command.add_argument("--logs", type=Path, default=Path("logs"), help="where inspect-ai keeps its logs")
    command.add_argument("--quiet", action="store_true", help="show no progress")


def chosen(patterns: Sequence[str]) -> list[Task]:
    """The tasks that are meant."""
    return [task for task in ALL if not patterns or any(fnmatch(task.name, pattern) for pattern in patterns)]


def show_list(options: argparse.Namespace, tasks: Sequence[Task]) -> int:
    """A line for each task."""
    for task in tasks:
        words = f"{len(task.prompts)} wording{'s' if task.wordings else ''}"
        print(f"{task.name:28}{task.optimal} calls  {words:12}{task.prompt[:80]}")
    return 0


def run_scripted(options: argparse.Namespace, tasks: Sequence[Task]) -> int:
    """Play every script; 1 if a right one fails or a wrong one passes."""
    right, wrong = asyncio.run(play_all(tasks))
    passing = [f"{attempt.task}: {why}" for why, attempt in wrong if attempt.passed]
    for line in passing:
        print(f"passes, and should not: {line}")
    _tell(options, right, about("Scripted agents", SCRIPTED_NOTE, trajectories_that_must_fail=len(wrong)), "scripted")
    return 1 if passing or not all(attempt.passed for attempt in right) else 0


def run_model(options: argparse.Namespace, tasks: Sequence[Task]) -> int:
    """Give a model the tasks; 1 if a bar is not reached."""
    if find_spec("inspect_ai") is None:
        print(
            "inspect-ai is not installed: uv run --group dev --group evals python -m evals.agents model",
            file=sys.stderr,
        )
        return 2
    from evals.agents.inspecting.run import attempts

    run = attempts(
        options.model,
        [task.name for task in tasks],
        logs=options.logs,
        epochs=options.epochs,
        wordings=not options.first_wording,
        others=not options.alone,
        at_once=options.at_once,
        show=not options.quiet,
    )
    note = SCRIPTED_NOTE if options.model in (REHEARSAL, MISTAKES) else MODEL_NOTE
    facts = about(f"Agents: {options.model}", note, model=options.model, inspect_ai=installed("inspect-ai"))
    _tell(options, run, facts, options.model.replace("/", "-"))
    return 1 if any(figure.passed is False for figure in report.figures(run)) else 0


def about(title: str, note: str, **more: Any) -> dict[str, Any]:
    """What a report is about."""
    facts = {"date": datetime.now(UTC).date().isoformat(), "pywry": installed("pywry"), "system": platform.system()}
    return {"title": title, "note": note, **facts, **more}


def installed(name: str) -> str:
    """The version of a package; a clone that was not installed has none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "from a clone"


def _tell(options: argparse.Namespace, run: Sequence[Attempt], facts: dict[str, Any], name: str) -> None:
    print(report.markdown(run, facts))
    for path in report.write(run, facts, options.reports, name):
        print(path)


if __name__ == "__main__":
    sys.exit(main())
