from pywry import HtmlContent, PyWry

app = PyWry()
page = app.show(
    HtmlContent(
        html="<h1>Notes</h1><textarea id='note' rows='4'>buy bread</textarea><p id='said'></p>"
        "<button onclick=\"pywry.emit('app:ask')\">Ask me</button>",
        init_script="""
          pywry.handle("read_note", ({ upper }) => {
            const text = document.getElementById("note").value;
            return upper ? text.toUpperCase() : text;
          });
        """,
    )
)


@page.on("app:ask")
def ask() -> None:
    # region: ask
    width = page.eval_js("document.getElementById('note').clientWidth")
    note = page.call("read_note", {"upper": True}, timeout_s=5)
    # endregion
    page.set_content("said", text=f"{note}, {width > 0}")


app.block()
