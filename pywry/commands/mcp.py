"""`pywry mcp`: a server for agents."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from pywry_tools.catalog import CORE, pick
from pywry_tools.errors import InvalidArguments

if TYPE_CHECKING:
    from pywry.app import PyWry


def run(options: Namespace) -> int:
    """Serve over stdio, or over HTTP until Ctrl-C."""
    if options.print_config:
        return _config(options)
    toolsets = tuple(options.toolsets.split(","))
    return _http(options, toolsets) if options.http else _stdio(options, toolsets)


def _config(options: Namespace) -> int:
    from pywry.commands.clients import show

    if options.http:
        raise InvalidArguments(
            "--print-config is for a server that the client starts; `pywry mcp --http` prints how to join it."
        )
    pick(options.toolsets.split(","))
    chosen = [] if options.toolsets == CORE else ["--toolsets", options.toolsets]
    flags = {"--read-only": options.read_only, "--no-browser": options.no_browser}
    chosen += [word for root in _roots(options) for word in ("--data-root", root)]
    return show(options.print_config, chosen + [flag for flag, on in flags.items() if on])


def _roots(options: Namespace) -> list[str]:
    """The folders as they are from anywhere, since a client starts the server where it likes.

    Raises:
        BadData: One of them is none.
    """
    from pywry.datasets.place import roots_of

    return [str(root) for root in roots_of(options.data_root)] if options.data_root else []


def _allow(app: PyWry, options: Namespace) -> None:
    app.session.shelf.named = _roots(options)
    # A folder that is none is told before anybody asks for a file in it.
    _ = app.session.shelf.roots


def _stdio(options: Namespace, toolsets: tuple[str, ...]) -> int:
    from pywry.app import PyWry
    from pywry.serve import run_stdio, serve

    with PyWry(open_tabs=False if options.no_browser else None) as app:
        _allow(app, options)
        server = serve(app.session, toolsets=toolsets, read_only=options.read_only)
        asyncio.run(run_stdio(server, app.session))
    return 0


def _http(options: Namespace, toolsets: tuple[str, ...]) -> int:
    import threading

    from pywry.app import PyWry

    open_tabs = False if options.no_browser else None
    with PyWry(host=options.host, port=options.port, open_tabs=open_tabs) as app:
        _allow(app, options)
        served = app.serve_mcp(toolsets=toolsets, read_only=options.read_only, token=options.token)
        sys.stderr.write(f"MCP at {served.url}\n\n{served}\n\nCtrl-C ends it.\n")
        threading.Event().wait()
    return 0
