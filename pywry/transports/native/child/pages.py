"""Windows with pages in them: open, fill, speak to, close."""

from __future__ import annotations

import itertools
import json
import threading
from concurrent.futures import Future
from typing import Any

from pywry.transports.native.child.desk import Desk, Window
from pywry.transports.native.child.documents import around
from pywry.transports.native.child.errors import Refused
from pywry.transports.native.child.patience import Patience

OURS = ("tauri://localhost", "http://tauri.localhost", "https://tauri.localhost")
FOREIGN = f"if (!{json.dumps(OURS)}.includes(location.origin)) delete window.__TAURI__;"
"""Runs before any script of any page: what is not ours gets no bridge."""

SIZE = (1280.0, 720.0)
EVAL_S = 30.0
REVEAL_S = 1.0
"""After this long a window is shown even if its page is not there yet."""

_numbers = itertools.count(1)
_patience = Patience(EVAL_S)


def create(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    """Open a window."""
    label = fields.get("label")
    if not isinstance(label, str) or not label:
        raise Refused("create needs a label, a text such as 'main'.")
    if label in desk.windows:
        raise Refused(f"a window {label!r} is open already; close it, or use set_content.", "label_taken")
    window = desk.windows[label] = Window(label, fields, _document(desk, fields))
    try:
        _build(desk, window)
    except BaseException:  # a panic of the native side is none of Exception's
        del desk.windows[label]
        raise
    return {"label": label}


def _build(desk: Desk, window: Window) -> None:
    fields, urls = window.fields, desk.P.WebviewUrl
    url = urls.App(f"w/{window.label}.html") if window.document is not None else urls.External(_address(fields))
    kwargs: dict[str, Any] = {"title": str(fields.get("title", "PyWry")), "inner_size": _size(fields)}
    kwargs["on_document_title_changed"] = _rename
    for add in desk.hooks["options"]:
        add(desk, fields, kwargs)
    own = kwargs.pop("initialization_script", None)
    kwargs["initialization_script"] = f"{FOREIGN}\n{own}" if own else FOREIGN
    window.webview = desk.P.webview.WebviewWindowBuilder.build(desk.handle, window.label, url, **kwargs)
    if fields.get("theme") in ("dark", "light"):
        set_theme(desk, fields)
    for hear in desk.hooks["opened"]:
        hear(desk, window, fields)


def _rename(webview: Any, title: str) -> None:
    """The title bar follows the page, but for the moment in which a page has none yet."""
    if title:
        webview.set_title(title)


def _document(desk: Desk, fields: dict[str, Any]) -> bytes | None:
    if fields.get("document"):
        return bytes(fields["document"][0])
    if fields.get("html") is not None:
        return around(str(fields["html"]), fields, desk.settings.get("assets"))
    if fields.get("url") is None:
        return around("", fields, desk.settings.get("assets"))
    return None


def _address(fields: dict[str, Any]) -> str:
    url = str(fields["url"])
    if not url.startswith(("http://", "https://")):
        raise Refused(f"{url!r} cannot be opened in a window; give a whole http or https address, or html.")
    return url


def _size(fields: dict[str, Any]) -> tuple[float, float]:
    size = (fields.get("width", SIZE[0]), fields.get("height", SIZE[1]))
    for name, value in zip(("width", "height"), size, strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 65535:
            raise Refused(f"{name} must be a number of pixels from 1 to 65535, not {value!r}.")
    return (float(size[0]), float(size[1]))


def set_content(desk: Desk, fields: dict[str, Any]) -> None:
    """Replace a window's document."""
    window = desk.window(fields.get("label"))
    window.renew(_document(desk, window.fields | fields))
    if window.document is None:
        window.webview.navigate(_address(fields))
    else:
        window.webview.navigate(f"{_origin(desk)}/w/{window.label}.html")


def renew(desk: Desk, fields: dict[str, Any]) -> None:
    """Keep another document for when a window's page is loaded anew; what it shows now stays."""
    window = desk.windows.get(str(fields.get("label")))
    if window is not None and window.document is not None:
        window.document = _document(desk, fields)


def adopt(desk: Desk, fields: dict[str, Any]) -> None:
    """Make a window of one that waits: size it, fill it, and show it as soon as its page is there."""
    window = desk.window(fields.get("label"))
    window.fields = fields
    window.webview.set_title(str(fields.get("title", "PyWry")))
    window.webview.set_size(desk.P.Size.Logical(_size(fields)))
    shown = threading.Event()

    def reveal() -> None:
        if not shown.is_set() and window.label in desk.windows:
            shown.set()
            window.webview.show()
            window.webview.set_focus()

    # WebKitGTK stops for half a second if it is shown while one page takes the place of another.
    window.once_there = reveal
    set_content(desk, fields)
    late = threading.Timer(REVEAL_S, reveal)
    late.daemon = True
    late.start()


def _origin(desk: Desk) -> str:
    import sys

    return OURS[1] if sys.platform == "win32" else OURS[0]


def close(desk: Desk, fields: dict[str, Any]) -> None:
    """Close and destroy a window."""
    desk.window(fields.get("label")).webview.destroy()


def hide(desk: Desk, fields: dict[str, Any]) -> None:
    """Hide a window; its page goes on."""
    window = desk.window(fields.get("label"))
    was_visible = window.webview.is_visible()
    window.webview.hide()
    if was_visible:
        desk.event(window.label, "window:hidden", {})


def show(desk: Desk, fields: dict[str, Any]) -> None:
    """Show a hidden window."""
    window = desk.window(fields.get("label"))
    was_visible = window.webview.is_visible()
    window.webview.show()
    if not was_visible:
        desk.event(window.label, "window:shown", {})


def set_theme(desk: Desk, fields: dict[str, Any]) -> None:
    """Switch to dark or light; "system" follows the desktop."""
    window, theme = desk.window(fields.get("label")), fields.get("theme")
    if theme not in ("dark", "light", "system"):
        raise Refused(f"theme must be 'dark', 'light' or 'system', not {theme!r}.")
    native = desk.P.Theme
    window.webview.set_theme({"dark": native.Dark, "light": native.Light}.get(str(theme)))
    _tell(desk, window, "pywry:update-theme", {"theme": theme})


def emit(desk: Desk, fields: dict[str, Any]) -> None:
    """Send an event to a window's page."""
    window, name = desk.window(fields.get("label")), fields.get("event")
    if not isinstance(name, str) or not name:
        raise Refused("emit needs an event, a name such as 'app:update'.")
    _tell(desk, window, name, fields.get("payload"))


def _tell(desk: Desk, window: Window, name: str, data: Any) -> None:
    window.tell(desk, json.dumps({"event_type": name, "data": data}))


def eval_js(desk: Desk, fields: dict[str, Any]) -> Future[Any] | None:
    """Run a script in a window's page; with a request_id, answer with the value of its last expression."""
    window, script = desk.window(fields.get("label")), fields.get("script")
    if not isinstance(script, str):
        raise Refused("eval_js needs a script, a text.")
    if "request_id" not in fields:
        window.webview.eval(script)
        return None
    if window.document is None or window.away:
        raise Refused(f"window {window.label!r} shows a page that is not ours, which answers nothing.", "foreign_page")
    number = next(_numbers)
    answer = desk.asked[number] = Future()
    answer.add_done_callback(lambda _: desk.asked.pop(number, None))
    _patience.watch(answer, f"the page in window {window.label!r} did not answer the script")
    asked = f"__PYWRY_LINK__.evaluate({number},{json.dumps(script)})"
    window.speak(f"globalThis.__PYWRY_LINK__?{asked}:addEventListener('DOMContentLoaded',()=>{asked})")
    return answer


def message(desk: Desk, fields: dict[str, Any]) -> None:
    """Hand frames to a window's page. Never waits."""
    window = desk.windows.get(fields["label"])
    if window is None or window.webview is None:
        return  # closed while the frames were on their way
    body: bytes = fields["document"][0]
    # A page that is loaded anew meanwhile has not opened that link.
    link = f"globalThis.__PYWRY_LINK__?.{fields['link']}?"
    if fields["message"] == "binary":
        number = next(_numbers)
        window.blobs[number] = body
        window.speak(f"{link}.fetch({number})")
        return
    text = body.decode("utf-8", "replace")
    if '"__proto__"' in text:
        # As a literal of JavaScript it would set a prototype; as JSON it is a key like any other.
        text = f"JSON.parse({json.dumps(text)})"
    window.speak(f"{link}.receive([{len(body)},{text}])")


def link_down(desk: Desk, fields: dict[str, Any]) -> None:
    """Tell a window's page that Python has ended its connection."""
    window = desk.windows.get(str(fields.get("label")))
    if window is not None:
        why = json.dumps({"code": fields.get("code", 1000), "reason": fields.get("reason", ""), "final": True})
        window.speak(f"globalThis.__PYWRY_LINK__?.down({why})")


def bring(desk: Desk, fields: dict[str, Any]) -> None:
    """Bring a window before the person: show it, and give it the focus."""
    window = desk.window(fields.get("label"))
    show(desk, fields)
    window.webview.unminimize()
    window.webview.set_focus()


ACTIONS = {
    "create": create,
    "emit": emit,
    "eval_js": eval_js,
    "close": close,
    "hide": hide,
    "show": show,
    "set_content": set_content,
    "renew": renew,
    "set_theme": set_theme,
    "adopt": adopt,
    "bring": bring,
    "link_down": link_down,
}
