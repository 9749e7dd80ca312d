"""Shows frames of any size, and says what travelled and what the frame's own library takes for the same question.

It answers lines of stdin: `show ROWS`, `bytes`, `own sort`, `own filter`, `memory`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from pywry import PyWry
from pywry.runtime.viewer import Connection
from pywry.transports.base import Message

COLUMNS = 10
sent = 0
take = Connection.take


def counted(self: Connection) -> Message | None:
    """Count what goes to pages."""
    global sent
    message = take(self)
    sent += len(message) if message is not None else 0
    return message


Connection.take = counted  # type: ignore[method-assign]


def frame(rows: int, *, text: bool = True) -> pd.DataFrame:
    """Numbers, dates and text."""
    chance = np.random.default_rng(7)
    made = pd.DataFrame({f"x{i}": chance.normal(size=rows) for i in range(COLUMNS - 3 if text else COLUMNS)})
    if text:
        made["count"] = chance.integers(0, 1_000, rows)
        made["day"] = pd.date_range("2001-01-01", periods=rows, freq="min")
        made["name"] = pd.Series(chance.choice(["Anna", "Bob", "Carla", "Dmitri"], rows), dtype="str")
    return made


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def peak() -> float:
    """The most memory that the process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


app = PyWry(open_tabs=False)
frames = {rows: frame(rows) for rows in (1_000, 1_000_000)}
frames[100_000] = frame(100_000, text=False)
app.show_dataframe(frames[1_000])
print("ready", flush=True)
big = frames[1_000_000]
for line in sys.stdin:
    verb, _, rest = line.strip().partition(" ")
    if verb == "show":
        sent = 0
        answer: object = app.show_dataframe(frames[int(rest)]).url
    elif verb == "bytes":
        raw = sum(frames[100_000][name].to_numpy().nbytes for name in frames[100_000])
        answer = {"sent": sent, "raw": raw}
    elif verb == "own":
        works = {"sort": lambda: big["x0"].sort_values(), "filter": lambda: big[big["x1"] > 1.5]}
        answer = timed(works[rest])
    else:
        answer = {
            "peak": peak(),
            "frame": big.memory_usage(deep=True).sum() / 2**20,
            "blocks": sys.getallocatedblocks(),
        }
    print(json.dumps(answer), flush=True)
