from pywry import PyWry

app = PyWry()
HTML = "<h1>Dashboard</h1> <button onclick=\"pywry.emit('app:grow')\">Wider</button>"
page = app.show(HTML, title="My App", width=600, height=400)
page.on("app:grow", lambda data: page.set_size(900, 400))
app.block()
