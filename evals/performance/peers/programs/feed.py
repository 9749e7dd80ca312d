"""A line that grows and a table whose cells change: what every program draws, and what is due."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pandas import DataFrame
    from plotly.graph_objects import Figure

POINTS = 10_000
RATE = 2_000
# How often a peer is told of what is due: its own timers have no finer steps that all of them keep.
BEAT_S = 0.05
ROWS, COLUMN = 1_000, "x0"
ROUND = 10_000_000


def now() -> float:
    """Milliseconds since 1970, which is where a point stands: what is drawn says how old it is."""
    return time.time() * 1000


class Feed:
    """The last points of a line on which one is said every 1/RATE of a second."""

    def __init__(self) -> None:
        self.said = now()
        start = self.said - POINTS * 1000 / RATE
        self.x = deque((start + i * 1000 / RATE for i in range(1, POINTS + 1)), maxlen=POINTS)
        self.y = deque((float(np.sin(i / 500)) for i in range(POINTS)), maxlen=POINTS)

    def due(self) -> tuple[list[float], list[float]]:
        """The points since the last call, which the line has from now on."""
        count = int((now() - self.said) * RATE / 1000)
        x = [self.said + i * 1000 / RATE for i in range(1, count + 1)]
        y = [float(np.sin(value / 250)) for value in x]
        self.said += count * 1000 / RATE
        self.x.extend(x)
        self.y.extend(y)
        return x, y

    def figure(self) -> Figure:
        """The line as it is now."""
        from plotly.graph_objects import Figure, Scatter

        return Figure(Scatter(x=np.array(self.x), y=np.array(self.y), mode="lines"))

    def points(self) -> Iterator[dict[str, float]]:
        """One after another, each with the time at which it is taken."""
        while True:
            x = now()
            yield {"x": x, "y": float(np.sin(x / 250))}


class Cells:
    """A table of numbers, one column of which changes."""

    def __init__(self) -> None:
        self.chance = np.random.default_rng(7)

    def frame(self) -> DataFrame:
        """The table as it is now."""
        from pandas import DataFrame

        numbers = self.chance.normal(size=(ROWS, 9))
        return DataFrame({COLUMN: self.column(), **{f"x{i}": numbers[:, i - 1] for i in range(1, 10)}})

    def column(self) -> list[float]:
        """The column's next values, the first of which says when it was made, in milliseconds."""
        return [float(round(now()) % ROUND), *self.chance.normal(size=ROWS - 1).tolist()]
