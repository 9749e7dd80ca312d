import asyncio
from collections.abc import AsyncIterator
from typing import Any

from bokeh_sampledata.stocks import IBM, MSFT

from pywry import PyWry

LINES = [{"type": "scatter", "mode": "lines", "name": name, "x": [], "y": []} for name in ("IBM", "MSFT")]
rows = iter(zip(IBM["date"], IBM["close"], MSFT["close"], strict=False))


# region: source
async def prices() -> AsyncIterator[dict[str, Any]]:
    for day, (date, ibm, msft) in enumerate(rows):
        await asyncio.sleep(0.05)
        yield {"date": date, "IBM": ibm, "MSFT": msft}
        if day == 60:
            raise ConnectionError("the exchange has hung up")


app = PyWry()
chart = app.show_plotly({"data": LINES, "layout": {"title": {"text": "IBM and Microsoft, day by day"}}})
live = chart.live(prices, retry=2)
# endregion

# region: see
print(live.state.status, live.state.window)
live.pause()
live.resume()
for state in app.list_live().lives:
    print(state.live, state.source, state.status)
# endregion
app.block()
