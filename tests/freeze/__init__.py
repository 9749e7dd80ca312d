"""Executables that are built with PyInstaller and nothing but its command."""
