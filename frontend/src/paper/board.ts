import { cellOf, COLUMNS, type Layout } from "../panels/layout";
import { heightOf, rowsOf, type Band, type Row } from "./bands";
import type { Laid, LaidSlot } from "./laid";

/** How many rows of the layout a panel takes where there is no layout that says it. */
const HEIGHTS: Readonly<Record<string, number>> = { chart: 6, grid: 6, metric: 2, input: 2 };
const TALL = 7;
const ROW_HEIGHT = 72;
const GAP = 16;

/** The panels of a page that no html of a person's has a place for, as they stand on paper. */
export class PaperBoard {
  readonly #laid: Laid;
  readonly #layout: Layout;
  readonly #panels: ReadonlyMap<string, HTMLElement>;
  readonly #width: number;
  readonly #tall: number;

  /** `width` is that of the page, and `tall` the height of a sheet, in CSS pixels. */
  constructor(laid: Laid, width: number, tall: number) {
    this.#laid = laid;
    this.#tall = tall;
    this.#width = width;
    const slots = laid.slots.filter(({ placed }) => !placed);
    const shown = laid.full === null ? slots : slots.filter(({ slot }) => slot.frame.element === laid.full);
    this.#panels = new Map(shown.map(({ slot }) => [slot.id, slot.frame.element]));
    this.#layout = laid.layout === undefined || laid.full !== null ? stacked(shown, laid.full !== null) : laid.layout;
  }

  get isEmpty(): boolean {
    return this.#panels.size === 0;
  }

  /** The room of a panel, in CSS pixels: where it stands, and at full width. */
  roomOf(panel: string): { readonly width: number; readonly height: number; readonly whole: number } {
    const item = this.#layout.items.find((one) => one.panel === panel) ?? { panel, width: this.#columns };
    const { width, height } = cellOf(item);
    const column = (this.#width - this.#gap * (this.#columns - 1)) / this.#columns;
    return { width: column * width + this.#gap * (width - 1), height: this.#high(height), whole: this.#width };
  }

  /** Put every panel where it stands on paper; answers the headings that came. */
  place(isLong: (panel: string) => boolean): HTMLElement[] {
    const { root } = this.#laid;
    set(root, { columns: this.#columns, gap: `${this.#gap}px` });
    const headings: HTMLElement[] = [];
    const most = Math.max(1, Math.floor((this.#tall + this.#gap) / (this.#high(1) + this.#gap)));
    const rows = rowsOf(this.#layout, [...this.#panels.keys()], isLong, most);
    for (const [at, row] of rows.entries()) {
      if (row.kind === "band") this.#placeBand(row, at + 1);
      else if (row.kind === "long") this.#mark(row.panel, "long", { row: at + 1, col: 1, width: this.#columns });
      else headings.push(headingOf(row.text, at + 1, this.#first(rows[at + 1]) as HTMLElement));
    }
    for (const { slot, placed } of this.#laid.slots) if (!placed && !this.#panels.has(slot.id)) slot.frame.element.dataset["paper"] = "none";
    return headings;
  }

  lift(): void {
    const names = ["columns", "gap", "col", "row", "width", "top", "height"];
    for (const element of [this.#laid.root, ...this.#laid.slots.map(({ slot }) => slot.frame.element)]) {
      for (const name of names) element.style.removeProperty(`--pywry-paper-${name}`);
      delete element.dataset["paper"];
    }
  }

  get #columns(): number {
    return this.#layout.columns ?? COLUMNS;
  }

  get #gap(): number {
    return this.#layout.gap ?? GAP;
  }

  #high(rows: number): number {
    return rows * (this.#layout.rowHeight ?? ROW_HEIGHT) + (rows - 1) * this.#gap;
  }

  /** The first panel of a row. */
  #first(row: Row | undefined): HTMLElement | undefined {
    return this.#panels.get(row?.kind === "band" ? (row.cells[0]?.id ?? "") : row?.kind === "long" ? row.panel : "");
  }

  #placeBand(band: Band, at: number): void {
    const high = this.#high(heightOf(band));
    for (const { id, col, row, width, height } of band.cells) {
      const top = row === 1 ? 0 : this.#high(row - 1) + this.#gap;
      this.#mark(id, "band", { row: at, col, width, top: `${top}px`, height: `${Math.min(high, this.#high(height))}px` });
    }
  }

  #mark(panel: string, kind: string, values: Readonly<Record<string, string | number>>): void {
    const element = this.#panels.get(panel);
    if (element === undefined) return;
    element.dataset["paper"] = kind;
    set(element, values);
  }
}

function stacked(slots: readonly LaidSlot[], isFull: boolean): Layout {
  const tall = isFull || slots.length === 1;
  let row = 1;
  const items = slots.map(({ slot }) => {
    const high = HEIGHTS[slot.kind] ?? 2;
    const item = { panel: slot.id, col: 1, row, width: COLUMNS, height: tall && high === HEIGHTS["chart"] ? TALL : high };
    row += item.height;
    return item;
  });
  return { items };
}

/** A heading, in the document before what it stands over: that is how it is read out. */
function headingOf(text: string, row: number, before: HTMLElement): HTMLElement {
  const heading = document.createElement("h2");
  heading.className = "pywry-paper-tab";
  heading.setAttribute("data-pywry-own", "");
  heading.textContent = text;
  set(heading, { row });
  before.before(heading);
  return heading;
}

function set(element: HTMLElement, values: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(values)) element.style.setProperty(`--pywry-paper-${name}`, String(value));
}
