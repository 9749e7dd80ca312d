"""Runs once PyInstaller knows what a program with PyWry imports."""

from __future__ import annotations

from pywry.freeze.bundle import hook as hook
