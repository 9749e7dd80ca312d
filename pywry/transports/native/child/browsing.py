"""Where links lead: another page in the same window, a window of their own, or the person's browser."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import threading
import webbrowser
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from pywry.transports.native.child import downloads, pages, webkit
from pywry.transports.native.child.complaints import complain
from pywry.transports.native.child.desk import Desk, Window
from pywry.transports.native.child.errors import Refused

PREFIX = "__open__/"
"""How labels begin of windows that a page has opened."""

WEB = frozenset({"http", "https"})
OUTSIDE = frozenset({"mailto", "tel", "sms"})
"""Schemes that another program is for."""

INSIDE = WEB | {"tauri", "ipc", "about", "blob", "data", "javascript"}
"""Schemes that a web view is for; what else a link names leads nowhere."""

OWN_HOSTS = frozenset({"tauri.localhost", "ipc.localhost"})
SHIELDED = "browsing shielded"
OPENED = "browsing opened"
DOCUMENTS = "browsing documents"

MANNERS = """addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return;
  if (event.key === "ArrowLeft") history.back();
  if (event.key === "ArrowRight") history.forward();
});"""
"""Runs in every page: the keys that lead back from a link, also where the page is not ours."""

_numbers = itertools.count(1)


def options(desk: Desk, fields: dict[str, Any], kwargs: dict[str, Any]) -> None:
    """Hear where a new window is about to go."""

    def may_go(address: object) -> bool:
        return _may_go(desk, str(address))

    kwargs["on_navigation"] = may_go
    own = kwargs.get("initialization_script")
    kwargs["initialization_script"] = f"{MANNERS}\n{own}" if own else MANNERS


def opened(desk: Desk, window: Window, fields: dict[str, Any]) -> None:
    """Hear what a new window wants to open."""
    desk.handle.run_on_main_thread(lambda: _claim(desk, window))


def closed(desk: Desk, label: str) -> None:
    """Tell the page that has opened a window that it is gone; on the main thread."""
    desk.opened.pop(_documents(desk).pop(label, ""), None)
    opener, number = _opened(desk).pop(label, (None, 0))
    window = desk.windows.get(opener or "")
    if window is not None:
        window.speak(f"globalThis.__PYWRY_LINK__?.closed({number})")


def outside(desk: Desk, window: Window | None, address: str) -> None:
    """Hand an address to the program that the person has for it."""

    def run() -> None:
        if not _handed_over(address):
            complain(desk, window, f"No program was found that opens {address}.")

    threading.Thread(target=run, name="pywry-outside", daemon=True).start()


def _handed_over(address: str) -> bool:
    """Whether there was such a program. Python's own list of browsers is asked last: it knows no mail program."""
    for opener in ("xdg-open", "open"):
        if (program := shutil.which(opener)) is not None:
            quiet = subprocess.DEVNULL
            return (
                subprocess.run([program, address], stdin=quiet, stdout=quiet, stderr=quiet, check=False).returncode == 0
            )
    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def _may_go(desk: Desk, address: str) -> bool:
    """Whether a page or a frame may be loaded; on the main thread."""
    parts = urlsplit(address)
    if parts.scheme in OUTSIDE:
        outside(desk, None, address)
    if parts.scheme in WEB and parts.hostname not in OWN_HOSTS:
        desk.kept[SHIELDED] = True
        webkit.shield()
    return parts.scheme in INSIDE


def _claim(desk: Desk, window: Window) -> None:
    address = str(window.fields.get("url") or f"tauri://localhost/w/{window.label}.html")
    views = webkit.views(desk)
    view = views.claim(window.label, address)
    if view is None:
        return
    views.connect(view, "create", lambda sender, action: _created(desk, sender, action))
    views.connect(view, "load-changed", lambda sender, event: _loading(desk, window, sender, event))
    downloads.watch(desk, view)
    if desk.kept.get(SHIELDED) or window.document is None:
        webkit.shield()


def _loading(desk: Desk, window: Window, view: int, event: int) -> None:
    """A window gets another page; on the main thread."""
    address = webkit.uri_of(view) or ""
    if event != webkit.COMMITTED or window.document is None:
        return
    if address.startswith("tauri://localhost/"):
        window.come_back()
    elif not window.away:
        window.leave()
        desk.voice.say_soon({"type": "away", "label": window.label})


