"""Shares, candles and indicators.

A row that is picked shows its last day, and its candles with moving averages, volume and relative strength.
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
    close = PRICES[share]["close"].tail(DAYS).tolist()
    return {"share": share, "close": close[-1], "change": close[-1] / close[0] - 1}


def strength(close: pd.Series) -> pd.Series:
    """The relative strength index over 14 days."""
    up, down = (side.clip(lower=0).ewm(alpha=1 / 14).mean() for side in (close.diff(), -close.diff()))
    return 100 - 100 / (1 + up / down)


def figure(share: str) -> dict[str, Any]:
    """Candles over volume over strength, with one axis of days."""
    days, close = PRICES[share], PRICES[share]["close"]
    days = days.assign(fast=close.rolling(20).mean(), slow=close.rolling(50).mean(), rsi=strength(close)).tail(DAYS)
    line = {"type": "scatter", "mode": "lines"}
    parts = {name: days[name] for name in ("open", "high", "low", "close")}
    traces = [
        {"type": "candlestick", "name": share, "showlegend": False, **parts},
        line | {"name": "20 days", "y": days["fast"]},
        line | {"name": "50 days", "y": days["slow"]},
        {"type": "bar", "y": days["volume"], "yaxis": "y2", "showlegend": False, "marker": {"color": "#8a8f98"}},
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


def last(share: str) -> dict[str, Any]:
    """The last close, and how it came to be."""
    close = PRICES[share]["close"].tail(60).tolist()
    panel = {"kind": "metric", "id": "close", "title": share, "format": "$,.2f", "hint": "on the day", "width": 4}
    return panel | {"col": 1, "height": 4, "value": close[-1], "delta": close[-1] - close[-2], "spark": close}


def show(app: PyWry) -> DashboardHandle:
    """Show the board."""
    columns = [{"field": "close", "format": ",.2f"}, {"field": "change", "headerName": "9 months", "format": "+.1%"}]
    shares = {"data": [summary(name) for name in PRICES], "row_id": "share", "column_defs": columns}
    panels: list[dict[str, Any]] = [
        {"kind": "chart", "id": "chart", "figure": figure("AAPL"), "row": 1, "col": 5, "width": 8, "height": 12},
        shares | {"kind": "grid", "id": "shares", "row_selection": "single", "width": 4, "height": 5, "col": 1},
        last("AAPL"),
        {"kind": "markdown", "id": "note", "text": NOTE, "width": 4, "height": 3, "col": 1},
    ]
    board = app.show_dashboard(panels, title="Shares")

    @board.grid("shares").on("grid:row-selected")
    def picked(data: dict[str, Any]) -> None:
        for share in data["rowIds"]:
            board.change(panels=[panels[0] | {"figure": figure(share)}, last(share)])

    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()
