import { fit, type Part, type Wish } from "./fit";
import { countOf, restOf, type Sheet, type SheetColumn } from "./sheet";

/** How wide a text is, in CSS pixels. */
export type Ruler = (text: string, bold?: boolean) => number;

const FONT = 12;
const PADDING = 16;
const WIDEST = 320;
/** What a column of words needs at the least. */
const NARROWEST = 64;
const NARROW = 110;
/** A cell shows the beginning of a text that would fill a sheet. */
const LONGEST = 1_000;

/** A ruler for the font of an element. */
export function rulerFor(element: Element): Ruler {
  const pen = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(element).fontFamily || "sans-serif";
  return (text, bold = false) => {
    if (pen === null) return text.length * FONT * 0.6;
    pen.font = `${bold ? "500 " : ""}${FONT}px ${family}`;
    return pen.measureText(text).width;
  };
}

/** What the columns of a sheet need. */
export function wishesOf({ columns, rows, above = [], below = [] }: Sheet, ruler: Ruler): Wish[] {
  const all = [...above, ...rows, ...below];
  return columns.map((column, place) => wishOf(column, longest(all, place), ruler));
}

function wishOf({ heading, oneLine, key }: SheetColumn, texts: Longest, ruler: Ruler): Wish {
  const words = Math.max(...heading.split(/\s+/).map((word) => ruler(word, true)));
  const whole = Math.max(ruler(texts.text), Math.min(ruler(heading, true), WIDEST));
  const want = Math.min(WIDEST, whole) + PADDING;
  const least = oneLine ? ruler(texts.text) : Math.min(whole, Math.max(NARROWEST, Math.min(NARROW, ruler(texts.word))));
  return { want: Math.max(want, least + PADDING), least: Math.max(least, Math.min(words, NARROW)) + PADDING, key };
}

interface Longest {
  readonly text: string;
  readonly word: string;
}

function longest(rows: Sheet["rows"], place: number): Longest {
  let [text, word] = ["", ""];
  for (const row of rows) {
    const cell = row[place] ?? "";
    if (cell.length <= word.length) continue;
    if (cell.length > text.length) text = cell;
    for (const part of cell.split(/[\s/,;-]+/)) if (part.length > word.length) word = part;
  }
  return { text, word };
}

/** A sheet's rows as an ordinary table, which a printer can break: in parts, where its columns need several sheets. */
export function tableOf(sheet: Sheet, room: number, ruler: Ruler): HTMLElement {
  const box = make("div", "pywry-sheet");
  const [count, rest] = [countOf(sheet), restOf(sheet)];
  if (count !== null) box.append(make("p", "pywry-sheet-count", `${count}.`));
  const parts = fit(wishesOf(sheet, ruler), room);
  for (const part of parts) box.append(table(sheet, part, parts.length > 1));
  if (rest !== null) box.append(make("p", "pywry-sheet-rest", rest));
  return box;
}

function table(sheet: Sheet, part: Part, isOneOfMany: boolean): HTMLElement {
  const columns = part.columns.map((place) => sheet.columns[place] as SheetColumn);
  const made = make("table", "");
  made.append(widths(part), head(sheet, part, columns, isOneOfMany));
  const body = document.createElement("tbody");
  for (const row of sheet.above ?? []) body.append(line(row, part, columns, "pywry-sheet-apart"));
  for (const row of sheet.rows) body.append(line(row, part, columns));
  for (const row of sheet.below ?? []) body.append(line(row, part, columns, "pywry-sheet-apart"));
  made.append(body);
  return made;
}

function widths({ widths: all }: Part): HTMLElement {
  const total = all.reduce((a, b) => a + b, 0);
  const group = document.createElement("colgroup");
  for (const width of all) {
    const column = document.createElement("col");
    column.style.width = `${((100 * width) / total).toFixed(3)}%`;
    group.append(column);
  }
  return group;
}

function head(sheet: Sheet, { columns: places }: Part, columns: readonly SheetColumn[], isOneOfMany: boolean): HTMLElement {
  const made = document.createElement("thead");
  if (isOneOfMany) made.append(rowOf([spanning(partText(sheet, places), columns.length, "pywry-sheet-part")]));
  const depth = Math.max(...columns.map(({ groups }) => groups.length));
  for (let level = 0; level < depth; level++) made.append(rowOf(groupCells(columns, level)));
  made.append(rowOf(columns.map((column) => heading(column))));
  return made;
}

function partText({ columns }: Sheet, places: readonly number[]): string {
  const own = places.filter((place, at) => at === 0 || !columns[place]?.key);
  const listed = own.length > 1 && columns[own[0] as number]?.key ? own.slice(1) : own;
  const [first, last] = [(listed[0] as number) + 1, (listed.at(-1) as number) + 1];
  return `${first === last ? `Column ${first}` : `Columns ${first} to ${last}`} of ${columns.length}`;
}

/** Neighbours under the same headings share the one over them. */
function groupCells(columns: readonly SheetColumn[], level: number): HTMLElement[] {
  const path = ({ groups }: SheetColumn): string => JSON.stringify(groups.slice(0, level + 1));
  const cells: HTMLElement[] = [];
  for (let at = 0; at < columns.length; ) {
    let end = at + 1;
    while (end < columns.length && path(columns[end] as SheetColumn) === path(columns[at] as SheetColumn)) end++;
    cells.push(spanning(columns[at]?.groups[level] ?? "", end - at, "pywry-sheet-group"));
    at = end;
  }
  return cells;
}

function heading({ heading: text, right }: SheetColumn): HTMLElement {
  const cell = make("th", right ? "pywry-sheet-right" : "", text);
  cell.setAttribute("scope", "col");
  return cell;
}

function line(row: readonly string[], { columns: places }: Part, columns: readonly SheetColumn[], className = ""): HTMLElement {
  const made = rowOf(places.map((place, at) => cell(row[place] ?? "", columns[at] as SheetColumn)));
  if (className !== "") made.className = className;
  return made;
}

function cell(text: string, { right, oneLine, style }: SheetColumn): HTMLElement {
  const made = make("td", right ? "pywry-sheet-right" : oneLine ? "pywry-sheet-line" : "", text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  if (style !== undefined) Object.assign(made.style, style);
  return made;
}

function spanning(text: string, span: number, className: string): HTMLElement {
  const made = make("th", className, text) as HTMLTableCellElement;
  made.colSpan = span;
  return made;
}

function rowOf(cells: readonly HTMLElement[]): HTMLElement {
  const row = document.createElement("tr");
  row.append(...cells);
  return row;
}

function make(tag: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  if (text !== "") element.textContent = text;
  return element;
}
