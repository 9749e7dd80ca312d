import time

from pywry import PyWry


def lateness() -> float:
    began = time.perf_counter()
    time.sleep(0.001)
    return (time.perf_counter() - began - 0.001) * 1e6


app = PyWry(title="How late this machine wakes up")
board = app.show_dashboard(
    [
        {
            "kind": "metric",
            "id": "now",
            "title": "Late by",
            "value": None,
            "format": ",.0f",
            "suffix": " µs",
            "height": 5,
        },
        {"kind": "chart", "id": "course", "title": "Microseconds", "width": 9, "height": 8}
        | {"figure": {"data": [{"type": "scatter", "mode": "lines", "x": [], "y": []}]}},
    ]
)

# region: live
board.panel("now").live(lateness, rate=4)
board.panel("course").live(lateness, rate=20, window=2_000)
# endregion

app.block()
