"""A small client for an installed Chromium, Chrome or Edge, without a window: screenshots, `demo --once`, tests."""

from __future__ import annotations

from pywry.headless.browser import Browser
from pywry.headless.console import ConsoleLine
from pywry.headless.find import find_browser
from pywry.headless.tab import Tab

__all__ = ["Browser", "ConsoleLine", "Tab", "find_browser"]
