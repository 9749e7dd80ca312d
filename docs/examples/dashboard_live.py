import threading
import time
from contextlib import suppress
from typing import Any

from bokeh_sampledata.stocks import IBM

from pywry import PyWry
from pywry_tools.errors import Closed, NoSuchWidget


def metric(panel: str, title: str, values: list[Any], number_format: str) -> dict[str, Any]:
    delta = values[-1] - values[-2] if len(values) > 1 else None
    more = {"value": values[-1] if values else None, "delta": delta, "spark": values[-60:], "format": number_format}
    return {"kind": "metric", "id": panel, "title": title, "height": 4} | more


app = PyWry(title="IBM")
board = app.show_dashboard(
    [
        metric("close", "Close, $", [], ",.2f"),
        {"kind": "chart", "id": "course", "title": "One trading day after another", "width": 9}
        | {"figure": {"data": [{"type": "scatter", "mode": "lines", "x": [], "y": []}]}},
        metric("volume", "Shares traded", [], ".3~s"),
        {"kind": "grid", "id": "days", "data": {"date": [], "close": [], "volume": []}, "height": 6},
    ]
)


# region: feed
def feed() -> None:
    with suppress(NoSuchWidget, Closed):
        for day, date in enumerate(IBM["date"]):
            closes, volumes = IBM["close"][: day + 1], IBM["volume"][: day + 1]
            row = {"date": date, "close": closes[-1], "volume": volumes[-1]}
            board.chart("course").extend({"x": [[date]], "y": [closes[-1:]]}, max_points=250)
            board.grid("days").update_data([row], strategy="append")
            board.change(
                panels=[
                    metric("close", "Close, $", closes, ",.2f"),
                    metric("volume", "Shares traded", volumes, ".3~s"),
                ]
            )
            time.sleep(0.1)


threading.Thread(target=feed, daemon=True).start()
# endregion

app.block()
