import { describe, expect, it } from "vitest";
import { columnDefs } from "./columndefs";
import { orderOf } from "./compare";
import { fromWire, toWire, utcOf, wallDate } from "./dates";
import { durationText, parseDuration } from "./durations";
import { editing } from "./editors";
import { formatterFor } from "./format";
import { Rows } from "./rows";
import { SetFilter } from "./setfilter";

const common = (rows: Rows) => ({ rows, offers: () => async () => ({ entries: [], total: 0 }) });

const sorted = (column: Parameters<typeof orderOf>[0], values: unknown[]): unknown[] => [...values].sort(orderOf(column));

describe("order", () => {
  it("is that of the choices, with what is missing first", () => {
    const column = { field: "s", type: "text", choices: ["s", "m", "l"], ordered: true } as const;
    expect(sorted(column, ["l", null, "s", "m"])).toEqual([null, "s", "m", "l"]);
  });

  it("is that of numbers for decimals, to the last digit", () => {
    const values = ["10", "1.00000000000000000002", "9.5", "1.00000000000000000001", null];
    expect(sorted({ field: "d", type: "decimal" }, values)).toEqual([null, "1.00000000000000000001", "1.00000000000000000002", "9.5", "10"]);
  });

  it("puts kinds one after another", () => {
    expect(sorted({ field: "o", type: "object" }, ["b", 10, { a: 1 }, 2, true, null, "a", 3n])).toEqual([null, true, 2, 3n, 10, "a", "b", { a: 1 }]);
  });
});

describe("dates", () => {
  it("keep clock times that a zone skips, years below 100, and times before 1970", () => {
    for (const text of ["2024-03-10T02:30:00.000Z", "2024-03-31T01:30:00.000Z", "0099-01-01T00:00:00.000Z", "1930-02-03T04:05:06.007Z"]) {
      const date = fromWire(text) as Date;
      expect(toWire(date, true)).toBe(text);
      expect(utcOf(new Date(date.getTime()))).toBeTypeOf("number");
    }
    expect((wallDate(Date.UTC(2000, 0, 1)) as Date).getFullYear()).toBe(2000);
    expect((fromWire("0099-01-01") as Date).getFullYear()).toBe(99);
  });

  it("have patterns of their own, and say their zone", () => {
    const date = fromWire("2024-03-10T02:30:15Z");
    expect(formatterFor({ field: "d", type: "datetime", colDef: { format: "%d.%m.%Y %H:%M:%S" } }, undefined, 0)(date)).toBe("10.03.2024 02:30:15");
    expect(formatterFor({ field: "d", type: "datetime", zoned: true }, undefined, 0)(date)).toMatch(/2024.*UTC$/);
  });
});

describe("durations", () => {
  it("are read back from their text", () => {
    for (const seconds of [0, 0.5, 59, 3600, 86_400, 871_384.5, -3, -100_000]) expect(parseDuration(durationText(seconds))).toBe(seconds);
    expect(durationText(93_784)).toBe("1d 02:03:04");
    expect([parseDuration("90"), parseDuration("2 days"), parseDuration("soon"), parseDuration("")]).toEqual([90, 172_800, null, null]);
  });
});

describe("numbers", () => {
  it("keep every digit of large integers", () => {
    expect(formatterFor({ field: "n", type: "integer", big: true }, undefined, 0)(2n ** 60n + 1n).replaceAll(/\D/g, "")).toBe("1152921504606846977");
  });

  it("show the beginning of a text that is very long", () => {
    expect(formatterFor({ field: "t", type: "text" }, undefined, 0)("x".repeat(1_000_000))).toHaveLength(5_001);
  });
});

describe("editors", () => {
  const parse = (type: "decimal" | "duration" | "object", newValue: string, oldValue: unknown = "old"): unknown =>
    (editing({ field: "f", type }).valueParser as (params: object) => unknown)({ newValue, oldValue });

  it("take what a column holds, and leave the cell alone for everything else", () => {
    expect([parse("decimal", "1.50"), parse("decimal", "x"), parse("decimal", "")]).toEqual(["1.50", "old", null]);
    expect([parse("duration", "00:01:00"), parse("duration", "x")]).toEqual([60, "old"]);
    expect([parse("object", "[1]"), parse("object", "plain"), parse("object", "cut…")]).toEqual([[1], "plain", "old"]);
    expect(editing({ field: "f", type: "text", choices: ["a"] }).cellEditorParams).toEqual({ values: ["a"] });
  });
});

describe("headings", () => {
  it("stand over the columns that are there", () => {
    const columns = ["a", "b", "c"].map((field) => ({ field }));
    const defs = columnDefs(columns, common(new Rows()), null, { groups: ["a", { headerName: "G", children: ["c", "gone", { headerName: "Empty", children: ["gone"] }] }] });
    expect(defs.map((def) => ("children" in def ? [def.headerName, def.children.map((child) => (child as { colId: string }).colId)] : def.colId))).toEqual(["a", ["G", ["c"]]]);
  });

  it("join labels of an inner level only within the outer ones", () => {
    const rows = new Rows();
    rows.setTypes([{ field: "o" }, { field: "i" }]);
    rows.set({ rows: 3, data: { o: ["x", "x", "y"], i: ["1", "1", "1"] } });
    const columns = ["o", "i"].map((field) => ({ field, colDef: { spanRows: true } }));
    const [, inner] = columnDefs(columns, common(rows), null, { index: ["o", "i"] }) as { spanRows: (params: object) => boolean }[];
    const joins = (a: number, b: number): boolean | undefined => inner?.spanRows({ nodeA: { data: rows.list[a] }, nodeB: { data: rows.list[b] } });
    expect([joins(0, 1), joins(1, 2)]).toEqual([true, false]);
  });
});

describe("patches", () => {
  it("write cells of one column by the rows' places", () => {
    const rows = new Rows();
    rows.setTypes([{ field: "d", type: "date" }, { field: "n", type: "number" }]);
    rows.set({ rows: 3, data: { n: [1, 2, 3], d: [null, null, null] } });
    expect(rows.patch("n", new Uint16Array([2, 0, 9]), new Float64Array([30, 10, 0])).map(({ id }) => id)).toEqual(["2", "0"]);
    rows.patch("d", [1], { codes: [0], categories: ["2024-01-02"] });
    expect(rows.list.map((row) => rows.plain(row))).toEqual([
      { d: null, n: 10 },
      { d: "2024-01-02", n: 2 },
      { d: null, n: 30 },
    ]);
  });
});

describe("filters", () => {
  const defs = (filter: unknown, own: Record<string, unknown> = {}): unknown[] => {
    const columns = [{ field: "n", type: "number", colDef: own }, { field: "t", type: "text" }] as const;
    return (columnDefs(columns, { ...common(new Rows()), defaults: { filter } }, null) as { filter: unknown }[]).map((def) => def.filter);
  };

  it("are those of the type where the definition names none", () => {
    expect(defs(true)).toEqual(["agNumberColumnFilter", "agTextColumnFilter"]);
    expect(defs(undefined, { filter: true })).toEqual(["agNumberColumnFilter", "agTextColumnFilter"]);
  });

  it("are those of the grid, or the column's own", () => {
    expect(defs(false)).toEqual([false, false]);
    expect(defs("set")).toEqual([SetFilter, SetFilter]);
    expect(defs(false, { filter: "agTextColumnFilter" })).toEqual(["agTextColumnFilter", false]);
  });
});
