"""The command `pywry`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

USAGE = 2
CLIENTS = ("claude-code", "claude-desktop", "cursor", "windsurf", "vscode")
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with the message and where help is."""
        self.exit(USAGE, f"{self.prog}: {message}. `{self.prog} --help` lists what there is.\n")


def parser() -> argparse.ArgumentParser:
    """Every command with its options; what a command needs is imported when it runs."""
    top = Parser(prog="pywry", description="Pages, charts, tables and dashboards for people and agents.")
    top.add_argument("--version", action="store_true", help="print the version and end")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _demo(commands.add_parser("demo", help="show a dashboard of real data"))
    _mcp(commands.add_parser("mcp", help="serve agents over MCP"))
    _tools(commands.add_parser("tools", help="list the tools"))
    _call(commands.add_parser("call", help="run one tool and print its answer"))
    _types(commands.add_parser("types", help="write TypeScript for a program's exposed functions"))
    commands.add_parser("doctor", help="say what works on this machine, and what to do about the rest")
    return top


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=["gallery"], nargs="?", help="the gallery of dashboards instead")
    command.add_argument("name", metavar="NAME", nargs="?", help="one dashboard of the gallery")
    command.add_argument("--list", action="store_true", help="with gallery: print the names of its dashboards")
    command.add_argument("--once", action="store_true", help="draw it without a window, print one line of JSON and end")
    command.add_argument("--no-browser", action="store_true", help="print the address instead of opening a tab")
    command.add_argument("--port", type=int, default=0, help="where to listen; by default a free port")


def _mcp(command: argparse.ArgumentParser) -> None:
    command.add_argument("--http", action="store_true", help="serve over HTTP; by default over stdin and stdout")
    command.add_argument("--host", default="127.0.0.1", help="with --http: the address to listen on")
    command.add_argument("--port", type=int, default=0, help="with --http: the port; by default a free one")
    command.add_argument("--token", help="with --http: the token that clients send; by default a new one")
    _served(command)
    _toolsets(command)
    command.add_argument("--search", action="store_true", help="let agents find and call the tools of other toolsets")
    command.add_argument("--read-only", action="store_true", help="offer only tools that change nothing")
    command.add_argument(
        "--data-root",
        metavar="DIR",
        action="append",
        default=[],
        help="a folder whose files agents may open; repeatable",
    )
    command.add_argument("--no-browser", action="store_true", help="do not open a tab for what agents show")
    command.add_argument(
        "--print-config",
        metavar="CLIENT",
        choices=CLIENTS,
        help=f"print the file of a client: {', '.join(CLIENTS)}",
    )


def _served(command: argparse.ArgumentParser) -> None:
    """Where other machines join, and who lets them in."""
    several: dict[str, Any] = {"action": "append", "default": []}
    command.add_argument("--public-url", metavar="URL", help="with --http: the address that clients use")
    command.add_argument(
        "--allowed-host", metavar="NAME", **several, help="with --http: a name that it answers to; repeatable"
    )
    command.add_argument("--oauth-issuer", metavar="URL", help="with --http: whose tokens let clients in")
    command.add_argument("--oauth-audience", metavar="NAME", help="how tokens name this server; by default its address")
    command.add_argument("--oauth-jwks", metavar="URL", help="where the issuer's keys are; by default it is asked")
    command.add_argument("--oauth-scopes", metavar="NAMES", help="what each token must carry, such as a,b")
    command.add_argument("--oauth-algorithm", metavar="NAME", default="RS256", help="how tokens are signed; RS256")


def _tools(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print names, descriptions and schemas as JSON")
    _toolsets(command, "all")


def _call(command: argparse.ArgumentParser) -> None:
    command.add_argument("tool", metavar="TOOL", help="its name, as `pywry tools` lists it")
    command.add_argument("--json", default="{}", metavar="ARGUMENTS", help="a JSON object; - reads it from stdin")
    command.add_argument("--url", help="call a running server instead of a new one")
    command.add_argument("--token", help="with --url: the server's token")
    command.add_argument("--keep", action="store_true", help="keep the page open until Ctrl-C")
    command.add_argument("--no-browser", action="store_true", help="with --keep: do not open a tab")
    command.add_argument("-o", "--output", metavar="FILE", help="where a picture goes")


def _types(command: argparse.ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("program", metavar="PROGRAM.py", nargs="?", help="the program; it is run up to app.block()")
    what.add_argument("--bridge", metavar="FOLDER", help="write the bridge, an ES module with its types, into a folder")
    command.add_argument("-o", "--output", metavar="FILE", help="where to write; by default stdout")
    command.add_argument("--module", default="./bridge.js", help="from where the front end imports the bridge")


def _toolsets(command: argparse.ArgumentParser, default: str = "core") -> None:
    command.add_argument("--toolsets", default=default, help=f"such as core,grid, or all; by default {default}")


def run(options: argparse.Namespace) -> int:
    """Run the chosen command and return its exit code."""
    if options.version:
        from pywry import __version__

        sys.stdout.write(f"pywry {__version__}\n")
        return 0
    if options.command is None:
        parser().print_help()
        return USAGE
    command: Any = import_module(f"pywry.commands.{options.command}")
    code: int = command.run(options)
    return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `pywry`; errors that are meant for a person are one line on stderr."""
    from pywry_tools.errors import InvalidArguments, NoSuchTool, PyWryError

    try:
        return run(parser().parse_args(arguments))
    except PyWryError as error:
        sys.stderr.write(f"pywry: {' '.join(str(error).split())}\n")
        return USAGE if isinstance(error, (InvalidArguments, NoSuchTool)) else 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; without this Python would complain again when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
