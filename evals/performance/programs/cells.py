"""A grid whose cells are written as fast as the page takes them.

It prints the tab's address; then every line on stdin is `columns` or `dicts` and a number of updates of a thousand
cells each, answered when the last of them is on its way; `one` writes a single cell.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from pandas import DataFrame

from pywry import PyWry

ROWS, COLUMNS, CELLS = 1_000, 10, 1_000


def main() -> None:
    """Show, then write cells."""
    app = PyWry(open_tabs=False)
    dice = np.random.default_rng(7)
    names = [f"c{i}" for i in range(COLUMNS)]
    grid = app.show_dataframe(DataFrame(dice.random((ROWS, COLUMNS)), columns=names))
    print(grid.url, flush=True)
    places: list[tuple[int, int]] = [divmod(at, COLUMNS) for at in range(CELLS)]
    rows, written = [str(row) for row in range(CELLS)], 0
    for line in sys.stdin:
        if line.strip() == "one":
            grid.update_cell("1", "c1", 0.5)
            continue
        form, count = line.split()
        for _ in range(int(count)):
            written += 1
            values = dice.random(CELLS)
            values[0] = written
            if form == "columns":
                grid.update_cells({"row_id": rows, "col_id": "c0", "value": values})
            else:
                grid.update_cells(
                    [
                        {"row_id": str(row), "col_id": names[column], "value": value}
                        for (row, column), value in zip(places, values.tolist(), strict=True)
                    ]
                )
        print(json.dumps({"last": written}), flush=True)


if __name__ == "__main__":
    main()
