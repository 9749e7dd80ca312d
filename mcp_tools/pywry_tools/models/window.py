"""Windows."""
from __future__ import annotations
from pywry_tools.models.page import Value
class WindowOptions(Value):
    """Placeholder of the lead's until the windows helper writes this file whole."""
    width: int | None = None
    height: int | None = None
