"""Menus of real windows: keys are pressed and items clicked, as a person does."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pywry import (
    CheckMenuItemConfig,
    Handle,
    IconMenuItemConfig,
    MenuConfig,
    MenuItemConfig,
    PredefinedMenuItemConfig,
    PyWry,
    SubmenuConfig,
)
from pywry_tools.errors import BadData, InvalidArguments, NativeError, NoSuchItem, NoSuchMenu, NoSuchWidget
from tests.native.screen import Screen, Shown
from tests.native.waiting import until

pytestmark = pytest.mark.native

SAMPLES = Path(__file__).parent / "samples"
PAGE = "<textarea id=t autofocus style='width:300px;height:80px'>hello</textarea>"
BAR = 12
WAIT_S = 10

Make = Callable[..., PyWry]


class Heard:
    """What handlers were called with."""

    def __init__(self) -> None:
        self._calls: queue.Queue[tuple[Any, str, str]] = queue.Queue()

    def __call__(self, data: Any, event_type: str, label: str) -> None:
        self._calls.put((data, event_type, label))

    def next(self) -> tuple[Any, str, str]:
        """The next call; waits for it."""
        return self._calls.get(timeout=WAIT_S)

    @property
    def nothing(self) -> bool:
        """Whether nobody called since."""
        return self._calls.empty()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def window(native: Make) -> PyWry:
    return native()


def file_menu(heard: Heard, menu: str = "main", **more: Any) -> MenuConfig:
    items: list[Any] = [
        MenuItemConfig(id="save", text="Save", handler=heard, accelerator="CmdOrCtrl+S"),
        CheckMenuItemConfig(id="wrap", text="Wrap", handler=heard, accelerator="CmdOrCtrl+K"),
    ]
    return MenuConfig(id=menu, items=[SubmenuConfig(id="file", text="File", items=items, **more)])


def ready(screen: Screen, handle: Handle, title: str) -> Shown:
    """The window in front, its page alive."""
    handle.eval_js("1")
    return screen.activate(screen.window(title))


def choose(screen: Screen, shown: Shown, *downs: int) -> None:
    """Open the first submenu of the bar with the mouse, and choose its n-th item with the keys."""
    screen.click(shown.x + 20, shown.y + BAR)
    screen.keys(" ".join(["Down"] * downs[0] + ["Return"]))


def items(app: PyWry, menu: str) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for m in app.list_menus().menus if m.menu == menu for item in m.items}


def test_keys_choose_items_of_the_window_in_front(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    one, two = (app.show(PAGE, title=name, label=name, menu=file_menu(heard)) for name in ("one", "two"))
    screen.keys("ctrl+s", ready(screen, one, "one"))
    assert heard.next() == ({"item_id": "save", "menu": "main", "source": "window"}, "menu:click", "one")
    screen.keys("ctrl+s", ready(screen, two, "two"))
    assert heard.next() == ({"item_id": "save", "menu": "main", "source": "window"}, "menu:click", "two")


def test_an_item_is_clicked_in_the_bar(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    shown = ready(screen, app.show(PAGE, title="one", menu=file_menu(heard)), "one")
    choose(screen, shown, 1)
    assert heard.next()[0]["item_id"] == "save"


def test_a_check_item_marks_itself_and_says_how_it_stands(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    shown = ready(screen, app.show(PAGE, title="one", label="one", menu=file_menu(heard)), "one")
    for checked in (True, False, True):
        screen.keys("ctrl+k", shown)
        assert heard.next()[0] == {"item_id": "wrap", "menu": "main", "source": "window", "checked": checked}
        assert items(app, "main")["wrap"]["checked"] is checked


def test_a_mark_that_a_person_set_stays_when_something_else_changes(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    shown = ready(screen, app.show(PAGE, title="one", menu=file_menu(heard)), "one")
    screen.keys("ctrl+k", shown)
    assert heard.next()[0]["checked"] is True
    app.session.hub.portal.run(
        app.session.call("menu_update_item", {"menu": "main", "item": "save", "text": "Save as"}), "change"
    )
    screen.keys("ctrl+k", shown)
    assert heard.next()[0]["checked"] is False


def test_one_menu_on_two_windows_has_marks_of_its_own_in_each(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    menu = file_menu(heard)
    handles = {name: app.show(PAGE, title=name, label=name, menu=menu) for name in ("one", "two")}
    screen.keys("ctrl+k", ready(screen, handles["one"], "one"))
    assert (heard.next()[0]["checked"], screen.keys("ctrl+k", ready(screen, handles["two"], "two"))) == (True, None)
    data, _, label = heard.next()
    assert (data["checked"], label) == (True, "two")


def test_the_apps_menu_is_that_of_every_window_without_its_own(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    own = MenuConfig(
        id="own", items=[SubmenuConfig(text="Own", items=[MenuItemConfig(id="o", text="O", handler=heard)])]
    )
    before = app.show(PAGE, title="before", label="before")
    app.show(PAGE, title="mine", label="mine", menu=own)
    app.set_menu(file_menu(heard, "app"))
    after = app.show(PAGE, title="after", label="after")
    for handle, name, checked in ((before, "before", True), (after, "after", False)):
        screen.keys("ctrl+k", ready(screen, handle, name))
        # It is one menu: a mark that is set in one window is set in all.
        assert heard.next() == (
            {"item_id": "wrap", "menu": "app", "source": "app", "checked": checked},
            "menu:click",
            name,
        )
    choose(screen, ready(screen, app.get("mine"), "mine"), 1)
    assert heard.next()[0]["menu"] == "own"
    app.remove_menu()
    assert app.get("mine").proxy.is_menu_visible and not before.proxy.is_menu_visible


def test_a_menu_changes_in_place_wherever_it_is(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    menu = app.create_menu("main", file_menu(heard).items)
    handles = {name: app.show(PAGE, title=name, label=name) for name in ("one", "two")}
    for name in handles:
        menu.set_as_window_menu(name)
    menu.append(MenuItemConfig(id="more", text="More", handler=heard, accelerator="Ctrl+M"), parent="file")
    menu.set_accelerator("save", "Ctrl+J")
    menu.remove("wrap")
    for name, handle in handles.items():
        shown = ready(screen, handle, name)
        screen.keys("ctrl+m", shown)
        assert heard.next()[0]["item_id"] == "more"
        screen.keys("ctrl+s ctrl+k ctrl+j", shown)
        assert heard.next()[0]["item_id"] == "save"
        assert heard.nothing
    assert menu.read().places == ["window:one", "window:two"]
    menu.set_enabled("save", False)
    screen.keys("ctrl+j ctrl+m", ready(screen, handles["one"], "one"))
    assert heard.next()[0]["item_id"] == "more"


def test_a_menu_changes_while_it_is_open(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    menu = app.create_menu("main", file_menu(heard).items)
    handle = app.show(PAGE, title="one", label="one", menu=menu)
    shown = ready(screen, handle, "one")
    screen.click(shown.x + 20, shown.y + BAR)
    menu.prepend(MenuItemConfig(id="first", text="First", handler=heard), parent="file")
    menu.insert(PredefinedMenuItemConfig("separator"), 1, parent="file")
    screen.keys("Down Return")
    assert heard.next()[0]["item_id"] == "first"


def test_a_popup_opens_over_the_page_which_goes_on_meanwhile(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    handle = app.show(PAGE, title="one", label="one")
    menu = app.create_menu(
        "context",
        [MenuItemConfig(id="a", text="A", handler=heard), CheckMenuItemConfig(id="b", text="B", handler=heard)],
    )
    ready(screen, handle, "one")
    for checked in (True, False):
        menu.popup("one", 40, 40)
        assert handle.eval_js("document.title = 'still alive'; 1 + 1") == 2
        assert handle.proxy.is_visible
        menu.set_text("a", "Another")
        screen.keys("Down Down Return")
        assert heard.next() == (
            {"item_id": "b", "menu": "context", "source": "popup", "checked": checked},
            "menu:click",
            "one",
        )
    menu.popup("one")
    screen.keys("Escape")
    assert handle.eval_js("1") == 1
    assert heard.nothing


def test_a_menu_is_hidden_shown_replaced_and_removed(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    handle = app.show(PAGE, title="one", label="one", menu=file_menu(heard))
    proxy = handle.proxy
    assert proxy.is_menu_visible
    assert (proxy.hide_menu().visible, proxy.show_menu().visible) == (False, True)
    other = MenuConfig(
        id="other",
        items=[SubmenuConfig(text="X", items=[MenuItemConfig(id="x", text="X", handler=heard, accelerator="Ctrl+S")])],
    )
    proxy.set_menu(other)
    screen.keys("ctrl+s", ready(screen, handle, "one"))
    assert heard.next()[0]["item_id"] == "x"
    proxy.remove_menu()
    assert not proxy.is_menu_visible
    with pytest.raises(NativeError, match="window 'one' has no menu to show; set one first"):
        proxy.show_menu()


def test_a_page_that_takes_the_place_of_another_brings_its_menu(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    app.show(PAGE, title="one", label="one", menu=file_menu(heard))
    handle = app.show(PAGE, title="one", label="one", menu=file_menu(heard, "second"))
    screen.keys("ctrl+s", ready(screen, handle, "one"))
    assert heard.next()[0]["menu"] == "second"
    assert heard.nothing


def test_the_editing_items_edit(native: Make, screen: Screen) -> None:
    app = native()
    kinds = ["copy", "cut", "paste", "select_all", "undo", "redo"]
    menu = MenuConfig(id="m", items=[SubmenuConfig(text="Edit", items=[PredefinedMenuItemConfig(k) for k in kinds])])
    handle = app.show(PAGE, title="one", menu=menu)
    shown = ready(screen, handle, "one")
    handle.eval_js("t.focus()")

    def do(kind: str) -> None:
        choose(screen, shown, kinds.index(kind) + 1)

    def holds(text: str) -> None:
        until(lambda: handle.eval_js("t.value") == text, f"{text!r} in the page")

    do("select_all")
    until(lambda: handle.eval_js("t.selectionEnd - t.selectionStart") == 5, "a selection")
    do("copy")
    until(lambda: screen.clipboard == "hello", "the copy")
    screen.clipboard = "pasted"
    do("paste")
    holds("pasted")
    do("undo")
    holds("hello")
    do("redo")
    holds("pasted")
    do("select_all")
    do("cut")
    holds("")
    assert screen.clipboard == "pasted"


def test_the_items_of_the_window_do_what_they_say(native: Make, screen: Screen) -> None:
    app = native()
    kinds = ["maximize", "fullscreen", "hide_others", "show_all", "close_window"]
    menu = MenuConfig(id="m", items=[SubmenuConfig(text="Window", items=[PredefinedMenuItemConfig(k) for k in kinds])])
    other = app.show(PAGE, title="other", label="other")
    shown = ready(screen, app.show(PAGE, title="one", label="one", menu=menu), "one")
    choose(screen, shown, 1)
    until(lambda: app.get("one").proxy.is_maximized, "a maximized window")
    choose(screen, screen.window("one"), 1)
    until(lambda: not app.get("one").proxy.is_maximized, "a window of its own size")
    screen.keys("F11", screen.window("one"))
    until(lambda: app.get("one").proxy.is_fullscreen, "a whole screen")
    screen.keys("F11", screen.window("one"))
    until(lambda: not app.get("one").proxy.is_fullscreen, "a window again")
    choose(screen, screen.window("one"), 3)
    until(lambda: not other.proxy.is_visible, "a hidden window")
    choose(screen, screen.window("one"), 4)
    until(lambda: other.proxy.is_visible, "a shown window")
    screen.keys("ctrl+w", screen.window("one"))
    until(lambda: app.get_labels() == ["other"], "a closed window")


def test_quit_asks_every_window_and_ends_block(native: Make, screen: Screen) -> None:
    app = native()
    menu = MenuConfig(id="m", items=[SubmenuConfig(text="File", items=[PredefinedMenuItemConfig("quit")])])
    asked: queue.Queue[str] = queue.Queue()
    answers = [False, True]

    def may_close(data: Any, event_type: str, label: str) -> bool:
        asked.put(label)
        return answers.pop(0)

    handle = app.show(PAGE, title="one", label="one", menu=menu)
    handle.on("window:close-requested", may_close)
    shown = ready(screen, handle, "one")
    screen.keys("ctrl+q", shown)
    assert asked.get(timeout=WAIT_S) == "one"
    assert handle.eval_js("1") == 1
    screen.keys("ctrl+q", shown)
    app.block()
    assert asked.get(timeout=WAIT_S) == "one"
    screen.gone("one")


def test_a_menu_with_a_picture_shows_it(native: Make, screen: Screen) -> None:
    app = native()
    red = bytes((255, 0, 0, 255)) * 16 * 16
    menu = MenuConfig(
        id="m", items=[SubmenuConfig(text="File", items=[IconMenuItemConfig(id="i", text="Icon", icon=red)])]
    )
    shown = ready(screen, app.show(PAGE, title="one", menu=menu), "one")
    screen.click(shown.x + 20, shown.y + BAR)
    until(lambda: red_pixels(screen) > 100, "a red square")
    screen.keys("Escape Escape")


def red_pixels(screen: Screen) -> int:
    return screen.picture().colors().get((255, 0, 0), 0)


def test_an_icon_that_is_no_image_changes_nothing(native: Make, screen: Screen, heard: Heard) -> None:
    app = native()
    handle = app.show(PAGE, title="one", label="one", menu=file_menu(heard))
    broken = MenuConfig(id="broken", items=[IconMenuItemConfig(text="I", icon=b"no image")])
    with pytest.raises(BadData, match="the icon these bytes is no image"):
        handle.proxy.set_menu(broken)
    screen.keys("ctrl+s", ready(screen, handle, "one"))
    assert heard.next()[0]["menu"] == "main"


def test_names_that_stand_for_nothing_are_answered_with_the_nearest(native: Make, heard: Heard) -> None:
    app = native()
    app.show(PAGE, label="one", menu=file_menu(heard))
    menu = app.create_menu("other", [{"text": "A"}])
    with pytest.raises(NoSuchWidget, match="Did you mean 'one'"):
        menu.set_as_window_menu("onee")
    with pytest.raises(NoSuchItem, match="no menu item 'b' in menu 'other'"):
        menu.set_text("b", "B")
    with pytest.raises(NoSuchMenu, match="Did you mean 'main'"):
        app.set_menu("mian")
    with pytest.raises(InvalidArguments, match="two items of id 'a'"):
        menu.append([{"id": "a", "text": "A"}])
    menu.destroy()
    with pytest.raises(NoSuchMenu):
        menu.read()


def test_an_agent_hears_what_is_chosen(native: Make, screen: Screen) -> None:
    app = native()
    handle = app.show(PAGE, title="one", label="one")
    flat = {
        "id": "m",
        "items": [
            {"type": "submenu", "id": "file", "text": "File"},
            {"type": "item", "id": "go", "text": "Go", "parent": "file", "accelerator": "Ctrl+G"},
        ],
    }
    call = app.session.call
    app.session.hub.portal.run(call("menu_set_window", {"widget": "one", "menu": flat}), "set")
    screen.keys("ctrl+g", ready(screen, handle, "one"))
    heard = handle.wait_for(["menu:click"], timeout_s=WAIT_S)
    assert [event["data"] for event in heard.events] == [{"item_id": "go", "menu": "m", "source": "window"}]


def test_menus_are_there_again_after_the_process_of_the_windows_has_ended(
    native: Make, screen: Screen, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    app = native()
    handle = app.show(PAGE, title="one", label="one", menu=file_menu(heard))
    screen.keys("ctrl+k", ready(screen, handle, "one"))
    assert heard.next()[0]["checked"] is True
    screen.run("kill", "-9", str(screen.window("one").pid))
    until(lambda: "has ended" in caplog.text, "notice of the end")
    handle.proxy.set_title("again")
    screen.keys("ctrl+k", ready(screen, handle, "again"))
    assert heard.next()[0]["checked"] is False


def test_the_promised_sample_runs_as_printed(screen: Screen) -> None:
    names: dict[str, Any] = {"__name__": "sample"}
    exec(compile((SAMPLES / "menu.txt").read_text(), "menu.txt", "exec"), names)
    app, handle = names["app"], names["handle"]
    assert app.transport.name == "native"
    handle.eval_js("pywry.on('app:save', (data) => { document.body.append(data.path) }); 0")
    shown = ready(screen, handle, "PyWry")
    screen.keys("ctrl+s", shown)
    until(lambda: "current.json" in handle.eval_js("document.body.textContent"), "what was saved")
    screen.keys("ctrl+n", shown)
    screen.window("New File")
    screen.keys("ctrl+q", shown)
    screen.gone("PyWry")
    app.block()
