"""A document round bare HTML, for windows that are asked for by hand."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from pywry.transports.native.child.files import FRONT_END


def around(content: str, fields: dict[str, Any], folder: str | None = None) -> bytes:
    """A page with `window.pywry`, whose events travel as lines of their own.

    Args:
        content: HTML; a fragment, or a whole document that is taken as it is but for our head.
        fields: The line that asked for the window.
        folder: The built front end; None takes the one of this installation.
    """
    files = _files(Path(folder) if folder else FRONT_END)
    config = {"widget": fields["label"], "socket": "", "link": "lines", "theme": fields.get("theme", "system")}
    known = json.dumps(config).replace("<", "\\u003c")
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(str(fields.get('title', 'PyWry')))}</title>"
        f'<link rel="stylesheet" href="/assets/{files["main.css"]}">'
        f'<script type="application/json" id="pywry-config">{known}</script>'
        f'<script src="/assets/{files["main.js"]}"></script>'
    )
    return f"<!doctype html>{head}{content}".encode("utf-8", "replace")


def _files(folder: Path) -> dict[str, str]:
    manifest: dict[str, dict[str, Any]] = json.loads((folder / "manifest.json").read_bytes())
    return {name: str(row["file"]) for name, row in manifest.items()}
