"""Runs when a program uses the sample data."""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("pywry.data.sample")
