"""What went wrong, told to the person."""

from __future__ import annotations

import json
import sys

from pywry.transports.native.child.desk import Desk, Window


def complain(desk: Desk, window: Window | None, message: str) -> None:
    """Say what went wrong: in the page if it is ours, and in the parent's log."""
    print(message, file=sys.stderr)  # noqa: T201 - the parent logs it
    if window is not None and window.document is not None:
        toast = {"message": message, "type": "error"}
        window.tell(desk, json.dumps({"event_type": "pywry:alert", "data": toast}))
