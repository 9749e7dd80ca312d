"""What happens to windows on a real screen, told to Python."""

from __future__ import annotations

import queue
from itertools import cycle
from typing import Any

import pytest

from pywry import Handle, PyWrySettings
from pywry_tools.events.window import Resized
from pywry_tools.models.screen import (
    PhysicalPosition,
    PhysicalSize,
)
from tests.native.conftest import Native
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native


class Ear(queue.Queue[tuple[str, Any]]):
    """Hears the events of a handle's window."""

    def __init__(self, handle: Handle, pattern: str = "window:*") -> None:
        super().__init__()
        handle.on(pattern, lambda data, name: self.put((name, data)))

    def wait(self, name: str, **wanted: Any) -> Any:
        """The data of the next event of that name, with these values in it."""
        while True:
            heard, data = self.get(timeout=10)
            if heard == name and data.items() >= wanted.items():
                return data


def test_a_window_that_is_gone_is_told_to_the_app(native: Native, screen: Screen) -> None:
    app = native()
    told: queue.Queue[str] = queue.Queue()
    app.on("window:closed", lambda data, name, label: told.put(label))
    by_person, by_program = app.show("<p>1</p>", title="Person"), app.show("<p>2</p>", title="Program")
    until(lambda: by_program.proxy.is_focused, "the window that was opened last in front")
    screen.close(screen.window("Person"))
    assert told.get(timeout=10) == by_person.label
    by_program.proxy.destroy()
    assert told.get(timeout=10) == by_program.label
    assert app.get_labels() == []


def test_what_happens_to_a_window_is_heard(native: Native, screen: Screen) -> None:
    app = native()
    handle = app.show("<p>Events</p>", title="Events", width=400, height=300)
    ear = Ear(handle)
    typed: list[Resized] = []
    handle.on(Resized, typed.append)
    other = app.show("<p>Other</p>", title="Other")
    assert ear.wait("window:blurred") == {}
    handle.set_focus()
    ear.wait("window:focused")
    handle.set_size(500, 350)
    assert ear.wait("window:resized", width=500) == {"width": 500, "height": 350}
    handle.set_position(33, 44)
    assert ear.wait("window:moved", x=33) == {"x": 33, "y": 44}
    handle.hide()
    ear.wait("window:hidden")
    handle.show_window()
    ear.wait("window:shown")
    assert (typed[-1].width, typed[-1].height) == (500, 350)
    names = [event["name"] for event in handle.wait_for(["window:*"]).events]
    assert {"window:moved", "window:resized", "window:hidden"} <= {*names}
    other.close()


def test_a_person_s_drag_of_the_frame_is_told_and_not_every_step_of_it(native: Native, screen: Screen) -> None:
    handle = native().show("<p>Dragged</p>", title="Dragged", width=400, height=300)
    handle.set_position(100, 100)
    ear = Ear(handle, "window:moved")
    shown = screen.activate(screen.window("Dragged"))
    start = (shown.x + 200, shown.y - 10)
    screen.drag(start, (start[0] + 150, start[1] + 60))
    until(lambda: handle.proxy.outer_position == PhysicalPosition(250, 160), "its new place")
    ear.wait("window:moved", x=250, y=160)
    assert handle.proxy.outer_position == PhysicalPosition(250, 160)


def pull(screen: Screen, place: tuple[int, int], ear: Ear) -> None:
    """Move the pointer about a place until something is heard of it."""
    steps = cycle(range(0, 40, 8))

    def heard() -> bool:
        screen.move(place[0] + next(steps), place[1])
        return not ear.empty()

    until(heard, "a drag")


def test_files_that_are_dropped_come_with_their_paths(native: Native, screen: Screen, tmp_path: Any) -> None:
    file = tmp_path / "data ü.csv"
    file.write_text("a,b")
    app = native()
    fill = "position:fixed;inset:0;background:red"
    carry = f"event.dataTransfer.setData('text/uri-list', '{file.as_uri()}')"
    source = app.show(
        f'<div draggable=true style="{fill}" ondragstart="{carry};pywry.emit(`app:drag`)">x</div>', "Source"
    )
    target = app.show("<p>Drop here</p>", "Target")
    for handle, x in ((source, 20), (target, 700)):
        handle.set_size(300, 200)
        handle.set_position(x, 50)
    began, ear = Ear(source, "app:drag"), Ear(target, "window:drag-entered")
    dropped_ear = Ear(target, "window:file-dropped")
    here, there = screen.window("Source"), screen.window("Target").middle
    until(lambda: screen.picture(here).color == (255, 0, 0), "the page")
    screen.run("xdotool", "mousemove", *map(str, here.middle), "mousedown", "1")
    pull(screen, here.middle, began)
    pull(screen, there, ear)
    screen.run("xdotool", "mouseup", "1")
    dropped = dropped_ear.wait("window:file-dropped")
    assert dropped["paths"] == [str(file)]
    assert 100 < dropped["x"] < 200


def test_another_monitor_is_told(native: Native, screen: Screen) -> None:
    handle = native().show("<p>Monitor</p>", title="Monitor", width=300, height=200)
    ear = Ear(handle)
    handle.set_position(10, 10)
    ear.wait("window:moved")
    screen.run("xrandr", "--newmode", "small", *["60", "1024", "1048", "1184", "1344", "768", "771", "777", "806"])
    screen.run("xrandr", "--addmode", "screen", "small")
    try:
        screen.run("xrandr", "--output", "screen", "--mode", "small")
        until(lambda: handle.proxy.available_monitors[0].size == PhysicalSize(1024, 768), "a smaller screen")
        handle.set_position(40, 40)
        changed = ear.wait("window:monitor-changed")
    finally:
        screen.run("xrandr", "--output", "screen", "--mode", "1600x1000")
    assert (changed["width"], changed["height"], changed["scaleFactor"]) == (1024, 768, 1)


def test_a_handler_that_says_false_keeps_the_window_open(native: Native, screen: Screen) -> None:
    handle = native().show("<p>Veto</p>", title="Veto")
    asked: queue.Queue[str] = queue.Queue()
    answers = [False, None]

    def decide(data: object, name: str) -> bool | None:
        asked.put(name)
        return answers.pop(0)

    handle.on("window:close-requested", decide)
    screen.close(screen.window("Veto"))
    assert asked.get(timeout=10) == "window:close-requested"
    assert handle.eval_js("'still here'") == "still here"
    assert screen.window("Veto").state is not None
    handle.proxy.close()
    screen.gone("Veto")
    until(lambda: not handle.is_open, "the end")


def test_the_close_button_may_hide(native: Native, screen: Screen) -> None:
    app = native(settings=PyWrySettings.model_validate({"window": {"on_window_close": "hide"}}))
    handle = app.show("<p>Hide</p>", title="Hide")
    ear = Ear(handle)
    screen.close(screen.window("Hide"))
    ear.wait("window:hidden")
    screen.gone("Hide")
    assert handle.is_open
    assert handle.update_window(state="normal").visible
    screen.window("Hide")


def test_callbacks_may_use_the_window(native: Native, screen: Screen) -> None:
    handle = native().show("<p>Back</p>", title="Back")
    done: queue.Queue[bool] = queue.Queue()

    def grow(data: object) -> None:
        handle.maximize()
        done.put(handle.proxy.is_maximized)

    handle.on("app:grow", grow)
    handle.eval_js("pywry.emit('app:grow', {})", wait=False)
    assert done.get(timeout=10) is True
