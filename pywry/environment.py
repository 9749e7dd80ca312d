"""Where this program runs: on a desktop, over SSH, in a notebook; and what was installed."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from importlib.util import find_spec

OFF = frozenset({"", "0", "false", "no"})


class NotebookEnvironment(StrEnum):
    """Who runs the cells; NONE for a script."""

    NONE = "none"
    COLAB = "colab"
    KAGGLE = "kaggle"
    AZURE = "azure"
    VSCODE = "vscode"
    NTERACT = "nteract"
    COCALC = "cocalc"
    DATABRICKS = "databricks"
    JUPYTERLAB = "jupyterlab"
    NOTEBOOK = "notebook"
    TERMINAL = "terminal"


MARKS: tuple[tuple[NotebookEnvironment, tuple[str, ...]], ...] = (
    (NotebookEnvironment.COLAB, ("COLAB_RELEASE_TAG", "COLAB_NOTEBOOK_ID")),
    (NotebookEnvironment.KAGGLE, ("KAGGLE_KERNEL_RUN_TYPE",)),
    (NotebookEnvironment.AZURE, ("AZURE_NOTEBOOKS_HOST",)),
    (NotebookEnvironment.DATABRICKS, ("DATABRICKS_RUNTIME_VERSION",)),
    (NotebookEnvironment.COCALC, ("COCALC_PROJECT_ID",)),
    (NotebookEnvironment.VSCODE, ("VSCODE_PID", "VSCODE_CWD")),
    (NotebookEnvironment.NTERACT, ("NTERACT_EXE",)),
    (NotebookEnvironment.JUPYTERLAB, ("JUPYTERLAB_WORKSPACES_DIR", "JUPYTER_SERVER_ROOT", "JUPYTERHUB_USER")),
)
"""What each of them leaves in the environment of its kernels."""


def is_set(name: str) -> bool:
    """Whether an environment variable is there and does not say no."""
    return os.environ.get(name, "").lower() not in OFF


def has_screen() -> bool:
    """Whether a window or a tab would be seen here: a desktop, neither over SSH nor in CI, and not switched off."""
    return unseen() is None


def unseen() -> str | None:
    """Why nobody would see a window or a tab here; None if somebody would."""
    for name in ("PYWRY_HEADLESS", "CI", "SSH_CONNECTION", "SSH_TTY"):
        if is_set(name):
            return f"{name} is set"
    return None if has_display() else "there is no display"


def has_display() -> bool:
    """Whether windows can be opened at all."""
    return sys.platform in ("win32", "darwin") or is_set("DISPLAY") or is_set("WAYLAND_DISPLAY")


def has_native() -> bool:
    """Whether the extra `native` is installed."""
    return find_spec("pytauri_wheel") is not None


def detect_notebook_environment() -> NotebookEnvironment:
    """Which notebook runs this code; NONE for a script, TERMINAL for IPython in a terminal."""
    # Nobody who runs in a notebook has not imported IPython, and importing it here would be slow.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None and hasattr(ipython, "get_ipython") else None
    if shell is None:
        return NotebookEnvironment.NONE
    if type(shell).__name__ == "TerminalInteractiveShell":
        return NotebookEnvironment.TERMINAL
    for environment, names in MARKS:
        if any(name in os.environ for name in names):
            return environment
    return NotebookEnvironment.NOTEBOOK


def in_notebook() -> bool:
    """Whether what is shown belongs into a cell."""
    return detect_notebook_environment() not in (NotebookEnvironment.NONE, NotebookEnvironment.TERMINAL)
