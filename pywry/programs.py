"""Runs a person's program to see what it exposes."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pywry_tools.errors import BadData

if TYPE_CHECKING:
    from pywry.runtime.exposed import Exposed

NAME = "pywry_program"


class _Blocked(BaseException):
    """The program has come to the point where it would wait for people."""


def exposed_by(program: Path) -> Mapping[str, Exposed]:
    """The functions that a program's apps expose when it is run up to `block()`.

    What stands under `if __name__ == "__main__":` is not run. Pages that it shows open no tab.

    Raises:
        BadData: There is no such file, it failed, or it makes no app.
    """
    from pywry.app import PyWry

    if not program.is_file():
        raise BadData(f"{program} is not a file; give the Python program whose functions pages may call.")
    apps = _run(program)
    if not apps:
        raise BadData(f"{program} makes no PyWry() at its top level; make the app there, outside of functions.")
    exposed = {name: one for app in apps for name, one in app.exposed.items()}
    for app in apps:
        PyWry.destroy(app)
    return exposed


def _run(program: Path) -> list[Any]:
    from pywry.app import PyWry

    def stop(_: object, label: str | None = None) -> None:
        raise _Blocked

    os.environ["PYWRY_HEADLESS"] = "1"
    sys.path.insert(0, str(program.resolve().parent))
    # A program of six lines blocks at its top level; here it is only read, and must come to an end there.
    wait, PyWry.block = PyWry.block, stop  # type: ignore[method-assign,assignment]
    module = ModuleType(NAME)
    module.__file__ = str(program)
    sys.modules[NAME] = module  # dataclasses and models of the program look their types up there
    try:
        code = compile(program.read_text(encoding="utf-8"), str(program), "exec", dont_inherit=True)
        exec(code, vars(module))  # noqa: S102 - the person's own program
    except (_Blocked, SystemExit):
        pass
    except Exception as error:
        raise BadData(f"{program} failed before it could be read: {type(error).__name__}: {error}") from error
    finally:
        PyWry.block = wait  # type: ignore[method-assign]
    return [value for value in vars(module).values() if isinstance(value, PyWry)]
