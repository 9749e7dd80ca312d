import type { GridApi } from "ag-grid-community";
import { utcOf } from "./dates";
import type { Row, Rows } from "./rows";

interface Edit {
  readonly row: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What this person edited, to take it back and to put it in again. */
export class Edits {
  readonly #api: GridApi<Row>;
  readonly #rows: Rows;
  readonly #limit: number;
  #done: Edit[] = [];
  #undone: Edit[] = [];

  constructor(api: GridApi<Row>, rows: Rows, limit: number) {
    this.#api = api;
    this.#rows = rows;
    this.#limit = limit;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** A person has written a value. */
  note(row: string, field: string, before: unknown, after: unknown): void {
    this.#done = [...this.#done, { row, field, before, after }].slice(-this.#limit || this.#done.length + 1);
    this.#undone = [];
  }

  undo(): boolean {
    return this.#move(this.#done, this.#undone, "undo");
  }

  redo(): boolean {
    return this.#move(this.#undone, this.#done, "redo");
  }

  /** An edit whose cell somebody has written since is passed over: their value is not lost. */
  #move(from: Edit[], to: Edit[], source: "undo" | "redo"): boolean {
    for (let edit = from.pop(); edit !== undefined; edit = from.pop()) {
      const [here, there] = source === "undo" ? [edit.after, edit.before] : [edit.before, edit.after];
      const node = this.#api.getRowNode(edit.row);
      if (node?.data === undefined || !same(this.#rows.value(node.data, edit.field), here)) continue;
      node.setDataValue(edit.field, there, source);
      to.push(edit);
      this.#show(edit);
      return true;
    }
    return false;
  }

  #show({ row, field }: Edit): void {
    const node = this.#api.getRowNode(row);
    if (node === undefined || node.rowIndex === null) return;
    this.#api.ensureIndexVisible(node.rowIndex);
    this.#api.ensureColumnVisible(field);
    this.#api.setFocusedCell(node.rowIndex, field);
  }
}

function same(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) return utcOf(a) === utcOf(b);
  return Object.is(a ?? null, b ?? null);
}
