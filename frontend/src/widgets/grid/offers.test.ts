import type { GridApi, IRowNode } from "ag-grid-community";
import { describe, expect, it } from "vitest";
import type { ColumnSpec } from "./columns";
import { MOST, offersOfPython, offersOfRows, type Offer } from "./offers";
import { Rows, tableOf, type Row } from "./rows";

const { signal } = new AbortController();
const told = ({ entries, total }: Offer): unknown[] => [...entries.map(({ label, count }) => `${label} ${count}`), total];

function offered(values: unknown[], column: ColumnSpec, search = "", passes: (node: IRowNode<Row>) => boolean = () => true): Promise<Offer> {
  const rows = new Rows();
  rows.setTypes([column]);
  rows.set(tableOf(values.map((v) => ({ v })), new Map([["v", column.type]])));
  const api = { forEachNode: (visit: (node: object) => void) => rows.list.forEach((data) => visit({ data })) };
  return offersOfRows(() => api as unknown as GridApi<Row>, rows, column, (value) => `<${String(value)}>`)(search, passes, signal);
}

describe("values of rows in the page", () => {
  const text: ColumnSpec = { field: "v", type: "text" };

  it("come each once, in order, after the blanks, counted over the rows that pass", async () => {
    expect(told(await offered(["b", null, "a", "", "b"], text, "", ({ data }) => data?.at !== 0))).toEqual(["(Blanks) 2", "<a> 1", "<b> 1", 2]);
  });

  it("are searched as they are and as they are shown", async () => {
    expect(told(await offered(["Bern", "bar", "Zug", null], text, "B"))).toEqual(["<Bern> 1", "<bar> 1", 2]);
    expect(told(await offered(["Bern"], text, "<b"))).toEqual(["<Bern> 1", 1]);
  });

  it("are no more than can be listed", async () => {
    const offer = await offered(Array.from({ length: MOST + 5 }, (_, i) => i), { field: "v", type: "integer" });
    expect([offer.entries.length, offer.total, offer.entries[MOST - 1]?.member]).toEqual([MOST, MOST + 5, MOST - 1]);
  });

  it("have the order of their categories", async () => {
    const sizes: ColumnSpec = { field: "v", type: "text", choices: ["s", "m", "l"], ordered: true };
    expect(told(await offered(["l", "s", "m"], sizes))).toEqual(["<s> 1", "<m> 1", "<l> 1", 3]);
  });
});

describe("values of rows in Python", () => {
  it("are read as the column's cells are", async () => {
    const asked: unknown[] = [];
    const answer = { values: { millis: Float64Array.from([0]) }, counts: Float64Array.from([3]), total: 1, blanks: 2 };
    const ask = (column: string, search: string): Promise<unknown> => Promise.resolve(asked.push([column, search]) && answer);
    const offers = offersOfPython(ask, { field: "v", type: "date" }, () => "Jan 1");
    const { entries } = await offers("", () => true, signal);
    expect(entries.map(({ member, count }) => [member, count])).toEqual([[null, 2], ["1970-01-01", 3]]);
    expect(told(await offers("19", () => true, signal))).toEqual(["Jan 1 3", 1]);
    expect(asked).toEqual([["v", ""], ["v", "19"]]);
  });
});
