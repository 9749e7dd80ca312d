"""A page that asks Python something at once."""

from __future__ import annotations

from pywry import PyWry

app = PyWry(open_tabs=False)
page = app.show("<h1>Hello</h1><p id='answer'></p><script>pywry.emit('app:ask')</script>")
page.on("app:ask", lambda _: page.set_content("answer", text="hello"))
print(page.url, flush=True)
app.block()
