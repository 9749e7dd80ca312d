import type { IDatasource, IGetRowsParams } from "ag-grid-community";
import { messageOf } from "../../bridge/errors";
import type { WireTable } from "./columns";
import { Rows, type Row } from "./rows";

type Json = Record<string, unknown>;

/** Some rows, as Python hands them out. */
export interface Block extends WireTable {
  /** The rows' positions in Python's table. */
  readonly at: ArrayLike<number>;
  /** How many rows the filters leave. */
  readonly shown: number;
  /** How many there are. */
  readonly total: number;
}

/** What a person wants to see. */
export interface View {
  readonly sort?: readonly unknown[];
  readonly filter?: Json;
  readonly quick?: string;
  readonly searched?: readonly string[];
}

export interface Source {
  ask(name: string, args: Json, signal: AbortSignal): Promise<unknown>;
  view(sort: readonly unknown[], filter: Json): View;
  arrived(block: Block, view: View): void;
  /** How many blocks are on their way. */
  waits(count: number): void;
  failed(message: string): void;
}

/** Rows of a block as the grid takes them; they hold none of their values. */
export function rowsOf(block: Block): Row[] {
  const made = new Rows();
  made.set(block);
  made.list.forEach((row, place) => (row.at = block.at[place] as number));
  if (block.rowIds === null || block.rowIds === undefined) return made.list.map((row) => ({ ...row, id: String(row.at) }));
  return made.list;
}

/** Where the grid gets its rows from: asks of an earlier view are taken back when the view changes. */
export class Blocks implements IDatasource {
  readonly #source: Source;
  #first: Block | null;
  #view = "";
  #asks = new AbortController();
  #waiting = 0;

  constructor(source: Source, first: Block) {
    this.#source = source;
    this.#first = first;
    this.#view = JSON.stringify({});
  }

  getRows({ startRow, endRow, sortModel, filterModel, successCallback, failCallback }: IGetRowsParams): void {
    const view = this.#source.view(sortModel, filterModel as Json);
    const key = JSON.stringify(view);
    if (key !== this.#view) this.#turn(key);
    const first = this.#first;
    this.#first = null;
    if (first !== null && startRow === 0 && key === "{}") return this.#take(first, view, successCallback);
    const { signal } = this.#asks;
    this.#source.waits(++this.#waiting);
    void this.#source
      .ask("grid:rows", { ...view, start: startRow, stop: endRow }, signal)
      .finally(() => this.#source.waits(--this.#waiting))
      .then(
        (block) => this.#take(block as Block, view, successCallback),
        (error: unknown) => {
          failCallback();
          if (!signal.aborted) this.#source.failed(messageOf(error));
        },
      );
  }

  destroy(): void {
    this.#asks.abort();
  }

  #turn(key: string): void {
    this.#view = key;
    this.#asks.abort();
    this.#asks = new AbortController();
  }

  #take(block: Block | null, view: View, success: IGetRowsParams["successCallback"]): void {
    if (block === null) return;
    success(rowsOf(block), block.shown);
    this.#source.arrived(block, view);
  }
}
