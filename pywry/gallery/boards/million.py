"""A million rows.

The whole numbers up to a million with their divisors: sort, filter and click, nothing is left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pywry import DashboardHandle, PyWry

COUNT = 1_000_000


def numbers() -> pd.DataFrame:
    """What there is to say about each number."""
    divisors, largest = np.zeros(COUNT + 1, np.int32), np.ones(COUNT + 1, np.int32)
    for number in range(1, int(COUNT**0.5) + 1):
        divisors[number * number] += 1
        divisors[number * (number + 1) :: number] += 2
    for prime in np.flatnonzero(divisors == 2):
        largest[prime::prime] = prime
    every = np.arange(COUNT + 1)
    digits = sum(every // 10**place % 10 for place in range(7))
    columns = {"number": every, "divisors": divisors, "largest prime": largest, "sum of digits": digits}
    frame = pd.DataFrame(columns).iloc[1:].reset_index(drop=True)
    return frame.assign(kind=np.select([divisors[1:] == 1, divisors[1:] == 2], ["one", "prime"], "composite"))


def show(app: PyWry) -> DashboardHandle:
    """Show the board."""
    metric = {"kind": "metric", "dataset": "numbers", "format": ",", "width": 3}
    chart = {"kind": "chart", "dataset": "numbers", "chart": "bar", "width": 6, "height": 6}
    panels: list[dict[str, Any]] = [
        metric | {"id": "count", "title": "Numbers", "agg": "count"},
        metric | {"id": "most", "title": "Most divisors", "agg": "max", "column": "divisors"},
        metric | {"id": "mean", "title": "Divisors, mean", "agg": "mean", "column": "divisors", "format": ".2f"},
        metric | {"id": "primes", "title": "Different largest primes", "agg": "nunique", "column": "largest prime"},
        chart
        | {"id": "divisors", "title": "How many have so many divisors", "x": "divisors", "sort": "-y", "limit": 12},
        chart | {"id": "digits", "title": "How many have this sum of digits", "x": "sum of digits", "sort": "x"},
        {"kind": "grid", "id": "table", "title": "Numbers", "dataset": "numbers", "width": 12, "height": 10}
        | {"column_defs": [{"field": "number", "format": ",d"}, {"field": "largest prime", "format": ",d"}]},
    ]
    links = [{"source": "divisors", "column": "divisors"}, {"source": "digits", "column": "sum of digits"}]
    return app.show_dashboard(panels, title="A million numbers", datasets={"numbers": numbers()}, links=links)


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
