"""Metrics and texts show what they were given."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from pywry.panels import make
from pywry_tools.errors import BadData
from pywry_tools.events import plotly


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (5, 5),
        (np.float64(2.5), 2.5),
        ("ok", "ok"),
        (None, None),
        (math.nan, None),
        (math.inf, "∞"),
        (True, True),
        (Decimal("1.5"), 1.5),
        (dt.date(2026, 1, 2), "2026-01-02"),
    ],
)
def test_a_value_is_a_number_text_or_missing(value: Any, shown: Any) -> None:
    assert make("metric", "m", title="M", value=value).wire() == {"kind": "metric", "title": "M", "value": shown}


def test_a_metric_keeps_its_looks() -> None:
    looks = {"format": ",.1f", "prefix": "$", "suffix": " m", "delta": -2.5, "hint": "since May", "spark": [1, 2]}
    wire = make("metric", "m", value=1, delta_format="+.1%", **looks).wire()
    assert wire == {"kind": "metric", "title": "m", "value": 1, "deltaFormat": "+.1%", **looks}
    assert make("metric", "m", value=1, prefix="$").summary() == {"value": 1, "prefix": "$"}


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ({"value": [1]}, "number or text"),
        ({"value": 1, "format": "%d items"}, "no d3 number format"),
        ({"value": 1, "delta": {}}, "number or text"),
    ],
)
def test_what_is_no_metric_is_refused(model: dict[str, Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        make("metric", "m", **model)


def test_texts_are_what_they_are() -> None:
    assert make("markdown", "t", text="# Hi").wire() == {"kind": "markdown", "text": "# Hi"}
    assert make("html", "h", html="<b>x</b>", title="T").wire() == {"kind": "html", "title": "T", "html": "<b>x</b>"}
    assert make("markdown", "t", text="# Hi").summary() == {"characters": 4}
    with pytest.raises(BadData, match="cannot change panel 't', which is a markdown"):
        make("markdown", "t", text="").apply(plotly.ResetZoom())
