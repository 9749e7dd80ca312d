"""`pywry types`: what a program exposes to its pages, as TypeScript."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path


def run(options: Namespace) -> int:
    """Run the program up to `block()`, and write the declarations of what it exposed."""
    from pywry.exposed_types import declarations
    from pywry.programs import exposed_by

    text = declarations(exposed_by(Path(options.program)), options.module)
    if options.output:
        Path(options.output).write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)
    return 0
