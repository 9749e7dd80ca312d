from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bokeh_sampledata.stocks import AAPL, GOOG, IBM, MSFT
from fastapi.staticfiles import StaticFiles

from pywry import PyWry

CLOSES = {"AAPL": AAPL["close"], "GOOG": GOOG["close"], "IBM": IBM["close"], "MSFT": MSFT["close"]}

app = PyWry(open_tabs=False, allowed_origins=["http://localhost:5173"])


@app.expose
def price_of(symbol: str, days: int = 1) -> list[float]:
    """The last closing prices of a share.

    Args:
        symbol: Such as AAPL.
        days: How many.
    """
    return CLOSES[symbol][-days:]


page = app.show("", label="shares")
page.set_state("symbols", list(CLOSES))


@app.asgi.get("/api/door")
def door() -> dict[str, str]:
    """Where the front end finds its widget. Who may ask is yours to decide."""
    parts = urlsplit(page.url or "")
    return {"url": f"{parts.path}/ws", "token": parse_qs(parts.query)["token"][0]}


app.asgi.mount("/app", StaticFiles(directory=Path.cwd() / "dist", html=True, check_dir=False))
print("The front end is at", (page.url or "").partition("/w/")[0] + "/app/")
app.block()
