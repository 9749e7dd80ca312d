import type { Panels } from "../panels/mount";
import type { PanelSlot } from "../panels/slot";
import type { Theme } from "../page/theme";
import { PaperBoard } from "./board";
import type { Laid, PaperOrder, Prepared } from "./laid";
import { scrolledIn } from "./scrolled";
import { countOf, MOST_ROWS, noteOf, rowsFor, unseenOf, type Sheet } from "./sheet";
import { rulerFor, tableOf, wishesOf, type Ruler } from "./table";

/** How wide a page is laid out: on a sheet that stands its text is then as large as a newspaper's. */
const WIDTH = 1024;

type Sheets = ReadonlyMap<PanelSlot, Sheet | undefined>;

interface Fetched {
  readonly at: number;
  readonly sheets: Sheets;
}

const NOTHING: Fetched = { at: -Infinity, sheets: new Map() };
/** Milliseconds that a person may look at a printer's dialog until rows that were asked for are old. */
const FRESH = 120_000;
/** How much higher than wide a sheet is, whether A4 or letter. */
const STANDS = 1.3;
/** WebKit makes a page that is wider than a sheet smaller by itself, and does not say how wide a sheet is. */
const SHRINKS = /AppleWebKit/.test(navigator.userAgent) && !/Chrom/.test(navigator.userAgent);

/** What rows, titles and headings take of a panel's height, in CSS pixels. */
const LINE = 26;
const TITLE = 44;
const HEADING = 30;
/** What stands in a panel round its table. */
const FRAME = 34;

/** The page made ready for paper, and put back: all rows of grids, all tabs, light, as wide as a sheet. */
export class Paper {
  readonly #panels: Panels;
  readonly #theme: Theme;
  #lift: (() => void) | null = null;
  #fetched: Fetched = NOTHING;

  constructor(panels: Panels, theme: Theme) {
    this.#panels = panels;
    this.#theme = theme;
  }

  /** `dialog` opens the printer's where no browser does so on its keys. */
  listen(dialog: (() => unknown) | null = null): void {
    addEventListener("beforeprint", () => {
      const here = performance.now() - this.#fetched.at < FRESH ? this.#fetched.sheets : undefined;
      if (this.#lift === null) this.#lay({}, (slot) => here?.get(slot) ?? slot.sheet(null));
      // What WebGL drew is gone with the next frame.
      else redraw(this.#panels.laid());
    });
    addEventListener("afterprint", () => {
      this.#fetched = NOTHING;
      this.lift();
    });
    addEventListener("keydown", (event) => {
      if (!isPrintKey(event) || (dialog === null && !this.#waits())) return;
      event.preventDefault();
      // Without Python the rows that are here are printed.
      void this.fetch().catch(() => undefined).then(dialog ?? (() => print()));
    });
  }

  /** Ask for the rows that paper will want soon: once the printer begins, nothing can be asked. */
  async fetch(): Promise<void> {
    this.#fetched = { at: performance.now(), sheets: await this.#sheets(null) };
  }

  async #sheets(rows: number | null): Promise<Sheets> {
    const slots = this.#panels.laid().slots.map(({ slot }) => slot);
    const sheets = await Promise.all(slots.map((slot) => slot.wholeSheet(rows)));
    return new Map(slots.map((slot, at) => [slot, sheets[at]]));
  }

  /** Whether rows have to be asked for. */
  #waits(): boolean {
    return this.#panels.laid().slots.some(({ slot }) => {
      const sheet = slot.sheet(null);
      return sheet !== undefined && sheet.rows.length < Math.min(sheet.shown, rowsFor(sheet.columns.length, MOST_ROWS));
    });
  }

  /** Make the page ready, also with rows that have to be asked for. */
  async prepare(order: PaperOrder = {}): Promise<Prepared> {
    const sheets = await this.#sheets(order.rows ?? null);
    this.lift();
    return this.#lay(order, (slot) => sheets.get(slot));
  }

  /** What a picture of the page, or of one panel, does not show of the panels' rows and columns. */
  unseen(panel: string | null = null): string[] {
    return this.#panels.laid().slots.flatMap(({ slot }) => (panel === null || slot.id === panel ? (unseenOf(slot.id, slot.inView()) ?? []) : []));
  }

  /** The page as it was. */
  lift(): void {
    this.#lift?.();
    this.#lift = null;
  }

