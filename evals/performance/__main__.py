"""Measures PyWry: `uv run --group dev python -m evals.performance [figure ...]`."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from evals.performance import (
    cells,
    crossfilter,
    crossfilter_peers,
    fan_out,
    first_paint,
    frozen,
    grids,
    hello,
    imports,
    live,
    live_peers,
    mcp_calls,
    mcp_listen,
    mcp_start,
    native,
    push,
    report,
    round_trip,
)
from evals.performance.figure import Options, Row

Figure = Callable[[Options], Coroutine[Any, Any, list[Row]]]

FIGURES: dict[str, Figure] = {
    "imports": imports.measure,
    "hello": hello.measure,
    "mcp_start": mcp_start.measure,
    "mcp_calls": mcp_calls.measure,
    "mcp_listen": mcp_listen.measure,
    "round_trip": round_trip.measure,
    "push": push.measure,
    "fan_out": fan_out.measure,
    "live": live.measure,
    "live_peers": live_peers.measure,
    "cells": cells.measure,
    "native": native.measure,
    "grids": grids.measure,
    "scatter": first_paint.scatter,
    "tables": first_paint.tables,
    "frozen": frozen.measure,
    "crossfilter": crossfilter.measure,
    "crossfilter_peers": crossfilter_peers.measure,
}
RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    """Measure and say what falls short; 1 if something does."""
    options = arguments()
    how = Options(repeats=3, size=0.2) if options.quick else Options()
    found: dict[str, list[Row]] = {}
    for name in options.figures or FIGURES:
        print(name, flush=True)
        found[name] = asyncio.run(FIGURES[name](how))
        print("\n".join(report.line(row) for row in found[name]), flush=True)
    keep(found, options.json, whole=not options.figures and not options.quick)
    short = [row.what for rows in found.values() for row in rows if row.passed is False]
    print(f"\n{len(short)} fall short: {', '.join(short)}" if short else "\nEvery bar is met.")
    return 1 if short else 0


def arguments() -> argparse.Namespace:
    """What the caller wants."""
    parser = argparse.ArgumentParser(prog="python -m evals.performance", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=", ".join(FIGURES))
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write what was found to this file")
    parser.add_argument("--quick", action="store_true", help="a rough look: fewer and shorter repetitions")
    given = parser.parse_args()
    if unknown := set(given.figures) - FIGURES.keys():
        parser.error(f"there is no figure {', '.join(sorted(unknown))}; there are {', '.join(FIGURES)}")
    return given


def keep(found: dict[str, list[Row]], file: Path | None, *, whole: bool) -> None:
    """Write JSON; a whole run also renews results.json and the table in the README."""
    about = report.machine()
    if file is not None:
        file.write_text(report.as_json(found, about), encoding="utf-8")
    if whole:
        RESULTS.write_text(report.as_json(found, about), encoding="utf-8")
        report.write_readme(report.table(found, about))


if __name__ == "__main__":
    raise SystemExit(main())
