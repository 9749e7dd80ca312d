from pathlib import Path
from typing import Any

from pywry import PyWry

app = PyWry()
page = app.show(
    '<button id="open" onclick="pywry.emit(\'app:open\')">Open ...</button> <pre id="text"></pre>', title="Reader"
)


@page.on("app:open")
def opened(data: dict[str, Any]) -> None:
    file = app.desktop.dialogs.open_file("Choose a text", extensions=["txt", "md"])
    if file is not None:
        app.desktop.storage.set("last", Path(file.name).stem)
        page.set_content("text", text=file.read_text())


app.block()
