from typing import Any

from pywry import PyWry
from pywry_tools.events.plotly import Clicked

app = PyWry()
page = app.show(
    """<h1>Listening</h1>
    <button id="save" onclick="pywry.emit('form:saved', { name: 'Ada' })">Save</button>
    <button id="drop" onclick="pywry.emit('form:dropped')">Drop</button>
    <p>Saved: <b id="name">nobody</b></p><p id="heard"></p>"""
)


# region: arguments
@page.on("form:saved")
def saved(data: dict[str, Any]) -> None:
    page.set_content("name", text=data["name"])


@page.on("form:*")
def any_form(data: Any, event_type: str) -> None:
    page.set_content("heard", text=f"last: {event_type}")


@app.on("*")
async def everything(data: Any, event_type: str, label: str) -> None:
    print(f"{label}: {event_type}")


# endregion


# region: typed
@app.on(Clicked)
def clicked(event: Clicked) -> None:
    print(event.chart_id, event.points[0]["x"])


# endregion

# region: unsubscribe
stop = page.on("form:dropped", lambda data: print("dropped"))
stop()
# endregion

app.block()
