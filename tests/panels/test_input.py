"""What a person chooses in an input, and what follows from it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pywry.panels.board import Board
from pywry_tools.errors import BadData
from pywry_tools.events import dashboard
from pywry_tools.models.dashboard import Link, PanelSpec

DATA: dict[str, Any] = {
    "city": ["Oslo", "Rome", "Rome", None, "Oslo Nord"],
    "size": [1, 2, 3, 4, 5],
    "day": [dt.datetime(2026, 1, d, 12) for d in range(1, 6)],
    "open": [True, False, True, None, False],
}


def board(link: dict[str, Any] | None = None, **choice: Any) -> Board:
    made = Board()
    total = PanelSpec(kind="metric", id="total", dataset="d", column="size", agg="sum")
    made.change(
        panels=[PanelSpec(kind="input", id="choice", **choice), total, PanelSpec(kind="markdown", id="note", text="-")],
        datasets={"d": DATA},
        links=[Link(source="choice", **(link or {}))],
    )
    return made


def choose(made: Board, value: Any) -> list[str]:
    out = made.react(dashboard.InputChanged(panelId="choice", value=value))
    return [getattr(panel, "id", "?") for panel in out]


def wire(made: Board, panel: str) -> dict[str, Any]:
    return next(p.wire() for p in made.panels if p.id == panel)


def total(made: Board) -> Any:
    return wire(made, "total")["value"]


@pytest.mark.parametrize(
    ("choice", "value", "left"),
    [
        ({"input": "select", "column": "city"}, "Rome", 5),
        ({"input": "select", "column": "size"}, 4, 4),
        ({"input": "slider", "column": "size"}, 4, 9),
        ({"input": "text", "column": "city"}, "oSLO", 6),
        ({"input": "text", "column": "city"}, "nowhere", 0),
        ({"input": "date", "column": "day"}, "2026-01-03", 3),
        ({"input": "checkbox", "column": "open"}, True, 4),
    ],
)
def test_what_is_chosen_filters_by_the_column_until_it_is_taken_back(choice: Any, value: Any, left: int) -> None:
    made = board(**choice, dataset="d")
    assert total(made) == 15
    start = wire(made, "choice")["value"]
    assert choose(made, value) == ["choice", "total"]
    assert (total(made), wire(made, "choice")["value"]) == (left, value)
    assert choose(made, value) == []
    choose(made, start)
    assert total(made) == 15


def test_what_is_offered_comes_from_the_column() -> None:
    assert wire(board(input="select", dataset="d", column="city"), "choice")["options"] == ["Oslo", "Oslo Nord", "Rome"]
    assert wire(board(input="slider", dataset="d", column="size"), "choice")["options"] == [1, 5]
    assert wire(board(input="date", dataset="d", column="day"), "choice")["options"] == ["2026-01-01", "2026-01-05"]


def test_a_value_that_is_there_from_the_start_filters_from_the_start() -> None:
    made = board(input="select", dataset="d", column="city", value="Rome")
    assert total(made) == 5
    assert "optional" not in wire(made, "choice")


def test_a_choice_outlives_another_dataset_where_it_is_still_offered() -> None:
    made = board(input="select", dataset="d", column="city")
    choose(made, "Rome")
    made.change(datasets={"d": {**DATA, "size": [10, 20, 30, 40, 50]}})
    assert (total(made), wire(made, "choice")["value"]) == (50, "Rome")
    made.change(datasets={"d": {**DATA, "city": ["Bonn"] * 5}})
    assert (total(made), wire(made, "choice")["value"]) == (15, None)


def test_an_input_stays_while_its_dataset_has_no_rows() -> None:
    made = board(input="select", dataset="d", column="city", value="Rome")
    made.change(datasets={"d": {name: [] for name in DATA}})
    assert (wire(made, "choice")["value"], wire(made, "choice").get("options"), total(made)) == (None, None, 0)
    made.change(datasets={"d": {**DATA, "city": ["Bonn"] * 5}})
    assert (wire(made, "choice")["options"], total(made)) == (["Bonn"], 15)
    for kind in ("slider", "date", "text", "checkbox"):
        column = {"slider": "size", "date": "day"}.get(kind, "city")
        made = board(input=kind, dataset="d", column=column)
        made.change(datasets={"d": {name: [] for name in DATA}})
        assert total(made) == 0


def test_what_is_chosen_is_handed_on() -> None:
    made = board({"kind": "set", "targets": ["note"], "text": "Size {value}"}, input="slider", options=[0, 10, 2])
    choose(made, 6)
    assert wire(made, "note")["text"] == "Size 6"
    assert wire(made, "choice")["options"] == [0, 10, 2]


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({}, "shows nothing; give input: select, slider"),
        ({"input": "select"}, "a select needs options"),
        ({"input": "select", "options": ["a", "b"], "value": "c"}, "a select does not offer 'c'.*'a', 'b'"),
        ({"input": "slider", "options": [5, 1]}, "lowest and highest number, and its step; got \\[5, 1\\]"),
        ({"input": "slider", "value": "x"}, "number from 0 to 100, not 'x'"),
        ({"input": "date", "value": "soon"}, "'soon' is no date; write it as 2026-01-31"),
        (
            {"input": "slider", "dataset": "d", "column": "city"},
            "panel 'choice': a slider needs numbers, not .* 'text'",
        ),
        ({"input": "date", "dataset": "d", "column": "size"}, "a date needs a column of dates, not .* 'integer'"),
        ({"input": "text", "options": ["a"]}, "a text input takes no options"),
        ({"input": "select", "column": "city"}, "needs both dataset and column"),
        ({"input": "text", "html": "x"}, "an input has no html"),
    ],
)
def test_an_input_that_cannot_be_is_refused(choice: dict[str, Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        board({"kind": "set", "targets": ["note"]}, **choice)


def test_what_a_page_chooses_and_was_not_offered_changes_nothing() -> None:
    made = board(input="select", dataset="d", column="city")
    with pytest.raises(BadData, match="does not offer 'Bonn'"):
        choose(made, "Bonn")
    assert (total(made), wire(made, "choice")["value"]) == (15, None)


def test_a_column_of_too_many_values_is_no_select() -> None:
    with pytest.raises(BadData, match="cannot offer 2,000 values"):
        Board().change(
            panels=[PanelSpec(kind="input", id="c", input="select", dataset="d", column="n")],
            datasets={"d": {"n": list(range(2000))}},
        )
