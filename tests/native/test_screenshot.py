"""Agents see what is in a native window."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from pywry import Handle, PyWry
from pywry_tools.errors import NotHere
from tests.native.conftest import Native
from tests.native.picture import Picture
from tests.native.screen import Screen
from tests.native.site import Site
from tests.native.waiting import until

pytestmark = pytest.mark.native

RED, GREEN = (255, 0, 0), (0, 128, 0)
HTML = '<style>html,body{margin:0;background:red}</style><div style="position:fixed;inset:0 0 50% 0;background:green"></div>'


def shoot(app: PyWry, handle: Handle, **options: Any) -> tuple[Any, Picture]:
    """What the tool answers, and its picture."""
    answer: Any = app.session.hub.portal.run(
        app.session.call("page_screenshot", {"widget": handle.label, **options}), "call"
    )
    return answer, Picture.of(base64.b64decode(answer.png))


def test_a_picture_shows_the_page_as_it_is(native: Native, screen: Screen) -> None:
    app = native()
    handle = app.show(HTML, title="Shot", width=500, height=400)
    answer, picture = shoot(app, handle)
    assert (answer.width, answer.height) == picture.size == (500, 400)
    assert (picture.at(250, 100), picture.at(250, 300)) == (GREEN, RED)
    assert answer.page["size"] == {"width": 500, "height": 400, "scale": 1}


@pytest.mark.parametrize("how", ["hide", "minimize", "cover"])
def test_a_window_that_is_not_seen_is_pictured_and_described(native: Native, screen: Screen, how: str) -> None:
    app = native()
    handle = app.show(HTML, title="Unseen", width=500, height=400)
    screen.window("Unseen")
    handle.eval_js("1")
    if how == "cover":
        app.show("<p>above</p>", title="Cover").maximize()
    else:
        getattr(handle, how)()
        until(lambda: not handle.proxy.is_visible or handle.proxy.is_minimized, how)
    answer, picture = shoot(app, handle)
    assert (picture.at(250, 100), picture.at(250, 300)) == (GREEN, RED)
    assert answer.page["title"] == "Unseen"


def test_a_zoomed_page_and_a_panel_are_cut_out_in_place(native: Native, screen: Screen) -> None:
    app = native()
    chart = app.show_plotly({"data": [{"y": [1, 3, 2]}], "layout": {"paper_bgcolor": "red"}}, title="Panel")
    chart.set_size(600, 500)
    chart.proxy.set_zoom(2)
    until(lambda: chart.eval_js("innerWidth") == 300, "larger")
    panel = next(iter(chart.describe().page["panels"]))
    answer, picture = shoot(app, chart, panel=panel["id"])
    assert answer.width <= 600
    assert picture.size == (answer.width, answer.height)
    assert not picture.is_blank


def test_a_large_window_is_pictured_as_large_as_models_look_at(native: Native, screen: Screen) -> None:
    app = native()
    handle = app.show(HTML, title="Large", width=1800, height=900)
    answer, picture = shoot(app, handle)
    assert picture.size == (answer.width, answer.height)
    assert answer.width == 1568
    assert (picture.at(1500, 100), picture.at(1500, answer.height - 100)) == (GREEN, RED)


def test_a_page_of_others_is_pictured(native: Native, screen: Screen) -> None:
    app = native()
    with Site() as site:
        handle = app.show(url=f"{site.address}/top", title="Theirs")
        site.found("/top")
        _, picture = shoot(app, handle)
    assert not picture.is_blank


def test_another_theme_is_refused(native: Native, screen: Screen) -> None:
    app = native()
    handle = app.show("<p>x</p>", theme="light")
    with pytest.raises(NotHere, match=r"page_update\(theme='dark'\)"):
        shoot(app, handle, theme="dark")
    shoot(app, handle, theme="light")
