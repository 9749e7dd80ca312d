"""What is left when programs and processes end, hang or break: nothing that should not be."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pywry import Handle, PyWry
from pywry.placement import app_windows
from pywry.transports.native.options import Options
from pywry.transports.native.process import COMMAND
from pywry.transports.native.transport import NativeTransport
from pywry.transports.native.web_processes import web_processes
from pywry_tools.errors import NativeError, NativeTimeout, NoWindows
from tests.native.bus import Bus
from tests.native.programs import Program, descendants, gone, listening, processes
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native

Native = Callable[..., PyWry]
Broken = Callable[..., PyWry]

READY_S = 30
OPEN = "app = PyWry(mode='new_window'); page = app.show('<h1>Hi</h1>', 'Robust'); page.eval_js('1')\n"
SAY_BLOCKED = """
import traceback

def look(main):
    while "block" not in [frame.name for frame in traceback.extract_stack(sys._current_frames()[main])]:
        threading.Event().wait(0.01)
    say("ready")

threading.Thread(target=look, args=[threading.get_ident()], daemon=True).start()
"""
"""Says `ready` once the program waits in `block`."""


def child_of(app: PyWry) -> int:
    """The process that owns an app's windows."""
    transport = app.transport
    assert isinstance(transport, NativeTransport)
    assert transport.child_pid is not None
    return transport.child_pid


def kill(app: PyWry, caplog: pytest.LogCaptureFixture) -> float:
    """Kill the process that owns the windows; after how many seconds that was told."""
    before = caplog.text.count("has ended (SIGKILL)")
    start = time.monotonic()
    os.kill(child_of(app), signal.SIGKILL)
    until(lambda: caplog.text.count("has ended (SIGKILL)") > before, "a word about it")
    return time.monotonic() - start


@pytest.fixture
def broken(screen: Screen, tmp_path: Path) -> Iterator[Broken]:
    """Makes apps whose windows belong to a process that is started by a script of the test's own."""
    made: list[PyWry] = []

    def make(script: str, *, takes_over: bool = False, **options: Any) -> PyWry:
        file = tmp_path / f"child{len(made)}.py"
        file.write_text(f"import os, signal, sys\nCOMMAND = {list(COMMAND)!r}\n{script}")
        command: Sequence[str] = (sys.executable, str(file))
        app = PyWry(transport=lambda listener: NativeTransport(listener, Options(**options), command=command))
        places = app.session.hub.places
        places.otherwise = lambda listener: app_windows(listener, app.session.hub.portal, {})
        places.is_free = takes_over
        made.append(app)
        return app

    yield make
    for app in made:
        app.destroy()


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Waits for what a browser, which is none, was started with."""
    file = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" >> {file}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("PYWRY_BROWSER", str(browser))
    return lambda: until(lambda: file.read_text() if file.exists() else "", "a browser", READY_S)


def test_nothing_listens_for_connections(screen: Screen, bus: Bus) -> None:
    script = """
