"""Where pages are shown: what a program asks for, and what fits the place."""

from __future__ import annotations

import asyncio
import json
import os
import sys
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

Native = Callable[..., PyWry]
Place = Callable[..., None]

PLACES = ("PYWRY_MODE", "PYWRY_HEADLESS", "CI", "SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY", "DISPLAY")


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
    assert caplog.text.count("pages open in the browser. For native windows: ") == 1
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
        ({"window": {"min_width": 9, "max_width": 5}}, "WindowSettings: min_width 9 is more than max_width 5."),
    ],
)
def test_a_wrong_setting_is_named_with_what_fits(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidArguments) as raised:
        PyWrySettings(**wrong)
    assert words in str(raised.value)


def test_all_wrong_settings_are_named_at_once() -> None:
    with pytest.raises(InvalidArguments, match=r"startup=.x.: .*\n.*respons.\. Did"):
        TimeoutSettings(respons=1, startup="x")  # type: ignore[call-arg, arg-type]  # that is the mistake


@pytest.mark.native
def test_a_script_on_a_desktop_opens_a_window_and_one_over_ssh_a_tab(screen: Screen) -> None:
    script = "app = PyWry()\nsay(app.transport.name, app.show('<p>', 'Chosen').url)"
    plain = {"CI": "", "SSH_CONNECTION": "", "SSH_TTY": "", "PYWRY_HEADLESS": "", "PYWRY_MODE": ""}
    with Program(script, plain) as program:
        assert program.line() == "native None"
    with Program(script, plain | {"SSH_CONNECTION": "1 2 3 4"}) as program:
        assert program.line().startswith("browser http://127.0.0.1:")
    with Program(script, plain | {"PYWRY_MODE": "browser", "PYWRY_HEADLESS": "1"}) as program:
        assert program.line().startswith("browser http://127.0.0.1:")


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


@pytest.mark.native
def test_doctor_opens_a_window_and_tells_how_long_it_took(screen: Screen) -> None:
    with Program(arguments=("-m", "pywry.cli", "doctor"), env={"CI": "", "SSH_CONNECTION": ""}) as program:
        told = [program.line() for _ in range(10)]
        code, _ = program.end(30)
    text = "\n".join(told)
    assert code == 0
    assert "ok    native windows, extra: pytauri-wheel 0.8" in text
    assert "ok    native windows, web view: WebKitGTK 2." in text
    assert f"ok    native windows, display: DISPLAY={screen.display}" in text
    assert "ok    a window: drawn " in text
    assert "ok    PyWry() opens pages in: native windows" in text


@pytest.mark.native
def test_doctor_says_what_windows_lack(screen: Screen) -> None:
    env = {"DISPLAY": "", "DBUS_SESSION_BUS_ADDRESS": "", "PYWRY_MODE": ""}
    with Program(arguments=("-m", "pywry.cli", "doctor"), env=env) as program:
        told = [program.line() for _ in range(9)]
        code, _ = program.end(30)
    text = "\n".join(told)
    assert code == 0
    assert "none  native windows, display: there is none." in text
    assert "xvfb-run" in text
    assert "a window: drawn" not in text
    assert "ok    PyWry() opens pages in: the browser" in text
