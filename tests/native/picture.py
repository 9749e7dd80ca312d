"""What is to be seen on a screen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Self, cast

if TYPE_CHECKING:
    from PIL import Image

Color = tuple[int, int, int]
Box = tuple[int, int, int, int]

HANDFUL = 20


class Picture:
    """Pixels of a screen, a window or a file.

    Attributes:
        image: The pixels, as Pillow has them.
    """

    def __init__(self, image: Image.Image) -> None:
        self.image = image.convert("RGB")

    @classmethod
    def of(cls, data: bytes) -> Self:
        """A picture from the bytes of a PNG."""
        # It comes with PyTauri, which is not everywhere.
        from PIL import Image

        return cls(Image.open(io.BytesIO(data)))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.image.size

    @property
    def is_blank(self) -> bool:
        """Whether it is one colour all over, but for a handful of pixels."""
        return self.size[0] * self.size[1] - next(iter(self.colors().values())) < HANDFUL

    @property
    def color(self) -> Color:
        """The colour of most pixels."""
        return next(iter(self.colors()))

    def at(self, x: int, y: int) -> Color:
        """The colour of a pixel."""
        return cast("Color", self.image.getpixel((x, y)))

    def share(self, color: Color, tolerance: int = 0) -> float:
        """Which part of all pixels has a colour, or one that differs by at most so much in each of red, green, blue."""
        near = sum(n for found, n in self.colors().items() if _differ(found, color) <= tolerance)
        return near / (self.size[0] * self.size[1])

    def colors(self) -> dict[Color, int]:
        """How many pixels each colour has, the most frequent first."""
        counted = self.image.getcolors(maxcolors=self.size[0] * self.size[1]) or []
        return {cast("Color", color): n for n, color in sorted(counted, key=lambda one: one[0], reverse=True)}

    def crop(self, box: Box) -> Picture:
        """A part: left, top, right, bottom."""
        return Picture(self.image.crop(box))


def _differ(one: Color, other: Color) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
