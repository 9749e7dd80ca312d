import csv
import tempfile
from pathlib import Path

from bokeh_sampledata.stocks import AAPL

from pywry import PyWry

path = Path(tempfile.mkdtemp()) / "apple.csv"
with path.open("w", newline="") as file:
    csv.writer(file).writerows([("day", "close"), *zip(AAPL["date"], AAPL["adj_close"], strict=True)])

app = PyWry()
chart = app.show_plotly({"data": [{"type": "scatter", "mode": "lines", "name": "Apple", "x": [], "y": []}]})

# region: wait
with chart.live(path, x="day", y="close", rate=500, window="all") as live:
    while not live.wait(1) and live.state.count < len(AAPL["date"]):
        print(f"{live.state.count:,} days drawn")
# endregion

print(live.status)
app.block()
