from pywry import PyWry, PyWrySettings

HTML = """
<header data-pywry-drag>
  <strong>Notes</strong>
  <input data-pywry-drag="no" placeholder="Search" aria-label="Search">
  <button data-pywry-window="minimize" aria-label="Minimize"></button>
  <button data-pywry-window="maximize" aria-label="Maximize"></button>
  <button data-pywry-window="close" aria-label="Close"></button>
</header>
<h1>Shopping</h1>
<p>Apples, bread, and something for the cat.</p>
"""

app = PyWry(settings=PyWrySettings(window={"decorations": False, "width": 560, "height": 320}))
app.show(HTML, title="Notes")
app.block()
