import threading
from queue import Queue
from typing import Any

from bokeh_sampledata.stocks import AAPL, FB, GOOG, IBM, MSFT

from pywry import PyWry

STOCKS = {"AAPL": AAPL, "GOOG": GOOG, "IBM": IBM, "MSFT": MSFT, "FB": FB}

# region: queue
quotes: Queue[dict[str, Any] | None] = Queue(maxsize=10_000)

app = PyWry(title="Closing prices")
table = app.show_dataframe(
    [{"symbol": name, "date": None, "close": None, "volume": 0} for name in ("AAPL", "GOOG", "IBM", "MSFT")],
    row_id="symbol",
    column_defs=[{"field": "close", "format": ",.2f"}],
)
live = table.live(iter(quotes.get, None), by_id=True)
# endregion


def market() -> None:
    for day in range(min(len(prices["date"]) for prices in STOCKS.values())):
        for name, prices in STOCKS.items():
            quotes.put({"symbol": name} | {key: prices[key][day] for key in ("date", "close", "volume")})
        live.wait(0.1)


threading.Thread(target=market, daemon=True).start()
app.block()
