"""`pywry mcp`: a server for agents."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from argparse import Namespace
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from pywry_tools.catalog import CORE, pick
from pywry_tools.errors import InvalidArguments

if TYPE_CHECKING:
    from pywry.app import PyWry
    from pywry_tools.oauth import OAuth


def run(options: Namespace) -> int:
    """Serve over stdio, or over HTTP until Ctrl-C."""
    _check(options)
    if options.print_config:
        return _config(options)
    toolsets = tuple(options.toolsets.split(","))
    return _http(options, toolsets) if options.http else _stdio(options, toolsets)


@contextmanager
def _start() -> Generator[None]:
    """Start without looking for garbage: what a server is made of lives as long as it, and there is a lot of it."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _check(options: Namespace) -> None:
    """Refuse what would have no effect, or let in whoever comes by a foreign name.

    Raises:
        InvalidArguments: Naming the option that is missing.
    """
    from pywry.transports.browser.hosts import is_loopback

    served = {"--public-url": options.public_url, "--allowed-host": options.allowed_host}
    issued = {
        "--oauth-audience": options.oauth_audience,
        "--oauth-jwks": options.oauth_jwks,
        "--oauth-scopes": options.oauth_scopes,
    }
    for needed, given, there in (
        ("--http", {**served, "--oauth-issuer": options.oauth_issuer}, options.http),
        ("--oauth-issuer", issued, options.oauth_issuer),
    ):
        for name, value in given.items():
            if value and not there:
                raise InvalidArguments(f"{name} needs {needed}, which says where or how agents are let in.")
    abroad = options.http and not is_loopback(options.host) and not options.public_url
    if abroad and (options.oauth_issuer or not options.allowed_host):
        other = "" if options.oauth_issuer else ", or the names that it has as --allowed-host"
        raise InvalidArguments(
            f"--host {options.host} is for other machines, too; give the address that clients use as "
            f"--public-url{other}."
        )


def _config(options: Namespace) -> int:
    from pywry.commands.clients import show

    if options.http:
        raise InvalidArguments(
            "--print-config is for a server that the client starts; `pywry mcp --http` prints how to join it."
        )
    pick(options.toolsets.split(","))
    chosen = [] if options.toolsets == CORE else ["--toolsets", options.toolsets]
    flags = {"--search": options.search, "--read-only": options.read_only, "--no-browser": options.no_browser}
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
    with ExitStack() as stack:
        with _start():
            from pywry.app import PyWry
            from pywry.serve import run_stdio, serve

            app = stack.enter_context(PyWry(open_tabs=False if options.no_browser else None))
            _allow(app, options)
            server = serve(app.session, toolsets=toolsets, read_only=options.read_only, search=options.search)
        asyncio.run(run_stdio(server, app.session))
    return 0


def _http(options: Namespace, toolsets: tuple[str, ...]) -> int:
    import threading

    from pywry.app import PyWry

    where: dict[str, Any] = {
        "host": options.host,
        "port": options.port,
        "public_url": options.public_url,
        "allowed_hosts": options.allowed_host,
    }
    offered: dict[str, Any] = {"toolsets": toolsets, "read_only": options.read_only, "search": options.search}
    auth = _auth(options)
    token = options.token or (os.environ.get("PYWRY_MCP_TOKEN") if auth is None else None)
    with PyWry(**where, open_tabs=False if options.no_browser else None) as app:
        _allow(app, options)
        served = app.serve_mcp(**offered, token=token, auth=auth)
        sys.stderr.write(f"MCP at {served.url}\n\n{served}\n\nCtrl-C ends it.\n")
        threading.Event().wait()
    return 0


def _auth(options: Namespace) -> OAuth | None:
    if options.oauth_issuer is None:
        return None
    from pywry_tools.oauth import OAuth

    return OAuth(
        issuer=options.oauth_issuer,
        audience=options.oauth_audience,
        jwks=options.oauth_jwks,
        scopes=tuple((options.oauth_scopes or "").replace(",", " ").split()),
        algorithm=options.oauth_algorithm,
    )
