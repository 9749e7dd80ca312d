import tempfile
from pathlib import Path
from typing import Any

from pywry import PyWry
from pywry.data.sample import flights

PANELS: list[dict[str, Any]] = [
    {"kind": "metric", "id": "count", "title": "Flights", "dataset": "flights", "agg": "count", "format": ","},
    {"kind": "chart", "id": "hours", "title": "Flights by hour", "dataset": "flights"}
    | {"chart": "bar", "x": "hour", "color": "origin", "width": 8},
    {"kind": "grid", "id": "table", "title": "Flights", "dataset": "flights", "width": 12}
    | {"columns": ["date", "hour", "airline", "origin", "dest", "dep_delay"]},
]

app = PyWry()
board = app.show_dashboard(PANELS, title="Flights from New York", datasets={"flights": flights()})
folder = Path(tempfile.mkdtemp())

# region: export
page = board.export(folder / "flights.html")
paper = board.export(folder / "flights.pdf", page_size="A4", max_rows=120)
print(*paper.notes)  # grid 'table': the first 120 of 13,473 rows are on paper.
board.export(folder / "hours.png", panel="hours", width=900, theme="dark")
# endregion
print(f"{page.path}: {page.size:,} bytes")

# region: script
script = board.export(folder / "flights.py")
print("beside it:", *script.beside)
print("left out:", *script.notes or ["nothing"])
# endregion

# region: memory
html = board.to_html(panel="table", max_rows=20_000)
picture = board.to_png()
print(f"{len(html):,} characters, {len(picture):,} bytes of PNG")
# endregion

app.block()
