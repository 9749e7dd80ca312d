import type { GridApi, GridOptions } from "ag-grid-community";
import type { Inspection } from "../../panels/inspection";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";
import { Changes } from "./changes";
import type { ColumnSpec, Headings, WireColumn, WireTable } from "./columns";
import { ColumnSet } from "./columnset";
import { shownColumns } from "./csv";
import { listenToPerson, sortModel } from "./events";
import { Hands } from "./hands";
import { tellHead } from "./head";
import { inspectGrid } from "./inspect";
import type { InView, Sheet } from "../../paper/sheet";
import { PaperRows, viewOf } from "./paper";
import { agGrid } from "./library";
import { offersOfRows } from "./offers";
import { personal, refit } from "./personal";
import { Rows, tableOf, type Row } from "./rows";
import { restore, stateOf, type GridState } from "./state";
import { gridTheme, type ThemeName } from "./theme";

type Json = Record<string, unknown>;

interface GridSpec extends PanelSpec, WireTable, Headings {
  readonly gridTheme?: ThemeName;
  readonly columns: readonly ColumnSpec[];
  readonly options?: GridOptions<Row>;
  readonly keep?: ArrayLike<number> | null;
  /** How many rows there are, of a copy that has the first of them. */
  readonly of?: Counts;
}

interface Counts {
  readonly shown: number;
  readonly total: number;
}

interface UpdateData {
  readonly data: readonly Json[] | WireTable;
  readonly strategy?: "set" | "append" | "update";
  readonly rowIds?: readonly unknown[];
}

const FEW_STATES = 5;

/** One AG Grid over columns; a row object says where its values are and holds none of them. */
export class GridPanel implements Panel {
  readonly painted: Promise<void>;
  readonly #context: PanelContext;
  readonly #rows: Rows = new Rows();
  readonly #api: GridApi<Row>;
  readonly #changes: Changes;
  readonly #columns: ColumnSet;
  readonly #release: () => void;
  #keep: Uint8Array | null = null;
  readonly #of: Counts | undefined;

