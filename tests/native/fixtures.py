"""The ground of tests with real windows; one screen and one session bus for each worker."""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from tests.native.screen import Screen

if TYPE_CHECKING:
    from tests.native.bus import Bus


PACKAGES = ("pytauri_wheel", "PIL", "dbus_fast")


def possible() -> bool:
    """Whether tests with windows could run here, once everything is installed."""
    from scripts.devenv import has_native_wheel

    return sys.platform == "linux" and has_native_wheel()


def importable() -> bool:
    """Whether what tests with windows import is installed."""
    return all(find_spec(name) for name in PACKAGES)


@cache
def lacking() -> str:
    """What tests with windows lack here, and how to get it; nothing if they can run."""
    if not possible():
        return "tests with windows need Linux, for an X server of their own, and a Python that PyTauri has a wheel for"
    if not importable():
        return "tests with windows need: uv sync --group dev --extra demo --extra native"
    from scripts import system

    missing = [need for need in system.window_needs() if not need.present()]
    if not missing:
        return ""
    return f"missing: {', '.join(need.what for need in missing)}. To install: {system.advice(missing)}"


def require() -> None:
    """Skip a test that cannot run here; but where everything is to be tested, fail."""
    why = lacking()
    if why and os.environ.get("CI") and possible():
        pytest.fail(why)
    if why:
        pytest.skip(why)


@pytest.fixture(scope="session")
def own_screen() -> Iterator[Screen]:
    """The screen, for those who start programs themselves."""
    require()
    with Screen() as screen:
        yield screen


@pytest.fixture(scope="session")
def own_bus() -> Iterator[Bus]:
    """The session bus, with a tray and a place for notifications."""
    require()
    from tests.native.bus import Bus

    with Bus() as bus:
        yield bus


@pytest.fixture
def screen(own_screen: Screen, monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A screen: what is started during the test draws there."""
    for name in set(os.environ) - set(own_screen.env):
        monkeypatch.delenv(name)
    for name, value in own_screen.env.items():
        monkeypatch.setenv(name, value)
    # Apps of other tests in this process are none of this one's.
    alone: weakref.WeakSet[object] = weakref.WeakSet()
    for module in ("pywry.runtime.apps", "pywry.app"):
        monkeypatch.setattr(f"{module}.LIVE", alone)
    own_screen.move(0, 0)
    return own_screen


@pytest.fixture
def bus(own_bus: Bus, monkeypatch: pytest.MonkeyPatch) -> Bus:
    """A session bus: what is started during the test joins it."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", own_bus.address)
    own_bus.clear()
    return own_bus
