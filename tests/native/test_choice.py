"""Where pages are shown: what a program asks for, and what fits the place."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pywry import PyWry, PyWrySettings, environment, placement
from pywry.settings import TimeoutSettings
from pywry.transports.native import missing
from pywry.window_manager import BrowserMode, MultiWindowMode, NewWindowMode
from pywry_tools.errors import InvalidArguments, NativeError, NotHere, NoWindows
from tests.native.programs import Program, listening
from tests.native.screen import Screen
from tests.native.waiting import until

Native = Callable[..., PyWry]
Place = Callable[..., None]

PLACES = ("PYWRY_MODE", "PYWRY_HEADLESS", "CI", "SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY", "DISPLAY")
LOCAL = {"CI": "", "SSH_CONNECTION": "", "SSH_TTY": "", "PYWRY_HEADLESS": "", "PYWRY_MODE": ""}


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Makes this place a desktop, with what else is given in the environment."""

    def be(*, extra: bool = True, **variables: str) -> None:
        for name in PLACES:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"DISPLAY": ":1"} | variables).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(environment, "has_native", lambda: extra)
        monkeypatch.setattr(sys, "platform", "linux")

    placement._hint.cache_clear()
    yield be
    placement._hint.cache_clear()


def test_on_a_desktop_with_the_extra_windows_open(place: Place) -> None:
    place()
    assert placement.choose(None, serves=False) == (NewWindowMode(), True)


@pytest.mark.parametrize(
    "variables",
    [
        {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"},
        {"SSH_TTY": "/dev/pts/1"},
        {"DISPLAY": ""},
        {"CI": "true"},
        {"PYWRY_HEADLESS": "1"},
    ],
)
def test_where_nobody_would_see_a_window_the_browser_does(place: Place, variables: dict[str, str]) -> None:
    place(**variables)
    assert placement.choose(None, serves=False) == (BrowserMode(), True)


def test_options_of_a_server_mean_the_browser(place: Place) -> None:
    place()
    assert placement.choose(None, serves=True).mode == BrowserMode()
    with PyWry(port=0, open_tabs=False) as app:
        assert app.transport.name == "browser"


def test_a_notebook_means_no_windows(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place()
    shell = type("ZMQInteractiveShell", (), {})()
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))  # type: ignore[arg-type]
    assert placement.choose(None, serves=False).mode == BrowserMode()


def test_a_mode_wins_over_the_variable_and_the_variable_over_the_place(place: Place) -> None:
    place(SSH_CONNECTION="x", PYWRY_MODE="multi_window")
    assert placement.choose(None, serves=True) == (MultiWindowMode(), False)
    assert placement.choose("browser", serves=False) == (BrowserMode(), False)
    place(PYWRY_MODE="browsr")
    with pytest.raises(InvalidArguments, match="Did you mean 'browser'"):
        placement.choose(None, serves=False)


