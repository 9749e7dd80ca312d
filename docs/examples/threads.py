from typing import Any

from pywry import PyWry

app = PyWry()
page = app.show(
    "<h1>Threads</h1><p id='line'></p>"
    "<button id='plain' onclick=\"pywry.emit('app:plain')\">Plain</button>"
    "<button id='async' onclick=\"pywry.emit('app:async')\">Async</button>"
)


# region: both
@page.on("app:plain")
def plain(data: Any) -> None:
    title = page.eval_js("document.title")
    page.set_content("line", text=f"plain: {title}")


@page.on("app:async")
async def asynchronous(data: Any) -> None:
    title = await page.eval_js.aio("document.title")
    page.set_content("line", text=f"async: {title}")


# endregion

app.block()
