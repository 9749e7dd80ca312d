"""The processes through which WebKitGTK loads.

The first window after the last one has closed brings one of its own, and nobody ends the one before.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from pywry.transports.native.child.desk import Desk
from pywry.transports.native.web_processes import end, own_networks

_before: WeakKeyDictionary[Desk, set[int]] = WeakKeyDictionary()


def closed(desk: Desk, label: str) -> None:
    """End those of windows that were closed before these."""
    if desk.windows:
        return
    nothing: set[int] = set()
    old, now = _before.get(desk, nothing), own_networks()
    # A window that is being opened at this moment may use the newest.
    over = old & now if now - old else nothing
    for pid in over:
        end(pid)
    _before[desk] = now - over
