"""Takes the pictures of native windows, light and dark: `uv run scripts/native_pictures.py`."""

from __future__ import annotations

import subprocess
import sys

import devenv

sys.path.insert(0, str(devenv.ROOT))

from tests.native.screen import Screen
from tests.native.waiting import until

FOLDER = devenv.ROOT / "docs/pictures"
EXAMPLE = devenv.ROOT / "docs/examples/menu.py"
THEMES = {"light": "Adwaita", "dark": "Adwaita:dark"}
BAR = 12
EDIT = 100
FRAME, TITLE = 1, 20
LETTERS = 60
"""Smooth letters and frames on a page have more colours than that; the menu bar alone has fewer."""


def photograph(theme: str) -> None:
    """Open the editor's Edit menu and take a picture of its window."""
    with Screen(900, 600) as screen:
        env = screen.env | {"PYWRY_MODE": "new_window", "GTK_THEME": THEMES[theme]}
        with subprocess.Popen([sys.executable, str(EXAMPLE)], env=env) as program:
            shown = screen.activate(screen.window("Editor"))
            until(lambda: len(screen.picture(shown).colors()) > LETTERS, "a page")
            closed = screen.picture(shown).colors()
            screen.click(shown.x + EDIT, shown.y + BAR)
            screen.keys("Down Down")
            until(lambda: screen.picture(shown).colors() != closed, "an open menu")
            box = (shown.x - FRAME, shown.y - TITLE, shown.x + shown.width + FRAME, shown.y + shown.height + FRAME)
            screen.picture().image.crop(box).save(FOLDER / f"menu-{theme}.png")
            program.terminate()


if __name__ == "__main__":
    for name in THEMES:
        photograph(name)
        print(f"wrote docs/pictures/menu-{name}.png")
