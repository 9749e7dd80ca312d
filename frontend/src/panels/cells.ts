/** Rectangles on a grid of cells, numbered from 1. */
export interface Cell {
  readonly id: string;
  readonly col: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** Where a cell is to go, and how large it is to be. */
export type Target = Omit<Cell, "id">;

/** Let one cell go somewhere: those in its way give way, and all move up as far as there is room. */
export function moved(cells: readonly Cell[], id: string, to: Target): Cell[] {
  const from = cells.find((cell) => cell.id === id);
  if (from === undefined) return [...cells];
  const mover: Cell = { ...to, id };
  const rest = cells.filter((cell) => cell.id !== id).map((cell) => (meets(cell, mover) ? swapped(cell, from, mover, cells) : cell));
  return risen(pushed(mover, rest));
}

/** All cells as high as they can be without changing which stands above which. */
export function risen(cells: readonly Cell[]): Cell[] {
  const done: Cell[] = [];
  for (const cell of sorted(cells)) {
    let row = cell.row;
    while (row > 1 && !done.some((other) => meets(other, { ...cell, row: row - 1 }))) row -= 1;
    done.push({ ...cell, row });
  }
  return done;
}

/** In reading order. */
export function sorted(cells: readonly Cell[]): Cell[] {
  return [...cells].sort((a, b) => a.row - b.row || a.col - b.col);
}

export function meets(a: Target, b: Target): boolean {
  return a.col < b.col + b.width && b.col < a.col + a.width && a.row < b.row + b.height && b.row < a.row + a.height;
}

/** How many columns and rows cells take together. */
export function extent(cells: readonly Target[]): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(1, ...cells.map((cell) => cell.col + cell.width - 1)),
    height: Math.max(0, ...cells.map((cell) => cell.row + cell.height - 1)),
  };
}

export function sameCells(a: readonly Cell[], b: readonly Cell[]): boolean {
  return a.length === b.length && a.every((cell) => b.some((other) => sameCell(cell, other)));
}

function sameCell(a: Cell, b: Cell): boolean {
  return a.id === b.id && a.col === b.col && a.row === b.row && a.width === b.width && a.height === b.height;
}

/** Where a cell that is in the way may go instead: to the room that the mover left, beside it or above it. */
function swapped(cell: Cell, from: Cell, mover: Cell, cells: readonly Cell[]): Cell {
  const beside = mover.col > from.col ? from.col : from.col + from.width - cell.width;
  const above = { ...cell, row: mover.row - cell.height };
  const places = mover.row === from.row ? [{ ...cell, col: beside, row: from.row }, above] : [above];
  const others = cells.filter(({ id }) => id !== cell.id && id !== mover.id);
  const free = (place: Cell): boolean => place.row >= 1 && place.col >= 1 && ![mover, ...others].some((other) => meets(other, place));
  return places.find(free) ?? cell;
}

/** The mover where it is, and all others as little below where they were as they must. */
function pushed(mover: Cell, rest: readonly Cell[]): Cell[] {
  const done = [mover];
  for (const cell of sorted(rest)) {
    let place = cell;
    for (let hit = done.find((other) => meets(other, place)); hit !== undefined; hit = done.find((other) => meets(other, place))) {
      place = { ...place, row: hit.row + hit.height };
    }
    done.push(place);
  }
  return done;
}
