"""Points, a table or a line that grows in PyWry: `scatter`, `grid ROWS` or `line`. It prints the address."""

from __future__ import annotations

import sys

import feed
import sample

from pywry import PyWry

app = PyWry(open_tabs=False)
what, *rest = sys.argv[1:]
if what == "line":
    chart = app.show_plotly(feed.Feed().figure())
    chart.live(feed.Feed().points(), rate=feed.RATE, window=feed.POINTS)
    url = chart.url
elif what == "scatter":
    url = app.show_plotly(sample.figure()).url
else:
    url = app.show_dataframe(sample.table(int(rest[0]))).url
print(url, flush=True)
app.block()
