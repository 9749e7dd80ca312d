import type { GridApi, GridOptions } from "ag-grid-community";
import type { Inspection } from "../../panels/inspection";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";
import { Ahead } from "./ahead";
import { Blocks, rowsOf, type Block, type View } from "./blocks";
import type { ColumnSpec, Headings, WireTable } from "./columns";
import { ColumnSet } from "./columnset";
import { shownColumns } from "./csv";
import { listenToPerson, sortModel } from "./events";
import { Everything } from "./everything";
import { Foot } from "./foot";
import { Hands } from "./hands";
import { tellHead } from "./head";
import { inspectGrid } from "./inspect";
import type { InView, Sheet } from "../../paper/sheet";
import { PaperRows, viewOf } from "./paper";
import { agGrid } from "./library";
import { offersOfPython } from "./offers";
import { personal, refit } from "./personal";
import { Rows, tableOf, type Row } from "./rows";
import { saveRows } from "./saving";
import { restore, stateOf, type GridState } from "./state";
import { gridTheme, type ThemeName } from "./theme";

type Json = Record<string, unknown>;

interface PagedSpec extends PanelSpec, Block, Headings {
  readonly gridTheme?: ThemeName;
  readonly paged: { readonly block: number };
  readonly columns: readonly ColumnSpec[];
  readonly options?: GridOptions<Row>;
}

interface CellChange {
  readonly rowId: unknown;
  readonly colId: string;
  readonly value: unknown;
}

const MOST_BLOCKS = 20;
const CALM = 200;
const FEW = 5;
/** So many rows Python hands out at once. */
const ASKED_ROWS = 2_000;
const ASK_LIMIT = 120_000;

/** An AG Grid whose rows stay in Python: blocks of them come as they are looked at, and go again. */
export class PagedGrid implements Panel {
  readonly painted: Promise<void>;
  readonly #context: PanelContext;
  readonly #rows: Rows = new Rows();
  readonly #foot: Foot;
  readonly #everything: Everything;
  readonly #api: GridApi<Row>;
  readonly #ahead: Ahead;
  readonly #columns: ColumnSet;
  readonly #release: () => void;
  #shown: number;
  #total: number;
  #quick = "";
  #told = JSON.stringify([null, []]);
  #asked = false;
  #refresh: ReturnType<typeof setTimeout> | null = null;