plugins = ["single_instance", "deep_link", "dialog", "notification", "global_shortcut", "fs", "http", "websocket"]
settings = PyWrySettings(tauri_plugins=plugins, identifier="org.pywry.tests.quiet")
app = PyWry(mode="new_window", settings=settings)
page = app.show("<h1>Hi</h1>", "Quiet", menu=[{"id": "a", "text": "A"}])
app.create_tray("t", tooltip="t")
page.eval_js("1")
say("ready")
sys.stdin.readline()
"""
    with Program(script) as program:
        program.expect("ready")
        family = program.family()
        assert len(family) >= 4
        assert listening(family) == []


BUSY = {
    "idle": "",
    "a page in an endless loop": "page.eval_js('setTimeout(() => { document.title = 1; for (;;); }, 20); 0'); __import__('threading').Event().wait(0.3)",
    "an alert": "page.eval_js('setTimeout(() => alert(1), 20); 0'); __import__('threading').Event().wait(0.5)",
    "a stopped child": "os.kill(app.transport.child_pid, signal.SIGSTOP)",
    "a fork that holds the pipe": "pid = os.fork()\nif not pid: __import__('threading').Event().wait(30); os._exit(0)\nsay('fork', pid)",
}


@pytest.mark.parametrize("busy", BUSY.values(), ids=BUSY)
def test_a_program_that_is_killed_leaves_no_process_behind(screen: Screen, busy: str) -> None:
    with Program(f"{OPEN}{busy}\nsay('ready')\napp.block()") as program:
        fork = int(program.expect("fork")) if "fork" in busy else 0
        program.expect("ready")
        family = program.family() - {fork}
        assert len(family) >= 4
        program.process.kill()
        program.process.wait()
        gone(family, 2)
        if fork:
            os.kill(fork, signal.SIGKILL)


ENDS = {
    "the end of the script": ("", 0),
    "os._exit": ("os._exit(5)", 5),
    "os._exit after destroy": ("app.destroy(); os._exit(6)", 6),
    "an exception": ("raise RuntimeError('mine')", 1),
    "sys.exit in a thread's way": ("threading.Thread(target=page.eval_js, args=('1',)).start(); sys.exit(7)", 7),
}


@pytest.mark.parametrize(("end", "code"), ENDS.values(), ids=ENDS)
def test_however_a_program_ends_its_windows_end_with_it(screen: Screen, end: str, code: int) -> None:
    with Program(f"{OPEN}say('ready'); sys.stdin.readline()\n{end}") as program:
        program.expect("ready")
        family = program.family()
        program.tell()
        ended, said = program.end()
        gone(family, 2)
        assert ended == code
        assert ("RuntimeError: mine" in said) == (code == 1)
        assert "has ended" not in said


@pytest.mark.parametrize(
    "busy", ["", "page.eval_js('setTimeout(() => { for (;;); }, 20); 0'); __import__('threading').Event().wait(0.3)"]
)
def test_ctrl_c_ends_block_without_a_traceback(screen: Screen, busy: str) -> None:
    with Program(f"{OPEN}{busy}\n{SAY_BLOCKED}app.block()\nsay('after')") as program:
        program.expect("ready")
        family = program.family()
        # As a terminal does it: to the whole group of processes.
        os.killpg(program.process.pid, signal.SIGINT)
        program.expect("after")
        code, said = program.end()
        gone(family, 2)
        assert (code, said) == (0, "")


def test_a_crash_is_told_once_and_the_next_call_has_the_windows_again(
    native: Native, screen: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    app = native()
    page = app.show("<h1 id=h>One</h1>", "One", width=500, height=320, window={"x": 300, "y": 200})
    other = app.show("<h1>Two</h1>", "Two")
    page.eval_js("1"), other.eval_js("1")
    page.set_size(620, 410)
    page.set_position(150, 120)
    page.set_always_on_top(True)
    page.set_content("h", text="Changed")
    other.hide()
    screen.gone("Two")
    before = screen.window("One")
    assert kill(app, caplog) < 1
    assert caplog.text.count("has ended") == 1
    assert app.session.hub.find(page.id).viewers == 0
    screen.gone("One")
    assert page.eval_js("document.querySelector('h1').textContent") == "Changed"
    after = screen.window("One")
    assert (after.x, after.y, after.width, after.height) == (before.x, before.y, 620, 410)
    until(lambda: "ABOVE" in screen.window("One").state, "above the others")
    assert other.eval_js("document.querySelector('h1').textContent") == "Two"
    assert "Two" not in [shown.title for shown in screen.windows()]


def test_several_calls_at_once_after_a_crash_open_each_window_once(
    native: Native, screen: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    app = native()
    pages = [app.show(f"<h1>{name}</h1>", name) for name in ("One", "Two")]
    for page in pages:
        page.eval_js("1")
    kill(app, caplog)
    heard: list[object] = []

    def call(page: Handle) -> None:
        heard.append(page.eval_js("document.querySelector('h1').textContent"))

    threads = [threading.Thread(target=call, args=(page,)) for page in pages * 3]
    for thread in threads:
        thread.start()
    app.show("<h1>Three</h1>", "Three").eval_js("1")
    for thread in threads:
        thread.join(20)
    assert sorted(map(str, heard)) == ["One"] * 3 + ["Two"] * 3
    assert sorted(shown.title for shown in screen.windows()) == ["One", "Three", "Two"]


def test_an_event_that_is_sent_after_a_crash_brings_the_windows_back(
    native: Native, screen: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    app = native()
    page = app.show("<h1 id=h>Hi</h1>", "Sent")
    page.eval_js("1")
    kill(app, caplog)
    screen.gone("Sent")
    page.emit("pywry:set-content", {"id": "h", "text": "There again"})
    screen.window("Sent")
    assert page.eval_js("h.textContent") == "There again"


def test_a_call_under_way_fails_with_what_to_do(native: Native, caplog: pytest.LogCaptureFixture) -> None:
    app = native()
    page = app.show("<h1>Hi</h1>")
    page.eval_js("1")
    failed: list[BaseException] = []

    def wait() -> None:
        try:
            app.session.hub.portal.run(
                app.session.hub.native("eval_js", {"script": "new Promise(() => {})"}, needs="window", widget=page.id)
            )
        except NativeError as error:
            failed.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    page.eval_js("1")
    kill(app, caplog)
    thread.join(5)
    assert "has ended before it answered (SIGKILL). The next call starts it again." in str(failed[0])


def test_a_process_that_ends_at_once_each_time_is_not_started_for_ever(
    broken: Broken, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    starts = tmp_path / "starts"
    app = broken(f"open({str(starts)!r}, 'a').write('x'); print('libGL is angry', file=sys.stderr); os.abort()")
    with pytest.raises(NoWindows, match=r"ends at once \(SIGABRT; libGL is angry\)"):
        app.show("<p>")
    for _ in range(10):
        with pytest.raises(NativeError, match=r"ended \d times right after its start .* not started again for \d+ s"):
            app.show("<p>")
    assert len(starts.read_text()) <= 4
    assert app.get_labels() == []


def test_a_page_whose_process_ends_is_loaded_again(
    native: Native, screen: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    app = native()
    page = app.show("<h1 id=h>Hi</h1>", "Page")
    page.set_content("h", text="Later")
    page.eval_js("globalThis.mark = 1")
    drawing = next(
        p for p in web_processes() if p.parent == child_of(app) and processes()[p.pid][1] == "WebKitWebProces"
    )
    os.kill(drawing.pid, signal.SIGKILL)
    until(lambda: "the process that draws the page of" in caplog.text, "a word about it")
    assert page.eval_js("[globalThis.mark ?? 0, document.querySelector('h1').textContent]") == [0, "Later"]
    assert caplog.text.count("is loaded again") == 1


def test_windows_that_come_and_go_leave_no_processes(native: Native) -> None:
    app = native()
    for text in "one", "two", "three", "four":
        page = app.show(f"<h1>{text}</h1>", text)
        page.eval_js("1")
        page.close()
    until(lambda: len([p for p in web_processes() if p.parent == child_of(app)]) <= 2, "an end of the processes")
    assert app.show("<h1>again</h1>").eval_js("document.querySelector('h1').textContent") == "again"


def test_a_process_that_hangs_costs_calls_their_time_limit_and_works_when_it_goes_on(
    native: Native, screen: Screen
) -> None:
    from pywry import PyWrySettings

    timeout = {"response": 0.5, "startup": 5, "create_window": 0.5, "shutdown": 0.5}
    app = native(settings=PyWrySettings(timeout=timeout))  # type: ignore[arg-type]  # pydantic makes a section of it
    calm = native()
    page, other = app.show("<h1>Hi</h1>", "Hung"), calm.show("<h1>Calm</h1>", "Calm")
    page.eval_js("1")
    os.kill(child_of(app), signal.SIGSTOP)
    try:
        start = time.monotonic()
        with pytest.raises(NativeTimeout, match=r"was not answered within 0.5 s .*PyWrySettings\(timeout="):
            page.set_size(300, 300)
        with pytest.raises(NativeTimeout):
            app.show("<h1>Late</h1>", "Late")
        assert time.monotonic() - start < 9
        assert other.eval_js("1 + 1") == 2
        page.emit("app:while", {"it": "hangs"})
    finally:
        os.kill(child_of(app), signal.SIGCONT)
    page.set_size(310, 320)
    assert page.eval_js("document.querySelector('h1').textContent") == "Hi"
    assert app.get_labels() == [page.id]
    screen.gone("Late")


def test_destroy_ends_a_process_that_hangs(native: Native, screen: Screen) -> None:
    app = native()
    app.show("<h1>Hi</h1>").eval_js("setTimeout(() => { for (;;); }, 10); 0")
    family = {child_of(app), *descendants(child_of(app))}
    os.kill(child_of(app), signal.SIGSTOP)
    start = time.monotonic()
    app.destroy()
    assert time.monotonic() - start < 4
    gone(family, 2)


NO_PAINT = """
import subprocess, threading
pause = threading.Event()
def stop(child):
    stopped = set()
    while child.poll() is None:
        for name in os.listdir("/proc"):
            try:
                text = open(f"/proc/{name}/stat").read() if name.isdigit() and name not in stopped else ""
            except OSError:
                continue
            if "(WebKitWebProces" in text and int(text.rpartition(")")[2].split()[1]) == child.pid:
                os.kill(int(name), signal.SIGSTOP)
                stopped.add(name)
        __import__('threading').Event().wait(0.002)
