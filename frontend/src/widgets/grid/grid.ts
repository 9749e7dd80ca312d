import type { ColumnState, FilterModel, GridApi, GridOptions } from "ag-grid-community";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";
import { Changes } from "./changes";
import { columnDefs } from "./columndefs";
import type { ColumnSpec, ColumnType, WireTable } from "./columns";
import { listenToPerson, sortModel } from "./events";
import { agGrid } from "./library";
import { Rows, tableOf, type Row } from "./rows";
import { gridTheme } from "./theme";

type Json = Record<string, unknown>;

interface GridSpec extends PanelSpec, WireTable {
  readonly columns: readonly ColumnSpec[];
  readonly options?: GridOptions<Row>;
  readonly keep?: ArrayLike<number> | null;
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
  #columns: readonly ColumnSpec[];
  #keep: Uint8Array | null = null;

  constructor(context: PanelContext, spec: PanelSpec) {
    const grid = spec as GridSpec;
    this.#context = context;
    this.#columns = grid.columns;
    this.#rows.setTypes(grid.columns);
    this.#rows.set(grid);
    this.#keep = bitmap(grid.keep, this.#rows.list.length);
    const host = document.createElement("div");
    host.className = "pywry-grid";
    context.host.replaceChildren(host);
    let paint: () => void = () => undefined;
    this.painted = new Promise((resolve) => (paint = resolve));
    this.#api = agGrid().createGrid<Row>(host, this.#options(grid, paint));
    this.#changes = new Changes(this.#api, (work) => context.schedule(work));
    if (grid.rows === 0) paint();
  }

  update(spec: PanelSpec): void {
    const grid = spec as GridSpec;
    this.#changes.clear();
    this.#setColumns(grid.columns, grid);
    this.#rows.set(grid);
    this.#keep = bitmap(grid.keep, this.#rows.list.length);
    this.#api.updateGridOptions({ ...this.#personal(grid.options), rowData: this.#rows.list });
    this.#api.onFilterChanged("api");
  }

  receive(name: string, data: Json): void {
    switch (name) {
      case "grid:update-data":
        return this.#updateData(data as unknown as UpdateData);
      case "grid:update-cell":
        return this.#writeCells([data as unknown as CellChange]);
      case "grid:update-cells":
        return this.#writeCells(data["cells"] as CellChange[]);
      case "grid:update-columns":
        return this.#updateColumns(data["columnDefs"] as Json[]);
      case "grid:keep-rows":
        return this.#keepRows(data["keep"] as ArrayLike<number> | null);
      case "grid:remove-rows":
        return this.#remove((data["rowIds"] as unknown[]).map(String));
      case "grid:request-state":
        return this.#context.emit("grid:state-response", { ...this.#state(), context: data["context"] ?? null });
      case "grid:restore-state":
        return this.#restore(data["state"] as Partial<GridState>);
      case "grid:reset-state":
        return this.#reset(data["hard"] === true);
    }
  }

  answer(): GridState & { gridId: string } {
    this.#changes.flush();
    return this.#state();
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
      columns: this.#columns.map(({ field, headerName, type }) => ({ field, header: headerName ?? field, type: type ?? "text" })),
      firstRows: shown,
      selected: { count: selected.length, rowIds: selected.slice(0, 20) },
      filterModel: this.#api.getFilterModel(),
      sortModel: sortModel(this.#api),
    };
  }

  destroy(): void {
    this.#changes.clear();
    this.#api.destroy();
  }

  // --- what the grid is made with

