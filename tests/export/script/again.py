"""Runs an exported script in an app, and says what a page is, to compare two."""

from __future__ import annotations

import math
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np

from pywry import DashboardHandle, Handle, PyWry
from pywry.panels.board import board_of

STATE = ("title", "content:", "style:", "css:", "state:")


def run(app: PyWry, path: Path) -> Handle:
    """The page that a script shows."""
    found: Handle = runpy.run_path(str(path))["show"](app)
    return found


def again(app: PyWry, handle: Handle, folder: Path, **options: Any) -> Handle:
    """The page that comes of a page's script with its files beside it."""
    path = folder / "page.py"
    handle.export(path, **options)
    return run(app, path)


def packed(app: PyWry, handle: Handle, folder: Path) -> Handle:
    """The page that comes of a page's script that stands alone."""
    path = folder / "alone.py"
    path.write_text(handle.to_python(), encoding="utf-8")
    return run(app, path)


def model(handle: Handle) -> dict[str, Any]:
    """All that a page is: what a new viewer gets, and what links do."""
    widget = handle.session.hub.find(handle.id)
    found: dict[str, Any] = {
        "kind": widget.kind,
        "title": widget.title,
        "theme": widget.theme,
        "html": widget.html,
        "page": widget.page.model_dump(exclude={"html", "title", "theme"}),
        "panels": {name: plain(panel.wire()) for name, panel in widget.panels.items()},
        "state": {k: plain(v) for k, v in widget.kept_values().items() if k.startswith(STATE)},
    }
    if isinstance(handle, DashboardHandle):
        board = board_of(widget.react)
        facts = {name: fact for name, fact in board.facts.items() if name != "panels"}
        found["board"] = {"state": board.state, **facts}
    return found


def plain(value: Any) -> Any:
    """Without the difference between lists and arrays, and between codes and the texts that they stand for."""
    if isinstance(value, np.ndarray):
        return plain(cast("Any", value).tolist())
    if isinstance(value, Mapping):
        known = cast("Mapping[str, Any]", value)
        if known.keys() == {"codes", "categories"}:
            return [None if code < 0 else known["categories"][code] for code in known["codes"]]
        return {key: plain(inner) for key, inner in known.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in cast("list[Any]", value)]
    return None if isinstance(value, float) and math.isnan(value) else value
