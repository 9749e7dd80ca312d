"""The app as a script uses it: threads, blocking, destroying, mixing in."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading

import pytest

from pywry import EmittingWidget, PyWry
from pywry.transports.memory import MemoryPage, MemoryTransport
from pywry_tools.errors import NotHere, PortTaken


class Notes(EmittingWidget):
    def notify(self, title: str, body: str, level: str = "info") -> None:
        self.emit("pywry:alert", {"message": body, "title": title, "type": level})

    def confirm(self, question: str, callback_event: str) -> None:
        self.emit("pywry:alert", {"message": question, "type": "confirm", "callback_event": callback_event})


class MixedFirst(Notes, PyWry):
    pass


class MixedLast(PyWry, Notes):
    pass


def page_of(app: PyWry, label: str) -> MemoryPage:
    transport = app.transport
    assert isinstance(transport, MemoryTransport)
    return app.session.hub.portal.run(transport.visit(label))


@pytest.mark.parametrize("kind", [MixedFirst, MixedLast])
def test_a_component_mixed_into_the_app_emits_to_every_page(kind: type[MixedFirst]) -> None:
    with kind(transport=MemoryTransport) as app:
        app.show("", label="a")
        app.show("", label="b")
        app.notify("T", "body", "success")
        app.confirm("Sure?", "app:sure")
        for label in ("a", "b"):
            alerts = page_of(app, label).events("pywry:alert")
            assert [a["message"] for a in alerts] == ["body", "Sure?"]


def test_a_component_that_is_mixed_into_nothing_says_what_to_do() -> None:
    with pytest.raises(TypeError, match="class App\\(Notes, PyWry\\)"):
        Notes().notify("a", "b")


def test_block_ends_when_the_last_page_is_closed() -> None:
    app = PyWry(transport=MemoryTransport)
    handle = app.show("")
    done = threading.Event()

    def wait() -> None:
        app.block()
        done.set()

    threading.Thread(target=wait).start()
    page_of(app, handle.id)
    handle.close()
    assert done.wait(5)
    assert not app.is_open()


def test_block_does_not_wait_for_an_app_that_has_shown_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "pywry"):
        PyWry(transport=MemoryTransport).block()
    assert "no page is open" in caplog.text


def test_destroy_inside_a_callback_ends_block() -> None:
    app = PyWry(transport=MemoryTransport)
    handle = app.show("")
    handle.on("app:quit", lambda data: app.destroy())
    done = threading.Event()

    def wait() -> None:
        app.block()
        done.set()

    threading.Thread(target=wait).start()
    page = page_of(app, handle.id)
    app.session.hub.portal.post(lambda: page.emit("app:quit"))
    assert done.wait(5)


def test_two_apps_of_one_process_never_collide() -> None:
    with PyWry(open_tabs=False) as one, PyWry(open_tabs=False) as two:
        assert one.show("").url != two.show("").url


def test_a_port_that_is_taken_is_named() -> None:
    with PyWry(open_tabs=False) as one:
        port = int((one.show("").url or "").split(":")[2].split("/")[0])
        with PyWry(open_tabs=False, port=port) as two, pytest.raises(PortTaken, match=str(port)):
            two.show("")


def test_what_needs_a_server_says_so_elsewhere() -> None:
    with PyWry(transport=MemoryTransport) as app:
        with pytest.raises(NotHere, match="asgi needs the browser transport"):
            _ = app.asgi
        with pytest.raises(NotHere, match="serve_mcp needs a page server"):
            app.serve_mcp()
        with pytest.raises(NotHere, match="screenshot needs a page with an address"):
            app.show("").screenshot()


def test_a_script_that_forgets_to_destroy_still_ends() -> None:
    script = "from pywry import PyWry\napp = PyWry(open_tabs=False)\nprint(app.show('<h1>Hi</h1>').url)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.startswith("http://127.0.0.1:")
    assert done.stderr == ""


def test_setting_the_theme_changes_pages_that_are_open_and_those_to_come() -> None:
    with PyWry(transport=MemoryTransport, theme="light") as app:
        first = app.show("")
        app.theme = "dark"
        assert page_of(app, first.id).view.theme == "dark"
        assert page_of(app, app.show("").id).view.theme == "dark"
