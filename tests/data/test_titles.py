"""Titles that are given as text are drawn."""

from __future__ import annotations

from pywry.data.figure import figure_of
from pywry.data.titles import title_paths


def test_titles_of_the_figure_its_axes_and_colour_bars_may_be_text() -> None:
    found = figure_of(
        {
            "data": [{"type": "heatmap", "z": [[1]], "colorbar": {"title": "C"}}],
            "layout": {"title": "T", "xaxis": {"title": "X"}, "scene": {"zaxis": {"title": {"text": "Z"}}}},
        }
    )
    assert found["layout"] == {
        "title": {"text": "T"},
        "xaxis": {"title": {"text": "X"}},
        "scene": {"zaxis": {"title": {"text": "Z"}}},
    }
    assert found["data"][0]["colorbar"] == {"title": {"text": "C"}}


def test_what_is_a_persons_own_is_left_as_it_is() -> None:
    found = figure_of({"data": [{"y": [1], "meta": {"title": "m"}}], "layout": {"meta": {"title": "m"}}})
    assert found["layout"]["meta"] == found["data"][0]["meta"] == {"title": "m"}


def test_a_change_of_a_title_leaves_its_font() -> None:
    change = {"title": "T", "xaxis.title": "X", "yaxis": {"title": "Y"}, "legend.title": {"text": "L"}}
    assert title_paths(change) == {
        "title.text": "T",
        "xaxis.title.text": "X",
        "yaxis": {"title": {"text": "Y"}},
        "legend.title": {"text": "L"},
    }
