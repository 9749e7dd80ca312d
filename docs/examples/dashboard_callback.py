from typing import Any

from bokeh_sampledata.stocks import AAPL, GOOG, IBM, MSFT

from pywry import PyWry

PRICES = {"AAPL": AAPL, "GOOG": GOOG, "IBM": IBM, "MSFT": MSFT}
last = [{"share": name, "close": days["close"][-1], "volume": days["volume"][-1]} for name, days in PRICES.items()]


def candles(share: str) -> dict[str, Any]:
    days = PRICES[share]
    values = {name: days[name][-120:] for name in ("open", "high", "low", "close")}
    trace = {"type": "candlestick", "name": share, "x": days["date"][-120:], **values}
    return {"data": [trace], "layout": {"title": {"text": share}, "xaxis": {"rangeslider": {"visible": False}}}}


app = PyWry(title="Shares")
board = app.show_dashboard(
    [
        {"kind": "grid", "id": "shares", "title": "Shares", "data": last, "row_id": "share", "row_selection": "single"}
        | {"width": 4, "height": 11},
        {"kind": "chart", "id": "chart", "figure": candles("AAPL"), "width": 8, "height": 11},
    ]
)


@board.grid("shares").on("grid:row-selected")
def picked(data: dict[str, Any]) -> None:
    if data["rowIds"]:
        board.chart("chart").update_figure(candles(data["rowIds"][0]))


app.block()
