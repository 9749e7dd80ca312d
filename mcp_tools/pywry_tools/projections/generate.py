"""Writes the generated files of the repository, or says which are stale.

`python -m pywry_tools.projections.generate` writes them; with `--check` it only compares.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pywry_tools.catalog import all_tools
from pywry_tools.projections import golden, llms, protocol, reference

ROOT = Path(__file__).resolve().parents[3]
COMMAND = "uv run python -m pywry_tools.projections.generate"


def files() -> dict[str, str]:
    """Every generated file by its path in the repository."""
    return {
        "tests/golden/catalog.json": golden.catalog(),
        "docs/tools/index.md": reference.index(),
        **{f"docs/tools/{name}.md": text for name, text in reference.families().items()},
        "docs/events.md": reference.events(),
        "docs/llms.txt": llms.index(all_tools().values(), lambda family: f"tools/{family}.md"),
        "frontend/src/protocol.d.ts": protocol.declarations(),
    }


def stale(root: Path = ROOT) -> list[str]:
    """The paths of generated files that say what is no longer so, or that nothing makes any more."""
    made = files()
    old = [path for path, text in made.items() if _read(root / path) != text]
    kept = [f"docs/tools/{page.name}" for page in (root / "docs/tools").glob("*.md")]
    return old + [path for path in kept if path not in made]


def write(root: Path = ROOT) -> list[str]:
    """Write what is stale and return its paths."""
    made, changed = files(), stale(root)
    for path in changed:
        target = root / path
        if path in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(made[path], encoding="utf-8", newline="\n")
        else:
            target.unlink()
    return changed


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def main(arguments: Sequence[str]) -> int:
    """Run the command; 1 when a file is stale, 2 when it was called wrongly."""
    if not (ROOT / "pyproject.toml").is_file():
        sys.stderr.write("The generated files belong to a clone of the repository; this is an installed package.\n")
        return 2
    if unknown := [word for word in arguments if word != "--check"]:
        sys.stderr.write(f"unknown argument {unknown[0]!r}; there is only --check\n")
        return 2
    checking = "--check" in arguments
    changed = stale() if checking else write()
    for path in changed:
        sys.stdout.write(f"{path} is stale: run `{COMMAND}`\n" if checking else f"wrote {path}\n")
    return 1 if checking and changed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
