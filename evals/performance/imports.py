"""What `import pywry` costs above a bare interpreter, and what it must not load."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time

from evals.performance.child import ROOT
from evals.performance.figure import Options, Row, interleave, medians

BAR_MS = 150.0
HEAVY = ("fastmcp", "plotly", "pandas", "polars", "pyarrow", "numpy", "fastapi", "uvicorn", "mcp")
PROGRAMS = {
    "bare": "pass",
    "import pywry": "import pywry",
    "from pywry import PyWry": "from pywry import PyWry",
    "pydantic": "from pydantic import BaseModel, TypeAdapter\nimport asyncio",
}


async def measure(options: Options) -> list[Row]:
    """Time whole interpreters."""
    cases = {name: lambda code=code: run(code) for name, code in PROGRAMS.items()}
    found = medians(await interleave(cases, options.repeats * 2))
    return [row(name, found) for name in list(PROGRAMS)[1:3]] + [
        Row(what="for comparison: pydantic and asyncio alone", ours=found["pydantic"], floor=found["bare"], unit="ms"),
    ]


def row(name: str, found: dict[str, float]) -> Row:
    """One import beside the bare interpreter."""
    loaded = heavy(PROGRAMS[name])
    note = f"loads {', '.join(loaded)}, which it must not" if loaded else "loads no heavy library"
    bar = BAR_MS if not loaded else 0.0
    return Row(what=f"`{name}`", ours=found[name], floor=found["bare"], unit="ms", rule="above", bar=bar, note=note)


async def run(code: str) -> float:
    """Milliseconds from start to end of an interpreter."""
    began = time.perf_counter()
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", code], check=True, cwd=ROOT)
    return (time.perf_counter() - began) * 1000


def heavy(code: str) -> list[str]:
    """Which heavy libraries the code loads."""
    look = f"{code}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", look], check=True, cwd=ROOT, capture_output=True, text=True)
    return shown.stdout.split()