  #options(spec: GridSpec, painted: () => void): GridOptions<Row> {
    return {
      ...this.#personal(spec.options),
      theme: gridTheme(),
      columnDefs: columnDefs(spec.columns, this.#rows, spec),
      rowData: this.#rows.list,
      getRowId: ({ data }) => data.id,
      isExternalFilterPresent: () => this.#keep !== null,
      doesExternalFilterPass: ({ data }) => data !== undefined && this.#keep?.[data.at] === 1,
      onFirstDataRendered: painted,
      ...listenToPerson(this.#context, this.#rows),
    };
  }

  #personal(options: GridOptions<Row> = {}): GridOptions<Row> {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return {
      animateRows: !calm,
      autoSizeStrategy: { type: "fitCellContents", scaleUpToFitGridWidth: true, defaultMaxWidth: 360 },
      suppressColumnMoveAnimation: calm,
      deltaSort: true,
      autoSizePadding: 20,
      ...options,
      defaultColDef: { sortable: true, resizable: true, minWidth: 80, ...options.defaultColDef },
    };
  }

  // --- what Python changes

  #updateData({ data, strategy = "set", rowIds }: UpdateData): void {
    const table = Array.isArray(data) ? tableOf(data as Json[], this.#types(), rowIds) : (data as WireTable);
    if (strategy === "append") return this.#changes.add(this.#rows.append(table));
    if (strategy === "update") return this.#mergeRows(table);
    this.#changes.clear();
    if (table.columns !== undefined) this.#setColumns(table.columns, table);
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

  #updateColumns(defs: readonly Json[]): void {
    const known = new Map(this.#columns.map((column) => [column.field, column]));
    const columns = defs.map((def) => {
      const { headerName, ...colDef } = def;
      const field = String(def["field"] ?? def["colId"]);
      const before = known.get(field);
      return { ...before, field, headerName: String(headerName ?? before?.headerName ?? field), colDef: { ...before?.colDef, ...colDef } };
    });
    this.#setColumns(columns, null);
  }

  #setColumns(columns: readonly ColumnSpec[], table: WireTable | null): void {
    if (JSON.stringify(columns) === JSON.stringify(this.#columns)) return;
    this.#columns = columns;
    this.#rows.setTypes(columns);
    this.#api.setGridOption("columnDefs", columnDefs(columns, this.#rows, table));
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

  #types(): Map<string, ColumnType | undefined> {
    return new Map(this.#columns.map(({ field, type }) => [field, type]));
  }

  #missing(name: string, ids: readonly string[]): void {
    const some = ids.slice(0, 5).join(", ");
    this.#context.say("warn", `${name}: grid ${this.#context.id} has no row ${some}${ids.length > 5 ? ` and ${ids.length - 5} more` : ""}.`);
  }

  // --- what is kept and restored

  #state(): GridState & { gridId: string } {
    return {
      gridId: this.#context.id,
      columnState: this.#api.getColumnState(),
      filterModel: this.#api.getFilterModel(),
      sortModel: sortModel(this.#api),
    };
  }

  #restore({ columnState, filterModel, sortModel: sort }: Partial<GridState>): void {
    if (columnState !== undefined) this.#api.applyColumnState({ state: columnState, applyOrder: true });
    if (sort !== undefined) {
      const state = sort.map(({ colId, sort: direction }, sortIndex) => ({ colId, sort: direction, sortIndex }));
      this.#api.applyColumnState({ state, defaultState: { sort: null } });
    }
    if (filterModel !== undefined) this.#api.setFilterModel(filterModel);
  }

  #reset(hard: boolean): void {
    this.#api.resetColumnState();
    this.#api.setFilterModel(null);
    if (!hard) return;
    this.#api.deselectAll();
    this.#keepRows(null);
    this.#api.autoSizeAllColumns();
  }
}

interface CellChange {
  readonly rowId: unknown;
  readonly colId: string;
  readonly value: unknown;
}

export interface GridState {
  readonly columnState: ColumnState[];
  readonly filterModel: FilterModel;
  readonly sortModel: { colId: string; sort: "asc" | "desc" }[];
}

/** Positions as a mask, so that a filter over many rows is one lookup each. */
function bitmap(keep: ArrayLike<number> | null | undefined, rows: number): Uint8Array | null {
  if (keep === null || keep === undefined) return null;
  const mask = new Uint8Array(rows);
  for (let i = 0; i < keep.length; i++) mask[keep[i] as number] = 1;
  return mask;
}