def _created(desk: Desk, sender: int, action: int) -> None:
    """A page wants a new window, and did not ask our script for it; on the main thread."""
    address = webkit.requested(webkit.library().webkit_navigation_action_get_request(action))
    window = desk.windows.get(webkit.views(desk).label(sender) or "")
    if address.startswith("blob:") and window is not None:
        window.speak(f"globalThis.__PYWRY_LINK__?.open({json.dumps(address)})")
    elif window is not None:
        threading.Thread(target=_lead, args=(desk, window, {"url": address}), daemon=True).start()


def _lead(desk: Desk, window: Window, said: dict[str, Any]) -> str | None:
    try:
        return open_address(desk, window, said)
    except Exception as error:
        complain(desk, window, str(error))
        return None


def open_address(desk: Desk, window: Window, said: dict[str, Any]) -> str | None:
    """Open an address for a page: in a window, whose label is the answer, or elsewhere."""
    address = str(said["url"])
    scheme = urlsplit(address).scheme
    if scheme in OUTSIDE or (scheme in WEB and desk.settings.get("external_links") != "window"):
        outside(desk, window, address)
        return None
    if scheme not in WEB:
        raise Refused(f"{address[:80]!r} cannot be opened; only web addresses, mailto: and tel: can.", "bad_address")
    known = next((label for label, of in _opened(desk).items() if of == (window.label, said.get("number"))), None)
    if known is not None:
        desk.windows[known].webview.navigate(address)
        desk.windows[known].webview.set_focus()
        return known
    return _open(desk, window, said, {"url": address})


def open_document(desk: Desk, window: Window, said: dict[str, Any], content: bytes) -> str:
    """Open what a page has made in a window of its own."""
    name = f"{next(_numbers)}.{_extension(str(said.get('type', '')))}"
    desk.opened[name] = content
    lead = f"<!doctype html><script>location.replace({json.dumps(f'/open/{name}')})</script>"
    label = _open(desk, window, said, {"document": [lead.encode()]})
    _documents(desk)[label] = name
    return label


def _open(desk: Desk, window: Window, said: dict[str, Any], fields: dict[str, Any]) -> str:
    label = f"{PREFIX}{next(_numbers)}"
    wanted = dict(part.strip().split("=", 1) for part in str(said.get("features", "")).split(",") if "=" in part)
    sizes = {name: int(wanted[name]) for name in ("width", "height") if wanted.get(name, "").isdigit()}
    _opened(desk)[label] = (window.label, said.get("number"))
    try:
        pages.create(desk, {"label": label, **sizes, **fields})
    except BaseException:  # a panic of the native side is none of Exception's
        del _opened(desk)[label]
        raise
    return label


def _extension(kind: str) -> str:
    import mimetypes

    return (mimetypes.guess_extension(kind.partition(";")[0].strip()) or ".txt").lstrip(".")


def _opened(desk: Desk) -> dict[str, tuple[str, Any]]:
    """Which page has opened which window, and the number that it knows it by."""
    found: dict[str, tuple[str, Any]] = desk.kept.setdefault(OPENED, {})
    return found


def _documents(desk: Desk) -> dict[str, str]:
    """The file that a window was opened for."""
    found: dict[str, str] = desk.kept.setdefault(DOCUMENTS, {})
    return found


def _open_call(desk: Desk, window: Window, body: bytes) -> str | None:
    return open_address(desk, window, json.loads(body))


def _open_document_call(desk: Desk, window: Window, body: bytes) -> str:
    head, _, content = body.partition(b"\n")
    return open_document(desk, window, json.loads(head), content)


def _opened_call(desk: Desk, window: Window, body: bytes) -> None:
    said = json.loads(body)
    for label, of in list(_opened(desk).items()):
        if of == (window.label, said["number"]):
            webview = desk.windows[label].webview
            (webview.destroy if said["do"] == "close" else webview.set_focus)()


COMMANDS: dict[str, Callable[[Desk, Window, bytes], Any]] = {
    "pywry_open": _open_call,
    "pywry_open_document": _open_document_call,
    "pywry_opened": _opened_call,
}
