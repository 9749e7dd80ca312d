import { cellOf, COLUMNS, type Layout, type LayoutItem } from "./layout";
import type { Tabs } from "./tabs";

const SMALL: ReadonlySet<string> = new Set(["metric", "input"]);

/** Lay a root's panels out; panels that the layout does not name follow at full width.
 *
 * While one is dragged they keep their order: an element that is moved in the document lets go of the pointer. */
export function arrange(root: HTMLElement, layout: Layout | undefined, panels: ReadonlyMap<string, HTMLElement>, tabs: Tabs, keepOrder = false): void {
  root.dataset["layout"] = layout !== undefined ? "grid" : panels.size === 1 ? "fill" : "stack";
  root.toggleAttribute("data-editable", layout?.editable ?? false);
  setSizes(root, layout);
  const strips = tabs.show(layout, panels);
  const items = new Map(layout?.items.map((item) => [item.panel, item]));
  for (const [id, panel] of panels) place(panel, items.get(id), layout);
  const order = [...inOrder(layout, items, panels, strips)];
  pairUp(order, items);
  if (!keepOrder) reorder(root, order);
}

/** Narrow screens show small panels in pairs: mark the last of an odd number, which has a line to itself. */
function pairUp(order: readonly HTMLElement[], items: ReadonlyMap<string, LayoutItem>): void {
  const area = (element: HTMLElement): string | null => {
    const item = items.get(element.dataset["panel"] ?? "");
    return SMALL.has(element.dataset["kind"] ?? "") ? JSON.stringify([item?.tabs, item?.tab]) : null;
  };
  let run = 0;
  for (const [at, element] of order.entries()) {
    const own = area(element);
    run = own === null ? 0 : at > 0 && area(order[at - 1] as HTMLElement) === own ? run + 1 : 1;
    const next = order[at + 1];
    element.toggleAttribute("data-alone", run % 2 === 1 && (next === undefined || area(next) !== own));
  }
}

/** Panels and strips as they are read; a strip stands before the first of its panels. */
function* inOrder(layout: Layout | undefined, items: ReadonlyMap<string, LayoutItem>, panels: ReadonlyMap<string, HTMLElement>, strips: ReadonlyMap<string, HTMLElement>): Iterable<HTMLElement> {
  const told = new Set<HTMLElement>();
  for (const item of layout?.items ?? []) {
    const strip = item.tab === undefined ? undefined : strips.get(item.tabs ?? "");
    for (const element of [strip, panels.get(item.panel)]) if (element !== undefined && !told.has(element)) yield* [told.add(element) && element];
  }
  for (const [id, panel] of panels) if (!items.has(id)) yield panel;
}

function setSizes(root: HTMLElement, layout: Layout | undefined): void {
  set(root, "--pywry-columns", layout?.columns);
  set(root, "--pywry-row-height", layout?.rowHeight, "px");
  set(root, "--pywry-gap", layout?.gap, "px");
}

function place(panel: HTMLElement, item: LayoutItem | undefined, layout: Layout | undefined): void {
  if (layout === undefined) return setCell(panel, undefined);
  const columns = layout.columns ?? COLUMNS;
  const { col, row, width, height } = item === undefined ? { col: undefined, row: undefined, width: columns, height: 4 } : cellOf(item);
  const strip = item?.tab === undefined ? undefined : layout.strips?.find(({ tabs }) => tabs === (item.tabs ?? ""));
  const known = item?.col !== undefined && item.row !== undefined;
  setCell(panel, {
    width: Math.min(width, columns),
    height,
    ...(known && col !== undefined && row !== undefined ? { col: col + (strip?.col ?? 1) - 1, row: row + (strip?.row ?? 0) } : {}),
  });
}

/** Where an element stands on the page's grid; the style sheet reads it. */
export function setCell(element: HTMLElement, cell: { readonly col?: number; readonly row?: number; readonly width: number; readonly height: number } | undefined): void {
  for (const name of ["col", "row", "width", "height"] as const) set(element, `--pywry-${name}`, cell?.[name]);
}

function set(element: HTMLElement, name: string, value: number | undefined, unit = ""): void {
  if (value === undefined) element.style.removeProperty(name);
  else if (element.style.getPropertyValue(name) !== `${value}${unit}`) element.style.setProperty(name, `${value}${unit}`);
}

/** Put children in order and move as few as possible: a moved frame reloads and a moved element loses its scroll. */
function reorder(root: HTMLElement, wanted: readonly HTMLElement[]): void {
  const present = [...root.children];
  const stay = longestRising(wanted.map((element) => present.indexOf(element)));
  let after: Element | null = null;
  for (const [place, element] of wanted.entries()) {
    if (!stay.has(place)) insert(root, element, after === null ? root.firstElementChild : after.nextElementSibling);
    after = element;
  }
}

/** Where it can, a browser keeps the state of what it moves. */
function insert(root: HTMLElement & { moveBefore?: (node: Node, before: Node | null) => void }, element: HTMLElement, before: Element | null): void {
  if (root.moveBefore !== undefined && element.parentNode === root) root.moveBefore(element, before);
  else root.insertBefore(element, before);
}

/** The places of a longest run of rising numbers; those below 0 are in none. */
function longestRising(numbers: readonly number[]): Set<number> {
  const best: number[] = [];
  const before: number[] = [];
  for (const number of numbers) {
    const earlier = number < 0 ? [] : best.flatMap((length, at) => ((numbers[at] as number) >= 0 && (numbers[at] as number) < number ? [[length, at] as const] : []));
    const [length, at] = earlier.reduce((most, one) => (one[0] > most[0] ? one : most), [0, -1] as readonly [number, number]);
    best.push(number < 0 ? 0 : length + 1);
    before.push(at);
  }
  const run = new Set<number>();
  const most = Math.max(0, ...best);
  for (let at = most === 0 ? -1 : best.indexOf(most); at >= 0; at = before[at] as number) run.add(at);
  return run;
}
