"""Takes the pictures of native windows, light and dark: `uv run scripts/native_pictures.py [name ...]`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

import devenv

sys.path.insert(0, str(devenv.ROOT))

from PIL.Image import Image

from tests.native.screen import Screen, Shown
from tests.native.waiting import until

FOLDER = devenv.ROOT / "docs/pictures"
EXAMPLES = devenv.ROOT / "docs/examples"
THEMES = {"light": "Adwaita", "dark": "Adwaita:dark"}
BAR = 12
EDIT = 100
FRAME, TITLE = 1, 20
LETTERS = 60
"""Smooth letters and frames on a page have more colours than that; the menu bar alone has fewer."""


@contextmanager
def running(example: str, title: str, theme: str) -> Generator[tuple[Screen, Shown]]:
    """The window of an example, once its page is there."""
    with Screen(900, 600) as screen:
        env = screen.env | {"PYWRY_MODE": "new_window", "GTK_THEME": THEMES[theme]}
        with subprocess.Popen([sys.executable, str(EXAMPLES / example)], env=env) as program:
            shown = screen.activate(screen.window(title))
            until(lambda: len(screen.picture(shown).colors()) > LETTERS, "a page")
            yield screen, shown
            program.terminate()


def menu(theme: str) -> Image:
    """The editor's window with its Edit menu open."""
    with running("menu.py", "Editor", theme) as (screen, shown):
        closed = screen.picture(shown).colors()
        screen.click(shown.x + EDIT, shown.y + BAR)
        screen.keys("Down Down")
        until(lambda: screen.picture(shown).colors() != closed, "an open menu")
        box = (shown.x - FRAME, shown.y - TITLE, shown.x + shown.width + FRAME, shown.y + shown.height + FRAME)
        return screen.picture().image.crop(box)


def frameless(theme: str) -> Image:
    """A window whose page is its title bar."""
    with running("frameless.py", "Notes", theme) as (screen, shown):
        return screen.picture(shown).image


PICTURES: dict[str, Callable[[str], Image]] = {"menu": menu, "frameless": frameless}

if __name__ == "__main__":
    for name in sys.argv[1:] or PICTURES:
        for theme in THEMES:
            PICTURES[name](theme).save(FOLDER / f"{name}-{theme}.png")
            print(f"wrote docs/pictures/{name}-{theme}.png")
