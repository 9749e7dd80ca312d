"""The script of every dashboard of the gallery shows that dashboard again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pywry import DashboardHandle, PyWry
from pywry.gallery.shelf import card, cards
from tests.export.script.again import again, model


def settle(house: PyWry, board: DashboardHandle) -> None:
    """End what feeds the dashboard, and wait until all that has come is drawn."""
    feeds = house.session.hub.find(board.id).feeds
    for feed in feeds.all if feeds is not None else ():
        feed.stop()
        assert feed.done.wait(10)


# The data of one dashboard are read in a way that pandas warns of.
@pytest.mark.filterwarnings("ignore:The inplace keyword")
@pytest.mark.parametrize("name", cards())
def test_a_dashboard_of_the_gallery_is_shown_again(
    house: PyWry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # As many rows as are paged are enough.
    monkeypatch.setattr("pywry.gallery.boards.million.COUNT", 110_000)
    board = card(name).show(house)
    settle(house, board)
    before = model(board)
    there = again(house, board, tmp_path)
    assert model(there) == before
    for page in (board, there):
        page.close()
