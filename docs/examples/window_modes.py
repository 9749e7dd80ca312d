from pywry import PyWry
from pywry.window_manager import NewWindowMode

app = PyWry(mode=NewWindowMode())
h1 = app.show("<h1>Window 1</h1>", title="First")
h2 = app.show("<h1>Window 2</h1>", title="Second")
app.block()
