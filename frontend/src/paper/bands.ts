import { cellOf, COLUMNS, type Layout } from "../panels/layout";
import { extent, risen, sorted, type Cell } from "../panels/cells";

/** What stands on paper one below the other: panels side by side, one that may go on over several sheets, a heading. */
export type Row = Band | Long | Heading;

export interface Band {
  readonly kind: "band";
  /** Their rows count from the top of the band. */
  readonly cells: readonly Cell[];
}

export interface Long {
  readonly kind: "long";
  readonly panel: string;
}

export interface Heading {
  readonly kind: "heading";
  readonly text: string;
}

/** The panels of a layout as paper has them: those of every tab, and long ones at full width below those beside them.
 *
 * @param layout - As it is on screen.
 * @param panels - All that are on the page, in order; those that the layout does not name come last.
 * @param isLong - Whether a panel needs more room than it has on screen.
 * @param most - How many rows of the layout a sheet has room for: what stands side by side fits on one.
 */
export function rowsOf(layout: Layout, panels: readonly string[], isLong: (panel: string) => boolean, most: number = Infinity): Row[] {
  const columns = layout.columns ?? COLUMNS;
  const parts = (cells: readonly Cell[]): Row[] => bandRows(cells, isLong).flatMap((row) => (row.kind === "band" && heightOf(row) > most ? lines(row.cells, columns, most) : [row]));
  const there = new Set(panels);
  const items = layout.items.filter(({ panel }) => there.has(panel));
  const named = new Set(items.map(({ panel }) => panel));
  const page = pageBands(items.filter(({ tab }) => tab === undefined).map(cellOf), layout.strips ?? []);
  const rest = panels.filter((panel) => !named.has(panel)).map((panel) => ({ panel, width: layout.columns ?? COLUMNS }));
  const rows: Row[] = [];
  for (const band of page) {
    if (typeof band === "string") rows.push(...tabRows(layout, there, band, parts));
    else rows.push(...parts(band));
  }
  return [...rows, ...rest.flatMap((item) => parts([cellOf(item)]))];
}

/** Cells that no horizontal line can part, band by band; a strip of tabs by its name. */
function pageBands(cells: readonly Cell[], strips: NonNullable<Layout["strips"]>): (readonly Cell[] | string)[] {
  const marked = strips.map(({ tabs, col, row, width, height }) => ({ id: `tabs:${tabs}`, col, row, width, height }));
  return bandsOf(sorted([...cells, ...marked])).flatMap((band) => {
    const plain = band.filter(({ id }) => !id.startsWith("tabs:"));
    const tabs = band.filter(({ id }) => id.startsWith("tabs:")).map(({ id }) => id.slice("tabs:".length));
    return [...(plain.length > 0 ? [plain] : []), ...tabs];
  });
}

function tabRows(layout: Layout, there: ReadonlySet<string>, strip: string, parts: (cells: readonly Cell[]) => Row[]): Row[] {
  const names = layout.strips?.find(({ tabs }) => tabs === strip)?.names ?? [];
  return names.flatMap((name) => {
    const inside = layout.items.filter((item) => item.tab === name && (item.tabs ?? "") === strip && there.has(item.panel));
    const bands = bandsOf(sorted(risen(inside.map(cellOf)))).flatMap(parts);
    return bands.length === 0 ? [] : [{ kind: "heading", text: name } as const, ...bands];
  });
}

function bandsOf(cells: readonly Cell[]): Cell[][] {
  const bands: Cell[][] = [];
  let end = 0;
  for (const cell of cells) {
    const last = bands.at(-1);
    if (last !== undefined && cell.row < end) last.push(cell);
    else bands.push([cell]);
    end = Math.max(end, cell.row + cell.height);
  }
  return bands;
}

/** A band without its long panels, and these after it. */
function bandRows(band: readonly Cell[], isLong: (panel: string) => boolean): Row[] {
  const long = band.filter(({ id }) => isLong(id)).map(({ id }) => ({ kind: "long", panel: id }) as const);
  const short = band.filter(({ id }) => !isLong(id));
  return [...bandsOf(closed(short)).map((cells) => ({ kind: "band", cells: fromTop(cells) }) as const), ...long];
}

/** What is left moves up where a long panel has gone from above it. */
function closed(cells: readonly Cell[]): Cell[] {
  return sorted(risen(cells));
}

/** Panels that together are higher than a sheet, in lines: as many side by side as there is room for, none higher than a sheet. */
function lines(cells: readonly Cell[], columns: number, most: number): Band[] {
  const made: Cell[][] = [];
  let col = Infinity;
  for (const cell of sorted(cells)) {
    if (col + cell.width - 1 > columns) {
      made.push([]);
      col = 1;
    }
    made.at(-1)?.push({ ...cell, col, row: 1, height: Math.min(cell.height, most) });
    col += cell.width;
  }
  return made.map((line) => ({ kind: "band", cells: line }));
}

function fromTop(cells: readonly Cell[]): Cell[] {
  const top = Math.min(...cells.map(({ row }) => row));
  return cells.map((cell) => ({ ...cell, row: cell.row - top + 1 }));
}

/** How many rows of the layout a band is high. */
export function heightOf({ cells }: Band): number {
  return extent(cells).height;
}
