"""A hello world that tells when its window has painted; it is measured as a script and frozen."""

from __future__ import annotations

import sys
from typing import Any

from pywry import PyWry

PAGE = """<h1>Hello</h1>
<script>
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  frame().then(frame).then(() => pywry.emit("app:painted"));
</script>"""


def painted(data: Any) -> None:
    """Tell whoever measures."""
    sys.stdout.write("painted\n")
    sys.stdout.flush()


app = PyWry(mode="new_window")
app.on("app:painted", painted)
app.show(PAGE)
app.block()
