from pywry import EmittingWidget, PyWry


class Notes(EmittingWidget):
    def note(self, text: str) -> None:
        self.emit("pywry:alert", {"message": text, "duration": 0})


class App(Notes, PyWry):
    pass


app = App()
page = app.show("<h1>Mixed in</h1><button onclick=\"pywry.emit('app:note')\">Note</button>")
page.on("app:note", lambda data: app.note("Every open page sees this."))
app.block()
