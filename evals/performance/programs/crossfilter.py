"""A chart and two metrics over a million rows, narrowed by clicks in a second chart.

The argument is a mode's name. It prints the tab's address, or an empty line; then every line on stdin is a bar to
click, answered with milliseconds: until all three are painted anew, and what the numbers themselves cost.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from polars import Categorical, DataFrame, Series

from pywry import PyWry

ROWS, REGIONS, PRODUCTS = 1_000_000, 8, 50

CLICK = """new Promise((done) => {
  const began = performance.now();
  let left = 3;
  const painted = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  const one = () => { if (--left === 0) painted(); };
  document.querySelector('[data-panel="products"] .js-plotly-plot').once("plotly_afterplot", one);
  for (const id of ["amount", "units"]) {
    const watch = new MutationObserver(() => { watch.disconnect(); one(); });
    const card = document.querySelector(`[data-panel="${id}"]`);
    watch.observe(card, { subtree: true, childList: true, characterData: true });
  }
  const point = { curveNumber: 0, pointNumber: PLACE, pointIndex: PLACE };
  pywry.emit("plotly:click", { chartId: "regions", widget_type: "chart", points: [point], point_indices: [PLACE] });
})"""


@dataclass
class Sales:
    """The rows as plain arrays."""

    region: NDArray[np.int8]
    product: NDArray[np.int8]
    amount: NDArray[np.float64]
    units: NDArray[np.int64]

    @property
    def frame(self) -> DataFrame:
        """The same as a frame."""
        return DataFrame(
            {
                "region": Series([f"region {i}" for i in self.region.tolist()], dtype=Categorical),
                "product": Series([f"product {i}" for i in self.product.tolist()], dtype=Categorical),
                "amount": self.amount,
                "units": self.units,
            }
        )

    def query(self, place: int) -> float:
        """Milliseconds that one click's numbers cost when they are asked of numpy by hand."""
        began = time.perf_counter()
        chosen = self.region == place
        amount = self.amount[chosen]
        bars = np.bincount(self.product[chosen], weights=amount, minlength=PRODUCTS)
        total, mean = amount.sum(), self.units[chosen].mean()
        took = 1000 * (time.perf_counter() - began)
        if not np.isclose(bars.sum(), total) or mean <= 0:
            raise RuntimeError("the numbers do not agree")
        return took


def main() -> None:
    """Show, click, say."""
    mode = sys.argv[1]
    app = PyWry(mode=mode, width=1280, height=900) if mode != "browser" else PyWry(mode=mode, open_tabs=False)
    sales = made()
    board = app.show_dashboard(
        [metric("amount", "sum"), metric("units", "mean"), bars("regions", "region"), bars("products", "product")],
        datasets={"sales": sales.frame},
        links=[{"source": "regions", "targets": ["products", "amount", "units"]}],
    )
    print(board.url or "", flush=True)
    board.wait_for(["pywry:painted"])
    for line in sys.stdin:
        painted = board.eval_js(CLICK.replace("PLACE", line.strip()), timeout_s=30)
        print(json.dumps({"painted": painted, "query": sales.query(int(line))}), flush=True)


def made() -> Sales:
    """A million rows."""
    dice = np.random.default_rng(7)
    return Sales(
        region=dice.integers(0, REGIONS, ROWS).astype(np.int8),
        product=dice.integers(0, PRODUCTS, ROWS).astype(np.int8),
        amount=dice.normal(100, 20, ROWS),
        units=dice.integers(1, 9, ROWS),
    )


def metric(column: str, agg: str) -> dict[str, Any]:
    """A number of the chosen rows."""
    return {"kind": "metric", "id": column, "dataset": "sales", "column": column, "agg": agg, "format": ",.3f"}


def bars(panel: str, x: str) -> dict[str, Any]:
    """A chart of the chosen rows."""
    return {"kind": "chart", "id": panel, "dataset": "sales", "chart": "bar", "x": x, "y": "amount"}


if __name__ == "__main__":
    main()
