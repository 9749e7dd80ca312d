"""Icons in the system tray, as a desktop's panel sees and clicks them."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pywry import CheckMenuItemConfig, MenuConfig, MenuItemConfig, PyWry, SubmenuConfig, TrayIconConfig, TrayProxy
from pywry_tools.errors import BadData, NoSuchTray, NoSuchWidget
from tests.native.bus import Bus
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native

SAMPLES = Path(__file__).parent / "samples"
WAIT_S = 10
RED = bytes((255, 0, 0, 255))

Make = Callable[..., PyWry]
Calls = queue.Queue[tuple[Any, ...]]


@pytest.fixture
def calls() -> Calls:
    """What handlers were called with."""
    return queue.Queue()


@pytest.fixture
def menu(calls: Calls) -> MenuConfig:
    def heard(data: Any, event_type: str, label: str) -> None:
        calls.put((data, event_type, label))

    return MenuConfig(
        id="tray-menu",
        items=[
            MenuItemConfig(id="show", text="Show", handler=heard),
            CheckMenuItemConfig(id="mute", text="Mute", handler=heard),
            SubmenuConfig(text="More", items=[MenuItemConfig(id="deep", text="Deep", handler=heard)]),
        ],
    )


def test_items_of_the_icons_menu_reach_python(native: Make, bus: Bus, menu: MenuConfig, calls: Calls) -> None:
    TrayProxy.create("t", tooltip="Ours", menu=menu, app=native())
    bus.tray.click("Ours", "Show")
    where = {"menu": "tray-menu", "source": "tray"}
    assert calls.get(timeout=WAIT_S) == ({"item_id": "show", **where}, "menu:click", "t")
    bus.tray.click("Ours", "Deep")
    assert calls.get(timeout=WAIT_S)[0] == {"item_id": "deep", **where}
    bus.tray.click("Ours", "Mute")
    assert calls.get(timeout=WAIT_S)[0] == {"item_id": "mute", **where, "checked": True}
    assert bus.tray.entry("Ours", "Mute", lambda entry: entry.checked is True)


def test_an_icon_is_changed_hidden_and_removed(native: Make, bus: Bus, menu: MenuConfig) -> None:
    app = native()
    tray = app.create_tray("t", title="First", menu=menu)
    before = bus.tray.icon("First")["IconName"]
    tray.set_title("Second")
    tray.set_icon(RED * 64, 8, 8)
    assert bus.tray.icon("Second")["IconName"] != before
    tray.set_visible(False)
    bus.tray.gone("Second")
    tray.set_visible(True)
    tray.set_title("")
    tray.set_tooltip("Third")
    bus.tray.icon("Third")
    assert [state.tray for state in app.list_trays().trays] == ["t"]
    tray.remove()
    bus.tray.gone("Third")
    assert not app.list_trays().trays
    with pytest.raises(NoSuchTray, match=r"no tray icon 't'\. There are none"):
        tray.set_title("Fourth")


def test_a_menu_of_the_tray_changes_in_place(native: Make, bus: Bus, menu: MenuConfig, calls: Calls) -> None:
    app = native()
    made = app.create_menu("made", menu.items)
    tray = app.create_tray("t", title="Ours", menu=made)
    made.set_text("show", "Show it")
    made.set_enabled("mute", False)
    made.append(MenuItemConfig(id="new", text="New"))
    bus.tray.entry("Ours", "Show it")
    bus.tray.entry("Ours", "New")
    assert bus.tray.entry("Ours", "Mute", lambda entry: not entry.enabled)
    tray.set_menu(MenuConfig(id="other", items=[MenuItemConfig(text="Only")]))
    assert bus.tray.entry("Ours", "Only")


def test_several_icons_stand_side_by_side_and_one_comes_back(
    native: Make, bus: Bus, menu: MenuConfig, calls: Calls
) -> None:
    app = native()
    trays = {name: app.create_tray(name, title=name.upper(), menu=menu) for name in ("one", "two")}
    for name in trays:
        bus.tray.click(name.upper(), "Show")
        assert calls.get(timeout=WAIT_S)[2] == name
    trays["one"].remove()
    bus.tray.gone("ONE")
    app.create_tray("one", title="ONE", menu=menu)
    bus.tray.click("ONE", "Show")
    assert calls.get(timeout=WAIT_S)[2] == "one"
    TrayProxy.remove_all(app=app)
    bus.tray.gone("ONE")
    bus.tray.gone("TWO")


def test_the_program_goes_on_while_an_icon_stands(native: Make, bus: Bus, menu: MenuConfig, calls: Calls) -> None:
    app = native()
    handle = app.show("<p>hello</p>", label="one")
    tray = app.create_tray("t", title="Ours", menu=menu)
    handle.eval_js("1")
    handle.close()
    assert not app.session.hub.empty.is_set()
    bus.tray.click("Ours", "Show")
    assert calls.get(timeout=WAIT_S)[2] == "t"
    tray.remove()
    app.block()


def test_the_label_in_a_handler_is_the_icons_and_no_page_has_it(native: Make, bus: Bus) -> None:
    app = native()
    app.show("<p>hello</p>", label="page")
    wrong: queue.Queue[Exception] = queue.Queue()

    def heard(data: Any, event_type: str, label: str) -> None:
        try:
            app.emit("app:x", {}, label)
        except NoSuchWidget as error:
            wrong.put(error)

    app.create_tray("t", title="Ours", menu=MenuConfig(id="m", items=[MenuItemConfig(text="Go", handler=heard)]))
    bus.tray.click("Ours", "Go")
    assert "no widget 't'. There are: 'page'" in str(wrong.get(timeout=WAIT_S))


def test_what_happens_to_an_icon_is_heard_by_it_and_by_the_app(native: Make, bus: Bus, calls: Calls) -> None:
    app = native()
    tray = app.create_tray("t", title="Ours", menu=MenuConfig(id="m", items=[MenuItemConfig(id="go", text="Go")]))
    tray.on("menu:click", lambda data: calls.put(("tray", data["item_id"])))
    app.on("menu:click", lambda data, event_type, label: calls.put(("app", label)))
    app.on("menu:click", lambda data: calls.put(("label", data["source"])), label="__tray__t")
    bus.tray.click("Ours", "Go")
    assert {calls.get(timeout=WAIT_S) for _ in range(3)} == {("tray", "go"), ("app", "t"), ("label", "tray")}


def test_linux_says_that_clicks_are_not_reported(native: Make, bus: Bus) -> None:
    facts = native().create_tray("t").facts()
    assert (facts.available, facts.clicks, facts.tooltip, facts.reason) == (True, False, False, None)


def test_an_icon_that_is_no_image_leaves_the_one_that_is_there(native: Make, bus: Bus) -> None:
    app = native()
    with pytest.raises(BadData, match="is no image"):
        app.create_tray("t", title="Ours", icon=b"no image")
    assert not app.list_trays().trays
    tray = TrayProxy.from_config(TrayIconConfig(id="t", title="Ours"), app=app)
    before = bus.tray.icon("Ours")["IconName"]
    with pytest.raises(BadData, match="is no image"):
        tray.set_icon(b"no image")
    assert bus.tray.icon("Ours")["IconName"] == before


def test_icons_are_there_again_after_the_process_of_the_windows_has_ended(
    native: Make, screen: Screen, bus: Bus, menu: MenuConfig, calls: Calls, caplog: pytest.LogCaptureFixture
) -> None:
    app = native()
    tray = app.create_tray("t", title="Ours", menu=menu)
    app.show("<p>hello</p>", title="page").eval_js("1")
    screen.run("kill", "-9", str(screen.window("page").pid))
    until(lambda: "has ended" in caplog.text, "notice of the end")
    tray.set_title("Again")
    bus.tray.click("Again", "Show")
    assert calls.get(timeout=WAIT_S)[2] == "t"


def test_the_promised_sample_runs_as_printed(screen: Screen, bus: Bus) -> None:
    names: dict[str, Any] = {"__name__": "sample"}
    with PyWry(mode="new_window") as app:
        names |= {"app": app, "handle": app.show("<p>hello</p>", title="Ours")}
        exec(compile((SAMPLES / "tray.txt").read_text(), "tray.txt", "exec"), names)
        names["handle"].hide()
        until(lambda: not names["handle"].proxy.is_visible, "a hidden window")
        bus.tray.click("My App", "Show Window")
        until(lambda: names["handle"].proxy.is_visible, "a shown window")
        bus.tray.click("My App", "Quit")
        app.block()
    screen.gone("Ours")
