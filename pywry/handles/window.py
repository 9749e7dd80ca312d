"""The window that a page is in, as people move and change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pywry.handles.binding import on_widget, reads
from pywry.handles.families import appearance, cursor, menu, page, webview, window

if TYPE_CHECKING:
    from pywry.runtime.session import Session
    from pywry_tools.ids import WidgetId
    from pywry_tools.models.answers import Evaluated
    from pywry_tools.models.cookies import Cookies
    from pywry_tools.models.screen import Cookie, Monitor, PhysicalPosition, PhysicalSize, Theme
    from pywry_tools.models.window import MonitorFound


def _value(_: object, answer: Evaluated) -> Any:
    return answer.value


def _cookies(_: object, answer: Cookies) -> list[Cookie]:
    return answer.cookies


def _monitor(_: object, answer: MonitorFound) -> Monitor | None:
    return answer.monitor


class WindowProxy:
    """All that the window system knows of a page's window and can do with it. Made by `handle.proxy`.

    Properties ask when they are read. Every method answers how the window is afterwards, and has a form `.aio` to
    await; for properties that is `await proxy.read.aio(["is_maximized"])`.

    Attributes:
        id: The widget's id.
    """

    def __init__(self, session: Session, widget: WidgetId) -> None:
        self._session = session
        self.id = widget

    def __repr__(self) -> str:
        return f"<WindowProxy {self.id}>"

    @property
    def session(self) -> Session:
        """The door that every call passes."""
        return self._session

    @property
    def label(self) -> str:
        """The widget's id, as callbacks get it."""
        return self.id

    read = on_widget(window.read)
    update = on_widget(window.update)

    title = reads[str](window.read, "What the title bar shows.")
    url = reads[str](window.read, "The address of the page in it.")
    theme: reads[Theme] = reads(window.read, "Dark or light.")
    zoom = reads[float](window.read, "How large the page is shown, as it was set last.")
    scale_factor = reads[float](window.read, "How many pixels of its screen make one of CSS.")
    inner_position: reads[PhysicalPosition] = reads(window.read, "Where the page in it is.")
    outer_position: reads[PhysicalPosition] = reads(window.read, "Where its frame is.")
    inner_size: reads[PhysicalSize] = reads(window.read, "How large the page in it is.")
    outer_size: reads[PhysicalSize] = reads(window.read, "How large it is with its frame.")
    cursor_position: reads[PhysicalPosition] = reads(window.read, "Where the pointer is on the screen.")
    current_monitor: reads[Monitor | None] = reads(window.read, "The monitor that it is on.")
    primary_monitor: reads[Monitor | None] = reads(window.read, "The first monitor of the desktop.")
    available_monitors: reads[list[Monitor]] = reads(window.read, "All monitors.")

    is_fullscreen = reads[bool](window.read, "Whether it fills the whole screen.")
    is_minimized = reads[bool](window.read, "Whether it is put away into the taskbar.")
    is_maximized = reads[bool](window.read, "Whether it fills the screen but for panels.")
    is_focused = reads[bool](window.read, "Whether it has the keyboard.")
    is_decorated = reads[bool](window.read, "Whether it has a title bar and borders.")
    is_resizable = reads[bool](window.read, "Whether a person can change its size.")
    is_enabled = reads[bool](window.read, "Whether it takes clicks and keys.")
    is_visible = reads[bool](window.read, "Whether it is not hidden.")
    is_closable = reads[bool](window.read, "Whether it has a close button.")
    is_maximizable = reads[bool](window.read, "Whether it has a maximize button; Linux says always.")
    is_minimizable = reads[bool](window.read, "Whether it has a minimize button; Linux says always.")
    is_always_on_top = reads[bool](window.read, "Whether it stays above others.")
    is_always_on_bottom = reads[bool](window.read, "Whether it was told to stay below others.")
    is_menu_visible = reads[bool](window.read, "Whether it shows a menu bar.")
    is_devtools_open = reads[bool](window.read, "Whether its developer tools are open.")

    show = on_widget(window.show)
    hide = on_widget(window.hide)
    close = on_widget(window.close)
    destroy = on_widget(page.close)
    maximize = on_widget(window.maximize)
    unmaximize = on_widget(window.unmaximize)
    minimize = on_widget(window.minimize)
    unminimize = on_widget(window.unminimize)
    toggle_maximize = on_widget(window.toggle_maximize)
    center = on_widget(window.center)
    set_focus = on_widget(window.set_focus)
    start_dragging = on_widget(window.start_dragging)
    request_user_attention = on_widget(appearance.request_user_attention)
    monitor_from_point = on_widget(window.monitor_from_point, into=_monitor)

    set_title = on_widget(window.set_title)
    set_size = on_widget(window.set_size)
    set_min_size = on_widget(window.set_min_size)
    set_max_size = on_widget(window.set_max_size)
    set_size_constraints = on_widget(window.set_size_constraints)
    set_position = on_widget(window.set_position)
    set_fullscreen = on_widget(window.set_fullscreen)
    set_always_on_top = on_widget(window.set_always_on_top)
    set_always_on_bottom = on_widget(window.set_always_on_bottom)
    set_resizable = on_widget(window.set_resizable)
    set_enabled = on_widget(window.set_enabled)
    set_closable = on_widget(window.set_closable)
    set_maximizable = on_widget(window.set_maximizable)
    set_minimizable = on_widget(window.set_minimizable)
    set_visible_on_all_workspaces = on_widget(window.set_visible_on_all_workspaces)
    set_skip_taskbar = on_widget(window.set_skip_taskbar)

    set_theme = on_widget(appearance.set_theme)
    set_icon = on_widget(appearance.set_icon)
    set_overlay_icon = on_widget(appearance.set_overlay_icon)
    set_decorations = on_widget(appearance.set_decorations)
    set_shadow = on_widget(appearance.set_shadow)
    set_title_bar_style = on_widget(appearance.set_title_bar_style)
    set_background_color = on_widget(appearance.set_background_color)
    set_effects = on_widget(appearance.set_effects)
    set_content_protected = on_widget(appearance.set_content_protected)
    set_progress_bar = on_widget(appearance.set_progress_bar)
    set_badge_count = on_widget(appearance.set_badge_count)
    set_badge_label = on_widget(appearance.set_badge_label)

    set_cursor_icon = on_widget(cursor.set_icon)
    set_cursor_position = on_widget(cursor.set_position)
    set_cursor_visible = on_widget(cursor.set_visible)
    set_cursor_grab = on_widget(cursor.set_grab)
    set_ignore_cursor_events = on_widget(cursor.ignore_events)

    eval_js = on_widget(page.eval_js, into=_value)
    eval_with_result = on_widget(page.eval_js, into=_value)
    eval = on_widget(webview.run_script)
    navigate = on_widget(webview.navigate)
    reload = on_widget(webview.reload)
    print_page = on_widget(webview.print_page)
    set_zoom = on_widget(webview.set_zoom)
    open_devtools = on_widget(webview.open_devtools)
    close_devtools = on_widget(webview.close_devtools)
    clear_all_browsing_data = on_widget(webview.clear_all_browsing_data)
    cookies = on_widget(webview.cookies, into=_cookies)
    set_cookie = on_widget(webview.set_cookie, into=_cookies)
    delete_cookie = on_widget(webview.delete_cookie, into=_cookies)

    set_menu = on_widget(menu.set_window)
    remove_menu = on_widget(menu.remove_window)
    show_menu = on_widget(menu.show)
    hide_menu = on_widget(menu.hide)
    popup_menu = on_widget(menu.popup)


