import base64
from pathlib import Path

from pywry import PyWry
from pywry.data.sample import flights

with PyWry(open_tabs=False) as app:
    grid = app.show_dataframe(flights(), title="Flights")

    # region: look
    picture = grid.screenshot(width=1000, height=600, theme="dark")
    Path("flights.png").write_bytes(base64.b64decode(picture.png))
    print(picture.page)
    # endregion
