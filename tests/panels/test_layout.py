"""Where the panels of a dashboard stand: as they flow, as they were told, as a person moved them."""

from __future__ import annotations

from typing import Any

import pytest

from pywry.panels.board import Board
from pywry_tools.errors import BadData, NoSuchPanel
from pywry_tools.events import dashboard
from pywry_tools.models.dashboard import Layout, PanelSpec


def board(**places: dict[str, Any]) -> Board:
    made = Board()
    made.change(panels=[PanelSpec(kind="metric", id=name, value=1, **place) for name, place in places.items()])
    return made


def cells(made: Board) -> dict[str, tuple[int, int, int, int]]:
    return {i["panel"]: (i["col"], i["row"], i["width"], i["height"]) for i in made.layout["items"]}


def moved(made: Board, *items: dict[str, Any]) -> dict[str, Any]:
    [state] = made.react(dashboard.LayoutChanged(layout=Layout.model_validate({"version": 1, "items": items})))
    assert isinstance(state, dict)
    return state


def test_panels_follow_each_other_like_words_and_fill_what_is_free() -> None:
    made = board(a={"width": 8, "height": 4}, b={"width": 4}, c={"width": 4}, d={"width": 6}, e={"width": 12})
    found = {"a": (1, 1, 8, 4), "b": (9, 1, 4, 2), "c": (9, 3, 4, 2), "d": (1, 5, 6, 2), "e": (1, 7, 12, 2)}
    assert cells(made) == found


def test_a_chart_begins_a_line_after_metrics_unless_it_says_how_wide_it_is() -> None:
    metrics = [PanelSpec(kind="metric", id=f"m{n}", value=n) for n in range(5)]
    charts = [PanelSpec(kind="chart", id=name, figure={"data": []}) for name in ("a", "b")]
    made = Board()
    made.change(panels=[*metrics, *charts])
    assert [cells(made)[name] for name in ("m4", "a", "b")] == [(1, 3, 3, 2), (1, 5, 6, 8), (7, 5, 6, 8)]
    made.change(panels=[PanelSpec(kind="chart", id="a", figure={"data": []}, width=9)])
    assert cells(made)["a"] == (4, 3, 9, 8)


def test_a_column_takes_what_names_it_and_the_others_flow_beside() -> None:
    side = {"col": 1, "width": 3}
    made = board(
        a={**side, "row": 1}, b=side, c=side, main={"col": 4, "row": 1, "width": 9, "height": 5}, after={"width": 9}
    )
    assert cells(made)["b"] == (1, 3, 3, 2)
    assert cells(made)["c"] == (1, 5, 3, 2)
    assert cells(made)["after"] == (4, 6, 9, 2)


def test_a_row_takes_what_names_it() -> None:
    assert cells(board(a={"row": 4}, b={"row": 4}, c={}))["b"] == (4, 4, 3, 2)
    with pytest.raises(BadData, match="no room for 'c', 6 columns wide, in row 1"):
        board(a={"col": 4, "row": 1, "width": 6}, c={"row": 1, "width": 6})


