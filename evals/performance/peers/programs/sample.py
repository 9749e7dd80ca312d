"""What every program shows: the same points and the same tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pandas import DataFrame
    from plotly.graph_objects import Figure

POINTS = 100_000


def figure() -> Figure:
    """Points in a cloud."""
    from plotly.graph_objects import Figure, Scattergl

    chance = np.random.default_rng(7)
    x = chance.normal(size=POINTS)
    y = x * 0.5 + chance.normal(size=POINTS)
    return Figure(Scattergl(x=x, y=y, mode="markers", marker={"size": 3}))


def table(rows: int) -> DataFrame:
    """Numbers in ten columns."""
    from pandas import DataFrame

    chance = np.random.default_rng(7)
    return DataFrame(chance.normal(size=(rows, 10)), columns=[f"x{i}" for i in range(10)])