  #lay(order: PaperOrder, sheetOf: (slot: PanelSlot) => Sheet | undefined): Prepared {
    const laid = this.#panels.laid();
    // A document of a person's own looks as they made it.
    if (laid.slots.length === 0 && document.querySelector("body > .pywry-content") === null) return { notes: [], cells: 0 };
    const back = scrolledIn(laid.slots.map(({ slot }) => slot.frame.element));
    const width = order.width ?? WIDTH;
    const board = new PaperBoard(laid, width, order.height ?? width * STANDS);
    this.#theme.lend(order.theme ?? "light");
    const root = document.documentElement;
    root.dataset["pywryPaper"] = board.isEmpty ? "page" : "board";
    root.style.setProperty("--pywry-paper-page", `${width}px`);
    root.toggleAttribute("data-pywry-lines", SHRINKS);
    const zoom = order.zoom ?? (SHRINKS ? 1 : undefined);
    if (zoom !== undefined) root.style.setProperty("--pywry-paper-zoom", String(zoom));
    const { made, ...prepared } = fill(laid, board, sheetOf);
    redraw(laid);
    const grow = shrink(laid);
    this.#lift = () => {
      grow();
      for (const element of made) element.remove();
      board.lift();
      for (const name of ["pywryPaper", "pywryLines"]) delete root.dataset[name];
      for (const name of ["page", "zoom"]) root.style.removeProperty(`--pywry-paper-${name}`);
      this.#theme.lend(null);
      redraw(laid);
      back();
    };
    return prepared;
  }
}

function isPrintKey({ key, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented }: KeyboardEvent): boolean {
  return key.toLowerCase() === "p" && (ctrlKey || metaKey) && !altKey && !shiftKey && !defaultPrevented;
}

/** Put rows in the place of grids, and everything where it stands; `made` is what came. */
function fill(laid: Laid, board: PaperBoard, sheetOf: (slot: PanelSlot) => Sheet | undefined): Prepared & { made: HTMLElement[] } {
  const ruler = rulerFor(document.body);
  const sheets = laid.slots.flatMap(({ slot, placed }) => {
    const sheet = sheetOf(slot);
    return sheet === undefined || slot.frame.hasFailed ? [] : [{ slot, placed, sheet }];
  });
  const long = new Set(sheets.filter(({ slot, sheet, placed }) => placed || isLong(sheet, board.roomOf(slot.id), ruler)).map(({ slot }) => slot.id));
  let headings = board.place((panel) => long.has(panel));
  const words = laid.slots.filter(({ slot }) => isCutOff(slot)).map(({ slot }) => slot.id);
  if (words.length > 0) {
    for (const heading of headings) heading.remove();
    headings = board.place((panel) => long.has(panel) || words.includes(panel));
  }
  const tables = sheets.map(({ slot, placed, sheet }) => {
    if (placed) slot.frame.element.dataset["paper"] = "placed";
    const { width, whole } = board.roomOf(slot.id);
    const table = tableOf(sheet, placed ? slot.frame.element.clientWidth : long.has(slot.id) ? whole : width - FRAME, ruler);
    slot.frame.body.append(table);
    return table;
  });
  const notes = sheets.flatMap(({ slot, sheet }) => noteOf(slot.id, sheet) ?? []);
  const cells = sheets.reduce((sum, { sheet }) => sum + sheet.rows.length * sheet.columns.length, 0);
  return { made: [...headings, ...tables], notes, cells };
}

/** Whether rows need more room than their panel has on screen. */
function isLong(sheet: Sheet, { width, height }: { readonly width: number; readonly height: number }, ruler: Ruler): boolean {
  const headings = 1 + Math.max(0, ...sheet.columns.map(({ groups }) => groups.length));
  const tall = TITLE + headings * HEADING + sheet.rows.length * LINE + (countOf(sheet) === null ? 0 : LINE);
  const wide = wishesOf(sheet, ruler).reduce((sum, { want }) => sum + want, 0);
  return tall > height || wide > width;
}

/** Whether a text is longer than its panel. */
function isCutOff({ kind, frame: { body } }: PanelSlot): boolean {
  return (kind === "markdown" || kind === "html") && body.scrollHeight > body.clientHeight + 1;
}

/** Let charts that are larger than their room, or will be on a sheet of any width, be shown smaller; answers what ends that. */
function shrink({ slots }: Laid): () => void {
  const charts = slots.flatMap(({ slot, placed }) => {
    const chart = slot.frame.body.querySelector<HTMLElement>(":scope > .pywry-chart");
    if (chart === null || !(placed || chart.scrollWidth > chart.clientWidth + 1)) return [];
    return [{ body: slot.frame.body, width: chart.scrollWidth, height: chart.scrollHeight }];
  });
  for (const { body, width, height } of charts) {
    body.dataset["drawn"] = "";
    body.style.setProperty("--pywry-paper-drawn", `${width}px`);
    body.style.setProperty("--pywry-paper-drawn-height", `${height}px`);
  }
  return () => {
    for (const { body } of charts) {
      delete body.dataset["drawn"];
      for (const name of ["drawn", "drawn-height"]) body.style.removeProperty(`--pywry-paper-${name}`);
    }
  };
}

/** Draw charts at once: as large as their panels are now, and in the page's theme. */
function redraw({ slots }: Laid): void {
  for (const { slot } of slots) slot.redraw();
}
