from typing import Any

from pywry import PyWry
from pywry_tools.events.window import Resized

app = PyWry()
page = app.show("<h1>Drop files here</h1><p id=seen></p>", title="Files", width=500, height=300)


@page.on("window:file-dropped")
def dropped(data: dict[str, Any]) -> None:
    page.set_content("seen", text=", ".join(data["paths"]))


@page.on(Resized)
def resized(event: Resized) -> None:
    page.set_content("seen", text=f"{event.width:g} x {event.height:g}")


app.block()
