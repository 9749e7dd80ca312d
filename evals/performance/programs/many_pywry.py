"""One widget for many viewers. A line on stdin is one update; `cpu` asks for the processor time so far."""

from __future__ import annotations

import json
import sys
import time

from pywry import PyWry

app = PyWry(open_tabs=False)
page = app.show("<h1>Many</h1>")
print(page.url, flush=True)
for line in sys.stdin:
    if line == "cpu\n":
        print(json.dumps(time.process_time()), flush=True)
    else:
        page.emit("eval:tick", {"tick": line.strip(), "text": "x" * 70})
