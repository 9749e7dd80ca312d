"""A dashboard of the gallery in a window."""

from __future__ import annotations

import pytest

from pywry.gallery.shelf import card
from tests.native.conftest import Native
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native

PLANNED = "document.querySelector('[data-panel=planned]')?.innerText ?? ''"
ROWS = "document.querySelectorAll('[col-id=goods].ag-cell').length"


def test_a_plan_is_drawn_in_a_window_with_its_total(native: Native, screen: Screen) -> None:
    board = card("budget").show(native())
    screen.window("Next year's plan")
    until(lambda: "$2,412,061" in board.eval_js(PLANNED), "the total")
    until(lambda: board.eval_js(ROWS) > 5, "the rows")
    board.grid("plan").update_cell("Chairs", "planned", 1)
    until(
        lambda: "$1" in board.eval_js("document.querySelector('[row-id=Chairs] [col-id=planned]').innerText"),
        "the cell",
    )
