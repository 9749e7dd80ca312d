from pywry import PyWry
from pywry.data.sample import flights

app = PyWry()
app.show_dataframe(flights(), title="Flights", label="flights")
print(app.serve_mcp())
app.block()
