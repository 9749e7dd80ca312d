"""A running program that agents join over HTTP."""

from __future__ import annotations

import json

from pywry import PyWry

app = PyWry(open_tabs=False)
app.show("<h1>Hello</h1>", label="target")
served = app.serve_mcp()
print(json.dumps({"url": served.url, "token": served.token}), flush=True)
app.block()
