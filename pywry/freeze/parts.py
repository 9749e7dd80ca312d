"""The parts that a program may need or not, and the words in it that tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pywry.render.bundles import BUILDS


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that is heavy and that many programs do without.

    Attributes:
        name: For the log.
        words: Any of them in the program means that it is needed; one that ends with "*" is a beginning.
        packages: What is taken in then.
        assets: The logical names of files for pages that are taken in then.
    """

    name: str
    words: tuple[str, ...]
    packages: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()

    def is_named(self, words: Iterable[str]) -> bool:
        """Whether the program has one of the words."""
        starts = tuple(word.removesuffix("*") for word in self.words if word.endswith("*"))
        return any(word in self.words or word.startswith(starts) for word in words)


AGENTS = ("serve_mcp", "pywry.serve", "pywry.cli", "fastmcp")
FRAMES = ("show_dashboard", "dashboard_*", "pandas", "polars", "pyarrow", "duckdb", "narwhals", "numpy")

PARTS = (
    Part(
        name="charts",
        words=("show_plotly", "plotly", "plotly.*", "plotly_*", "plotly:*", *FRAMES, *AGENTS),
        packages=("numpy", "narwhals"),
        assets=(*sorted(BUILDS), "map-world.js", "maps-110m.js", "maps-50m.js"),
    ),
    Part(
        name="tables",
        words=("show_dataframe", "grid_*", "grid:*", *FRAMES, *AGENTS),
        packages=("numpy", "narwhals"),
        assets=("aggrid.js",),
    ),
    Part(name="plotly.express", words=("plotly.express", "express", "px"), packages=("pandas",)),
    Part(name="templates by name", words=("template",), packages=("plotly.io",)),
    Part(
        name="icons",
        words=("icon*", "set_icon", "set_overlay_icon", "IconMenuItemConfig", "PIL", *AGENTS),
        packages=("PIL.Image", "PIL.PngImagePlugin", "PIL.JpegImagePlugin", "PIL.IcoImagePlugin"),
    ),
    Part(
        name="hot reload",
        words=("hot_reload", "enable_hot_reload", "watch", "watchfiles"),
        packages=("watchfiles",),
    ),
    Part(
        name="files as data",
        words=("data_open", "data_query", "data_profile"),
        packages=("duckdb", "pyarrow", "python_calamine"),
    ),
    Part(name="e-mail addresses", words=("EmailStr", "NameEmail"), packages=("email_validator",)),
    Part(name="an MCP server", words=AGENTS, packages=("fastmcp", "mcp", "mcp_types")),
)
"""All parts."""
