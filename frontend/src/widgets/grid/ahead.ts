import type { GridApi } from "ag-grid-community";
import type { Row } from "./rows";

/** How long, in ms, a jump may wait for its rows; then the grid draws that they are on their way. */
const PATIENCE = 60;

/** Rows beyond the edge that the grid draws too, and how far off the share may be. */
const BEYOND = 8;

/** Asks for rows the moment a person jumps to them, so that the grid draws them once and not first without their values. */
export class Ahead {
  readonly #api: GridApi<Row>;
  #viewport: Element | null = null;
  #isTelling = false;
  #last: ReturnType<typeof setTimeout> | undefined;

  constructor(api: GridApi<Row>, host: HTMLElement) {
    this.#api = api;
    host.addEventListener("scroll", (event) => this.#heard(event), { capture: true, passive: true });
  }

  /** Rows have come: let the grid go where the person already is. */
  arrived(): void {
    if (this.#viewport !== null && this.#isHere(this.#viewport)) this.#let();
  }

  #heard(event: Event): void {
    const { target } = event;
    if (this.#isTelling || !(target instanceof Element) || !target.classList.contains("ag-grid-viewport")) return;
    if (this.#isHere(target)) return this.#stop();
    event.stopImmediatePropagation();
    this.#viewport = target;
    this.#last ??= setTimeout(() => this.#let(), PATIENCE);
  }

  /** Whether the rows in sight are here; those that are not are asked for by looking. */
  #isHere(viewport: Element): boolean {
    const rows = rowsInSight(viewport, this.#api).map((index) => this.#api.getDisplayedRowAtIndex(index));
    return rows.every((row) => row?.data !== undefined);
  }

  #let(): void {
    const viewport = this.#viewport;
    this.#stop();
    if (this.#api.isDestroyed()) return;
    this.#isTelling = true;
    viewport?.dispatchEvent(new Event("scroll"));
    this.#isTelling = false;
  }

  #stop(): void {
    clearTimeout(this.#last);
    [this.#last, this.#viewport] = [undefined, null];
  }
}

/** The first and the last row in sight and a little beyond. A browser's tallest element is less than many rows, so that only the share counts. */
function rowsInSight(viewport: Element, api: GridApi<Row>): [number, number] {
  const { scrollTop, scrollHeight, clientHeight } = viewport;
  const count = api.getDisplayedRowCount();
  const seen = Math.ceil(clientHeight / api.getSizesForCurrentTheme().rowHeight);
  const first = Math.floor((scrollTop / Math.max(1, scrollHeight - clientHeight)) * Math.max(0, count - seen));
  return [Math.max(0, first - BEYOND), Math.min(count - 1, first + seen + BEYOND)];
}
