"""Tauri's plugins: those that are enabled are built, and Python reaches them through a page of its own.

Most plugins have commands for JavaScript alone. So one hidden page, made when it is first needed, speaks for Python. It
may do more than a person's pages, and shortcuts that it registers outlive them.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from pywry.transports.native.child.desk import Desk
from pywry.transports.native.child.errors import Refused

LABEL = "__desktop__"
"""The hidden page's label, and that of events which are about no window."""

SAID = "pywry:desktop"
REGISTER = "plugin:global-shortcut|register"
UNKNOWN = re.compile(r'UnknownPermission \{ key: "([^"]+)", permission: "([^"]+)" \}')
REFUSED = re.compile(r"failed to initialize plugin `([^`]+)`: (.+)")
FOR_PYTHON = ("dialog", "notification")
"""Plugins with calls for Python."""

PRESSED = {"Pressed": "desktop:shortcut-pressed", "Released": "desktop:shortcut-released"}

GRANTS: dict[str, tuple[Any, ...]] = {
    "clipboard_manager": (
        "clipboard-manager:allow-read-text",
        "clipboard-manager:allow-write-text",
        "clipboard-manager:allow-clear",
    ),
    "global_shortcut": (
        "global-shortcut:allow-register",
        "global-shortcut:allow-unregister",
        "global-shortcut:allow-is-registered",
    ),
    "opener": (
        {"identifier": "opener:allow-open-url", "allow": [{"url": "*"}]},
        {"identifier": "opener:allow-open-path", "allow": [{"path": "**"}]},
        "opener:allow-reveal-item-in-dir",
    ),
    "window_state": ("window-state:default",),
}
"""What the hidden page may do, by plugin."""

CORE = (
    "app",
    "core",
    "dpi",
    "event",
    "image",
    "menu",
    "path",
    "pytauri",
    "tray",
    "webview",
    "webviewWindow",
    "window",
)
"""What every page of ours finds in `window.__TAURI__`."""

SHOWN = (
    "if (window.__TAURI__) window.__TAURI__ = Object.fromEntries(%s.filter((name) => name in window.__TAURI__)"
    ".map((name) => [name, window.__TAURI__[name]]));"
)
"""Runs before any script of a page. PyTauri puts in the scripts of all plugins, and none of them can be deleted."""

DOCUMENT = b"""<!doctype html><meta charset=utf-8><title>PyWry</title><script>
const { core, event } = window.__TAURI__;
// One at a time: what is under way together may arrive in any order.
let said = Promise.resolve();
const say = (line) => (said = said.then(() => event.emit("pywry:desktop", line)));
const listen = (keys) => {
  const heard = new core.Channel();
  heard.onmessage = ({ state }) => say({ keys, state });
  return heard;
};
window.run = (id, command, args, keys) =>
  core.invoke(command, keys ? { ...args, handler: listen(keys) } : args)
    .then((value) => say({ id, value: value ?? null }), (error) => say({ id, error: String(error?.message ?? error) }));
say({ ready: true });
</script>"""


class HiddenPage:
    """The page that speaks for Python.

    Attributes:
        shortcuts: Those that it has registered.
    """

    def __init__(self, desk: Desk) -> None:
        self.shortcuts: set[str] = set()
        self._desk = desk
        self._numbers = itertools.count(1)
        self._answers: dict[int, Future[Any]] = {}
        self._untold: list[str] | None = []
        self._lock = threading.Lock()
        self._webview: Any = None

    def ask(self, command: str, args: dict[str, Any], keys: str | None = None) -> Future[Any]:
        """Run a command of a plugin; `keys` is the shortcut that it is about, whose presses become events."""
        number = next(self._numbers)
        answer = self._answers[number] = Future()
        answer.add_done_callback(lambda done: self._note(done, command, keys))
        heard = json.dumps(keys if command == REGISTER else None)
        script = f"run({number},{json.dumps(command)},{json.dumps(args)},{heard})"
        self._open()
        with self._lock:
            if self._untold is None:
                self._webview.eval(script)
            else:
                self._untold.append(script)
        return answer

    def _note(self, done: Future[Any], command: str, keys: str | None) -> None:
        """Remember which shortcuts are registered."""
        if done.exception() is None and keys is not None:
            (self.shortcuts.add if command == REGISTER else self.shortcuts.discard)(keys)

    def _open(self) -> None:
        if self._webview is not None:
            return
        desk = self._desk
        desk.P.Listener.listen_any(desk.handle, SAID, self._heard)
        self._webview = desk.P.webview.WebviewWindowBuilder.build(
            desk.handle,
            LABEL,
            desk.P.WebviewUrl.App("desktop.html"),
            title=str(desk.settings.get("name", "PyWry")),
            visible=False,
            focused=False,
            decorations=False,
            skip_taskbar=True,
            inner_size=(1.0, 1.0),
            position=(-100.0, -100.0),
        )
        # A plugin that restores windows shows them.
        self._webview.hide()

    def _heard(self, event: Any) -> None:
        said = json.loads(event.payload)
        if said.get("ready"):
            self._ready()
        elif "keys" in said:
            name = PRESSED.get(str(said.get("state")), PRESSED["Released"])
            self._desk.event(LABEL, name, {"shortcut": said["keys"]})
        else:
            self._answered(said)

    def _ready(self) -> None:
        with self._lock:
            untold, self._untold = self._untold or [], None
            for script in untold:
                self._webview.eval(script)

    def _answered(self, said: dict[str, Any]) -> None:
        answer = self._answers.pop(int(said.get("id", 0)), None)
        if answer is None:
            return
        if "error" in said:
            answer.set_exception(Refused(str(said["error"]), "plugin_error"))
        else:
            answer.set_result(said.get("value"))