env = dict(os.environ)
if SPARES and "WEBKIT_DISABLE_DMABUF_RENDERER" in env:
    os.execve(COMMAND[0], COMMAND, env)
import json
told = json.loads(env["PYWRY_NATIVE"]); told.pop("parent")
child = subprocess.Popen(COMMAND, env={**env, "PYWRY_NATIVE": json.dumps(told)})
threading.Thread(target=stop, args=(child,), daemon=True).start()
sys.exit(child.wait())
"""


def test_windows_that_draw_nothing_are_opened_again_in_another_way(
    broken: Broken, screen: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    app = broken(f"SPARES = True\n{NO_PAINT}", paint_s=5)
    page = app.show("<h1>Hi</h1>", "Drawn", width=400, height=300)
    until(lambda: "is opened again" in caplog.text or "are opened again with" in caplog.text, "another way", READY_S)
    assert page.eval_js("document.querySelector('h1').textContent") == "Hi"
    assert app.transport.name == "native"
    assert "a native window has drawn nothing within 5 s" in caplog.text
    assert "WEBKIT_DISABLE_DMABUF_RENDERER" not in os.environ


def test_windows_that_never_draw_become_windows_of_a_browser(
    broken: Broken, screen: Screen, caplog: pytest.LogCaptureFixture, opened: Callable[[], str]
) -> None:
    app = broken(f"SPARES = False\n{NO_PAINT}", paint_s=1.5)
    page = app.show("<h1>Hi</h1>", "Drawn")
    assert "--app=http://127.0.0.1:" in opened()
    assert page.url is not None and page.url in opened()
    assert app.transport.name == "browser"
    assert caplog.text.count("Pages open in the browser instead") == 1
    assert page.is_open
    screen.gone("Drawn")


def test_a_hidden_window_need_not_draw(broken: Broken, screen: Screen, caplog: pytest.LogCaptureFixture) -> None:
    app = broken("os.execv(COMMAND[0], COMMAND)", paint_s=1)
    page = app.show("<h1>Hi</h1>", "Hidden", window={"visible": False})
    page.eval_js("new Promise((done) => setTimeout(done, 2500))")
    transport = app.transport
    assert isinstance(transport, NativeTransport)
    page.show_window()
    assert app.session.hub.portal.run(transport.painted(10))
    assert "drawn nothing" not in caplog.text


def failing(words: str, code: str) -> str:
    """A child that says why it cannot start."""
    line = {"type": "error", "error": words, "code": code}
    return f"import json; print(json.dumps({line!r}), flush=True); sys.exit(3)"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("no_webview", r"cannot be loaded: libwebkit2gtk-4.1.so.0: .*Install WebKitGTK 4.1: .*Or use mode='browser'"),
        ("no_display", r"need a display: .*Start the program from a desktop"),
        ("no_extra", r"need the extra `native`"),
    ],
)
def test_what_is_missing_is_said_with_the_command_that_installs_it(broken: Broken, code: str, said: str) -> None:
    app = broken(failing("libwebkit2gtk-4.1.so.0: cannot open shared object file", code))
    with pytest.raises(NoWindows, match=said):
        app.show("<p>")
    assert app.get_labels() == []


LACKING = """
class Lacking:
    def find_spec(self, name, path=None, target=None):
        if name == "pytauri_wheel.ext_mod":
            raise %s

