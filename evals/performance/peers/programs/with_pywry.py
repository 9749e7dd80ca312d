"""Points or a table in PyWry: `scatter`, or `grid ROWS`. It prints the address."""

from __future__ import annotations

import sys

import sample

from pywry import PyWry

app = PyWry(open_tabs=False)
what, *rest = sys.argv[1:]
shown = app.show_plotly(sample.figure()) if what == "scatter" else app.show_dataframe(sample.table(int(rest[0])))
print(shown.url, flush=True)
app.block()
