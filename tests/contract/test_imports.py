"""What an import costs: heavy libraries are loaded by what needs them, not before."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "duckdb",
    "fastapi",
    "fastmcp",
    "narwhals",
    "numpy",
    "pandas",
    "plotly",
    "polars",
    "pyarrow",
    "pydantic_settings",
    "redis",
    "starlette",
    "uvicorn",
    "watchfiles",
    "websockets",
}


def loaded(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has after some code."""
    report = "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    "code",
    [
        "import pywry",
        "from pywry import PyWry",
        "from pywry import HtmlContent, PyWryError",
        "from pywry import PyWry; PyWry()",
        "from pywry_tools.catalog import all_tools; all_tools()",
        "import pywry.cli; pywry.cli.parser()",
    ],
)
def test_it_loads_nothing_heavy(code: str) -> None:
    assert not loaded(code) & HEAVY


@pytest.mark.parametrize("code", ["import pywry", "from pywry import PyWry, Handle", "from pywry import PyWryError"])
def test_a_program_that_only_imports_waits_for_neither_pydantic_nor_the_families(code: str) -> None:
    assert not loaded(code) & {"pydantic", "asyncio", "inspect"}


def test_a_server_that_has_shown_nothing_has_not_loaded_what_shows() -> None:
    code = "from pywry import PyWry; from pywry.serve import serve; serve(PyWry().session)"
    # fastmcp brings starlette and uvicorn along by itself.
    assert not loaded(code) & {"fastapi", "numpy", "narwhals", "pandas", "plotly"}
