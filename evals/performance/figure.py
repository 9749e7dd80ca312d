"""What a figure is: ours beside a floor that was measured in turn with it, and a bar."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeVar

T = TypeVar("T")
Rule = Literal["ratio", "above", "at least", "none"]


@dataclass(frozen=True)
class Options:
    """How thorough a run is.

    Attributes:
        repeats: How often each case is measured.
        size: A factor for the work of one repetition.
    """

    repeats: int = 9
    size: float = 1.0

    def count(self, n: int) -> int:
        """How many operations make one repetition."""
        return max(1, int(n * self.size))


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure beside its floor.

    Attributes:
        what: The figure, in words.
        ours: PyWry's median.
        floor: The floor's median in the same run; None if there is nothing to compare with.
        unit: Of both.
        rule: What the bar bounds: ours divided by the floor, ours above the floor, or ours itself from below.
        bar: The bound; None for a row that only informs.
        note: What the reader should know.
    """

    what: str
    ours: float
    floor: float | None
    unit: str
    rule: Rule = "none"
    bar: float | None = None
    note: str = ""

    @property
    def score(self) -> float:
        """What is held against the bar; for a row without one, the ratio to the floor."""
        if self.rule == "above":
            return self.ours - (self.floor or 0)
        if self.rule == "at least" or not self.floor:
            return self.ours
        return self.ours / self.floor

    @property
    def passed(self) -> bool | None:
        """Whether the bar is met; None if there is none."""
        if self.bar is None:
            return None
        return self.score >= self.bar if self.rule == "at least" else self.score <= self.bar

    @property
    def verdict(self) -> str:
        """In a word."""
        return {True: "pass", False: "FALLS SHORT", None: "-"}[self.passed]


async def interleave(cases: Mapping[str, Callable[[], Awaitable[T]]], repeats: int) -> dict[str, list[T]]:
    """Measure the cases in turn, so that a busy moment of the machine hits all of them; the first turn warms up."""
    taken: dict[str, list[T]] = {name: [] for name in cases}
    for turn in range(repeats + 1):
        for name, measure in cases.items():
            value = await measure()
            if turn:
                taken[name].append(value)
    return taken


def medians(taken: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The median of each case."""
    return {name: median(values) for name, values in taken.items()}
