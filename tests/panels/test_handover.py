"""Links of kind `set` hand what was picked on to other panels."""

from __future__ import annotations

from typing import Any

import pytest

from pywry_tools.errors import BadData
from pywry_tools.models.dashboard import Link
from tests.panels.test_board import PANELS, Screen, board, click, lift, specs, tick

SET = {"kind": "set", "event": "click"}


def screen(*links: dict[str, Any], more: list[dict[str, Any]] | None = None) -> Screen:
    return Screen(board(*links, panels=[*PANELS, *(more or [])]))


def test_a_click_becomes_the_text_of_a_note_until_it_is_lifted() -> None:
    shown = screen({**SET, "source": "regions", "targets": ["note"], "text": "Sales in the {value}"})
    assert shown.hear(click("regions", 1, x="south")) == ["note", "regions"]
    assert shown.panels["note"].wire()["text"] == "Sales in the south"
    shown.hear(click("regions", 0, x="north"))
    assert shown.panels["note"].wire()["text"] == "Sales in the north"
    shown.hear(lift("regions"))
    assert shown.panels["note"].wire()["text"] == "Hi"


def test_a_click_becomes_the_value_of_a_metric() -> None:
    best = {"kind": "metric", "id": "best", "value": "none yet"}
    shown = screen({"kind": "set", "source": "rows", "column": "amount", "targets": ["best"]}, more=[best])
    shown.hear(tick("3", "4"))
    assert shown.value("best") == 8
    shown.hear(tick())
    assert shown.value("best") == "none yet"


def test_a_row_chooses_what_a_chart_measures() -> None:
    measures = {
        "kind": "grid",
        "id": "measures",
        "data": [{"by": "region"}, {"by": "product"}],
        "row_selection": "single",
    }
    link = {"kind": "set", "source": "measures", "column": "by", "targets": ["regions"], "field": "x"}
    shown = screen(link, {"source": "products"}, more=[measures])
    shown.hear(tick("1", panel="measures"))
    assert shown.bars("regions") == [13, 18]
    shown.hear(click("products", 1, x="rum"))
    assert shown.bars("regions") == [0, 18]
    shown.hear(tick(panel="measures"))
    assert shown.bars("regions") == [2, 16]


def test_a_title_can_be_set_too() -> None:
    link = {**SET, "source": "regions", "targets": ["products"], "field": "title", "text": "Products of {value}"}
    shown = screen(link)
    shown.hear(click("regions", 0, x="north"))
    assert shown.panels["products"].wire()["title"] == "Products of north"


def test_a_value_that_does_not_fit_is_refused_and_the_chart_stays() -> None:
    shown = screen({**SET, "source": "regions", "targets": ["products"], "field": "x"})
    with pytest.raises(BadData, match="no column 'south'"):
        shown.hear(click("regions", 1, x="south"))
    assert shown.bars("products") == [3, 2]
    assert shown.board.facts["links"][0]["value"] == "south"


def test_what_was_set_stays_when_other_panels_change_and_goes_with_the_link() -> None:
    link = {**SET, "source": "regions", "targets": ["note"]}
    made = board(link)
    shown = Screen(made)
    shown.hear(click("regions", 1, x="south"))
    made.change(panels=specs([{"kind": "markdown", "id": "other", "text": "Other"}]))
    assert {panel.id: panel for panel in made.panels}["note"].wire()["text"] == "south"
    [changed] = [panel for panel in made.change(links=[Link(source="products")]) if panel.id == "note"]
    assert changed.wire()["text"] == "Hi"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"targets": None}, "give targets"),
        ({"targets": ["nope"]}, "'nope' is no panel"),
        ({"targets": ["products"]}, "needs field"),
        ({"targets": ["products"], "field": "text"}, "cannot set 'text' of 'products', which is a chart"),
        ({"targets": ["products"], "field": "dataset"}, "cannot set 'dataset'"),
        ({"targets": ["note"], "column": "nope"}, "no column 'nope'"),
    ],
)
def test_a_link_that_can_set_nothing_is_refused(link: dict[str, Any], said: str) -> None:
    with pytest.raises(BadData, match=said):
        board({"kind": "set", "source": "regions", **link})


def test_links_that_set_each_other_in_a_circle_are_refused() -> None:
    first = {**SET, "source": "regions", "targets": ["products"], "field": "title"}
    back = {**SET, "source": "products", "targets": ["regions"], "field": "title"}
    with pytest.raises(BadData, match="in a circle, 'regions' -> 'products' -> 'regions'"):
        board(first, back)


def test_panels_may_filter_each_other() -> None:
    shown = screen({"source": "regions"}, {"source": "products"})
    shown.hear(click("regions", 1))
    shown.hear(click("products", 1))
    assert (shown.value("total"), shown.bars("products"), shown.bars("regions")) == (16, [2, 1], [2, 16])
