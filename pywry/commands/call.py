"""`pywry call`: one tool, run in a new app or on a running server."""

from __future__ import annotations

import asyncio
import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from typing import Any, cast

from pywry_tools.errors import InvalidArguments, NotHere, PyWryError

EXAMPLE = 'give an object, such as \'{"widget": "w-1"}\''


def run(options: Namespace) -> int:
    """Run the tool and print its answer as JSON."""
    arguments = read(sys.stdin.read() if options.json == "-" else options.json)
    if options.url:
        return asyncio.run(_elsewhere(options, arguments))
    return _here(options, arguments)


def read(text: str) -> dict[str, Any]:
    """The tool's arguments.

    Raises:
        InvalidArguments: It is no JSON object.
    """
    try:
        given: object = json.loads(text)
    except ValueError as error:
        raise InvalidArguments(f"--json is no JSON ({error}); {EXAMPLE}.") from None
    if not isinstance(given, dict):
        raise InvalidArguments(f"--json holds {type(given).__name__}, not an object; {EXAMPLE}.")
    return cast("dict[str, Any]", given)


def _here(options: Namespace, arguments: Mapping[str, Any]) -> int:
    import threading

    from pywry.app import PyWry
    from pywry_tools.access import Actor
    from pywry_tools.catalog import find
    from pywry_tools.projections import cli

    tool = find(options.tool)
    with PyWry(open_tabs=None if options.keep and not options.no_browser else False) as app:
        answer = asyncio.run(app.session.call(tool, arguments, Actor(caller="cli")))
        sys.stdout.write(cli.answer(tool, answer, options.output))
        if options.keep:
            sys.stdout.flush()
            sys.stderr.write("The page stays open; Ctrl-C ends it.\n")
            threading.Event().wait()
    return 0


async def _elsewhere(options: Namespace, arguments: dict[str, Any]) -> int:
    from fastmcp import Client
    from fastmcp.client.transports import StreamableHttpTransport

    from pywry_tools.projections import cli

    headers = {"Authorization": f"Bearer {options.token}"} if options.token else {}
    try:
        async with Client(StreamableHttpTransport(options.url, headers=headers)) as client:
            result = await client.call_tool(options.tool, arguments, raise_on_error=False)
    except Exception as error:  # a client may meet anything on the way to a server that is not ours
        raise NotHere(
            f"{options.url} did not answer as an MCP server ({type(error).__name__}: {error}). Look whether it runs, "
            "and give its address and --token as it printed them."
        ) from None
    texts = [block.text for block in result.content if block.type == "text"]
    if result.is_error:
        raise PyWryError("\n".join(texts))
    pictures = [block.data for block in result.content if block.type == "image"]
    sys.stdout.write(cli.written(result.structured_content, pictures, options.output))
    return 0
