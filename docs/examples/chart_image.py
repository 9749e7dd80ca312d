import tempfile
from pathlib import Path
from typing import Any

import plotly.express as px

from pywry import PyWry

app = PyWry()
chart = app.show_plotly(px.line(px.data.stocks(indexed=True)), title="Shares")


def save(data: Any) -> None:
    folder = Path(tempfile.mkdtemp())
    # region: image
    png = chart.to_image(width=800, height=400, scale=2)
    chart.write_image(folder / "shares.svg")
    # endregion
    print(len(png), (folder / "shares.svg").stat().st_size)


chart.on("pywry:ready", save)
app.block()
