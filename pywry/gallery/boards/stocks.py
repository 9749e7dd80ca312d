"""Shares, candles and indicators.

A row that is picked shows its candles with moving averages, volume and relative strength.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from bokeh_sampledata.stocks import AAPL, GOOG, IBM, MSFT

from pywry import DashboardHandle, PyWry

PRICES = {name: pd.DataFrame(days) for name, days in {"AAPL": AAPL, "GOOG": GOOG, "IBM": IBM, "MSFT": MSFT}.items()}
DAYS = 180
NOTE = "Pick a share. **RSI** compares rises with falls: above 70 a share rose fast, below 30 it fell fast."


def summary(share: str) -> dict[str, Any]:
    """A row of the list."""
    close = PRICES[share]["close"].iloc[-DAYS:]
    return {"share": share, "close": close.iloc[-1], "change": close.iloc[-1] / close.iloc[0] - 1}


def strength(close: pd.Series) -> pd.Series:
    """The relative strength index over 14 days."""
    change = close.diff()
    up, down = (side.clip(lower=0).ewm(alpha=1 / 14).mean() for side in (change, -change))
    return 100 - 100 / (1 + up / down)


def figure(share: str) -> dict[str, Any]:
    """Candles over volume over strength, with one axis of days."""
    days = PRICES[share]
    days = days.assign(fast=days["close"].rolling(20).mean(), slow=days["close"].rolling(50).mean())
    days = days.assign(rsi=strength(days["close"])).tail(DAYS)
    line = {"type": "scatter", "mode": "lines"}
    traces = [
        {"type": "candlestick", "name": share, "showlegend": False}
        | {name: days[name] for name in ("open", "high", "low", "close")},
        line | {"name": "20 days", "y": days["fast"]},
        line | {"name": "50 days", "y": days["slow"]},
        {"type": "bar", "name": "Volume", "y": days["volume"], "yaxis": "y2", "showlegend": False}
        | {"marker": {"color": "#8a8f98"}},
        line | {"name": "Strength", "y": days["rsi"], "yaxis": "y3", "showlegend": False},
    ]
    layout = {
        "xaxis": {"rangeslider": {"visible": False}, "anchor": "y3", "rangebreaks": [{"bounds": ["sat", "mon"]}]},
        "yaxis": {"domain": [0.48, 1], "title": {"text": "$"}},
        "yaxis2": {"domain": [0.25, 0.42], "title": {"text": "volume"}, "nticks": 4},
        "yaxis3": {"domain": [0, 0.19], "title": {"text": "RSI"}, "range": [0, 100], "tickvals": [30, 50, 70]},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    }
    return {"data": [{"x": days["date"], **trace} for trace in traces], "layout": layout}


def show(app: PyWry) -> DashboardHandle:
    """Show the board."""
    columns = [{"field": "close", "format": ",.2f"}, {"field": "change", "headerName": "9 months", "format": "+.1%"}]
    shares = {"data": [summary(name) for name in PRICES], "row_id": "share", "row_selection": "single"}
    panels = [
        {"kind": "chart", "id": "chart", "title": "AAPL", "figure": figure("AAPL"), "row": 1, "col": 5}
        | {"width": 8, "height": 14},
        {"kind": "grid", "id": "shares", "title": "Shares", "width": 4, "height": 5, "col": 1, "column_defs": columns}
        | shares,
        {"kind": "markdown", "id": "note", "text": NOTE, "width": 4, "height": 2, "col": 1},
    ]
    board = app.show_dashboard(panels, title="Shares")

    @board.grid("shares").on("grid:row-selected")
    def picked(data: dict[str, Any]) -> None:
        for share in data["rowIds"]:
            board.change(panels=[panels[0] | {"title": share, "figure": figure(share)}])

    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
