"""Packages that read files, loaded when one is."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeAlias

from pywry.install import extra_line
from pywry_tools.errors import NotHere

Rows: TypeAlias = Any
"""An Arrow table; the package has no types."""

Array: TypeAlias = Any
"""An Arrow array."""


def package(module: str, name: str) -> Any:
    """A package of the extra `data`.

    Raises:
        NotHere: It is not installed; the message has the command.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise NotHere(
            f"files are read with the package {name}, which is not installed. Run `{extra_line('data')}`."
        ) from None


def arrow() -> Any:
    """The package pyarrow.

    Raises:
        NotHere: It is not installed.
    """
    return package("pyarrow", "pyarrow")
