"""The ground of tests with real windows; one screen and one session bus for each worker."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache

import pytest

from scripts import system
from tests.native.bus import Bus
from tests.native.screen import Screen


@cache
def lacking() -> str:
    """What tests with windows lack here, and how to get it; nothing if they can run."""
    if sys.platform != "linux":
        return "tests with windows need an X server of their own, which only Linux has"
    if not system.has_native_wheel():
        return "PyTauri has no wheel for this Python"
    missing = [need for need in system.window_needs() if not need.present()]
    if not missing:
        return ""
    return f"missing: {', '.join(need.what for need in missing)}. To install: {system.advice(missing)}"


def require() -> None:
    """Skip a test that cannot run here; but where everything is to be tested, fail."""
    why = lacking()
    if why and os.environ.get("CI") and sys.platform == "linux" and system.has_native_wheel():
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
    with Bus() as bus:
        yield bus


@pytest.fixture
def screen(own_screen: Screen, monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A screen: what is started during the test draws there."""
    for name in set(os.environ) - set(own_screen.env):
        monkeypatch.delenv(name)
    for name, value in own_screen.env.items():
        monkeypatch.setenv(name, value)
    own_screen.move(0, 0)
    return own_screen


@pytest.fixture
def bus(own_bus: Bus, monkeypatch: pytest.MonkeyPatch) -> Bus:
    """A session bus: what is started during the test joins it."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", own_bus.address)
    own_bus.clear()
    return own_bus
