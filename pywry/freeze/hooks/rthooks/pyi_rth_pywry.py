"""Runs in the executable before the program does."""

from __future__ import annotations


def _begin() -> None:
    from pywry.freeze.begin import begin

    begin()


_begin()
del _begin