def inits(desk: Desk) -> list[Any]:
    """Build the plugins that are enabled."""
    return [_init(desk, name) for name in (*enabled(desk), *lent(desk))]


def built(desk: Desk) -> None:
    """Take out what Python alone uses; what it has put into the window system stays."""
    for name in lent(desk):
        desk.handle.remove_plugin(name)


def lent(desk: Desk) -> list[str]:
    """Plugins that Python uses although pages are not to.

    A plugin changes every page that is opened while it is there: that of dialogs replaces `confirm` by something that
    answers later. They are built and taken out before there is a page, since a page that calls Python holds what
    doing so waits for.
    """
    return [name for name in FOR_PYTHON if name not in enabled(desk)]


def configure(desk: Desk, config: dict[str, Any]) -> None:
    """Give the plugins their options, and the hidden page its permissions."""
    if options := desk.settings.get("plugin_config"):
        config["plugins"] = options
    granted = [grant for name in enabled(desk) for grant in GRANTS.get(name, ())]
    mine = {"identifier": "pywry-desktop", "windows": [LABEL], "permissions": ["core:default", *granted]}
    config["app"]["security"]["capabilities"].append(mine)


def options(desk: Desk, fields: dict[str, Any], kwargs: dict[str, Any]) -> None:
    """Show a page what it may use: `window.__TAURI__` without the plugins that are not enabled."""
    shown = SHOWN % json.dumps([*CORE, *map(_javascript, enabled(desk))])
    own = kwargs.get("initialization_script")
    kwargs["initialization_script"] = f"{shown}\n{own}" if own else shown


def _javascript(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def explained(error: BaseException) -> BaseException:
    """What is wrong with the settings if they are why nothing starts, else the error as it is."""
    unknown = UNKNOWN.search(str(error))
    if unknown is not None:
        name = f"{unknown[1]}:{unknown[2]}"
        return Refused(f"there is no permission {name!r}; mend extra_capabilities.", "bad_permission")
    refused = REFUSED.search(str(error))
    if refused is not None:
        name = refused[1].replace("-", "_")
        mend = "Mend plugin_config, or take it out of tauri_plugins."
        return Refused(f"Tauri plugin {name!r} cannot be started: {refused[2]}. {mend}", "bad_plugin")
    return error


def enabled(desk: Desk) -> list[str]:
    """The plugins that the settings name."""
    return list(desk.settings.get("plugins", []))


def _init(desk: Desk, name: str) -> Any:
    module = getattr(desk.PP, name)
    special: dict[str, Callable[[Any], Any]] = {
        "single_instance": lambda plugin: _first(desk, plugin),
        "autostart": lambda plugin: plugin.init(
            plugin.MacosLauncher.LaunchAgent, list(desk.settings.get("launch", []))
        ),
    }
    if name in special:
        return special[name](module)
    return module.Builder.build() if hasattr(module, "Builder") else module.init()


def _first(desk: Desk, plugin: Any) -> Any:
    """The plugin ends this process without a word when it is the second one, so the word is said before."""
    name = desk.settings.get("identifier", "org.pywry.app")
    said = f"another instance of {name!r} is running; it was told how this one was started. End this program."
    desk.voice.say({"type": "error", "code": "already_running", "error": said})

    def told(_: Any, args: list[str], cwd: str) -> None:
        _second(desk, args, cwd)

    return plugin.init(told)


def _second(desk: Desk, args: list[str], cwd: str) -> None:
    """The program was started once more; that one has ended."""
    from pywry.transports.native.child.deep_links import arrived

    given = args[args.index("--") + 1 :] if "--" in args else args
    desk.event(LABEL, "desktop:second-instance", {"args": given, "cwd": cwd})
    arrived(desk, given)


def call(desk: Desk, fields: dict[str, Any]) -> Future[Any]:
    """Run a command of an enabled plugin."""
    name = str(fields.get("plugin"))
    if name not in enabled(desk):
        raise Refused(
            f"{fields.get('service', name)} needs the Tauri plugin {name!r}, which is not enabled. Add it: "
            f"PyWry(settings=PyWrySettings(tauri_plugins=[{name!r}, ...])).",
            "plugin_off",
        )
    args = dict(fields.get("args") or {})
    if "label" in fields:
        args["label"] = desk.window(fields["label"]).label
    command = f"plugin:{name.replace('_', '-')}|{fields.get('command')}"
    return _page(desk).ask(command, args, fields.get("keys"))


def shortcuts(desk: Desk, fields: dict[str, Any]) -> list[str]:
    """The shortcuts that Python has registered."""
    return sorted(_page(desk).shortcuts)


def _page(desk: Desk) -> HiddenPage:
    page: HiddenPage = desk.kept.setdefault(LABEL, HiddenPage(desk))
    return page


def describe(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    """What there is to work with."""
    from pywry.transports.native.child.notifications import bus_found

    return {"plugins": enabled(desk), "bus": bus_found(), "platform": sys.platform}


ACTIONS = {"plugin_call": call, "desktop_describe": describe, "shortcuts": shortcuts}
