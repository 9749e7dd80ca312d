import asyncio
from collections.abc import AsyncIterator

from bokeh_sampledata.stocks import AAPL

from pywry import HtmlContent, PyWry

HTML = """
<h1>Apple, day by day</h1>
<p><button id="start">Start</button> <button id="stop">Stop</button></p>
<p><b id="price">-</b> <span id="note"></span></p>
"""

SCRIPT = """
let abort;
document.getElementById("start").onclick = async () => {
  abort = new AbortController();
  try {
    for await (const { date, close } of pywry.stream("prices", { every: 0.01 }, { signal: abort.signal }))
      document.getElementById("price").textContent = `${date} ${close}`;
  } catch (error) {
    document.getElementById("note").textContent = error.code;
  }
};
document.getElementById("stop").onclick = () => abort.abort();
"""

app = PyWry(title="Prices")


@app.expose
async def prices(every: float = 0.1) -> AsyncIterator[dict[str, str | float]]:
    """The closing prices, one after another.

    Args:
        every: Seconds between two of them.
    """
    for date, close in zip(AAPL["date"], AAPL["close"], strict=True):
        yield {"date": date, "close": close}
        await asyncio.sleep(every)


app.show(HtmlContent(html=HTML, init_script=SCRIPT))
app.block()
