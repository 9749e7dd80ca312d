"""A page as a picture and on paper."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from pywry import DashboardHandle

pytestmark = [pytest.mark.anyio, pytest.mark.browser]


def size_of(png: bytes) -> tuple[int, int]:
    """Of a PNG, in its own pixels."""
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


async def test_a_picture_shows_the_whole_page_with_two_pixels_for_one(board: DashboardHandle) -> None:
    whole = size_of(await board.to_png.aio(width=700))
    assert whole[0] == 1400 and whole[1] > 2_000
    assert size_of(await board.to_png.aio(width=700, height=300)) == (1400, 600)


async def test_a_panel_is_a_picture_of_its_own(board: DashboardHandle, tmp_path: Path) -> None:
    light, dark = tmp_path / "light.png", tmp_path / "dark.png"
    await board.export.aio(light, panel="bars", width=600, theme="light")
    await board.export.aio(dark, panel="bars", width=600, theme="dark")
    width, height = size_of(light.read_bytes())
    assert 900 < width < 1200 and height < 1600
    assert light.read_bytes() != dark.read_bytes()


@pytest.mark.parametrize(
    ("asked", "points"),
    [
        ({"page_size": "A4"}, (595, 842)),
        ({"page_size": "A4", "landscape": True}, (842, 595)),
        ({"page_size": "letter"}, (612, 792)),
    ],
)
async def test_paper_has_the_size_that_was_asked_for(
    board: DashboardHandle, asked: dict[str, object], points: tuple[int, int]
) -> None:
    page = PdfReader(BytesIO(await board.to_pdf.aio(**asked))).pages[0]  # type: ignore[arg-type]  # chosen above
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == pytest.approx(points, abs=2)


async def test_text_on_paper_can_be_selected_and_one_sheet_may_hold_all(board: DashboardHandle) -> None:
    reader = PdfReader(BytesIO(await board.to_pdf.aio(page_size="fit")))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    for words in ("Cities", "Where people live", "191,000", "134,000"):
        assert words in text
