"""The libraries that PyWry stands on, and what those do not bring into an executable unasked."""

from __future__ import annotations

from collections.abc import Mapping

OURS = frozenset(
    {
        *("anyio", "h11", "multipart", "python_multipart", "starlette", "fastapi", "uvicorn", "websockets"),
        *("dns", "email_validator", "pydantic", "pydantic_core", "pydantic_settings"),
        *("fastmcp", "orjson", "pywry", "pywry_tools", "typing_extensions", "typing_inspection", "watchfiles"),
        *("narwhals", "numpy", "plotly"),
    }
)
"""What PyWry stands on."""

REASONS: Mapping[str, tuple[str, ...]] = {
    "taken in with the part of PyWry that needs it": (
        *("PIL", "email_validator", "fastmcp", "mcp", "mcp_types", "narwhals", "numpy", "plotly", "watchfiles"),
    ),
    "tables of which a program has one kind": (
        *(
            "cudf",
            "dask",
            "duckdb",
            "ibis",
            "modin",
            "pandas",
            "polars",
            "pyarrow",
            "pyspark",
            "python_calamine",
            "sqlframe",
        ),
    ),
    "for tests and type checkers": (
        *("_pytest", "hypothesis", "mypy", "pytest", "scipy", "setuptools", "toml", "tomli", "trio", "werkzeug"),
    ),
    "for terminals and notebooks": ("IPython", "anywidget", "kaleido", "matplotlib", "pygments", "rich"),
    "other ways to serve, which PyWry does not take": (
        *("a2wsgi", "dotenv", "gunicorn", "httpx", "httpx2", "uvloop", "wsproto", "yaml"),
    ),
    "the signatures of DNS": ("cryptography",),
    "the layer of PyTauri that PyWry does without": ("pytauri",),
    "read where settings are; a program that has some imports it": ("pydantic_settings",),
}
"""Why it is left out, and what: each is optional where it is imported."""

UNASKED = frozenset(name for names in REASONS.values() for name in names)
"""What none of them brings in."""
