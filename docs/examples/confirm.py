from typing import Any

from pywry import PyWry

app = PyWry()
page = app.show(
    "<h1>Archive</h1><button onclick=\"pywry.emit('app:ask')\">Delete all</button><p id='line'>Still here.</p>"
)


@page.on("app:ask")
def ask() -> None:
    page.alert("Delete all 42 files?", "confirm", title="Archive", callback_event="app:sure")


@page.on("app:sure")
def sure(answer: dict[str, Any]) -> None:
    page.set_content("line", text="Deleted." if answer["confirmed"] else "Kept.")


app.block()
