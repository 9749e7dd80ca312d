"""How windows are arranged, and when it is over."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from pywry import PyWry
from pywry.window_manager import BrowserMode, MultiWindowMode, NewWindowMode, SingleWindowMode, WindowMode, mode_of
from pywry_tools.errors import InvalidArguments
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native

Native = Callable[..., PyWry]


@pytest.mark.parametrize("given", [NewWindowMode(), NewWindowMode, WindowMode.NEW_WINDOW, "new_window", "NEW-WINDOW"])
def test_a_mode_is_an_instance_a_class_a_member_or_a_name(given: object) -> None:
    assert mode_of(given) == NewWindowMode()  # type: ignore[arg-type]  # all of them are


def test_a_mode_that_is_none_names_the_nearest() -> None:
    with pytest.raises(InvalidArguments, match="Did you mean 'new_window'"):
        PyWry(mode="new_windw")


def test_each_show_opens_a_window_of_its_own(native: Native, screen: Screen) -> None:
    app = native(mode=NewWindowMode())
    first, second = app.show("<h1>Window 1</h1>", "First"), app.show("<h1>Window 2</h1>", "Second")
    screen.window("First"), screen.window("Second")
    heard: list[tuple[str, str]] = []
    app.on("app:got", lambda data, event_type, label: heard.append((data, label)))
    for handle in (first, second):
        handle.eval_js("pywry.on('app:say', (data) => pywry.emit('app:got', data)); 0")
    app.emit("app:say", "one", second.label)
    until(lambda: heard == [("one", second.label)], "an answer of the second window alone")


def test_one_window_shows_what_is_shown_last_and_keeps_its_listeners(native: Native, screen: Screen) -> None:
    app = native(mode=SingleWindowMode())
    heard: list[str] = []
    page = app.show("<h1>One</h1>", "One", callbacks={"app:x": lambda data: heard.append(f"content {data}")})
    page.on("app:x", lambda data: heard.append(f"handle {data}"))
    page.eval_js("pywry.emit('app:x', 1); 0")
    until(lambda: sorted(heard) == ["content 1", "handle 1"], "both")
    window = screen.window("One")
    again = app.show("<h1>Two</h1>", "Two")
    assert (again.label, page.label) == ("main", "main")
    assert page.eval_js("document.querySelector('h1').textContent") == "Two"
    assert screen.window("Two").id == window.id
    page.eval_js("pywry.emit('app:x', 2); 0")
    until(lambda: heard[2:] == ["handle 2"], "the handle's listener alone")
    with pytest.raises(InvalidArguments, match="shows one window, 'main'"):
        app.show("<p>", label="other")


def test_closing_the_first_window_closes_the_others(native: Native, screen: Screen) -> None:
    app = native(mode=MultiWindowMode())
    app.show("<p>", "Main")
    app.show("<p>", "Side")
    extra = app.show("<p>", "Extra")
    screen.close(screen.window("Extra"))
    until(lambda: not extra.is_open, "the extra window's end")
    assert len(app.get_labels()) == 2
    screen.close(screen.window("Main"))
    until(lambda: not app.is_open(), "the end of all")
    screen.gone("Side")


def test_block_ends_when_the_last_window_is_closed_and_a_hidden_one_counts(native: Native, screen: Screen) -> None:
    app = native()
    hidden, shown = app.show("<p>", "Hidden"), app.show("<p>", "Shown")
    hidden.hide()
    screen.gone("Hidden")
    waiting = threading.Thread(target=app.block)
    waiting.start()
    screen.close(screen.window("Shown"))
    until(lambda: not shown.is_open, "the window's end")
    assert waiting.is_alive()
    hidden.close()
    waiting.join(10)
    assert not waiting.is_alive()


def test_the_close_button_hides_where_the_settings_say_so(native: Native, screen: Screen) -> None:
    from pywry import PyWrySettings

    app = native(settings=PyWrySettings(window={"on_window_close": "hide", "width": 500, "height": 300}))  # type: ignore[arg-type]  # pydantic makes a section of it
    page = app.show("<h1>Still here</h1>", "Kept")
    window = screen.window("Kept")
    assert (window.width, window.height) == (500, 300)
    screen.close(window)
    screen.gone("Kept")
    assert page.eval_js("document.querySelector('h1').textContent") == "Still here"
    page.show_window()
    screen.window("Kept")


def test_a_label_that_is_shown_again_keeps_its_window(native: Native, screen: Screen) -> None:
    app = native()
    app.show("<p>old", "Old", label="report")
    window = screen.window("Old")
    page = app.show("<p>new", "New", label="report")
    assert page.eval_js("document.body.innerText.trim()") == "new"
    assert screen.window("New").id == window.id
    assert app.get_labels() == ["report"]


def test_a_waiting_window_takes_the_next_page(native: Native, screen: Screen) -> None:
    from pywry import PyWrySettings

    app = native(settings=PyWrySettings(prewarm=True))
    app.show("<p>", "First")
    page = app.show("<h1>Second</h1>", "Second", width=420, height=310)
    window = screen.window("Second")
    assert (window.width, window.height) == (420, 310)
    assert page.eval_js("document.querySelector('h1').textContent") == "Second"
    assert [w.title for w in screen.windows()] == ["First", "Second"]


def test_a_size_that_is_none_is_refused(native: Native) -> None:
    app = native()
    for wrong in (0, -5, 10.5, "wide"):
        with pytest.raises(InvalidArguments, match="width must be a whole number of pixels from 1"):
            app.show("<p>", width=wrong)  # type: ignore[arg-type]  # that is the mistake
    assert app.get_labels() == []


def test_what_needs_windows_is_left_out_in_a_browser_and_the_answer_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with PyWry(mode=BrowserMode(), open_tabs=False) as app:
        page = app.show("<p>", width=300)
        assert page.is_open
    assert "width left out: pages get no windows of their own here." in caplog.text
