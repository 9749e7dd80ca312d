from typing import Any

from bokeh_sampledata.stocks import AAPL, MSFT

from pywry import PyWry

app = PyWry()
chart = app.show_plotly(
    {
        "data": [
            {"type": "scatter", "mode": "lines", "name": "Apple", "x": AAPL["date"], "y": AAPL["adj_close"]},
            {"type": "scatter", "mode": "lines", "name": "Microsoft", "x": MSFT["date"], "y": MSFT["adj_close"]},
        ],
        "layout": {"yaxis": {"title": {"text": "adjusted close, $"}}},
    },
    title="Two shares",
)


def change(data: Any) -> None:
    # region: change
    chart.update_layout({"yaxis.type": "log"})
    chart.update_traces({"line.width": 1.5, "line.dash": ["solid", "dot"]})
    chart.set_zoom(xaxis_range=["2009-01-01", "2013-03-01"])
    chart.set_trace_visibility("legendonly", [1])
    # endregion


def read() -> None:
    # region: read
    now = chart.read(trace=0, limit=3)
    print(now.traces[0].name, now.traces[0].points, now.points)
    # endregion


chart.on("pywry:ready", change)
read()
app.block()
