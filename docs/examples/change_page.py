from pywry import PyWry

app = PyWry()
page = app.show(
    "<h1 id='head'>Report</h1><p id='line'>Nothing yet.</p><button onclick=\"pywry.emit('app:run')\">Run</button>"
)


# region: verbs
@page.on("app:run")
def run() -> None:
    page.set_content("line", html="Read <b>336,776</b> rows.")
    page.set_style({"color": "var(--pywry-success)"}, selector="#line b")
    page.inject_css("#head { font-style: italic }", id="mood")
    page.alert("The report is ready.", "success", title="Done")
    page.download("flights\n336776\n", "report.csv", mime_type="text/csv")


# endregion


# region: update
@page.on("app:again")
def again() -> None:
    page.update("<h1 id='head'>Report</h1><p>What stayed the same keeps its focus, scroll and input.</p>", theme="dark")


# endregion

app.block()
