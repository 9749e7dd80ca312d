from typing import Any

import numpy as np
import pandas as pd

from pywry import PyWry

COUNT = 1_000_000
chance = np.random.default_rng(1)
readings = pd.DataFrame(
    {
        "at": pd.date_range("2024-01-01", periods=COUNT, freq="min"),
        "sensor": chance.choice(["roof", "cellar", "garden"], COUNT),
        "degrees": chance.normal(18, 6, COUNT).round(2),
    }
)

app = PyWry()
grid = app.show_dataframe(readings, title="A million readings", row_selection="multiple")


@grid.on("grid:row-selected")
def selected(data: dict[str, Any]) -> None:
    count = data.get("count", len(data["rowIds"]))
    readable = grid.read(only="selected", limit=1).rows
    grid.alert(f"{count:,} rows are selected, {readable:,} can be read")


app.block()
