"""Where panels stand: cells of a page that is twelve columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from pywry_tools.errors import BadData

COLUMNS = 12

Line = Literal["part", "word", "paragraph"]
K = TypeVar("K")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A panel or a strip of tabs that wants room.

    Attributes:
        name: The panel's id, or what the strip is called in messages.
        width: In columns.
        height: In rows.
        col: The column in which it is to begin, from 1; None if that is open.
        row: The row in which it is to begin, from 1; None if that is open.
        moved: Whether a person put it there, so that it gives way to what the program says.
        line: What it does to the line it flows in: a "part" of any stands beside what is there, a "word" too and is
            small, a "paragraph" begins a line after words.
    """

    name: str
    width: int
    height: int
    col: int | None = None
    row: int | None = None
    moved: bool = False
    line: Line = "part"


@dataclass(frozen=True)
class Spot:
    """The cells that a block has got.

    Attributes:
        col: The first column, from 1.
        row: The first row, from 1.
        width: In columns.
        height: In rows.
    """

    col: int
    row: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The last column."""
        return self.col + self.width - 1

    @property
    def bottom(self) -> int:
        """The last row."""
        return self.row + self.height - 1

    def meets(self, other: Spot) -> bool:
        """Whether both have a cell in common."""
        return (
            self.col <= other.right
            and other.col <= self.right
            and self.row <= other.bottom
            and other.row <= self.bottom
        )


class Sheet:
    """Cells, and who has them."""

    def __init__(self) -> None:
        self.spots: dict[str, Spot] = {}

    def who(self, spot: Spot) -> str | None:
        """One of those that have a cell of a spot."""
        return next((name for name, taken in self.spots.items() if taken.meets(spot)), None)

    def pin(self, block: Block) -> None:
        """Put a block exactly where it is to be.

        Raises:
            BadData: It reaches beyond the page, or another stands there.
        """
        spot = Spot(block.col or 1, block.row or 1, block.width, block.height)
        check_width(block)
        other = self.who(spot)
        if other is not None:
            raise BadData(
                f"the panels {other!r} and {block.name!r} overlap: {said(self.spots[other])}, and {said(spot)}. "
                "Move one of them, or leave its col and row out."
            )
        self.spots[block.name] = spot

    def lower(self, block: Block) -> None:
        """Put a block where it is to be, or as little below as it must."""
        spot = Spot(min(block.col or 1, COLUMNS + 1 - block.width), block.row or 1, block.width, block.height)
        while (other := self.who(spot)) is not None:
            spot = replace(spot, row=self.spots[other].bottom + 1)
        self.spots[block.name] = spot

    def below(self, block: Block) -> None:
        """Put a block under all that stand in its columns."""
        check_width(block)
        column = Spot(block.col or 1, 1, block.width, 1 << 30)
        row = max((spot.bottom for spot in self.spots.values() if spot.meets(column)), default=0) + 1
        self.spots[block.name] = replace(column, row=row, height=block.height)

    def beside(self, block: Block) -> None:
        """Put a block into the first columns of its row that are free.

        Raises:
            BadData: There is no room in the row.
        """
        for col in range(1, COLUMNS + 2 - block.width):
            spot = Spot(col, block.row or 1, block.width, block.height)
            if self.who(spot) is None:
                self.spots[block.name] = spot
                return
        raise BadData(
            f"there is no room for {block.name!r}, {block.width} columns wide, in row {block.row}; give it col and row "
            "that are free, or leave both out."
        )

    def flow(self, block: Block, after: Spot | None) -> Spot:
        """Put a block into the next free place in reading order, as words follow each other on lines."""
        spot = (
            Spot(after.right + 1, after.row, block.width, block.height)
            if after
            else Spot(1, 1, block.width, block.height)
        )
        while True:
            if spot.right > COLUMNS:
                spot = replace(spot, col=1, row=spot.row + 1)
            other = self.who(spot)
            if other is None:
                break
            spot = replace(spot, col=self.spots[other].right + 1)
        self.spots[block.name] = spot
        return spot


def placed(blocks: Sequence[Block]) -> dict[str, Spot]:
    """Where every block stands, in the order that they are read in.

    Those with both `col` and `row` come first. Of the others, in order: with `col` alone one stands below what is in
    these columns, with `row` alone to the right of what is in this row, with neither they flow.

    Raises:
        BadData: Two overlap, or one reaches beyond the page; the message names them.
    """
    sheet = Sheet()
    fixed = [block for block in blocks if block.col and block.row]
    for block in sorted(fixed, key=lambda block: block.moved):
        (sheet.lower if block.moved else sheet.pin)(block)
    last: Spot | None = None
    line: Line = "part"
    for block in blocks:
        if block.col and block.row:
            continue
        if block.col:
            sheet.below(block)
        elif block.row:
            sheet.beside(block)
        else:
            if last is not None and (line, block.line) == ("word", "paragraph"):
                last = replace(last, col=1, width=COLUMNS, row=last.bottom)
            last, line = sheet.flow(block, last), block.line
    return dict(sorted(sheet.spots.items(), key=lambda item: (item[1].row, item[1].col)))


def risen(spots: Mapping[K, Spot]) -> dict[K, Spot]:
    """All as high as they can stand without passing one that is above them."""
    done: dict[K, Spot] = {}
    for name, spot in sorted(spots.items(), key=lambda item: (item[1].row, item[1].col)):
        column = replace(spot, row=1, height=1 << 30)
        row = max((other.bottom for other in done.values() if other.meets(column)), default=0) + 1
        done[name] = replace(spot, row=row)
    return done


def extent(spots: Iterable[Spot]) -> tuple[int, int]:
    """How many columns and rows some spots need together."""
    found = list(spots)
    return max((spot.right for spot in found), default=1), max((spot.bottom for spot in found), default=1)


def check_width(block: Block) -> None:
    """Refuse a block that reaches beyond the page.

    Raises:
        BadData: It does.
    """
    col = block.col or 1
    if col + block.width - 1 > COLUMNS:
        raise BadData(
            f"{block.name!r} begins in column {col} and is {block.width} wide, which reaches beyond column {COLUMNS}; "
            f"give it a width of at most {COLUMNS + 1 - col}, or an earlier col."
        )


def said(spot: Spot) -> str:
    """A spot in words."""
    return f"columns {spot.col} to {spot.right}, rows {spot.row} to {spot.bottom}"


def wire(spot: Spot) -> Mapping[str, int]:
    """A spot as a layout has it."""
    return {"col": spot.col, "row": spot.row, "width": spot.width, "height": spot.height}
