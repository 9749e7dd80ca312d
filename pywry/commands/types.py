"""`pywry types`: the bridge for a front end of one's own, and what a program exposes to its pages, as TypeScript."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from pathlib import Path


def run(options: Namespace) -> int:
    """Run the program up to `block()` and write the declarations of what it exposed; or write the bridge."""
    if options.bridge:
        return _bridge(Path(options.bridge))
    from pywry.exposed_types import declarations
    from pywry.programs import exposed_by

    text = declarations(exposed_by(Path(options.program)), options.module)
    if options.output:
        Path(options.output).write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)
    return 0


def _bridge(folder: Path) -> int:
    """Write the bridge and its declarations into a folder."""
    from pywry.render.assets import FOLDER, installed

    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FOLDER / installed()["bridge.js"].file, folder / "bridge.js")
    shutil.copyfile(FOLDER / "bridge.d.ts", folder / "bridge.d.ts")
    shutil.copytree(FOLDER / "types", folder / "types", dirs_exist_ok=True)
    sys.stdout.write(f"{folder / 'bridge.js'}\n")
    return 0
