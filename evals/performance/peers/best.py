"""Ours beside the best of the peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.performance.figure import Row
from evals.performance.peers.environment import OURS

DIGITS = {"ms": 0, "s": 2}


def beside(what: str, found: Mapping[str, float], without: Sequence[str], unit: str = "ms") -> Row:
    """A row of times, the less the better.

    Args:
        what: The figure, in words.
        found: What every framework took.
        without: Why others are left out.
        unit: ms or s.
    """
    values = dict(found)
    ours = values.pop(OURS)
    ranked = sorted(values.items(), key=lambda item: item[1])
    names = ", ".join(f"{name} {value:.{DIGITS[unit]}f} {unit}" for name, value in ranked)
    return Row(
        what=what,
        ours=ours,
        floor=min(values.values(), default=None),
        unit=unit,
        note="; ".join([f"floor: the best of {names}"] * bool(values) + list(without)),
    )
