from pathlib import Path

from pywry import HtmlContent, PyWry

app = PyWry(hot_reload=True)
app.show(
    HtmlContent(
        html=Path("hot_reload/board.html"),
        css_files=["hot_reload/board.css"],
        script_files=["hot_reload/board.js"],
    ),
    title="Board",
)
app.block()
