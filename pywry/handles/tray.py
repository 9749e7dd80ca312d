"""Icons in the system tray, as people hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pywry.handles.base import subscribe
from pywry.handles.binding import on_app, on_tray
from pywry.handles.families import tray

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pywry.runtime.apps import App
    from pywry.runtime.callbacks import Subscription
    from pywry.runtime.session import Session
    from pywry_tools.ids import TrayId
    from pywry_tools.models.menu import Icon, MenuConfig, TrayIconConfig
    from pywry_tools.models.tray import TrayState
    from pywry_tools.ports import Callback
    from pywry_tools.tools.menu import Known

    AnyMenu = MenuConfig | Mapping[str, Any] | str | Known


class TrayProxy:
    """An icon in the system tray. It stays while windows are hidden or closed, and `app.block()` waits for it.

    Attributes:
        id: The icon's id; the label that its handlers get.
    """

    def __init__(self, app: App, tray: str) -> None:
        self._app = app
        self.id: TrayId = tray  # type: ignore[assignment]  # a new type for readers alone

    @classmethod
    def create(
        cls,
        tray_id: str,
        tooltip: str | None = None,
        title: str | None = None,
        icon: Icon | None = None,
        icon_width: int = 32,
        icon_height: int = 32,
        menu: AnyMenu | None = None,
        menu_on_left_click: bool = True,
        *,
        on_click: Callback | None = None,
        on_double_click: Callback | None = None,
        on_right_click: Callback | None = None,
        app: App | None = None,
    ) -> TrayProxy:
        """Put an icon into the system tray, in place of one of the same id.

        Args:
            tray_id: An id of your own.
            tooltip: Shown when the pointer rests on the icon; Linux has none and shows it as the title.
            title: Text beside the icon, where the desktop shows one.
            icon: A PNG's bytes, its path or data URL; or RGBA bytes. None is PyWry's own.
            icon_width: Of RGBA bytes, in pixels.
            icon_height: Of RGBA bytes, in pixels.
            menu: Its menu.
            menu_on_left_click: Whether the left button opens the menu; Linux always does.
            on_click: Hears tray:click. Linux reports no clicks; `facts()` says whether they are.
            on_double_click: Hears tray:double-click.
            on_right_click: Hears tray:right-click.
            app: Whose icon; None is the only app that is alive, or a new one where there is none.

        Raises:
            InvalidArguments: Several apps are alive and none was named.
            NotHere: The app has no native windows.
            BadData: The icon is no image.
        """
        from pywry.runtime.apps import only

        proxy = cls(only(app, "a tray icon"), tray_id)
        proxy._listen({"click": on_click, "double-click": on_double_click, "right-click": on_right_click})
        fields = {"tooltip": tooltip, "title": title, "menu": menu, "menu_on_left_click": menu_on_left_click}
        picture = {"icon": icon, "icon_size": (icon_width, icon_height)} if icon is not None else {}
        proxy._call("tray_create", **fields, **picture)
        return proxy

    @classmethod
    def from_config(cls, config: TrayIconConfig, *, app: App | None = None) -> TrayProxy:
        """Put an icon into the system tray from its description."""
        fields = {name: getattr(config, name) for name in type(config).model_fields if name != "id"}
        return cls.create(config.id, **fields, app=app)

    def __repr__(self) -> str:
        return f"<TrayProxy {self.id}>"

    @property
    def app(self) -> App:
        """Whose icon it is; `tray.app.block()` waits until it is removed."""
        return self._app

    @property
    def session(self) -> Session:
        """The door that every call passes."""
        return self._app.session

    update = on_tray(tray.update)
    remove = on_tray(tray.remove)
    facts = on_app(tray.describe)

    def on(self, event: str, callback: Callback) -> Subscription:
        """Listen to what happens to the icon.

        Args:
            event: tray:click, tray:double-click, tray:right-click, tray:enter, tray:leave, tray:move, menu:click, or a
                wildcard; "click" is short for tray:click.
            callback: Called with `(data)`, `(data, event_type)` or `(data, event_type, label)`; plain or async.

        Returns:
            A subscription; call it to stop listening.
        """
        name = event if ":" in event or event == "*" else f"tray:{event}"
        return self.session.hub.desk.listen(self._key, subscribe(name, callback))

    def set_icon(self, icon: Icon, width: int = 32, height: int = 32) -> TrayState:
        """Change the picture: a PNG's bytes, its path or data URL; or RGBA bytes with their size."""
        return self.update(icon=icon, icon_size=(width, height))

    def set_tooltip(self, tooltip: str) -> TrayState:
        """Change what is shown when the pointer rests on the icon."""
        return self.update(tooltip=tooltip)

    def set_title(self, title: str) -> TrayState:
        """Change the text beside the icon; an empty one takes it away."""
        return self.update(title=title)

    def set_menu(self, menu: AnyMenu) -> TrayState:
        """Give it another menu."""
        return self.update(menu=menu)

    def set_visible(self, visible: bool) -> TrayState:
        """Show or hide the icon."""
        return self.update(visible=visible)

    def set_menu_on_left_click(self, enabled: bool) -> TrayState:
        """Say whether the left button opens the menu."""
        return self.update(menu_on_left_click=enabled)

    @classmethod
    def remove_all(cls, *, app: App | None = None) -> None:
        """Take every icon of an app out of the tray."""
        from pywry.runtime.apps import only

        _run(only(app, "a tray icon"), "tray_remove_all")

    @property
    def _key(self) -> str:
        return f"tray:{self.id}"

    def _listen(self, callbacks: Mapping[str, Callback | None]) -> None:
        self.session.hub.desk.deafen(self._key)
        for name, callback in callbacks.items():
            if callback is not None:
                self.on(name, callback)

    def _call(self, tool: str, **arguments: Any) -> Any:
        return _run(self._app, tool, tray=self.id, **arguments)


def _run(app: App, tool: str, **arguments: Any) -> Any:
    session = app.session
    return session.hub.portal.run(session.call(tool, arguments), tool.partition("_")[2])
