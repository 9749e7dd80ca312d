import sys
from typing import Any

from pywry import PyWry, PyWrySettings
from pywry_tools.errors import AlreadyRunning

app = PyWry(settings=PyWrySettings(tauri_plugins=["single_instance"], identifier="org.example.notes"))


@app.on("desktop:second-instance")
def asked_again(data: dict[str, Any]) -> None:
    page.set_content("said", text=" ".join(data["args"][1:]))
    page.display()


try:
    page = app.show("<h1 id='said'>Start me again, with a few words</h1>", title="Notes")
except AlreadyRunning:
    sys.exit()
app.block()
