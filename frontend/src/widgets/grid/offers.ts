/** What a set filter offers: the values of a column, from the rows in the page or from Python. */

import type { GridApi, IRowNode } from "ag-grid-community";
import { reader, type ColumnSpec, type WireColumn } from "./columns";
import { orderOf } from "./compare";
import { BLANK, keyOf, memberOf } from "./members";
import type { Row, Rows } from "./rows";

/** One value. */
export interface Entry {
  readonly key: string;
  /** As it stands in the filter's model. */
  readonly member: unknown;
  readonly label: string;
  /** How many rows have it that pass the other filters; null where that is not known. */
  readonly count: number | null;
}

/** The first values that hold a text, in their order, after that of missing ones. */
export interface Offer {
  readonly entries: readonly Entry[];
  /** How many there are, blanks not counted. */
  readonly total: number;
}

/** Where a set filter gets its values from. */
export type Offers = (search: string, passes: (node: IRowNode<Row>) => boolean, signal: AbortSignal) => Promise<Offer>;

/** So many values are listed; of more, those that are searched for. */
export const MOST = 1_000;

type Format = (value: unknown) => string;

interface Counted {
  readonly value: unknown;
  count: number;
}

/** The values of rows that are in the page. */
export function offersOfRows(api: () => GridApi<Row>, rows: Rows, column: ColumnSpec, format: Format): Offers {
  const order = orderOf(column) ?? plainOrder;
  return async (search, passes) => {
    const found = counted(api(), rows, column, passes);
    const blank = found.get(BLANK);
    found.delete(BLANK);
    const word = search.toLowerCase();
    // To format a hundred thousand values takes a second: those that are not listed are formatted only to search them.
    const holds = ([key, { value }]: [string, Counted]): boolean => key.toLowerCase().includes(word) || format(value).toLowerCase().includes(word);
    const held = word === "" ? [...found] : [...found].filter(holds);
    held.sort(([, a], [, b]) => order(a.value, b.value));
    const entries = held.slice(0, MOST).map(([key, { value, count }]) => ({ key, count, label: format(value), member: memberOf(column.type, value) }));
    return { entries: [...blankOf(blank?.count ?? null, search), ...entries], total: held.length };
  };
}

function counted(api: GridApi<Row>, rows: Rows, { field, type }: ColumnSpec, passes: (node: IRowNode<Row>) => boolean): Map<string, Counted> {
  const found = new Map<string, Counted>();
  api.forEachNode((node) => {
    const value = rows.value(node.data, field);
    const key = keyOf(type, value);
    const known = found.get(key);
    const one = passes(node) ? 1 : 0;
    if (known === undefined) found.set(key, { value, count: one });
    else known.count += one;
  });
  return found;
}

interface Answer {
  readonly values: WireColumn;
  readonly counts: ArrayLike<number>;
  readonly total: number;
  readonly blanks: number | null;
}

/** The values of rows that stay in Python. */
export function offersOfPython(ask: (column: string, search: string, signal: AbortSignal) => Promise<unknown>, column: ColumnSpec, format: Format): Offers {
  return async (search, _passes, signal) => {
    const { values, counts, total, blanks } = (await ask(column.field, search, signal)) as Answer;
    const read = reader(values);
    const entries = Array.from(counts, (count, place) => {
      const value = read(place);
      return { key: keyOf(column.type, value), member: memberOf(column.type, value), label: format(value), count };
    });
    return { entries: [...blankOf(blanks, search), ...entries], total };
  };
}

function blankOf(count: number | null, search: string): Entry[] {
  return count === null || search !== "" ? [] : [{ key: BLANK, member: null, label: "(Blanks)", count }];
}

function plainOrder(a: unknown, b: unknown): number {
  const [one, other] = [a, b] as [number, number];
  return one < other ? -1 : one > other ? 1 : 0;
}
