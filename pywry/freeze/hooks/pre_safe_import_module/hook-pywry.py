"""Runs when PyInstaller finds that a program uses PyWry, before it looks at what PyWry imports."""

from __future__ import annotations

from pywry.freeze.graph import pre_safe_import_module as pre_safe_import_module
