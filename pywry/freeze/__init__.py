"""What PyInstaller has to know about PyWry; it asks by itself, so `pyinstaller --onefile app.py` is all it takes."""

from __future__ import annotations

from pathlib import Path


def hook_dirs() -> list[str]:
    """The folders in which PyInstaller finds our hooks; it asks through the entry point `pyinstaller40`."""
    return [str(Path(__file__).parent / "hooks")]
