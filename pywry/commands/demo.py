"""`pywry demo`: a dashboard of real data."""

from __future__ import annotations

from argparse import Namespace


def run(options: Namespace) -> int:
    """Show the demo, or draw it once without a window."""
    from pywry.demo import run as show

    return show(once=options.once, browser=not options.no_browser, port=options.port)