  constructor(context: PanelContext, spec: PanelSpec) {
    const grid = spec as PagedSpec;
    this.#context = context;
    this.#columns = new ColumnSet(grid, {
      rows: this.#rows,
      defaults: grid.options?.defaultColDef,
      offers: (column, format) => offersOfPython((name, search, signal) => this.#values(name, search, signal), column, format),
    });
    [this.#shown, this.#total] = [grid.shown, grid.total];
    this.#everything = new Everything(() => this.#tellSelection());
    const host = document.createElement("div");
    host.className = "pywry-grid pywry-grid-paged";
    this.#foot = new Foot(() => this.#again());
    context.host.replaceChildren(host, this.#foot.element);
    let paint: () => void = () => undefined;
    this.painted = new Promise((resolve) => (paint = resolve));
    this.#api = agGrid().createGrid<Row>(host, this.#options(grid, paint));
    this.#ahead = new Ahead(this.#api, host);
    this.#release = tellHead(host);
    new Hands(this.#api, grid.options ?? {}, { context, rows: this.#rows, host, reset: () => this.#reset(false), export: (fileName) => this.#save(fileName), failed: (message) => this.#failed(message) });
    this.#foot.show(this.#shown, this.#total);
    if (grid.total === 0) paint();
  }

  update(spec: PanelSpec): void {
    const grid = spec as PagedSpec;
    this.#columns.set(this.#api, grid.columns, grid, grid);
    this.#total = grid.total;
    this.#api.updateGridOptions({ ...this.#personal(grid.options, grid.columns), theme: gridTheme(grid.gridTheme) });
    this.#soon();
  }

  receive(name: string, data: Json): void {
    switch (name) {
      case "grid:update-data":
        return this.#updateData(data as unknown as { data: Json[] | PagedSpec; strategy?: string });
      case "grid:update-cell":
        return this.#writeCells([data as unknown as CellChange]);
      case "grid:update-cells":
        return this.#writeCells(data["cells"] as CellChange[]);
      case "grid:update-columns":
        return this.#columns.update(this.#api, data["columnDefs"] as Json[], data as Headings);
      case "grid:quick-filter":
        return this.#search(String(data["text"] ?? ""));
      case "grid:update-theme":
        return this.#api.setGridOption("theme", gridTheme(data["theme"] as ThemeName));
      case "grid:keep-rows":
      case "grid:remove-rows":
        return this.#soon();
      case "grid:request-state":
        return this.#context.emit("grid:state-response", { ...stateOf(this.#api, this.#context.id), context: data["context"] ?? null });
      case "grid:restore-state":
        return restore(this.#api, data["state"] as Partial<GridState>);
      case "grid:reset-state":
        return this.#reset(data["hard"] === true);
    }
  }

  /** Which rows are on screen is for Python to say. */
  answer(name: string): unknown {
    return name === "grid:shown" ? { columns: shownColumns(this.#api).map((column) => column.getColId()) } : stateOf(this.#api, this.#context.id);
  }

  /** The rows that are here, from the first one on that is in view where the first of all are gone. */
  sheet(most: number | null): Sheet {
    const paper = this.#paper();
    const here = (place: number): Row | undefined => this.#api.getDisplayedRowAtIndex(place)?.data;
    const before = here(0) === undefined ? this.#api.getFirstDisplayedRowIndex() : 0;
    const rows: Row[] = [];
    for (let row = here(before); row !== undefined && rows.length < paper.fitting(most); row = here(before + rows.length)) rows.push(row);
    return paper.sheet(rows, { before: Math.max(0, before), shown: this.#shown, total: this.#total });
  }

  inView(): InView {
    return viewOf(this.#api, this.#shown);
  }

  async wholeSheet(most: number | null): Promise<Sheet> {
    const paper = this.#paper();
    const view = this.#view(sortModel(this.#api), this.#api.getFilterModel());
    const rows: Row[] = [];
    let counts = { before: 0, shown: this.#shown, total: this.#total };
    for (let last = -1; rows.length > last && rows.length < Math.min(counts.shown, paper.fitting(most)); ) {
      last = rows.length;
      const stop = Math.min(last + ASKED_ROWS, paper.fitting(most));
      const block = (await this.#ask("grid:rows", { ...view, start: last, stop }, new AbortController().signal)) as Block;
      rows.push(...rowsOf(block));
      counts = { before: 0, shown: block.shown, total: block.total };
    }
    return paper.sheet(rows, counts);
  }

  #paper(): PaperRows {
    return new PaperRows(this.#api, this.#columns.list);
  }

  describe(): PanelFacts {
    const shown: Json[] = [];
    const first = this.#api.getDisplayedRowAtIndex(0)?.data === undefined ? this.#api.getFirstDisplayedRowIndex() : 0;
    for (let i = first; i < Math.min(first + FEW, this.#api.getDisplayedRowCount()); i++) {
      const row = this.#api.getDisplayedRowAtIndex(i)?.data;
      if (row !== undefined) shown.push(this.#rows.plain(row));
    }
    return {
      rows: this.#total,
      shownRows: this.#shown,
      columns: this.#columns.describe(),
      firstRows: shown,
      selected: { count: this.#selectedCount(), rowIds: this.#selectedIds().slice(0, 20) },
      filterModel: this.#api.getFilterModel(),
      sortModel: sortModel(this.#api),
    };
  }

  inspect(): Inspection {
    const rows = this.#rows;
    return inspectGrid({
      api: this.#api,
      host: this.#context.host,
      columns: this.#columns.list,
      total: this.#total,
      shown: this.#shown,
      value: (row, field) => rows.value(row, field),
    });
  }

  destroy(): void {
    if (this.#refresh !== null) clearTimeout(this.#refresh);
    this.#release();
    this.#api.destroy();
  }

  // --- what the grid is made with

  #options(spec: PagedSpec, painted: () => void): GridOptions<Row> {
    const own = this.#personal(spec.options, spec.columns);
    const multiple = typeof own.rowSelection === "object" && own.rowSelection.mode === "multiRow";
    return {
      // Rows that are on their way are drawn twice: few of them beyond the edge.
      rowBuffer: 4,
      ...own,
      ...(multiple ? { selectionColumnDef: { headerComponent: this.#everything.header(() => this.#view([], this.#api.getFilterModel())) } } : {}),
      theme: gridTheme(spec.gridTheme),
      columnDefs: this.#columns.defs(spec),
      rowModelType: "infinite",
      datasource: this.#blocks(spec),
      cacheBlockSize: spec.paged.block,
      maxBlocksInCache: MOST_BLOCKS,
      infiniteInitialRowCount: spec.shown,
      cacheOverflowSize: 0,
      getRowId: ({ data }) => data.id,
      rowClassRules: { "pywry-row-loading": ({ data }) => data === undefined },
      onFirstDataRendered: painted,
      ...listenToPerson(this.#context, this.#rows),
      onFilterChanged: ({ source }) => this.#filtered(source),
      onSelectionChanged: () => this.#selected(),
    };
  }

  #personal(options: GridOptions<Row> = {}, columns: readonly ColumnSpec[] = []): GridOptions<Row> {
    this.#quick = options.quickFilterText ?? "";
    const { deltaSort: _deltaSort, quickFilterText: _quickFilterText, enableCellSpan: _enableCellSpan, rowSelection, ...own } = personal(options, columns);
    if (typeof rowSelection !== "object") return own;
    // The grid's own box would select no more than the rows that are here.
    return { ...own, rowSelection: rowSelection.mode === "multiRow" ? { ...rowSelection, headerCheckbox: false } : rowSelection };
  }

  #blocks(first: Block): Blocks {
    const source = {
      ask: (name: string, args: Json, signal: AbortSignal) => this.#ask(name, args, signal),
      view: (sort: readonly unknown[], filter: Json) => this.#view(sort, filter),
      arrived: (block: Block) => this.#arrived(block),
      waits: (count: number) => this.#foot.wait(count > 0),
      failed: (message: string) => this.#failed(message),
    };
    return new Blocks(source, first);
  }

  #ask(name: string, args: Json, signal: AbortSignal): Promise<unknown> {
    return this.#context.call(name, { ...args, gridId: this.#context.id }, { signal, timeout: ASK_LIMIT });
  }

  /** The values of a column, counted over the rows that pass the filters of the others. */
  #values(column: string, search: string, signal: AbortSignal): Promise<unknown> {
    const { [column]: _own, ...others } = this.#api.getFilterModel();
    return this.#ask("grid:values", { ...this.#view([], others), column, search }, signal);
  }

  #view(sort: readonly unknown[], filter: Json): View {
    const quick = this.#quick.trim();
    const dated = JSON.stringify(filter).includes('"date"');
    return {
      ...(sort.length > 0 ? { sort } : {}),
      ...(Object.keys(filter).length > 0 ? { filter } : {}),
      ...(quick === "" ? {} : { quick, searched: this.#api.getAllDisplayedColumns().map((column) => column.getColId()) }),
      ...(dated ? { clock: clock() } : {}),
    };
  }

  // --- rows that come

  #arrived(block: Block): void {
    [this.#shown, this.#total] = [block.shown, block.total];
    this.#foot.fail(null);
    this.#everything.mark(this.#api);
    this.#count();
    this.#ahead.arrived();
    if (!this.#asked) return;
    this.#asked = false;
    this.#context.emit("grid:filter-changed", { gridId: this.#context.id, widget_type: "grid", filterModel: this.#api.getFilterModel(), rows: block.shown });
  }

  #failed(message: string): void {
    this.#foot.fail(message);
    this.#context.say("error", `grid ${this.#context.id}: ${message}`);
  }

  #again(): void {
    this.#foot.fail(null);
    this.#api.refreshInfiniteCache();
  }

  #count(): void {
    this.#foot.show(this.#shown, this.#total, this.#selectedCount());
  }

  /** Ask again for what is on screen, once for many changes. */
  #soon(): void {
    this.#refresh ??= setTimeout(() => {
      this.#refresh = null;
      if (!this.#api.isDestroyed()) this.#api.refreshInfiniteCache();
    }, CALM);
  }

  // --- what a person does

  /** AG Grid's quick filter is for rows that are here. */
  #search(text: string): void {
    if (text === this.#quick) return;
    this.#quick = text;
    this.#forget();
    this.#api.purgeInfiniteCache();
  }

  /** A selection of all rows meant those of the filter before. */
  #forget(): void {
    if (this.#everything.view === null) return;
    this.#everything.select(null);
    this.#api.deselectAll();
  }

  #filtered(source: string | undefined): void {
    if (source === "api") return;
    this.#asked = true;
    this.#forget();
  }

  #selected(): void {
    this.#everything.read(this.#api);
    this.#tellSelection();
  }

  #tellSelection(): void {
    const head = { gridId: this.#context.id, widget_type: "grid" };
    const every = this.#everything.view;
    // The grid also speaks of rows that came and were marked: that is nothing new.
    const key = JSON.stringify([every, every === null ? this.#selectedIds() : this.#everything.except]);
    if (key === this.#told) return;
    this.#told = key;
    const selected = every === null ? this.#api.getSelectedNodes().flatMap(({ data }) => data ?? []) : [];
    const rows = { rows: selected.map((row) => this.#rows.plain(row)), rowIds: selected.map((row) => row.id) };
    const all = every === null ? {} : { every, exceptIds: this.#everything.except, count: this.#selectedCount() };
    this.#context.emit("grid:row-selected", { ...head, ...rows, ...all });
    this.#count();
  }

  #selectedIds(): string[] {
    return this.#everything.view === null ? this.#api.getSelectedNodes().flatMap(({ id }) => id ?? []) : [];
  }

  #selectedCount(): number {
    return this.#everything.view === null ? this.#selectedIds().length : this.#shown - this.#everything.except.length;
  }

  #save(fileName: string): Promise<string> {
    const columns = shownColumns(this.#api).map((column) => column.getColId());
    const view = this.#view(sortModel(this.#api), this.#api.getFilterModel());
    return saveRows(fileName, (start) => this.#ask("grid:csv", { ...view, start, columns }, new AbortController().signal));
  }

  // --- what Python changes

  #updateData({ data, strategy = "set" }: { data: Json[] | PagedSpec; strategy?: string }): void {
    if (strategy === "append") return this.#soon();
    if (strategy === "update") return this.#merge(Array.isArray(data) ? tableOf(data, new Map()) : data);
    const grid = data as PagedSpec;
    this.#columns.set(this.#api, grid.columns, grid, grid);
    this.#everything.select(null);
    this.#api.deselectAll();
    [this.#shown, this.#total] = [grid.shown, grid.total];
    this.#api.setGridOption("datasource", this.#blocks(grid));
    this.#count();
  }

  #merge(table: WireTable): void {
    const fresh = new Rows();
    fresh.setTypes(this.#columns.list);
    fresh.set(table);
    const fields = Object.keys(table.data);
    const here = this.#here();
    for (const row of fresh.list) {
      const present = here.get(row.id);
      if (present !== undefined) for (const field of fields) this.#rows.write(present, field, fresh.value(row, field));
    }
    this.#redraw(new Set(fresh.list.map(({ id }) => id)), fields);
  }

  #writeCells(cells: readonly CellChange[]): void {
    const here = this.#here();
    for (const { rowId, colId, value } of cells) {
      const row = here.get(String(rowId));
      if (row !== undefined) this.#rows.write(row, colId, value);
    }
    this.#redraw(new Set(cells.map(({ rowId }) => String(rowId))), [...new Set(cells.map(({ colId }) => colId))]);
  }

  #here(): Map<string, Row> {
    const here = new Map<string, Row>();
    this.#api.forEachNode(({ data }) => data !== undefined && here.set(data.id, data));
    return here;
  }

  #redraw(ids: ReadonlySet<string>, columns: string[]): void {
    const ordering = new Set([...Object.keys(this.#api.getFilterModel()), ...sortModel(this.#api).map(({ colId }) => colId)]);
    // A cell that sorts or filters may have moved its row to where only Python knows.
    if (this.#quick !== "" || columns.some((column) => ordering.has(column))) this.#soon();
    const rowNodes = this.#api.getRenderedNodes().filter(({ data }) => data !== undefined && ids.has(data.id));
    if (rowNodes.length > 0) this.#context.schedule(() => this.#api.refreshCells({ rowNodes, columns }));
  }

  // --- what is kept and restored

  #reset(hard: boolean): void {
    this.#api.resetColumnState();
    this.#api.setFilterModel(null);
    this.#search("");
    if (!hard) return;
    this.#everything.select(null);
    this.#api.deselectAll();
    refit(this.#api);
    this.#soon();
  }
}

/** The reader's day, which filters such as "today" go by. */
function clock(): { today: string; week: number } {
  const now = new Date();
  const today = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
  const locale = new Intl.Locale(navigator.languages[0] ?? navigator.language) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  return { today, week: (locale.getWeekInfo?.().firstDay ?? 1) % 7 };
}
