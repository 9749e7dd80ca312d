"""Menus: of the app, of windows, opened at a place; and what is chosen in them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

from pywry.transports.native.child import predefined
from pywry.transports.native.child.desk import Desk, Window
from pywry.transports.native.child.errors import Refused
from pywry.transports.native.child.menu_tree import Tree

MACOS = sys.platform == "darwin"


class Menus:
    """The menus that there are.

    Attributes:
        trees: By number, as the ids of their items say.
        windows: The menus that windows show, their own or the app's, by label.
        app: The app's menu, for windows that have none of their own; None if there is none.
        bar: The app's menu in the menu bar of macOS.
    """

    def __init__(self) -> None:
        self.trees: dict[str, Tree] = {}
        self.windows: dict[str, Tree] = {}
        self.popups: dict[str, Tree] = {}
        self.app: dict[str, Any] | None = None
        self.bar: Tree | None = None

    def grow(self, desk: Desk, menu: dict[str, Any], label: str, source: str) -> Tree:
        """Build a menu for a place."""
        tree = Tree(desk, menu, label, source)
        self.trees[tree.number] = tree
        return tree

    def fell(self, tree: Tree | None) -> None:
        """Forget a menu that is nowhere any more."""
        if tree is not None:
            self.trees.pop(tree.number, None)

    def of_app(self) -> list[Tree]:
        """The trees of the app's menu: one a window, or the one of the menu bar."""
        bar = [self.bar] if self.bar is not None else []
        return [*bar, *(tree for tree in self.windows.values() if tree.source == "app")]


MENUS = Menus()


def menu_put(desk: Desk, fields: dict[str, Any]) -> None:
    """Give a window or the app a menu, or bring the one that it has up to date."""
    menu, fresh, check = fields["menu"], fields.get("fresh", True), fields.get("check", ())
    if fields.get("source") == "app":
        _put_app(desk, menu, fresh=fresh, check=check)
        return
    window = desk.window(fields.get("label"))
    if fields.get("source") == "popup":
        if (open_one := MENUS.popups.get(window.label)) is not None:
            open_one.update(menu, check)
        return
    for shown in _with_mirrors(desk, window):
        tree = MENUS.windows.get(shown.label)
        if fresh or tree is None or tree.source != "window":
            _hang(desk, shown, MENUS.grow(desk, menu, shown.label, "window"))
        else:
            tree.update(menu, check)


def _with_mirrors(desk: Desk, window: Window) -> list[Window]:
    """A window, and those that show the same page."""
    return [window, *(other for other in desk.windows.values() if other.label.startswith(f"{window.label}/"))]


def _put_app(desk: Desk, menu: dict[str, Any], *, fresh: bool, check: Any) -> None:
    MENUS.app = menu
    if not fresh:
        for shown in MENUS.of_app():
            shown.update(menu, check)
    elif MACOS:
        MENUS.fell(MENUS.bar)
        MENUS.bar = MENUS.grow(desk, menu, "", "app")
        desk.handle.set_menu(MENUS.bar.root)
    else:
        for window in list(desk.windows.values()):
            tree = MENUS.windows.get(window.label)
            if window.webview is not None and (tree is None or tree.source == "app"):
                _hang(desk, window, MENUS.grow(desk, menu, window.label, "app"))


def _hang(desk: Desk, window: Window, tree: Tree) -> None:
    """Give a window this menu in place of another."""
    before = MENUS.windows.get(window.label)
    MENUS.windows[window.label] = tree
    if not MACOS:
        window.webview.set_menu(tree.root)
    elif window.webview.is_focused():
        desk.handle.set_menu(tree.root)
    MENUS.fell(before)


def menu_drop(desk: Desk, fields: dict[str, Any]) -> None:
    """Take a menu away from a window, or the app's from all."""
    if fields.get("source") == "app":
        MENUS.app = None
        for hung in MENUS.of_app():
            _take_down(desk, hung)
        return
    window = desk.window(fields.get("label"))
    for shown in _with_mirrors(desk, window):
        _drop(desk, shown)


def _drop(desk: Desk, window: Window) -> None:
    tree = MENUS.windows.get(window.label)
    if tree is None or tree.source != "window":
        return
    if MENUS.app is not None and not MACOS:
        _hang(desk, window, MENUS.grow(desk, MENUS.app, window.label, "app"))
    else:
        _take_down(desk, tree)


def _take_down(desk: Desk, tree: Tree) -> None:
    MENUS.fell(tree)
    if tree is MENUS.bar:
        MENUS.bar = None
        desk.handle.remove_menu()
        return
    MENUS.windows.pop(tree.label, None)
    if not MACOS:
        desk.windows[tree.label].webview.remove_menu()
    elif desk.windows[tree.label].webview.is_focused():
        _to_bar(desk, MENUS.bar)


