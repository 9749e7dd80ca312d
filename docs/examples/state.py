from pywry import HtmlContent, PyWry

app = PyWry()
page = app.show(
    HtmlContent(
        html="<h1>Score</h1><p id='score'>-</p><button onclick=\"pywry.emit('app:goal')\">Goal</button>",
        init_script="pywry.state.on('score', (value) => { document.getElementById('score').textContent = value });",
    )
)
score = 0
page.set_state("score", score)


@page.on("app:goal")
def goal() -> None:
    global score
    score += 1
    page.set_state("score", score)


app.block()
