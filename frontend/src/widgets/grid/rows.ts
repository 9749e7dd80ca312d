import { cellValue, reader, type ColumnSpec, type ColumnType, type Reader, type WireColumn, type WireTable } from "./columns";
import { toWire } from "./dates";
import { durationText } from "./durations";

type Json = Record<string, unknown>;

/** Columns that some rows were delivered in. */
interface Block {
  readonly readers: ReadonlyMap<string, Reader>;
}

/** One row of the grid: where its values are, and those that were changed since. */
export interface Row {
  readonly id: string;
  /** The row's place in the table, which `grid:keep-rows` counts in. */
  at: number;
  readonly block: Block | null;
  readonly place: number;
  own: Json | null;
}

/** All rows of one grid, by position and by id. */
export class Rows {
  list: Row[] = [];
  #types: Map<string, ColumnType | undefined> = new Map();
  #byId: Map<string, Row> | null = null;

  /** Take a table as the whole content. */
  set(table: WireTable): void {
    this.#byId = null;
    this.list = this.#rowsOf(table, 0);
  }

  /** Add a table's rows at the end. */
  append(table: WireTable): Row[] {
    const added = this.#rowsOf(table, this.list.length);
    for (const row of added) {
      this.list.push(row);
      this.#byId?.set(row.id, row);
    }
    return added;
  }

  /** Put a table's values over the rows that have the same ids. */
  update(table: WireTable): { changed: Row[]; unknown: string[] } {
    const unknown: string[] = [];
    const changed: Row[] = [];
    for (const fresh of this.#rowsOf(table, 0)) {
      const row = this.find(fresh.id);
      if (row === undefined) unknown.push(fresh.id);
      else changed.push(overlay(row, this.plain(fresh, Object.keys(table.data), false)));
    }
    return { changed, unknown };
  }

  remove(ids: readonly string[]): Row[] {
    const removed = ids.flatMap((id) => this.find(id) ?? []);
    const gone = new Set(removed);
    this.list = this.list.filter((row) => !gone.has(row));
    for (const row of removed) this.#byId?.delete(row.id);
    return removed;
  }

  /** After a removal: count the rows anew, and keep what a mask by their old places said of them. */
  renumber(mask: Uint8Array | null): Uint8Array | null {
    const moved = mask && Uint8Array.from(this.list, (row) => mask[row.at] ?? 0);
    this.list.forEach((row, at) => (row.at = at));
    return moved;
  }

  find(id: string): Row | undefined {
    this.#byId ??= new Map(this.list.map((row) => [row.id, row]));
    return this.#byId.get(id);
  }

  setTypes(columns: readonly ColumnSpec[]): void {
    this.#types = new Map(columns.map(({ field, type }) => [field, type]));
  }

  value(row: Row | undefined, field: string): unknown {
    if (row === undefined) return null;
    if (row.own !== null && Object.hasOwn(row.own, field)) return row.own[field];
    return row.block?.readers.get(field)?.(row.place) ?? null;
  }

  /** Change one cell; a value from Python is first made what a cell of that type holds. */
  write(row: Row, field: string, value: unknown): void {
    (row.own ??= {})[field] = cellValue(this.#types.get(field), value);
  }

  /** Change many cells of one column, named by the rows' places; the rows that there are. */
  patch(field: string, at: ArrayLike<number>, values: WireColumn): Row[] {
    const [read, type] = [reader(values), this.#types.get(field)];
    const changed: Row[] = [];
    for (let i = 0; i < at.length; i++) {
      const row = this.list[at[i] as number];
      if (row === undefined) continue;
      (row.own ??= {})[field] = cellValue(type, read(i));
      changed.push(row);
    }
    return changed;
  }

  /** A row as a plain object, with dates as Python reads them. */
  plain(row: Row, fields: Iterable<string> = this.#types.keys(), forWire = true): Json {
    const made: Json = {};
    for (const field of fields) {
      const value = this.value(row, field);
      made[field] = forWire ? this.wire(field, value) : value;
    }
    return made;
  }

  /** A cell's value as Python reads it. */
  wire(field: string, value: unknown): unknown {
    if (value instanceof Date) return toWire(value, this.#types.get(field) !== "date");
    return typeof value === "number" && this.#types.get(field) === "duration" ? durationText(value) : (value ?? null);
  }

  #rowsOf(table: WireTable, first: number): Row[] {
    const readers = new Map(Object.entries(table.data).map(([field, column]) => [field, reader(column)]));
    const ids = table.rowIds === null || table.rowIds === undefined ? null : reader(table.rowIds);
    const block: Block = { readers };
    const rows: Row[] = new Array<Row>(table.rows);
    for (let place = 0; place < table.rows; place++) {
      const id = ids === null ? String(first + place) : String(ids(place));
      rows[place] = { id, at: first + place, block, place, own: null };
    }
    return rows;
  }
}

function overlay(row: Row, values: Json): Row {
  Object.assign((row.own ??= {}), values);
  return row;
}

/** Row objects as a table; `rowIds` beside them, or a field `rowId` in each, says which rows they are. */
export function tableOf(rows: readonly Json[], types: ReadonlyMap<string, ColumnType | undefined>, rowIds?: readonly unknown[]): WireTable {
  const fields = new Set(rows.flatMap((row) => Object.keys(row)));
  const named = rowIds ?? (rows.length > 0 && rows.every((row) => "rowId" in row) ? rows.map((row) => row["rowId"]) : undefined);
  if (rowIds === undefined && !types.has("rowId")) fields.delete("rowId");
  const data = Object.fromEntries([...fields].map((field) => [field, rows.map((row) => cellValue(types.get(field), row[field]))]));
  return { rows: rows.length, data, rowIds: named ?? null };
}