class WindowFaces:
    """What a handle can do with the window that its page is in; elsewhere each of these says that there is none."""

    if TYPE_CHECKING:
        id: WidgetId

        @property
        def session(self) -> Session:
            """The door that every call passes."""
            ...

    @property
    def proxy(self) -> WindowProxy:
        """All that the window system knows of the window and can do with it."""
        return WindowProxy(self.session, self.id)

    update_window = on_widget(window.update)
    show_window = on_widget(window.show)
    hide = on_widget(window.hide)
    maximize = on_widget(window.maximize)
    unmaximize = on_widget(window.unmaximize)
    minimize = on_widget(window.minimize)
    unminimize = on_widget(window.unminimize)
    center = on_widget(window.center)
    set_focus = on_widget(window.set_focus)
    set_title = on_widget(window.set_title)
    set_size = on_widget(window.set_size)
    set_min_size = on_widget(window.set_min_size)
    set_max_size = on_widget(window.set_max_size)
    set_position = on_widget(window.set_position)
    set_fullscreen = on_widget(window.set_fullscreen)
    set_always_on_top = on_widget(window.set_always_on_top)
    set_decorations = on_widget(appearance.set_decorations)
    set_background_color = on_widget(appearance.set_background_color)
    open_devtools = on_widget(webview.open_devtools)
    close_devtools = on_widget(webview.close_devtools)
