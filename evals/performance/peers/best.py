"""Ours beside the best of the peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.performance.figure import Row
from evals.performance.peers.environment import OURS


def beside(what: str, found: Mapping[str, float], without: Sequence[str]) -> Row:
    """A row of milliseconds.

    Args:
        what: The figure, in words.
        found: Milliseconds of every framework.
        without: Why others are left out.
    """
    values = dict(found)
    ours = values.pop(OURS)
    names = ", ".join(f"{name} {value:.0f} ms" for name, value in sorted(values.items(), key=lambda item: item[1]))
    return Row(
        what=what,
        ours=ours,
        floor=min(values.values(), default=None),
        unit="ms",
        note="; ".join([f"floor: the best of {names}"] * bool(values) + list(without)),
    )
