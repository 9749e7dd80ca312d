"""Right and wrong uses of the typed faces. Checkers must report each line marked `mistake` and no other."""

from __future__ import annotations

from typing import Any

from pywry import Handle, PyWry
from pywry.handles.binding import on_app, on_widget
from pywry_tools.events.page import Ready, ThemeUpdated
from pywry_tools.ids import WidgetId
from pywry_tools.models.page import WidgetState
from pywry_tools.tools import page


async def right(app: PyWry, handle: Handle) -> None:
    shown: Handle = app.show("<h1>Hi</h1>", title="T", theme="dark")
    again: Handle = await app.show.aio("<h1>Hi</h1>")
    handle.set_content("a", text="b")
    await handle.set_content.aio("a", html="b")
    value: Any = handle.eval_js("1 + 1", timeout_s=3)
    end = handle.on("app:x", lambda data: None)
    end()

    @handle.on("app:y")
    def typed(data: Any, event_type: str, label: str) -> None: ...

    handle.on(ThemeUpdated, lambda event: print(event.mode))
    app.on(Ready, lambda event: None)
    print(shown, again, value, typed)


async def wrong(app: PyWry, handle: Handle) -> None:
    app.show(5)  # mistake: a wrong type
    app.show_plotly()  # mistake: a missing argument
    app.shwo("x")  # mistake: a misspelt method
    app.show("x", titel="T")  # mistake: a misspelt keyword
    app.show("x", "T", "dark")  # mistake: positional for keyword-only
    await app.show.aio("x", theme="blue")  # mistake: a value that is none of the literals
    await handle.update.aio(html=b"x")  # mistake: a wrong type in the async form
    handle.set_style({"color": object()}, id="a")  # mistake: a wrong type inside a dict
    count: int = app.show("x")  # mistake: the answer is a handle
    handle.on(ThemeUpdated, lambda event: print(event.moed))  # mistake: a misspelt attribute of an event
    page.close.function  # noqa: B018 - a sound line between the wrong ones
    print(count)


def of_the_wrong_answer(owner: Any, state: int) -> str:
    return f"{owner}{state}"


def of_the_right_answer(owner: Any, state: WidgetState) -> str:
    return f"{owner}{state.title}"


class Face:
    good = on_app(page.show, into=of_the_right_answer)
    bad = on_app(page.show, into=of_the_wrong_answer)  # mistake: `into` takes something else than the tool returns
    fine = on_widget(page.close)
    none = on_widget(page.list_open)  # mistake: a tool whose first parameter is no widget


WIDGET: WidgetId = "w-1"  # mistake: a bare str is no id
