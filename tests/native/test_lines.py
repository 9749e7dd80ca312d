"""Lines as the PyTauri transport's page prints them, fed to the bare child and answered as printed."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pywry.transports.native.child.errors import Refused
from pywry.transports.native.child.patience import Patience
from tests.native.lines import Lines
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native

SAMPLES = Path(__file__).parent / "samples"
EMIT = (
    '{"action": "emit", "label": "w-abc123", "event": "pywry:set-content", "payload": {"id": "status", "text": "Done"}}'
)
EVENT = {"type": "event", "label": "w-abc123", "event_type": "app:click", "data": {"x": 100}}
CREATE = {"action": "create", "label": "w-abc123", "html": "<p id='status'>Wait</p>", "title": "My Window"}


@pytest.fixture
def lines(screen: Screen) -> Iterator[Lines]:
    with Lines() as lines:
        yield lines


def test_an_event_that_is_emitted_by_the_printed_line_changes_the_page(lines: Lines) -> None:
    assert lines.ask(CREATE)["success"] is True
    assert lines.ask(EMIT) == {"success": True}
    until(lambda: lines.value("w-abc123", "document.getElementById('status').textContent") == "Done", "the text")


def test_a_script_s_value_comes_with_the_id_of_its_request(lines: Lines) -> None:
    lines.ask(CREATE | {"label": "w-abc"})
    cmd = {"action": "eval_js", "label": "w-abc", "script": "document.title", "request_id": "req_001"}
    response = {"success": True, "result": "My Window", "request_id": "req_001"}
    assert lines.ask(cmd) == response


def test_every_action_of_the_table_does_what_it_says(lines: Lines, screen: Screen) -> None:
    def told(script: str) -> object:
        return lines.value("t", script)

    create = {"action": "create", "label": "t", "html": "<h1>A</h1>", "title": "Table", "width": 500, "height": 300}
    assert lines.ask(create | {"theme": "dark"})["success"] is True
    shown = screen.window("Table")
    assert (shown.width, shown.height) == (500, 300)
    until(lambda: told("document.documentElement.classList.contains('dark')"), "a dark page")
    assert lines.ask({"action": "emit", "label": "t", "event": "app:x", "payload": None}) == {"success": True}
    script = "document.querySelector('h1').textContent = 'B'"
    assert lines.ask({"action": "eval_js", "label": "t", "script": script}) == {"success": True}
    until(lambda: told("document.querySelector('h1').textContent") == "B", "the script's work")
    assert lines.ask({"action": "set_theme", "label": "t", "theme": "light"}) == {"success": True}
    until(lambda: told("document.documentElement.classList.contains('light')"), "a light page")
    assert lines.ask({"action": "set_content", "label": "t", "html": "<h2>C</h2>"}) == {"success": True}
    until(lambda: "C" in new_text(lines), "the new content")
    assert lines.ask({"action": "hide", "label": "t"}) == {"success": True}
    screen.gone("Table")
    assert lines.ask({"action": "show", "label": "t"}) == {"success": True}
    screen.window("Table")
    assert lines.ask({"action": "close", "label": "t"}) == {"success": True}
    screen.gone("Table")
    lines.event("window:closed")


def new_text(lines: Lines) -> str:
    """What the window `t` says; nothing if its page goes away under the question."""
    lines.say({"action": "eval_js", "label": "t", "script": "document.body.textContent", "request_id": "text"})
    with suppress(queue.Empty):
        return str(lines.reply(2).get("result"))
    return ""


def test_a_window_shows_an_address(lines: Lines, screen: Screen) -> None:
    line = {"action": "create", "label": "u", "url": "http://127.0.0.1:9/", "title": "Elsewhere", "width": 300}
    assert lines.ask(line)["success"] is True
    assert screen.window("Elsewhere").width == 300


def test_what_cannot_be_done_is_answered_with_an_error(lines: Lines) -> None:
    reply = lines.ask({"action": "hide", "label": "w-none"})
    assert reply["success"] is False
    assert "w-none" in reply["error"]
    assert set(reply) <= {"success", "error", "code"}
    assert lines.ask('{"action": "hid", "label": "x"}')["error"].startswith("no action 'hid'. Did you mean 'hide'")
    assert "no JSON" in lines.ask("hide it")["error"]


@pytest.mark.parametrize(
    "script",
    [
        "pywry.emit('app:click', {x: 100})",
        "window.__TAURI__.pytauri.pyInvoke('pywry_event', {label: 'w-abc123', event_type: 'app:click', data: {x: 100}})",
    ],
)
def test_what_a_page_says_is_a_line_as_printed(lines: Lines, script: str) -> None:
    lines.ask(CREATE)
    lines.ask({"action": "eval_js", "label": "w-abc123", "script": script, "request_id": "x"})
    assert lines.event("app:click") == EVENT


@pytest.mark.parametrize(
    "script",
    [
        "pywry.result({ok: 1})",
        "window.__TAURI__.pytauri.pyInvoke('pywry_result', {data: {ok: 1}, window_label: 'w-abc123'})",
    ],
)
def test_a_result_is_an_event_of_its_own(lines: Lines, script: str) -> None:
    lines.ask(CREATE)
    lines.ask({"action": "eval_js", "label": "w-abc123", "script": script, "request_id": "x"})
    assert lines.event("pywry:result")["data"] == {"ok": 1}


def test_the_event_of_tauri_s_own_carries_name_and_data(lines: Lines) -> None:
    lines.ask(CREATE)
    sample = (SAMPLES / "event_bridge.js.txt").read_text()
    lines.value("w-abc123", f"window.got = []; pywry.on('app:update', d => got.push(d));\n{sample}\n0")
    lines.ask({"action": "emit", "label": "w-abc123", "event": "app:update", "payload": {"n": 5}})
    # The page's own listener of that event, and the sample's, which hands it to the same listeners once more.
    until(lambda: lines.value("w-abc123", "got") == [{"n": 5}, {"n": 5}], "both listeners")


def test_the_members_of_the_bridge_that_are_printed_are_there(lines: Lines) -> None:
    lines.ask(CREATE)
    members = "['emit', 'on', '_trigger', 'dispatch', 'result'].filter(n => typeof pywry[n] !== 'function')"
    assert lines.value("w-abc123", members) == []
    script = "window.got = []; pywry.on('app:a', d => got.push(d)); pywry.on('*', (d, n) => got.push(n)); pywry._trigger('app:a', 1); pywry.dispatch('app:a', 2); got"
    assert lines.value("w-abc123", script) == [1, "app:a", 2, "app:a"]


def test_events_that_nobody_waits_for_arrive_in_order(lines: Lines) -> None:
    lines.ask(CREATE)
    lines.value("w-abc123", "window.got = []; pywry.on('app:n', n => got.push(n)); 0")
    for n in range(500):
        lines.say({"action": "emit", "label": "w-abc123", "event": "app:n", "payload": n})
    assert [lines.reply() for _ in range(500)] == [{"success": True}] * 500
    until(lambda: lines.value("w-abc123", "got.length") == 500, "all of them")
    assert lines.value("w-abc123", "got.every((n, i) => n === i)")


def test_a_page_that_never_answers_is_waited_for_no_longer_than_a_while() -> None:
    patience = Patience(0.1)
    answers: list[Future[Any]] = [Future() for _ in range(3)]
    for number, answer in enumerate(answers):
        patience.watch(answer, f"number {number} was not answered")
    answers[1].set_result("in time")
    with pytest.raises(Refused, match="number 0 was not answered"):
        answers[0].result(5)
    assert answers[1].result() == "in time"
    assert isinstance(answers[2].exception(5), Refused)
