"""What every check is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from evals.agents.task import Wrong

Fields = Mapping[str, Any]
CLOSE = 1e-6


def demand(so: bool, otherwise: str) -> None:
    """Raise what is wrong, unless it is so."""
    if not so:
        raise Wrong(otherwise)


def near(found: object, wanted: float, tolerance: float = CLOSE) -> bool:
    """Whether a number is what it should be, but for rounding."""
    return isinstance(found, int | float) and abs(found - wanted) <= tolerance * max(1.0, abs(wanted))


def within(found: object, wanted: object) -> bool:
    """Whether what is wanted is there; more may be."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(
            within(cast("Fields", found).get(name), value) for name, value in cast("Fields", wanted).items()
        )
    if isinstance(wanted, list):
        have, want = cast("list[object]", found), cast("list[object]", wanted)
        return isinstance(found, list) and len(have) == len(want) and all(map(within, have, want))
    return found == wanted
