"""`pywry demo`: a dashboard of real data, or a gallery of them."""

from __future__ import annotations

from argparse import Namespace


def run(options: Namespace) -> int:
    """Show the demo or the gallery, or draw it once without a window."""
    if options.what == "gallery":
        from pywry.gallery import running

        if options.list:
            return running.show_list()
        return running.run(options.name, once=options.once, browser=not options.no_browser, port=options.port)
    from pywry.demo import run as show

    return show(once=options.once, browser=not options.no_browser, port=options.port)
