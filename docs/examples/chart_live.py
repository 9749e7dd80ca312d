import threading
import time
from contextlib import suppress

from bokeh_sampledata.stocks import AAPL

from pywry import PyWry
from pywry_tools.errors import Closed, NoSuchWidget

app = PyWry()
chart = app.show_plotly(
    {
        "data": [{"type": "scatter", "mode": "lines", "name": "AAPL", "x": [], "y": []}],
        "layout": {"title": {"text": "Apple, one trading day after another"}, "yaxis": {"tickprefix": "$"}},
    }
)


# region: feed
def feed() -> None:
    with suppress(NoSuchWidget, Closed):
        for date, close in zip(AAPL["date"], AAPL["adj_close"], strict=True):
            chart.extend({"x": [[date]], "y": [[close]]}, max_points=250)
            time.sleep(0.02)


threading.Thread(target=feed, daemon=True).start()
# endregion

app.block()
