import os

from pywry import OAuth, PyWry
from pywry.data.sample import flights

# region: serve
app = PyWry(port=int(os.environ.get("PORT", "8000")), public_url="https://dashboards.example.org")
served = app.serve_mcp(
    auth=OAuth(
        issuer="https://login.example.org",
        scopes=["dashboards.read"],
        roles={"dashboards.read": "viewer", "dashboards.write": "editor"},
    )
)
# endregion
app.show_dataframe(flights(), title="Flights", label="flights")
print(served)
app.block()
