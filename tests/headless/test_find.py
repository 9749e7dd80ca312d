from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pywry.headless import Browser, find_browser
from pywry_tools.errors import NoBrowser


def test_the_variable_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYWRY_BROWSER", sys.executable)
    assert find_browser() == Path(sys.executable)


def test_a_variable_that_names_nothing_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYWRY_BROWSER", "/no/such/browser")
    with pytest.raises(NoBrowser, match=r"PYWRY_BROWSER is '/no/such/browser'.*unset it"):
        find_browser()


@pytest.mark.parametrize(
    ("system", "cure"),
    [("linux", "chromium"), ("darwin", "brew install --cask google-chrome"), ("win32", "winget install Google.Chrome")],
)
def test_without_any_browser_the_error_names_the_install_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, cure: str
) -> None:
    monkeypatch.delenv("PYWRY_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr("pywry.headless.find.sys", SimpleNamespace(platform=system))
    monkeypatch.setattr("pywry.headless.find.MAC_APPS", ())
    with pytest.raises(NoBrowser, match=cure):
        find_browser()


@pytest.mark.anyio
async def test_a_program_that_is_no_browser_is_an_error_that_names_it() -> None:
    with pytest.raises(NoBrowser, match="ended at once"):
        async with Browser(Path(sys.executable)):
            pass
