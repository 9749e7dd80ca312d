import { describe, expect, it } from "vitest";
import { reader, type ColumnSpec, type WireTable } from "./columns";
import { fromWire, toWire, wallDate } from "./dates";
import { formatterFor } from "./format";
import { Rows, tableOf } from "./rows";

const columns: ColumnSpec[] = [
  { field: "n", type: "number" },
  { field: "t", type: "text" },
  { field: "d", type: "date" },
];
const day = Date.UTC(2024, 0, 2);
const table: WireTable = {
  rows: 3,
  data: { n: new Float64Array([1.5, Number.NaN, 3]), t: { codes: new Int32Array([1, -1, 0]), categories: ["a", "b"] }, d: { millis: new Float64Array([day, Number.NaN, day]) } },
};

function make(given: WireTable = table): Rows {
  const rows = new Rows();
  rows.setTypes(columns);
  rows.set(given);
  return rows;
}

const plain = (rows: Rows): unknown[] => rows.list.map((row) => rows.plain(row));

describe("columns", () => {
  it("are read in each form, missing values as null", () => {
    expect([0, 1].map(reader({ bools: new Uint8Array([1, 2]) }))).toEqual([true, null]);
    expect([0, 1].map(reader([{ a: 1 }, undefined]))).toEqual([{ a: 1 }, null]);
    expect(plain(make())).toEqual([{ n: 1.5, t: "b", d: "2024-01-02" }, { n: null, t: null, d: null }, { n: 3, t: "a", d: "2024-01-02" }]);
  });

  it("dates keep their day in every zone", () => {
    for (const text of ["2024-01-02", "2024-07-01T23:30:00.000Z", "1999-12-31T00:00:00"]) {
      const date = fromWire(text) as Date;
      expect(toWire(date, true).slice(0, 10)).toBe(text.slice(0, 10));
    }
    expect(toWire(wallDate(day) as Date, false)).toBe("2024-01-02");
  });
});

describe("rows", () => {
  it("are found by their id, or their position where they have none", () => {
    expect(make().find("1")?.at).toBe(1);
    const named = make({ ...table, rowIds: { codes: [0, 1, 2], categories: ["x", "y", "z"] } });
    expect(named.list.map(({ id }) => id)).toEqual(["x", "y", "z"]);
    expect(named.find("1")).toBeUndefined();
  });

  it("take changes of cells without touching the columns", () => {
    const rows = make();
    rows.write(rows.list[1] as never, "n", 9);
    rows.write(rows.list[1] as never, "d", "2025-05-06");
    expect(plain(rows)[1]).toEqual({ n: 9, t: null, d: "2025-05-06" });
    expect((table.data["n"] as Float64Array)[1]).toBeNaN();
  });

  it("are appended after the others, from objects or columns", () => {
    const rows = make();
    rows.append(tableOf([{ n: 4, d: "2024-03-04" }], new Map(columns.map(({ field, type }) => [field, type]))));
    rows.append({ rows: 1, data: { t: ["c"] } });
    expect(plain(rows).slice(3)).toEqual([{ n: 4, t: null, d: "2024-03-04" }, { n: null, t: "c", d: null }]);
    expect(rows.list.map(({ id, at }) => [id, at]).slice(3)).toEqual([["3", 3], ["4", 4]]);
  });

  it("are updated by id, and unknown ids are named", () => {
    const rows = make();
    const { changed, unknown } = rows.update(tableOf([{ rowId: 2, n: 7 }, { rowId: "nope", n: 1 }], new Map(columns.map(({ field, type }) => [field, type]))));
    expect([changed.length, unknown]).toEqual([1, ["nope"]]);
    expect(plain(rows)[2]).toEqual({ n: 7, t: "a", d: "2024-01-02" });
  });

  it("are removed by id", () => {
    const rows = make();
    expect(rows.remove(["1", "9"]).map(({ id }) => id)).toEqual(["1"]);
    expect(rows.list.map(({ id }) => id)).toEqual(["0", "2"]);
    expect(rows.find("1")).toBeUndefined();
  });

  it("are counted anew after a removal, and a mask follows them", () => {
    const rows = make();
    rows.remove(["1"]);
    expect([...(rows.renumber(Uint8Array.of(1, 0, 1)) ?? [])]).toEqual([1, 1]);
    expect(rows.list.map(({ at }) => at)).toEqual([0, 1]);
  });
});

describe("cells", () => {
  const show = (type: ColumnSpec["type"], value: unknown, values: ArrayLike<unknown> = [value]): string =>
    formatterFor({ field: "f", ...(type === undefined ? {} : { type }) }, reader(values), values.length)(value);

  it("show a dash for what is missing", () => {
    for (const type of ["number", "text", "date", "object"] as const) expect(show(type, null)).toBe("—");
  });

  it("numbers have the decimals of their column", () => {
    expect(show("number", 1, [1, 2.25])).toBe("1.00");
    expect(show("number", 12345.5, [12345.5])).toBe("12,345.5");
  });

  it("numbers get the decimals, and moments the seconds, that come later", () => {
    const price = formatterFor({ field: "f", type: "number" }, reader([0]), 1);
    expect([0, 101.25, 3, 1.23456].map(price)).toEqual(["0", "101.25", "3.00", "1.2346"]);
    const moment = formatterFor({ field: "at", type: "datetime" }, undefined, 0);
    expect(moment(new Date(2024, 0, 1, 6, 30))).not.toContain(":00");
    expect(moment(new Date(2024, 0, 1, 6, 30, 7))).toContain("30:07");
  });

  it("years are not grouped, larger numbers are", () => {
    expect([show("integer", 2013), show("integer", 336776)]).toEqual(["2013", "336,776"]);
  });

  it("a column's own d3 format counts", () => {
    expect(formatterFor({ field: "f", type: "number", colDef: { format: ".1%" } }, undefined, 0)(0.256)).toBe("25.6%");
  });

  it("objects show as JSON", () => {
    expect(show("object", { a: [1] })).toBe('{"a":[1]}');
  });
});
