import type { ColDef, ColGroupDef, GridApi } from "ag-grid-community";
import { columnDefs, type Common } from "./columndefs";
import type { ColumnSpec, ColumnType, Headings, WireTable } from "./columns";
import type { Row } from "./rows";

type Json = Record<string, unknown>;

/** The columns of a grid as they are now, and the headings over them. */
export class ColumnSet {
  readonly #common: Common;
  #list: readonly ColumnSpec[];
  #headings: Headings;

  constructor(spec: Headings & { readonly columns: readonly ColumnSpec[] }, common: Common) {
    this.#common = common;
    this.#list = spec.columns;
    this.#headings = headingsOf(spec);
    common.rows.setTypes(spec.columns);
  }

  get list(): readonly ColumnSpec[] {
    return this.#list;
  }

  get types(): Map<string, ColumnType | undefined> {
    return new Map(this.#list.map(({ field, type }) => [field, type]));
  }

  /** As AG Grid takes them; `table` is what formats are made from. */
  defs(table: WireTable | null): (ColDef<Row> | ColGroupDef<Row>)[] {
    return columnDefs(this.#list, this.#common, table, this.#headings);
  }

  /** Show other columns; the same ones are left as a person has arranged them. */
  set(api: GridApi<Row>, columns: readonly ColumnSpec[], table: WireTable | null, given: Headings): void {
    const headings = headingsOf(given);
    if (JSON.stringify([columns, headings]) === JSON.stringify([this.#list, this.#headings])) return;
    [this.#list, this.#headings] = [columns, headings];
    this.#common.rows.setTypes(columns);
    api.setGridOption("columnDefs", this.defs(table));
  }

  /** Show the columns of these definitions, put over those that are known. */
  update(api: GridApi<Row>, defs: readonly Json[], { groups }: Headings): void {
    const known = new Map(this.#list.map((column) => [column.field, column]));
    const columns = defs.map((def) => {
      const { headerName, ...colDef } = def;
      const field = String(def["field"] ?? def["colId"]);
      const before = known.get(field);
      return { ...before, field, headerName: String(headerName ?? before?.headerName ?? field), colDef: { ...before?.colDef, ...colDef } };
    });
    this.set(api, columns, null, { ...this.#headings, groups: groups ?? null });
  }

  describe(): Json[] {
    return this.#list.map(({ field, headerName, type }) => ({ field, header: headerName ?? field, type: type ?? "text" }));
  }
}

function headingsOf({ groups, index }: Headings): Headings {
  return { groups: groups ?? null, index: index ?? null };
}
