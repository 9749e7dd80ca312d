from typing import Any

from pywry import PyWry

app = PyWry()
text = "<textarea oninput=\"pywry.emit('app:typed', {text: this.value})\"></textarea>"
page = app.show(text, title="Notes", width=500, height=300)


@page.on("app:typed")
def typed(data: dict[str, Any]) -> None:
    page.set_data("draft", data["text"])
    page.set_title("Notes *" if data["text"] else "Notes")


@page.on("window:close-requested")
def may_close(data: dict[str, Any]) -> bool:
    if page.get_data("draft"):
        page.alert("Empty the text first.", "warning")
    return not page.get_data("draft")


app.block()