  constructor(context: PanelContext, spec: PanelSpec) {
    const grid = spec as GridSpec;
    this.#context = context;
    this.#of = grid.of;
    this.#columns = new ColumnSet(grid, {
      rows: this.#rows,
      defaults: grid.options?.defaultColDef,
      offers: (column, format) => offersOfRows(() => this.#api, this.#rows, column, format),
    });
    this.#rows.set(grid);
    this.#keep = bitmap(grid.keep, this.#rows.list.length);
    const host = document.createElement("div");
    host.className = "pywry-grid";
    context.host.replaceChildren(host);
    let paint: () => void = () => undefined;
    this.painted = new Promise((resolve) => (paint = resolve));
    this.#api = agGrid().createGrid<Row>(host, this.#options(grid, paint));
    this.#changes = new Changes(this.#api, (work) => context.schedule(work));
    this.#release = tellHead(host);
    new Hands(this.#api, grid.options ?? {}, { context, rows: this.#rows, host, reset: () => this.#reset(false) });
    if (grid.rows > 0) return;
    refit(this.#api);
    paint();
  }

  update(spec: PanelSpec): void {
    const grid = spec as GridSpec;
    this.#changes.clear();
    this.#columns.set(this.#api, grid.columns, grid, grid);
    this.#rows.set(grid);
    this.#keep = bitmap(grid.keep, this.#rows.list.length);
    this.#api.updateGridOptions({ ...personal(grid.options, grid.columns), theme: gridTheme(grid.gridTheme, grid.options?.enableCellSpan), rowData: this.#rows.list });
    this.#api.onFilterChanged("api");
  }

  receive(name: string, data: Json): void {
    switch (name) {
      case "grid:update-data":
        return this.#updateData(data as unknown as UpdateData);
      case "grid:update-cell":
        return this.#writeCells([data as unknown as CellChange]);
      case "grid:update-cells":
        return data["columns"] === undefined ? this.#writeCells(data["cells"] as CellChange[]) : this.#patch(data["columns"] as Record<string, Patch>);
      case "grid:update-columns":
        return this.#columns.update(this.#api, data["columnDefs"] as Json[], data as Headings);
      case "grid:quick-filter":
        return this.#api.setGridOption("quickFilterText", String(data["text"] ?? ""));
      case "grid:update-theme":
        return this.#api.setGridOption("theme", gridTheme(data["theme"] as ThemeName, this.#api.getGridOption("enableCellSpan")));
      case "grid:keep-rows":
        return this.#keepRows(data["keep"] as ArrayLike<number> | null);
      case "grid:remove-rows":
        return this.#remove((data["rowIds"] as unknown[]).map(String));
      case "grid:request-state":
        return this.#context.emit("grid:state-response", { ...stateOf(this.#api, this.#context.id), context: data["context"] ?? null });
      case "grid:restore-state":
        return restore(this.#api, data["state"] as Partial<GridState>);
      case "grid:reset-state":
        return this.#reset(data["hard"] === true);
    }
  }

  answer(name: string): unknown {
    this.#changes.flush();
    return name === "grid:shown" ? this.#shown() : stateOf(this.#api, this.#context.id);
  }

  sheet(most: number | null): Sheet {
    this.#changes.flush();
    const paper = new PaperRows(this.#api, this.#columns.list);
    const rows: Row[] = [];
    this.#api.forEachNodeAfterFilterAndSort(({ data }) => data !== undefined && rows.push(data));
    return paper.sheet(rows.slice(0, paper.fitting(most)), { before: 0, ...(this.#of ?? { shown: rows.length, total: this.#rows.list.length }) });
  }

  inView(): InView {
    return viewOf(this.#api, this.#of?.shown ?? this.#api.getDisplayedRowCount());
  }

  wholeSheet(most: number | null): Promise<Sheet> {
    return Promise.resolve(this.sheet(most));
  }

  describe(): PanelFacts {
    const shown: Json[] = [];
    for (let i = 0; i < Math.min(FEW_STATES, this.#api.getDisplayedRowCount()); i++) {
      const row = this.#api.getDisplayedRowAtIndex(i)?.data;
      if (row !== undefined) shown.push(this.#rows.plain(row));
    }
    const selected = this.#api.getSelectedRows().map((row) => row.id);
    return {
      rows: this.#rows.list.length,
      shownRows: this.#api.getDisplayedRowCount(),
      columns: this.#columns.describe(),
      firstRows: shown,
      selected: { count: selected.length, rowIds: selected.slice(0, 20) },
      filterModel: this.#api.getFilterModel(),
      sortModel: sortModel(this.#api),
    };
  }

  inspect(): Inspection {
    const [rows, api] = [this.#rows, this.#api];
    return inspectGrid({
      api,
      host: this.#context.host,
      columns: this.#columns.list,
      total: rows.list.length,
      shown: api.getDisplayedRowCount(),
      value: (row, field) => rows.value(row, field),
    });
  }

  destroy(): void {
    this.#changes.clear();
    this.#release();
    this.#api.destroy();
  }

  // --- what the grid is made with

  #options(spec: GridSpec, painted: () => void): GridOptions<Row> {
    return {
      ...personal(spec.options, spec.columns),
      theme: gridTheme(spec.gridTheme, spec.options?.enableCellSpan),
      columnDefs: this.#columns.defs(spec),
      rowData: this.#rows.list,
      getRowId: ({ data }) => data.id,
      isExternalFilterPresent: () => this.#keep !== null,
      doesExternalFilterPass: ({ data }) => data !== undefined && this.#keep?.[data.at] === 1,
      onFirstDataRendered: painted,
      ...listenToPerson(this.#context, this.#rows),
    };
  }

  // --- what Python changes

  #updateData({ data, strategy = "set", rowIds }: UpdateData): void {
    const table = Array.isArray(data) ? tableOf(data as Json[], this.#columns.types, rowIds) : (data as WireTable);
    if (strategy === "append") return this.#changes.add(this.#rows.append(table));
    if (strategy === "update") return this.#mergeRows(table);
    this.#changes.clear();
    if (table.columns !== undefined) this.#columns.set(this.#api, table.columns, table, table as Headings);
    this.#rows.set(table);
    this.#keep = null;
    this.#api.setGridOption("rowData", this.#rows.list);
  }

  #mergeRows(table: WireTable): void {
    const { changed, unknown } = this.#rows.update(table);
    this.#changes.change(changed, Object.keys(table.data));
    if (unknown.length > 0) this.#missing("grid:update-data", unknown);
  }

  #writeCells(cells: readonly CellChange[]): void {
    const unknown: string[] = [];
    const changed: Row[] = [];
    const fields = new Set(cells.map(({ colId }) => colId));
    for (const { rowId, colId, value } of cells) {
      const row = this.#rows.find(String(rowId));
      if (row === undefined) unknown.push(String(rowId));
      else {
        this.#rows.write(row, colId, value);
        changed.push(row);
      }
    }
    this.#changes.change(changed, [...fields]);
    if (unknown.length > 0) this.#missing("grid:update-cell", unknown);
  }

  #patch(columns: Readonly<Record<string, Patch>>): void {
    for (const [field, { at, values }] of Object.entries(columns)) this.#changes.change(this.#rows.patch(field, at, values), [field]);
  }

  #remove(ids: readonly string[]): void {
    const removed = this.#rows.remove(ids);
    this.#keep = this.#rows.renumber(this.#keep);
    this.#changes.remove(removed);
  }

  #keepRows(keep: ArrayLike<number> | null): void {
    this.#keep = bitmap(keep, this.#rows.list.length);
    this.#api.onFilterChanged("api");
  }

  #missing(name: string, ids: readonly string[]): void {
    const some = ids.slice(0, 5).join(", ");
    this.#context.say("warn", `${name}: grid ${this.#context.id} has no row ${some}${ids.length > 5 ? ` and ${ids.length - 5} more` : ""}.`);
  }

  // --- what is kept and restored

  /** Which rows are on screen, in their order, by their places; and the columns. */
  #shown(): { at: Uint32Array; columns: string[] } {
    const at: number[] = [];
    this.#api.forEachNodeAfterFilterAndSort(({ data }) => data !== undefined && at.push(data.at));
    return { at: Uint32Array.from(at), columns: shownColumns(this.#api).map((column) => column.getColId()) };
  }

  #reset(hard: boolean): void {
    this.#api.resetColumnState();
    this.#api.setFilterModel(null);
    this.#api.setGridOption("quickFilterText", "");
    if (!hard) return;
    this.#api.deselectAll();
    this.#keepRows(null);
    refit(this.#api);
  }
}

/** Values for cells of one column. */
interface Patch {
  readonly at: ArrayLike<number>;
  readonly values: WireColumn;
}

interface CellChange {
  readonly rowId: unknown;
  readonly colId: string;
  readonly value: unknown;
}

/** Positions as a mask, so that a filter over many rows is one lookup each. */
function bitmap(keep: ArrayLike<number> | null | undefined, rows: number): Uint8Array | null {
  if (keep === null || keep === undefined) return null;
  const mask = new Uint8Array(rows);
  for (let i = 0; i < keep.length; i++) mask[keep[i] as number] = 1;
  return mask;
}
