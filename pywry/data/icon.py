"""Pictures for menus and the tray: whatever a person has, as plain RGBA."""

from __future__ import annotations

import base64
import binascii
from io import BytesIO
from pathlib import Path
from typing import Any

from pywry_tools.errors import BadData

LARGEST = 256
"""Icons that are larger are made smaller; no desktop shows them larger."""

DATA_URL = "data:"


def icon_of(given: bytes | str | Path, size: tuple[int, int] | None = None) -> dict[str, Any]:
    """An icon as `{rgba, width, height}`, the pixels in base64.

    Args:
        given: The bytes of an image file, its path or data URL; or RGBA bytes, four a pixel.
        size: Width and height of RGBA bytes.

    Raises:
        BadData: It is no image.
    """
    raw = given if isinstance(given, bytes) else _read(given)
    if size is not None and len(raw) == 4 * size[0] * size[1]:
        return _plain(raw, *size)
    return _decoded(raw, size, "these bytes" if isinstance(given, bytes) else _shown(given))


def _shown(given: str | Path) -> str:
    text = str(given)
    return repr(text if len(text) <= 60 else f"{text[:60]}...")


def _read(given: str | Path) -> bytes:
    text = str(given)
    if text.startswith(DATA_URL):
        try:
            return base64.b64decode(text.partition(",")[2], validate=True)
        except binascii.Error as error:
            raise BadData(f"the data URL of the icon is no base64: {error}.") from None
    from pywry_tools.models.content import find

    try:
        return find(given).read_bytes()
    except OSError as error:
        raise BadData(f"the icon {_shown(given)} cannot be read: {error.strerror}.") from None


def _decoded(raw: bytes, size: tuple[int, int] | None, shown: str) -> dict[str, Any]:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(raw)) as image:
            picture = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        wanted = f", and RGBA bytes of {size[0]} x {size[1]} pixels would be {4 * size[0] * size[1]}" if size else ""
        raise BadData(
            f"the icon {shown} is no image ({len(raw)} bytes{wanted}). Give a PNG, its path or data URL, or RGBA bytes "
            "with their size."
        ) from None
    picture.thumbnail((LARGEST, LARGEST))
    return _plain(picture.tobytes(), *picture.size)


def _plain(rgba: bytes, width: int, height: int) -> dict[str, Any]:
    return {"rgba": base64.b64encode(rgba).decode("ascii"), "width": width, "height": height}
