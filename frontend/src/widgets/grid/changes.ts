import type { GridApi } from "ag-grid-community";
import type { Row } from "./rows";

const CHEAP = 30;
/** Rows that come faster, in ms, would still be moving when the next ones come. */
const CALM = 600;

/** Collects what happens to rows and tells the grid once a frame. */
export class Changes {
  readonly #api: GridApi<Row>;
  readonly #schedule: (work: () => void) => void;
  #added: Set<Row> = new Set();
  #changed: Set<Row> = new Set();
  readonly #fields: Set<string> = new Set();
  #removed: Set<Row> = new Set();
  #scheduled = false;
  #cost = 0;
  #last = -CALM;
  readonly #animates: boolean;

  constructor(api: GridApi<Row>, schedule: (work: () => void) => void) {
    this.#api = api;
    this.#animates = api.getGridOption("animateRows") ?? false;
    this.#schedule = schedule;
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) this.#added.add(row);
    this.#wake();
  }

  /** Cells of these rows and fields have other values. */
  change(rows: readonly Row[], fields: readonly string[]): void {
    // A row that the grid does not know yet is added as it is by then.
    for (const row of rows) if (!this.#added.has(row)) this.#changed.add(row);
    for (const field of fields) this.#fields.add(field);
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
    this.#fields.clear();
  }

  /** Tell the grid now. */
  flush(): void {
    const [add, changed, remove, fields] = [[...this.#added], [...this.#changed], [...this.#removed], [...this.#fields]];
    this.clear();
    if (this.#api.isDestroyed()) return;
    const moves = changed.length > 0 && this.#ordersRows(fields);
    const began = performance.now();
    if (add.length + remove.length > 0 || moves) {
      if (this.#animates) this.#api.setGridOption("animateRows", began - this.#last > CALM);
      this.#last = began;
      this.#api.applyTransaction({ add, update: moves ? changed : [], remove });
    }
    this.#cost = performance.now() - began;
    if (changed.length > 0 && !moves) this.#redraw(changed, fields);
  }

  /** Whether rows are sorted or filtered by one of the fields: only then can a changed cell move its row. */
  #ordersRows(fields: readonly string[]): boolean {
    const filters = this.#api.getFilterModel();
    const sorted = new Set(this.#api.getColumnState().flatMap(({ colId, sort }) => (sort ? [colId] : [])));
    return this.#api.isQuickFilterPresent() || fields.some((field) => field in filters || sorted.has(field));
  }

  /** Going through the whole model for a cell would cost a third of a second in a large grid. */
  #redraw(rows: readonly Row[], columns: string[]): void {
    const ids = new Set(rows.map((row) => row.id));
    const rowNodes = this.#api.getRenderedNodes().filter(({ id }) => id !== undefined && ids.has(id));
    if (rowNodes.length > 0) this.#api.refreshCells({ rowNodes, columns });
  }

  #wake(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const run = (): void => {
      this.#scheduled = false;
      this.flush();
    };
    // To sort a large grid anew takes longer than a frame; the person needs the page in between.
    if (this.#cost > CHEAP) setTimeout(run, 2 * this.#cost);
    else this.#schedule(run);
  }
}
