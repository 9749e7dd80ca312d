"""Says how agents fared: a table for people, JSON for programs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from statistics import fmean, median
from typing import Any

from evals.agents.attempt import Attempt

Run = Sequence[Attempt]
K = 5
WITH_OTHERS = "distractors"


@dataclass(frozen=True)
class Figure:
    """One figure of a report.

    Attributes:
        what: What it says.
        value: None if there were too few attempts for it.
        bar: What is demanded; None informs only.
        least: Whether the bar is the least that will do, or the most.
        percent: Whether it is a share.
    """

    what: str
    value: float | None
    bar: float | None = None
    least: bool = True
    percent: bool = False

    @property
    def passed(self) -> bool | None:
        """Whether it reaches its bar."""
        if self.value is None or self.bar is None:
            return None
        return self.value >= self.bar if self.least else self.value <= self.bar

    def row(self) -> str:
        """A line of a table."""
        bar = "-" if self.bar is None else f"{'at least' if self.least else 'at most'} {self.shown(self.bar)}"
        verdict = {True: "pass", False: "FALLS SHORT", None: "-"}[self.passed]
        return f"| {self.what} | {'-' if self.value is None else self.shown(self.value)} | {bar} | {verdict} |"

    def shown(self, value: float) -> str:
        """A value as people read it."""
        return f"{value:.1%}" if self.percent else f"{value:,.2f}".rstrip("0").rstrip(".")


def figures(run: Run) -> list[Figure]:
    """What the attempts of one run say."""
    tasks = by(run, lambda attempt: attempt.task)
    plain = [attempt for attempt in run if attempt.condition != WITH_OTHERS]
    others = [attempt for attempt in run if attempt.condition == WITH_OTHERS]
    done = [attempt for attempt in plain if attempt.passed]
    found = [
        Figure("pass@1", passes(plain), 0.90, percent=True),
        Figure(f"pass^{K}: done each time of {K}", all_of(plain, K), 0.75, percent=True),
        Figure("tool choice, F1", f1(plain), 0.95),
        Figure("calls, against the least", ratio(done), 1.3, least=False),
        Figure("tokens of a task's calls and answers, median", middle(attempt.tokens for attempt in plain)),
        Figure("tokens that the model was billed for, median", middle(attempt.billed for attempt in plain)),
        Figure("calls that failed", failing(plain), percent=True),
        Figure("attempts over their budget", mean(bool(attempt.over) for attempt in plain), percent=True),
        Figure("pass@1, in other words", passes([a for a in plain if a.wording]), percent=True),
        Figure("tasks", float(len(tasks))),
        Figure("attempts", float(len(run))),
    ]
    with_others, without = passes(others), passes(plain)
    if with_others is not None and without is not None:
        lost = Figure("pass@1 lost with other servers' tools", without - with_others, 0.03, least=False, percent=True)
        found.insert(3, lost)
    return found


def by(run: Iterable[Attempt], key: Callable[[Attempt], str]) -> dict[str, list[Attempt]]:
    """The attempts in groups."""
    groups: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in run:
        groups[key(attempt)].append(attempt)
    return groups


def mean(values: Iterable[float]) -> float | None:
    """The mean; None of nothing."""
    found = list(values)
    return fmean(found) if found else None


def middle(values: Iterable[int]) -> float | None:
    """The median; None of nothing, or where nobody counted."""
    found = [value for value in values if value]
    return float(median(found)) if found else None


def passes(run: Run) -> float | None:
    """How likely one attempt at a task is to do it, each task counting the same."""
    return mean(fmean(a.passed for a in group) for group in by(run, lambda a: a.task).values())


def all_of(run: Run, k: int) -> float | None:
    """How likely k attempts at a task are to do it each time; None if no task has as many attempts."""
    groups = [group for group in by(run, lambda a: a.task).values() if len(group) >= k]
    return mean(comb(sum(a.passed for a in group), k) / comb(len(group), k) for group in groups)


def f1(run: Run) -> float | None:
    """How well tools were chosen, over all attempts: the harmonic mean of precision and recall."""
    right = sum(len(a.right) for a in run)
    wrong = sum(len(a.needless) + len(a.missing) for a in run)
    return 2 * right / (2 * right + wrong) if right + wrong else None


def ratio(done: Run) -> float | None:
    """Calls of the attempts that did their task, against the least that it takes."""
    least = sum(attempt.optimal for attempt in done)
    return sum(len(attempt.tools) for attempt in done) / least if least else None


def failing(run: Run) -> float | None:
    """The share of calls that failed."""
    calls = sum(len(attempt.tools) for attempt in run)
    return sum(attempt.failures for attempt in run) / calls if calls else None


def markdown(run: Run, about: Mapping[str, Any]) -> str:
    """The report as people read it."""
    lines = [f"# {about['title']}", "", str(about["note"]), ""]
    lines += [f"- {name}: {value}" for name, value in about.items() if name not in ("title", "note")]
    lines += ["", "| figure | value | bar | |", "|---|---|---|---|", *(figure.row() for figure in figures(run))]
    lines += ["", "| family | tasks | pass@1 | calls/least | tokens |", "|---|---|---|---|---|"]
    lines += [_family(name, group) for name, group in by(run, lambda a: a.task.partition(".")[0]).items()]
    lines += ["", *_failures(run)]
    return "\n".join(lines) + "\n"


def _family(name: str, group: Run) -> str:
    done = ratio([attempt for attempt in group if attempt.passed])
    share, cost = passes(group), middle(attempt.tokens for attempt in group)
    calls = "-" if done is None else f"{done:.2f}"
    return f"| {name} | {len(by(group, lambda a: a.task))} | {share or 0:.0%} | {calls} | {cost or 0:,.0f} |"


def _failures(run: Run) -> list[str]:
    failed = [attempt for attempt in run if not attempt.passed]
    if not failed:
        return ["Every attempt did its task."]
    lines = ["What went wrong:", ""]
    for attempt in failed:
        words = f", wording {attempt.wording}" if attempt.wording else ""
        lines.append(f"- {attempt.task}{words}, {attempt.condition}: {'; '.join(attempt.faults)}"[:400])
    return lines


def as_json(run: Run, about: Mapping[str, Any]) -> str:
    """The report as programs read it."""
    found = [
        {"what": figure.what, "value": figure.value, "bar": figure.bar, "passed": figure.passed}
        for figure in figures(run)
    ]
    whole = {"about": dict(about), "figures": found, "attempts": [attempt.as_data() for attempt in run]}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def write(run: Run, about: Mapping[str, Any], folder: Path, name: str) -> list[Path]:
    """Write both, and say where."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {".md": markdown(run, about), ".json": as_json(run, about)}
    for end, text in texts.items():
        (folder / f"{name}{end}").write_text(text, encoding="utf-8")
    return [folder / f"{name}{end}" for end in texts]