def menu_visible(desk: Desk, fields: dict[str, Any]) -> bool:
    """Show or hide a window's menu; whether it is shown."""
    webview = desk.window(fields.get("label")).webview
    if "visible" in fields:
        if webview.menu() is None and fields["visible"]:
            raise Refused(f"window {fields['label']!r} has no menu to show; set one first.", "no_menu")
        webview.show_menu() if fields["visible"] else webview.hide_menu()
    return bool(webview.is_menu_visible())


def menu_popup(desk: Desk, fields: dict[str, Any]) -> None:
    """Open a menu over a window."""
    window = desk.window(fields.get("label"))
    tree = MENUS.grow(desk, fields["menu"], window.label, "popup")
    MENUS.fell(MENUS.popups.get(window.label))
    MENUS.popups[window.label] = tree
    if fields.get("x") is None:
        _aside(lambda: window.webview.popup_menu(tree.root))
    else:
        left, top = _page_offset(desk)
        place = desk.P.Position.Logical((fields["x"] + left, fields["y"] + top))
        _aside(lambda: window.webview.popup_menu_at(tree.root, place))


def _page_offset(desk: Desk) -> tuple[float, float]:
    """Where the page begins in its window; Linux counts the menu bar to the window's inside."""
    if not sys.platform.startswith("linux"):
        return (0.0, 0.0)
    from pywry.transports.native.child.gtk import page_offset

    left, top = desk.on_main(page_offset)
    return (float(left), float(top))


def _aside(work: Callable[[], None]) -> None:
    """The window system returns from a popup when it closes; what else is asked for must not wait behind it."""
    if sys.platform.startswith("linux"):
        from pywry.transports.native.child.gtk import let_popup_stay

        let_popup_stay()
    threading.Thread(target=work, name="pywry-popup", daemon=True).start()


def options(desk: Desk, fields: dict[str, Any], kwargs: dict[str, Any]) -> None:
    """A window that is about to be built gets its own menu, or the app's."""
    own, label = fields.get("menu"), str(fields.get("label"))
    menu = own if own is not None else MENUS.app
    if menu is None or (MACOS and own is None):
        return
    tree = MENUS.windows[label] = MENUS.grow(desk, menu, label, "window" if own is not None else "app")
    if not MACOS:
        kwargs["menu"] = tree.root


def closed(desk: Desk, label: str) -> None:
    """A window is gone, and its menus with it."""
    MENUS.fell(MENUS.windows.pop(label, None))
    MENUS.fell(MENUS.popups.pop(label, None))


def run_event(desk: Desk, event: Any) -> None:
    """An item was chosen; or, on macOS, another window has the focus, whose menu the menu bar shows."""
    if isinstance(event, desk.P.RunEvent.MenuEvent):
        number, _, item = str(event._0).partition("|")
        tree = MENUS.trees.get(number)
        if tree is not None and item in tree.entries:
            _chosen(desk, tree, item)
    elif MACOS and isinstance(event, desk.P.RunEvent.WindowEvent) and _gained_focus(desk, event):
        _to_bar(desk, MENUS.windows.get(event.label, MENUS.bar))


def _gained_focus(desk: Desk, event: Any) -> bool:
    return isinstance(event.event, desk.P.WindowEvent.Focused) and bool(event.event._0)


def _to_bar(desk: Desk, tree: Tree | None) -> None:
    desk.handle.set_menu(tree.root) if tree is not None else desk.handle.remove_menu()


def _chosen(desk: Desk, tree: Tree, item: str) -> None:
    entry = tree.entries[item]
    label = tree.label or _focused(desk)
    where = {"menu": tree.menu, "source": tree.source}
    if entry["type"] == "predefined":
        if entry["kind"] == "quit":
            desk.event(label, "menu:quit", where)
        else:
            predefined.do(desk, entry["kind"], label)
        return
    data: dict[str, Any] = {"item_id": item, **where}
    if entry["type"] == "check":
        data["checked"] = checked = bool(tree.native(item).is_checked())
        _agree(tree, item, checked)
    desk.event(label, "menu:click", data)


def _agree(tree: Tree, item: str, checked: bool) -> None:
    """The app's menu is one menu, however many windows show it."""
    if tree.source != "app" or MENUS.app is None:
        return
    for entry in MENUS.app["entries"]:
        if entry["id"] == item:
            entry["checked"] = checked
    for other in MENUS.of_app():
        if other is not tree and other.native(item) is not None:
            other.native(item).set_checked(checked)


def _focused(desk: Desk) -> str:
    """The window that has the focus, for the menu bar of macOS; empty if none has."""
    windows = list(desk.windows.values())
    return next((w.label for w in windows if w.webview is not None and w.webview.is_focused()), "")


ACTIONS = {
    "menu_put": menu_put,
    "menu_drop": menu_drop,
    "menu_visible": menu_visible,
    "menu_popup": menu_popup,
}