sys.meta_path.insert(0, Lacking())
from pywry.transports.native.child.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("ImportError('libwebkit2gtk-4.1.so.0: cannot open shared object file')", "Install WebKitGTK 4.1: "),
        ("ModuleNotFoundError('No module named pytauri_wheel')", "need the extra `native`"),
    ],
)
def test_a_real_child_that_lacks_a_library_says_so(broken: Broken, error: str, said: str) -> None:
    with pytest.raises(NoWindows, match=said):
        broken(LACKING % error).show("<p>")


def test_where_nobody_asked_for_windows_pages_open_in_the_browser_and_one_line_says_why(
    broken: Broken, caplog: pytest.LogCaptureFixture, opened: Callable[[], str]
) -> None:
    app = broken(failing("libwebkit2gtk-4.1.so.0: cannot open shared object file", "no_webview"), takes_over=True)
    caplog.set_level(logging.INFO, "pywry")
    page = app.show("<p>")
    app.show("<p>")
    assert page.url is not None and page.url in opened()
    told = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(told) == 1
    assert "Install WebKitGTK 4.1" in told[0].message
    assert "Pages open in the browser instead: http://127.0.0.1:" in told[0].message


def test_a_real_child_without_a_display_says_so(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    with PyWry(mode="new_window") as app, pytest.raises(NoWindows, match="DISPLAY=':987'"):
        app.show("<p>")


def test_nothing_in_the_environment_changes(screen: Screen) -> None:
    script = """
import os
before = dict(os.environ)
from pywry import PyWry
app = PyWry(mode="new_window")
page = app.show("<p>")
language = page.eval_js("navigator.language")
print("same", dict(os.environ) == before, language, flush=True)
"""
    with Program(env={"LC_ALL": "C", "LANG": ""}, arguments=("-c", script)) as program:
        assert program.expect("same") == "True en-US"
