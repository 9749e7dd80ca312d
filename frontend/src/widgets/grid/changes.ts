import type { GridApi } from "ag-grid-community";
import type { Row } from "./rows";

/** Collects what happens to rows and tells the grid once a frame. */
export class Changes {
  readonly #api: GridApi<Row>;
  readonly #schedule: (work: () => void) => void;
  #added: Set<Row> = new Set();
  #changed: Set<Row> = new Set();
  #removed: Set<Row> = new Set();
  #scheduled = false;

  constructor(api: GridApi<Row>, schedule: (work: () => void) => void) {
    this.#api = api;
    this.#schedule = schedule;
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) this.#added.add(row);
    this.#wake();
  }

  change(rows: readonly Row[]): void {
    // A row that the grid does not know yet is added as it is by then.
    for (const row of rows) if (!this.#added.has(row)) this.#changed.add(row);
    this.#wake();
  }

  remove(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#changed.delete(row);
      if (!this.#added.delete(row)) this.#removed.add(row);
    }
    this.#wake();
  }

  /** Forget everything: the whole content is about to be replaced. */
  clear(): void {
    this.#added.clear();
    this.#changed.clear();
    this.#removed.clear();
  }

  /** Tell the grid now. */
  flush(): void {
    const [add, update, remove] = [[...this.#added], [...this.#changed], [...this.#removed]];
    this.clear();
    if (add.length + update.length + remove.length > 0 && !this.#api.isDestroyed()) this.#api.applyTransaction({ add, update, remove });
  }

  #wake(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.#scheduled = false;
      this.flush();
    });
  }
}
