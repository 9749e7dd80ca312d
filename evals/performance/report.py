"""Figures for people: a table on the terminal, JSON for a program, Markdown for the README."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evals.performance.figure import Row

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures -->", "<!-- end -->"
LIBRARIES = ("fastapi", "fastmcp", "uvicorn", "websockets", "pydantic", "plotly")


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processors": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
        "versions": {name: version(name) for name in LIBRARIES},
    }


def line(row: Row) -> str:
    """A row for the terminal."""
    floor = "" if row.floor is None else f" beside {number(row.floor)}"
    bar = "" if row.bar is None else f"   {score(row)} (bar {bound(row)})   {row.verdict}"
    return f"  {row.what}: {number(row.ours)}{floor} {row.unit}{bar}"


def number(value: float) -> str:
    """Three digits that count."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def score(row: Row) -> str:
    """What is held against the bar."""
    if row.rule == "above":
        return f"{number(row.score)} {row.unit} above"
    if row.rule == "at least" or row.floor is None:
        return f"{number(row.score)} {row.unit}"
    return f"{row.score:.2f}x"


def bound(row: Row) -> str:
    """The bar in words."""
    if row.bar is None:
        return "-"
    if row.rule == "at least":
        return f"at least {number(row.bar)}"
    return f"{number(row.bar)} {row.unit}" if row.rule == "above" else f"{row.bar:g}x"


def as_json(found: Mapping[str, Sequence[Row]], about: Mapping[str, Any]) -> str:
    """The whole run for a program."""
    figures = {
        name: [asdict(row) | {"score": row.score, "passed": row.passed} for row in rows] for name, rows in found.items()
    }
    return json.dumps({"machine": about, "figures": figures}, indent=2) + "\n"


def table(found: Mapping[str, Sequence[Row]], about: Mapping[str, Any]) -> str:
    """The whole run as Markdown."""
    versions = ", ".join(f"{name} {v}" for name, v in about["versions"].items())
    head = (
        f"Measured {about['date']} on {about['system']}, {about['processors']} processors, {about['memory_gb']} GB, "
        f"Python {about['python']}; {versions}. Load at the end: {about['load']}.\n\n"
        "| figure | PyWry | floor | unit | score | bar | |\n|---|---|---|---|---|---|---|\n"
    )
    return head + "".join(_cells(row) for rows in found.values() for row in rows)


def _cells(row: Row) -> str:
    what = f"{row.what} ({row.note})" if row.note else row.what
    floor = "-" if row.floor is None else number(row.floor)
    cells = [what, number(row.ours), floor, row.unit, score(row), bound(row), row.verdict]
    return f"| {' | '.join(cells)} |\n"


def write_readme(text: str) -> None:
    """Put the table between the marks of the README."""
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    README.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
