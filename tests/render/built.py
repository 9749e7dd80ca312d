"""A small front end, built as the real one is: files with hashes in their names, their compressed twins, a manifest."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

from pywry.render.assets import Assets

NAMES = (
    "main.js",
    "main.css",
    "bridge.js",
    "chart.js",
    "grid.js",
    "dashboard.js",
    "plotly.js",
    "plotly-cartesian.js",
    "plotly-gl2d.js",
    "plotly-geo.js",
    "aggrid.js",
)
TYPES = {".js": "text/javascript", ".css": "text/css"}


def build(folder: Path, contents: dict[str, str] | None = None) -> Assets:
    rows: dict[str, dict[str, object]] = {}
    for name in NAMES:
        data = (contents or {}).get(name, f"/* {name} */\n" * 20).encode()
        stem, suffix = Path(name).stem, Path(name).suffix
        digest = hashlib.sha256(data).hexdigest()
        file = f"{stem}-{digest[:8]}{suffix}"
        (folder / file).write_bytes(data)
        (folder / f"{file}.gz").write_bytes(gzip.compress(data))
        rows[name] = {"file": file, "gz": f"{file}.gz", "bytes": len(data), "sha256": digest, "type": TYPES[suffix]}
    (folder / "manifest.json").write_text(json.dumps(rows))
    return Assets(folder)