def test_without_the_extra_the_browser_does_and_one_line_says_how_to_get_it(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    place(extra=False)
    for _ in range(2):
        assert placement.choose(None, serves=False).mode == BrowserMode()
    assert caplog.text.count("pages open in the browser; native windows need the extra `native`. ") == 1
    assert "--extra native`" in caplog.text or "[native]" in caplog.text or "Python 3.11" in caplog.text


def test_without_the_extra_a_mode_with_windows_is_refused(place: Place) -> None:
    place(extra=False)
    with pytest.raises(NoWindows, match=r"mode 'new_window' .* need the extra `native`\. .* Or use mode='browser'"):
        PyWry(mode="new_window")


RELEASES = {
    "debian": "ID=debian",
    "ubuntu": 'ID=ubuntu\nID_LIKE="debian"',
    "mint": 'ID=linuxmint\nID_LIKE="ubuntu debian"',
    "fedora": "ID=fedora",
    "rocky": 'ID="rocky"\nID_LIKE="rhel centos fedora"',
    "tumbleweed": 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"',
    "arch": "ID=arch",
    "unknown": "ID=beos",
}


def test_the_family_of_a_distribution_tells_its_package_manager(tmp_path: Path) -> None:
    file, found = tmp_path / "os-release", {}
    for name, text in RELEASES.items():
        file.write_text(f"# comment\nNAME='x y'\n{text}\n")
        found[name] = missing.family(file)
    assert found == {
        "debian": "debian",
        "ubuntu": "debian",
        "mint": "debian",
        "fedora": "fedora",
        "rocky": "fedora",
        "tumbleweed": "suse",
        "arch": "arch",
        "unknown": None,
    }
    assert missing.family(tmp_path / "none") is None
    assert missing.WEBKIT.keys() == missing.TRAY.keys()


def test_a_failed_start_is_worded_for_each_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "WebKitGTK" in str(missing.worded("no_webview", "x"))
    monkeypatch.setattr(sys, "platform", "win32")
    assert "WebView2 Runtime: `winget install Microsoft.EdgeWebView2Runtime`" in str(missing.worded("no_webview", "x"))
    assert isinstance(missing.refused("WebView2 error: WindowsError(0x80070002)"), NoWindows)
    assert isinstance(missing.refused("no window 'x' is open"), NativeError)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "part of macOS" in str(missing.worded("no_webview", "x"))
    assert isinstance(missing.worded("failed", "the reason"), NativeError)
    assert "the reason" in str(missing.worded("failed", "the reason"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"tauri_plugin": ["dialog"]}, "PyWrySettings has no setting 'tauri_plugin'. Did you mean 'tauri_plugins'?"),
        ({"window": {"widht": 3}}, "WindowSettings has no setting 'widht'. Did you mean 'width'"),
        ({"timeout": {"response": -1}}, "TimeoutSettings cannot take response=-1: input should be greater than 0."),
        ({"theme": {"mode": "blue"}}, "cannot take mode='blue': input should be 'light', 'dark' or 'system'."),
        ({"timeout": 5}, "TimeoutSettings takes its settings by name, such as {'startup': ...}, not 5."),
        (
            {"tauri_plugins": "dialog"},
            "PyWrySettings cannot take tauri_plugins='dialog': input should be a valid list.",
        ),
        ({"hot_reload": {"debounce_ms": 1}}, "cannot take debounce_ms=1: input should be greater than or equal to 10."),
        ({"identifier": "../../etc"}, "cannot take identifier='../../etc': write a reverse domain name of letters, "),
        (
            {"csp": {"connect_src": ["tile.openstreetmap.org"]}},
            "SecuritySettings cannot take connect_src=['tile.openstreetmap.org']: 'tile.openstreetmap.org' is no source",
        ),
        ({"csp": {"connect_src": ["https://a.org; script-src *"]}}, "is no source; write a scheme and a host"),
        ({"window": {"min_width": 9, "max_width": 5}}, "WindowSettings: min_width 9 is more than max_width 5."),
    ],
)
def test_a_wrong_setting_is_named_with_what_fits(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidArguments) as raised:
        PyWrySettings(**wrong)
    assert words in str(raised.value)


@pytest.mark.parametrize("mode", ["browser", pytest.param("new_window", marks=pytest.mark.native)])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"tauri_plugins": ["dialgo"]}, "no Tauri plugin 'dialgo' was found for tauri_plugins. Did you mean 'dialog'?"),
        ({"tauri_plugins": ["updater"]}, "'updater' does not start without endpoints and pubkey; set PyWrySettings("),
        ({"extra_capabilities": ["fs:allow-read"]}, "'fs:allow-read' allows what plugin 'fs' does; add 'fs' to "),
        ({"extra_capabilities": ["all"]}, "'all' is no permission for extra_capabilities; write a plugin, a colon and"),
        ({"plugin_config": {"fs": {}}}, "plugin_config has options for 'fs', which is not in tauri_plugins []."),
    ],
)
def test_plugins_and_permissions_that_do_not_exist_are_refused_wherever_pages_are_drawn(
    wrong: dict[str, Any], words: str, mode: str
) -> None:
    threads = threading.active_count()
    with pytest.raises(InvalidArguments) as raised:
        PyWry(mode=mode, settings=PyWrySettings(**wrong))
    assert words in str(raised.value)
    assert threading.active_count() == threads


def test_all_wrong_settings_are_named_at_once() -> None:
    with pytest.raises(InvalidArguments, match=r"startup=.x.: .*\n.*respons.\. Did"):
        TimeoutSettings(respons=1, startup="x")  # type: ignore[call-arg, arg-type]  # that is the mistake


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"settings": {"prewarm": True}}, r"settings takes PyWrySettings\(\.\.\.\), not dict"),
        ({"theme": "blue"}, "cannot take mode='blue': input should be 'light', 'dark' or 'system'"),
        ({"width": -3}, "cannot take width=-3"),
        ({"mode": "new_windw"}, "Did you mean 'new_window'"),
    ],
)
def test_an_app_that_is_told_something_wrong_starts_nothing(options: dict[str, Any], words: str) -> None:
    threads = threading.active_count()
    with pytest.raises(InvalidArguments, match=words):
        PyWry(**options)
    assert threading.active_count() == threads


def test_settings_are_loaded_when_they_are_asked_for() -> None:
    head = "import sys; from pywry import PyWry; app = PyWry(mode='browser'); "
    script = "print('pywry.settings' in sys.modules, app.settings.timeout.response)"
    with Program(arguments=("-c", head + script)) as program:
        assert program.line() == "False 5"


