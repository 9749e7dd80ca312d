from pywry import PyWry

app = PyWry()
page = app.show('<h1>Hello</h1> <button onclick="pywry.emit(\'app:greet\')">Greet</button> <p id="answer"></p>')
page.on("app:greet", lambda data: page.set_content("answer", text="Hello from Python."))
app.block()
