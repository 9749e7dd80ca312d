"""One small trace of every type that Plotly draws, from typed arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

N = 40
STEP = np.arange(float(N))
WAVE = np.sin(STEP / 5)
GRID = np.outer(np.sin(np.arange(20.0) / 4), np.cos(np.arange(24.0) / 4))
SIDE = np.arange(4.0)
CUBE = {name: axis.ravel() for name, axis in zip("xyz", np.meshgrid(SIDE, SIDE, SIDE, indexing="ij"), strict=True)}
FIELD = {**CUBE, "u": np.cos(CUBE["x"]), "v": np.sin(CUBE["y"]), "w": np.ones(64)}
TREE = {"labels": ["all", "a", "b", "c"], "parents": ["", "all", "all", "a"], "values": np.array([9.0, 5.0, 4.0, 2.0])}
PRICES = {"open": WAVE + 3, "high": WAVE + 4, "low": WAVE + 2, "close": WAVE + 3.5}
CARPET = {"a": np.repeat([4.0, 4.5, 5.0], 3), "b": np.tile([1.0, 2.0, 3.0], 3), "carpet": "c"}
PLACES = {"lon": np.linspace(-90, 90, N), "lat": WAVE * 40}

TRACES: Mapping[str, Mapping[str, Any]] = {
    "bar": {"x": STEP, "y": WAVE},
    "barpolar": {"r": STEP, "theta": STEP * 9},
    "box": {"y": WAVE},
    "candlestick": {"x": STEP, **PRICES},
    "carpet": {**CARPET, "y": np.array([2.0, 3.5, 4.0, 3.0, 4.5, 5.0, 5.5, 6.5, 7.5])},
    "choropleth": {"locations": ["FRA", "BRA"], "z": np.array([1.0, 2.0])},
    "cone": FIELD,
    "contour": {"z": GRID},
    "contourcarpet": {"a": CARPET["a"], "b": CARPET["b"], "carpet": "c", "z": np.arange(9.0)},
    "funnel": {"x": np.array([9.0, 5.0, 2.0]), "y": ["a", "b", "c"]},
    "funnelarea": {"values": np.array([9.0, 5.0, 2.0]), "labels": ["a", "b", "c"]},
    "heatmap": {"z": GRID},
    "histogram": {"x": WAVE},
    "histogram2d": {"x": WAVE, "y": STEP},
    "histogram2dcontour": {"x": WAVE, "y": STEP},
    "icicle": TREE,
    "image": {"z": np.full((4, 5, 3), 120, dtype=np.uint8)},
    "indicator": {"mode": "gauge+number", "value": 7},
    "isosurface": {**CUBE, "value": CUBE["x"] * CUBE["y"], "isomin": 1, "isomax": 6},
    "mesh3d": {**CUBE, "alphahull": 0},
    "ohlc": {"x": STEP, **PRICES},
    "parcats": {"dimensions": [{"values": ["a", "b", "a"]}, {"values": ["x", "x", "y"]}]},
    "parcoords": {"dimensions": [{"label": "s", "values": STEP}, {"label": "w", "values": WAVE}]},
    "pie": {"values": np.array([3.0, 2.0, 1.0]), "labels": ["a", "b", "c"]},
    "quiver": {"x": SIDE, "y": SIDE, "u": np.cos(SIDE), "v": np.sin(SIDE)},
    "sankey": {
        "node": {"label": ["a", "b", "c"]},
        "link": {"source": np.array([0, 0]), "target": np.array([1, 2]), "value": np.array([3.0, 1.0])},
    },
    "scatter": {"x": STEP, "y": WAVE},
    "scatter3d": {"x": STEP, "y": WAVE, "z": -WAVE},
    "scattercarpet": {"a": np.array([4.2, 4.6]), "b": np.array([1.2, 1.8]), "carpet": "c"},
    "scattergeo": PLACES,
    "scattergl": {"x": STEP, "y": WAVE, "mode": "markers"},
    "scattermap": PLACES,
    "choroplethmap": {
        "locations": ["p"],
        "z": np.array([1.0]),
        "geojson": {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "id": "p",
                    "properties": {},
                    "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]]]},
                }
            ],
        },
    },
    "densitymap": PLACES,
    "scatterpolar": {"r": STEP, "theta": STEP * 9},
    "scatterpolargl": {"r": STEP, "theta": STEP * 9},
    "scattersmith": {"real": np.array([0.5, 1.0]), "imag": np.array([0.5, -1.0])},
    "scatterternary": {"a": STEP + 1, "b": WAVE + 2, "c": np.ones(N)},
    "splom": {"dimensions": [{"label": "s", "values": STEP}, {"label": "w", "values": WAVE}]},
    "streamtube": FIELD,
    "sunburst": TREE,
    "surface": {"z": GRID},
    "table": {"header": {"values": ["a", "b"]}, "cells": {"values": [STEP[:3], WAVE[:3]]}},
    "treemap": TREE,
    "violin": {"y": WAVE},
    "volume": {**CUBE, "value": CUBE["x"] * CUBE["y"], "opacity": 0.2},
    "waterfall": {"x": ["a", "b", "c"], "y": np.array([3.0, -1.0, 2.0])},
}
"""Trace type to a trace without its type."""

OFFLINE = {"map": {"style": "white-bg"}}
"""A layout for tile maps: tiles would come from another host."""


def figure_of_type(kind: str) -> dict[str, Any]:
    """A figure with one trace of a type, and what that stands on."""
    trace = {"type": kind, **TRACES[kind]}
    ground = [{"type": "carpet", **TRACES["carpet"]}] if kind in ("contourcarpet", "scattercarpet") else []
    return {"data": [*ground, trace], "layout": OFFLINE if kind.endswith("map") and kind != "heatmap" else {}}
