"""What is in the gallery."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pywry.install import extra_line
from pywry_tools.errors import NotFound, NotHere

if TYPE_CHECKING:
    from pywry import DashboardHandle, PyWry

BOARDS = Path(__file__).parent / "boards"
PICTURES = Path(__file__).parent / "pictures"

NAMES = (
    "flights",
    "stocks",
    "countries",
    "cars",
    "sales",
    "airports",
    "penguins",
    "unemployment",
    "sea",
    "server",
    "million",
    "budget",
    "log",
    "characters",
    "emissions",
)
"""In the order in which they are offered."""


class NoSuchDashboard(NotFound):
    """The gallery has no dashboard of that name."""

    noun = "dashboard in the gallery"
    mend = "`pywry demo gallery --list` lists them all."


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is told of a dashboard before it is shown.

    Attributes:
        name: Of the dashboard, and of its file.
        title: A few words.
        text: What there is to do and to see.
        path: Its program.
    """

    name: str
    title: str
    text: str
    path: Path

    def picture(self, theme: str) -> Path:
        """A small picture of it, "light" or "dark"."""
        return PICTURES / f"{self.name}-{theme}.webp"

    def show(self, app: PyWry) -> DashboardHandle:
        """Show the dashboard.

        Raises:
            NotHere: A package of the extra `demo` is not installed.
        """
        try:
            show: Callable[[PyWry], DashboardHandle] = import_module(f"pywry.gallery.boards.{self.name}").show
        except ModuleNotFoundError as error:
            raise NotHere(f"{self.name} needs {error.name}. `{extra_line('demo')}` installs it.") from error
        return show(app)


@cache
def cards() -> dict[str, Card]:
    """Every dashboard by its name; nothing of them is loaded."""
    return {name: _card(name) for name in NAMES}


def card(name: str) -> Card:
    """A dashboard by its name.

    Raises:
        NoSuchDashboard: With the nearest names.
    """
    if name not in cards():
        raise NoSuchDashboard(name, cards())
    return cards()[name]


def _card(name: str) -> Card:
    path = BOARDS / f"{name}.py"
    title, _, text = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")
    return Card(name=name, title=title.rstrip("."), text=" ".join(text.split()), path=path)
