import { extent, moved, risen, sorted, type Cell, type Target } from "./cells";

/** The arrangement of panels on a page, in reading order. */
export interface Layout {
  readonly columns?: number;
  readonly rowHeight?: number;
  readonly gap?: number;
  /** Whether a person may move and resize panels. */
  readonly editable?: boolean;
  readonly items: readonly LayoutItem[];
  readonly strips?: readonly LayoutStrip[];
}

export interface LayoutItem {
  readonly panel: string;
  readonly col?: number;
  readonly row?: number;
  readonly width?: number;
  readonly height?: number;
  /** The tab that it stands in; its cell counts from the tab's corner. */
  readonly tab?: string;
  readonly tabs?: string;
}

/** A strip of tabs, and the room of the panels in them. */
export interface LayoutStrip extends Target {
  readonly tabs: string;
  readonly names: readonly string[];
  /** The tab that is seen at first. */
  readonly shown?: string;
}

export const COLUMNS = 12;
const HEIGHT = 4;

/** The cells among which one moves: those of the page, or those of its tab. */
export interface Area {
  /** The strip and the tab; null on the page itself. */
  readonly tab: { readonly strip: string; readonly name: string } | null;
  readonly cells: readonly Cell[];
  /** How many columns there are. */
  readonly columns: number;
}

/** The id of a strip among cells; a panel's id has no colon. */
export function stripId(strip: string): string {
  return `tabs:${strip}`;
}

/** The cells among which a panel, or a strip, stands. */
export function areaOf(layout: Layout, id: string): Area {
  const item = layout.items.find(({ panel }) => panel === id);
  if (item?.tab === undefined) return { tab: null, cells: pageCells(layout), columns: layout.columns ?? COLUMNS };
  const tab = { strip: item.tabs ?? "", name: item.tab };
  const strip = layout.strips?.find(({ tabs }) => tabs === tab.strip);
  return { tab, cells: tabCells(layout, tab.strip, tab.name), columns: (layout.columns ?? COLUMNS) + 1 - (strip?.col ?? 1) };
}

/** The layout with other cells in one of its areas; a strip grows and shrinks with its tabs. */
export function withCells(layout: Layout, { tab }: Area, cells: readonly Cell[]): Layout {
  const found = new Map(cells.map((cell) => [cell.id, cell]));
  if (tab === null) return ordered({ ...layout, items: layout.items.map((item) => placed(item, item.tab === undefined ? found.get(item.panel) : undefined)), strips: (layout.strips ?? []).map((strip) => placed(strip, found.get(stripId(strip.tabs)))) });
  const next = { ...layout, items: layout.items.map((item) => placed(item, found.get(item.panel))) };
  return regrown(next, tab.strip);
}

/** Give a strip the room that its largest tab needs. */
function regrown(layout: Layout, name: string): Layout {
  const strip = layout.strips?.find(({ tabs }) => tabs === name);
  if (strip === undefined) return layout;
  const inner = strip.names.flatMap((tab) => tabCells(layout, name, tab));
  const { width, height } = extent(inner);
  const page = { tab: null, cells: pageCells(layout), columns: layout.columns ?? COLUMNS };
  return withCells(layout, page, moved(page.cells, stripId(name), { col: strip.col, row: strip.row, width, height: height + 1 }));
}

function pageCells(layout: Layout): Cell[] {
  const panels = layout.items.filter(({ tab }) => tab === undefined).map(cellOf);
  const strips = (layout.strips ?? []).map(({ tabs, col, row, width, height }) => ({ id: stripId(tabs), col, row, width, height }));
  return sorted([...panels, ...strips]);
}

function tabCells(layout: Layout, strip: string, tab: string): Cell[] {
  return risen(layout.items.filter((item) => item.tab === tab && (item.tabs ?? "") === strip).map(cellOf));
}

export function cellOf({ panel, col = 1, row = 1, width = COLUMNS, height = HEIGHT }: LayoutItem): Cell {
  return { id: panel, col, row, width, height };
}

function placed<T>(thing: T, cell: Cell | undefined): T {
  if (cell === undefined) return thing;
  const { col, row, width, height } = cell;
  return { ...thing, col, row, width, height };
}

/** The items as they are read: by place, and those of a strip together. */
function ordered(layout: Layout): Layout {
  const order = pageCells(layout).flatMap(({ id }) => {
    const strip = layout.strips?.find(({ tabs }) => stripId(tabs) === id);
    return strip === undefined ? [id] : strip.names.flatMap((tab) => tabCells(layout, strip.tabs, tab).map((cell) => cell.id));
  });
  const items = new Map(layout.items.map((item) => [item.panel, item]));
  return { ...layout, items: order.flatMap((id) => items.get(id) ?? []) };
}
