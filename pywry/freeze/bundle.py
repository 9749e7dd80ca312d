"""What goes into an executable: PyWry's modules, which are imported by name, what pages load, and PyTauri."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pywry.freeze.graph import cut
from pywry.freeze.libraries import leave_to_system
from pywry.freeze.parts import PARTS, Part
from pywry.freeze.words import words
from pywry.render.assets import FOLDER

log = logging.getLogger("PyInstaller.pywry")

Data = tuple[str, str]
"""A file and the folder of the bundle that it goes to."""

RUNNING = ("begin", "library_path")
"""Those of this package that run in the executable; the others build it."""

LEFT_OUT = frozenset({"cli", "commands", "data.sample", "demo", "gallery", "projections"})
"""What no other module of ours needs as it runs; a program that imports one gets it all the same."""

ELSEWHERE = frozenset({"assets", "freeze", "data/sample", "gallery"})
"""Folders whose files have rules of their own."""

NATIVE = "pytauri_wheel.ext_mod"


def hook(api: Any) -> None:
    """Tell PyInstaller what to take in.

    Args:
        api: PyInstaller's PostGraphAPI.
    """
    asked = wanted(words(api.module_graph))
    packages = [package for part in asked for package in part.packages if find_spec(package.partition(".")[0])]
    cuts = cut(api.module_graph)
    cuts.unasked.difference_update(package.partition(".")[0] for package in packages)
    cuts.prune()
    api.add_imports(*modules("pywry"), *modules("pywry_tools"), *packages)
    api.add_datas([*front_end(asked), *tables()])
    if find_spec("pytauri_wheel") is None:
        log.warning("PyWry: the extra `native` is not installed here; the program will open in the browser")
        return
    api.add_imports(NATIVE, "ctypes")
    leave_to_system("pytauri_wheel")


def wanted(said: set[str]) -> list[Part]:
    """The parts that a program needs."""
    for part in PARTS:
        log.info("PyWry: %s: %s", part.name, "taken in" if part.is_named(said) else "left out, as nothing names them")
    return [part for part in PARTS if part.is_named(said)]


def modules(package: str) -> Iterator[str]:
    """The modules of one of our packages. Many are imported by name, which PyInstaller does not see."""
    spec = find_spec(package)
    folder = Path(str(spec.origin if spec else "")).parent
    for file in sorted(folder.rglob("*.py")):
        inside = ".".join(file.relative_to(folder).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        if inside and is_needed(inside):
            yield f"{package}.{inside}"


def is_needed(module: str) -> bool:
    """Whether a module of ours is of use in an executable; by its name within the package."""
    if module.startswith("freeze."):
        return module.removeprefix("freeze.") in RUNNING
    return not any(module == out or module.startswith(f"{out}.") for out in LEFT_OUT)


def front_end(asked: list[Part], folder: Path = FOLDER) -> Iterator[Data]:
    """The files that pages load, and their licenses."""
    rows: dict[str, dict[str, str]] = json.loads((folder / "manifest.json").read_bytes())
    heavy = {name for part in PARTS for name in part.assets} - {name for part in asked for name in part.assets}
    files = [row[key] for name, row in rows.items() if name not in heavy for key in ("file", "gz")]
    for file in ("manifest.json", *files):
        yield str(folder / file), "pywry/assets"
    yield str(folder / "licenses"), "pywry/assets/licenses"


def tables(folder: Path = FOLDER.parent) -> Iterator[Data]:
    """Files that our modules read."""
    for file in sorted(folder.rglob("*.*")):
        inside = file.relative_to(folder).parent.as_posix()
        if file.suffix in {".json", ".csv", ".gz", ".html", ".svg", ".png", ".js", ".css"} and not any(
            inside == out or inside.startswith(f"{out}/") for out in ELSEWHERE
        ):
            yield str(file), f"pywry/{inside}"
