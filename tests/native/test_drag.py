"""Windows without a frame are dragged by their page, and have its buttons."""

from __future__ import annotations

import pytest

from pywry import PyWrySettings
from tests.native.conftest import Native
from tests.native.screen import Screen, Shown
from tests.native.waiting import until

pytestmark = pytest.mark.native

HTML = """<style>body{margin:0} header{height:60px;background:#234;display:flex}</style>
<header data-pywry-drag>
  <b style="flex:1">Title</b><span data-pywry-drag="no" style="width:60px">no</span>
  <button style="width:60px" onclick="window.pressed = 1">press</button>
  <button style="width:60px" data-pywry-window="minimize">_</button>
  <button style="width:60px" data-pywry-window="maximize">o</button>
  <button style="width:60px" data-pywry-window="close">x</button>
</header><p>Body</p>"""
SETTINGS = {"window": {"decorations": False, "x": 100, "y": 100, "width": 600, "height": 300}}


def place(screen: Screen) -> tuple[int, int]:
    shown = screen.window("Frameless")
    return shown.x, shown.y


def opened(screen: Screen) -> Shown:
    """The window, where it was put."""
    until(lambda: place(screen) == (100, 100), "its place")
    return screen.activate(screen.window("Frameless"))


@pytest.mark.parametrize("x", [420, 480])
def test_what_is_exempt_or_a_control_drags_nothing(native: Native, screen: Screen, x: int) -> None:
    handle = native(settings=PyWrySettings.model_validate(SETTINGS)).show(HTML, title="Frameless")
    handle.eval_js("1")
    opened(screen)
    screen.drag((x, 130), (x + 100, 260))
    screen.click(480, 130)
    until(lambda: handle.eval_js("window.pressed ?? null") == 1, "the button")
    assert place(screen) == (100, 100)


def test_the_page_s_buttons_are_the_window_s(native: Native, screen: Screen) -> None:
    handle = native(settings=PyWrySettings.model_validate(SETTINGS)).show(HTML, title="Frameless")
    handle.eval_js("1")
    shown = opened(screen)
    screen.click(shown.x + 510, 130)
    until(lambda: handle.proxy.is_maximized, "maximized")
    handle.unmaximize()
    until(lambda: place(screen) == (100, 100), "as before")
    screen.click(shown.x + 450, 130)
    until(lambda: handle.proxy.is_minimized, "minimized")
    handle.unminimize()
    veto: list[str] = []
    handle.on("window:close-requested", lambda data, name: veto.append(name) or len(veto) > 1)
    screen.activate(screen.window("Frameless"))
    screen.click(shown.x + 570, 130)
    until(lambda: veto, "the question")
    assert handle.is_open
    screen.click(shown.x + 570, 130)
    screen.gone("Frameless")


def test_the_page_drags_its_window(native: Native, screen: Screen) -> None:
    handle = native(settings=PyWrySettings.model_validate(SETTINGS)).show(HTML, title="Frameless")
    handle.eval_js("1")
    opened(screen)
    # By hand, not at once: the window manager takes over in the midst of it.
    moves = [word for n in range(1, 16) for word in ("mousemove", str(150 + 10 * n), str(130 + 5 * n), "sleep", "0.03")]
    screen.run("xdotool", "mousemove", "150", "130", "mousedown", "1", *moves, "mouseup", "1")
    until(lambda: place(screen)[0] > 200 and place(screen)[1] > 140, "another place")


def test_a_double_click_maximizes_and_restores(native: Native, screen: Screen) -> None:
    handle = native(settings=PyWrySettings.model_validate(SETTINGS)).show(HTML, title="Frameless")
    handle.eval_js("1")
    opened(screen)
    screen.click(150, 130, times=2)
    until(lambda: handle.proxy.is_maximized, "maximized")
    until(lambda: handle.eval_js("innerWidth") > 1500, "as wide as the screen")
    screen.click(150, 30, times=2)
    until(lambda: not handle.proxy.is_maximized, "as before")
