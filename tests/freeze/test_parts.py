"""What a program takes along is told by what it names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pywry import PyWry
from pywry.freeze import bundle, hook_dirs
from pywry.freeze.parts import PARTS
from pywry.freeze.unasked import UNASKED
from pywry.freeze.words import names
from pywry.render.assets import installed
from pywry.transports.native.child.actions import ROOMS
from pywry_tools.catalog import FAMILIES

ROOT = Path(__file__).parents[2]
GIVEN = {"duckdb", "pandas", "polars", "pyarrow"}
"""Whoever gives a table of theirs has imported them."""

PROGRAMS: dict[str, set[str]] = {
    "app.show('<h1>Hi</h1>')": set(),
    "def draw(figure):\n    app.show_plotly(figure)": {"charts"},
    "app.show_dataframe([{'a': 1}])": {"tables"},
    "from pandas import read_csv": {"charts", "tables"},
    "getattr(app, 'show_dashboard')(panels)": {"charts", "tables"},
    "import plotly.express as px": {"charts", "plotly.express"},
    "app.show_plotly({'layout': {'template': 'ggplot2'}})": {"charts", "templates by name"},
    "app.create_tray('t', icon='app.png')": {"icons"},
    "PyWry(hot_reload=True)": {"hot reload"},
    "from pydantic import EmailStr": {"e-mail addresses"},
    "app.serve_mcp()": {"charts", "tables", "icons", "an MCP server"},
}


@pytest.mark.parametrize(("source", "parts"), PROGRAMS.items())
def test_a_part_is_taken_along_when_the_program_names_it(source: str, parts: set[str]) -> None:
    said = set(names(compile(source, "app.py", "exec")))
    assert {part.name for part in PARTS if part.is_named(said)} == parts


def test_what_is_imported_by_name_is_taken_along() -> None:
    taken = {*bundle.modules("pywry"), *bundle.modules("pywry_tools")}
    assert {f"pywry_tools.tools.{family}" for family in FAMILIES} <= taken
    assert {f"pywry.transports.native.child.{room}" for room in (*ROOMS, "__main__")} <= taken
    assert {"pywry.freeze.begin", "pywry.freeze.library_path", "pywry.transports.browser.server"} <= taken
    assert not {"pywry.cli", "pywry.demo", "pywry.freeze.bundle", "pywry_tools.projections.mcp"} & taken


def test_whatever_shows_more_than_html_is_a_word_that_brings_its_part() -> None:
    words = {word for part in PARTS for word in part.words}
    assert {name for name in dir(PyWry) if name.startswith("show_")} <= words


def imported(file: Path) -> Iterator[str]:
    """The packages that a module imports when it runs, at its top or later."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("package", [ROOT / "pywry", ROOT / "mcp_tools" / "pywry_tools"], ids=lambda path: path.name)
def test_every_library_that_is_cut_off_comes_back_with_the_part_that_needs_it(package: Path) -> None:
    """Add the library to a part in pywry/freeze/parts.py, or take it out of pywry/freeze/unasked.py."""
    brought = {name.partition(".")[0] for part in PARTS for name in part.packages}
    for file in package.rglob("*.py"):
        inside = ".".join(file.relative_to(package).with_suffix("").parts).removesuffix(".__init__")
        if bundle.is_needed(inside):
            assert not set(imported(file)) & UNASKED - brought - GIVEN, file


def test_pages_get_every_file_but_those_of_parts_that_are_left_out() -> None:
    bare = {Path(source).name for source, _ in bundle.front_end([])}
    whole = {Path(source).name for source, _ in bundle.front_end(list(PARTS))}
    heavy = {name for part in PARTS for name in part.assets}
    rows = {asset.name: {asset.file, asset.gz} for asset in installed()}
    assert {"manifest.json", "licenses"} | rows["main.js"] | rows["bridge.js"] <= bare < whole
    assert whole - bare == {file for name in heavy for file in rows[name]}
    assert not [asset.name for asset in installed() if asset.bytes > 250_000 and asset.name not in heavy]


def test_the_installation_shows_pyinstaller_where_the_hooks_are() -> None:
    from importlib.metadata import entry_points

    (found,) = [point for point in entry_points(group="pyinstaller40") if point.value.startswith("pywry.")]
    (folder,) = found.load()()
    assert [folder] == hook_dirs()
    assert (Path(folder) / "hook-pywry.py").is_file()
    rules = ast.literal_eval((Path(folder) / "rthooks.dat").read_text())
    assert all((Path(folder) / "rthooks" / file).is_file() for files in rules.values() for file in files)
