"""`pywry tools`: the catalogue on a command line."""

from __future__ import annotations

import json
import sys
from argparse import Namespace


def run(options: Namespace) -> int:
    """List tools for a reader, or with their schemas for a program."""
    from pywry_tools.catalog import pick
    from pywry_tools.projections import cli, golden

    chosen = pick(options.toolsets.split(","))
    if options.json:
        json.dump([golden.entry(tool) for tool in chosen], sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(cli.listing(chosen))
    return 0
