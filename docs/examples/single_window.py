from pywry import PyWry
from pywry.window_manager import SingleWindowMode

PAGES = ["<h1>Step 1</h1>", "<h1>Step 2</h1>", "<h1>Done</h1>"]
NEXT = "<button onclick=\"pywry.emit('app:next')\">Next</button>"

app = PyWry(mode=SingleWindowMode())
steps = iter(PAGES)
page = app.show(next(steps) + NEXT, title="Assistant", width=500, height=300)
page.on("app:next", lambda data: app.show(next(steps, "<h1>Nothing more</h1>") + NEXT, title="Assistant"))
app.block()