@pytest.mark.native
def test_a_script_on_a_desktop_opens_a_window_and_one_over_ssh_a_tab(screen: Screen) -> None:
    script = "app = PyWry()\nsay(app.transport.name, app.show('<p>', 'Chosen').url)"
    with Program(script, LOCAL) as program:
        assert program.line() == "native None"
    with Program(script, LOCAL | {"SSH_CONNECTION": "1 2 3 4"}) as program:
        assert program.line().startswith("browser http://127.0.0.1:")
    with Program(script, LOCAL | {"PYWRY_MODE": "browser", "PYWRY_HEADLESS": "1"}) as program:
        assert program.line().startswith("browser http://127.0.0.1:")


@pytest.fixture
def no_webkit(tmp_path: Path) -> dict[str, str]:
    """An environment in which WebKitGTK cannot be loaded, and in which a browser tells what it was asked to open."""
    browser = tmp_path / "browser"
    for name in ("libwebkit2gtk-4.1.so.0", "opened"):
        (tmp_path / name).touch()
    browser.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/opened\n')
    browser.chmod(0o755)
    return LOCAL | {"LD_LIBRARY_PATH": str(tmp_path), "PYWRY_BROWSER": str(browser)}


@pytest.mark.native
def test_without_webkit_a_script_opens_the_browser_and_says_in_one_line_what_to_install(
    screen: Screen, tmp_path: Path, no_webkit: dict[str, str]
) -> None:
    script = "app = PyWry()\nfor size in ({'width': 500, 'height': 300}, {}): page = app.show('<p>', **size)\nsay(app.transport.name, page.url)\n"
    with Program(f"{script}sys.stdin.readline()\napp.destroy()", no_webkit) as program:
        name, url = program.line().split()
        until(lambda: url in (tmp_path / "opened").read_text(), "a browser", 30)
        program.tell()
        code, said = program.end()
    assert (code, name) == (0, "browser")
    assert "--window-size=500,300" in (tmp_path / "opened").read_text()
    assert said.count("\n") == 1
    assert said.startswith("native windows need the system's web view, and it cannot be loaded: ")
    assert "Install WebKitGTK 4.1: " in said
    assert "Pages open in the browser instead: http://127.0.0.1:" in said


@pytest.mark.native
def test_without_webkit_a_mode_with_windows_is_an_error(screen: Screen, no_webkit: dict[str, str]) -> None:
    with Program("app = PyWry(mode='new_window')\napp.show('<p>')", no_webkit) as program:
        code, said = program.end()
    assert code == 1
    assert "NoWindows: native windows need the system's web view" in said.splitlines()[-1]
    assert said.rstrip().endswith("Or use mode='browser'.")


def ask(url: str, token: str, method: str, **params: Any) -> dict[str, Any]:
    """Ask an MCP server something."""
    head = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
    }
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    with urllib.request.urlopen(urllib.request.Request(url, body, head), timeout=10) as answer:
        text = answer.read().decode()
    lines = [line.removeprefix("data: ") for line in text.splitlines() if line.startswith(("data: ", "{"))]
    found: dict[str, Any] = json.loads(lines[-1])
    return found


@pytest.mark.native
def test_agents_join_a_program_with_windows_through_a_server_that_only_then_listens(
    native: Native, screen: Screen
) -> None:
    app = native()
    page = app.show("<h1>Hi</h1>", "Served")
    assert listening({os.getpid()}) == []
    served = app.serve_mcp(toolsets=("core", "window"))
    assert served is not None
    assert served.url.startswith("http://127.0.0.1:")
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    assert "result" in ask(served.url, served.token, "initialize", **hello)
    assert page.url is None
    assert app.serve_mcp(toolsets=("core", "window")).url == served.url
    app.destroy()
    assert listening({os.getpid()}) == []


@pytest.mark.native
def test_there_is_no_asgi_app_where_windows_are(native: Native) -> None:
    with pytest.raises(NotHere, match=r"this app draws in 'native'. Make it with PyWry\(mode='browser'\)"):
        native().asgi  # noqa: B018 - reading it is what is tried


@pytest.mark.native
async def test_an_agent_over_stdio_opens_a_native_window(screen: Screen) -> None:
    from fastmcp import Client
    from fastmcp.client.transports import StdioTransport

    env = {**os.environ, "CI": "", "SSH_CONNECTION": "", "PYWRY_HEADLESS": ""}
    transport = StdioTransport(sys.executable, ["-m", "pywry.cli", "mcp"], env=env, keep_alive=False)
    async with Client(transport) as client:
        await client.call_tool("page_show", {"content": "<h1>From an agent</h1>", "title": "By an agent"})
        shown = await asyncio.to_thread(screen.window, "By an agent")
        assert shown.width > 100
    await asyncio.to_thread(screen.gone, "By an agent")