@pytest.mark.parametrize(
    ("places", "words"),
    [
        (
            {"a": {"col": 1, "row": 1}, "b": {"col": 3, "row": 2}},
            "'a' and 'b' overlap: columns 1 to 3, rows 1 to 2, and",
        ),
        ({"a": {"col": 10, "row": 1, "width": 4}}, "'a' begins in column 10 and is 4 wide"),
        ({"a": {"col": 12}}, "'a' begins in column 12 and is 3 wide.*at most 1"),
    ],
)
def test_what_cannot_stand_is_refused_by_name(places: dict[str, Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        board(**places)


def test_panels_in_tabs_share_the_room_of_the_largest_tab() -> None:
    made = board(
        top={"width": 12},
        a={"tab": "One", "width": 6, "height": 4},
        b={"tab": "One", "width": 6, "height": 4},
        c={"tab": "Two", "width": 12, "height": 9},
        after={"width": 12},
    )
    assert made.layout["strips"] == [
        {"tabs": "", "col": 1, "row": 3, "width": 12, "height": 10, "names": ["One", "Two"]}
    ]
    assert [(i["panel"], i.get("tab"), i["col"], i["row"]) for i in made.layout["items"]] == [
        ("top", None, 1, 1),
        ("a", "One", 1, 1),
        ("b", "One", 7, 1),
        ("c", "Two", 1, 1),
        ("after", None, 1, 13),
    ]


def test_strips_of_tabs_stand_side_by_side() -> None:
    made = board(
        a={"tab": "Chart", "tabs": "left", "width": 6},
        b={"tab": "Table", "tabs": "left", "width": 6},
        c={"tab": "Only", "tabs": "right", "width": 6},
    )
    strips = made.layout["strips"]
    assert [(s["tabs"], s["col"], s["row"], s["width"], s["names"]) for s in strips] == [
        ("left", 1, 1, 6, ["Chart", "Table"]),
        ("right", 7, 1, 6, ["Only"]),
    ]


def test_a_layout_comes_back_as_it_was_saved() -> None:
    made = board(a={"tab": "One"}, b={"tab": "Two", "width": 9}, c={"col": 10, "row": 1}, d={})
    saved = made.layout
    made.change(layout=Layout.model_validate({"items": [{"panel": "d"}, {"panel": "a", "tab": None}]}))
    assert made.layout != saved
    made.change(layout=Layout.model_validate(saved))
    assert made.layout == saved


def saved(made: Board) -> Layout:
    return Layout.model_validate(made.layout)


def test_a_saved_layout_stands_without_the_panels_that_are_gone() -> None:
    layout = saved(board(a={"width": 12}, b={"width": 6}, c={"width": 6, "col": 7, "row": 3}, d={"width": 12}))
    made = board(d={}, c={}, b={"width": 3})
    made.change(layout=layout)
    assert cells(made) == {"b": (1, 1, 6, 2), "c": (7, 1, 6, 2), "d": (1, 3, 12, 2)}
    assert list(cells(made)) == ["b", "c", "d"]


def test_panels_that_a_saved_layout_does_not_know_stand_at_its_end() -> None:
    layout = saved(board(a={"width": 6}, b={"col": 1, "row": 5}))
    made = board(new={"col": 7, "row": 1}, a={}, more={"width": 12, "height": 3}, b={})
    made.change(layout=layout)
    found = {"a": (1, 1, 6, 2), "b": (1, 5, 3, 2), "new": (1, 7, 3, 2), "more": (1, 9, 12, 3)}
    assert cells(made) == found


def test_a_saved_layout_of_tabs_stands_with_other_panels_in_them() -> None:
    one, two = {"tab": "One", "width": 6, "height": 4}, {"tab": "Two", "width": 12, "height": 9}
    layout = saved(board(top={"width": 12}, a=one, b=two, after={"width": 12}))
    made = board(a=one, more=one, after={}, other={"tab": "Three", "tabs": "more"})
    made.change(layout=layout)
    strips = made.layout["strips"]
    assert [(s["tabs"], s["row"], s["width"], s["height"], s["names"]) for s in strips] == [
        ("", 1, 6, 9, ["One"]),
        ("more", 12, 3, 3, ["Three"]),
    ]
    assert {name: cell[:2] for name, cell in cells(made).items()} == {
        "a": (1, 1),
        "more": (1, 5),
        "after": (1, 10),
        "other": (1, 1),
    }


def test_what_is_changed_after_a_saved_layout_was_put_back_goes_on_as_before() -> None:
    layout = saved(board(a={"width": 9}, b={"width": 3, "height": 4}))
    made = board(a={"width": 6}, b={"width": 6})
    made.change(layout=layout)
    made.change(panels=[PanelSpec(kind="metric", id="b", value=2, width=6)])
    assert cells(made) == {"a": (1, 1, 9, 2), "b": (10, 1, 3, 4)}
    made.change(panels=[PanelSpec(kind="metric", id="b", value=2, width=12)])
    assert cells(made) == {"a": (1, 1, 9, 2), "b": (1, 3, 12, 2)}
    made.step(-3)
    assert cells(made) == {"a": (1, 1, 6, 2), "b": (7, 1, 6, 2)}


def test_a_saved_layout_in_which_panels_overlap_puts_one_below_the_other() -> None:
    made = board(a={}, b={})
    spot = {"col": 1, "row": 1, "width": 6, "height": 2}
    items = [{"panel": "a", **spot}, {"panel": "b", **spot}]
    made.change(layout=Layout.model_validate({"version": 1, "items": items}))
    assert cells(made) == {"a": (1, 1, 6, 2), "b": (1, 3, 6, 2)}
    with pytest.raises(BadData, match="'a' twice"):
        made.change(layout=Layout.model_validate({"version": 1, "items": [items[0], items[0]]}))


def test_a_list_of_places_moves_panels_between_tabs_only_where_it_says_so() -> None:
    made = board(a={"tab": "One"}, b={"tab": "Two"}, c={})
    made.change(layout=Layout.model_validate({"items": [{"panel": "a", "tab": None}, {"panel": "b", "width": 5}]}))
    assert {i["panel"]: i.get("tab") for i in made.layout["items"]} == {"a": None, "b": "Two", "c": None}


def test_what_a_person_moved_stays_where_it_is_put() -> None:
    made = board(a={}, b={}, c={})
    state = moved(
        made,
        {"panel": "a", "col": 4, "row": 1, "width": 9, "height": 3},
        {"panel": "b", "col": 1, "row": 1, "width": 3, "height": 3},
    )
    assert state["items"] == made.layout["items"]
    assert cells(made)["a"] == (4, 1, 9, 3)
    made.change(panels=[PanelSpec(kind="metric", id="a", value=2), PanelSpec(kind="metric", id="new", value=3)])
    assert cells(made)["a"] == (4, 1, 9, 3)
    made.change(panels=[PanelSpec(kind="metric", id="a", value=2, width=6)])
    assert cells(made)["a"] != (4, 1, 9, 3)


def test_a_panel_that_the_program_puts_somewhere_drives_out_what_a_person_put_there() -> None:
    made = board(a={}, b={})
    moved(
        made,
        {"panel": "a", "col": 1, "row": 1, "width": 6, "height": 3},
        {"panel": "b", "col": 7, "row": 1, "width": 6, "height": 3},
    )
    made.change(panels=[PanelSpec(kind="metric", id="new", value=3, col=1, row=1, width=12)])
    assert cells(made) == {"new": (1, 1, 12, 2), "a": (1, 3, 6, 3), "b": (7, 3, 6, 3)}


def test_a_panel_that_is_removed_leaves_no_hole_in_what_a_person_arranged() -> None:
    made = board(a={"width": 12}, b={}, c={"width": 6})
    spots = {"b": (1, 1, 6, 4), "a": (1, 5, 12, 2), "c": (1, 7, 6, 2)}
    names = ("col", "row", "width", "height")
    moved(made, *({"panel": panel, **dict(zip(names, spot, strict=True))} for panel, spot in spots.items()))
    made.change(remove=["a"])
    assert cells(made) == {"b": (1, 1, 6, 4), "c": (1, 5, 6, 2)}
    made.step(-1)
    assert cells(made) == spots


def test_what_a_page_says_of_panels_that_are_gone_or_of_one_place_for_two_does_no_harm() -> None:
    made = board(a={}, b={})
    spot = {"col": 1, "row": 1, "width": 12, "height": 3}
    moved(made, {"panel": "gone", **spot}, {"panel": "a", **spot}, {"panel": "b", **spot})
    assert cells(made) == {"a": (1, 1, 12, 3), "b": (1, 4, 12, 3)}


def test_a_fixed_layout_lets_nobody_move_anything() -> None:
    made = board(a={}, b={})
    made.change(editable=False)
    before = cells(made)
    state = moved(made, {"panel": "a", "col": 4, "row": 4, "width": 3, "height": 3})
    assert (state["editable"], cells(made)) == (False, before)


def test_a_layout_of_panels_that_are_not_there_is_refused() -> None:
    made = board(a={}, b={})
    with pytest.raises(NoSuchPanel, match="'c'"):
        made.change(layout=Layout.model_validate({"items": [{"panel": "c"}]}))
    with pytest.raises(BadData, match="'a' twice"):
        made.change(layout=Layout.model_validate({"items": [{"panel": "a"}, {"panel": "a"}]}))


def test_sixty_panels_and_none_are_dashboards_too() -> None:
    made = board(**{f"p{n}": dict[str, Any]() for n in range(60)})
    assert cells(made)["p59"] == (10, 29, 3, 2)
    assert board().layout == {"version": 1, "columns": 12, "items": [], "strips": []}


def test_two_panels_of_one_id_are_refused() -> None:
    with pytest.raises(BadData, match="two panels have the id 'a'"):
        Board().change(panels=[PanelSpec(kind="metric", id="a", value=1)] * 2)
