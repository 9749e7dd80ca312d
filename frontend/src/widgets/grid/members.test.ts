import { describe, expect, it } from "vitest";
import type { ColumnType } from "./columns";
import { wallDate } from "./dates";
import { cellOf, keyOf, memberOf } from "./members";

const MOMENT = Date.UTC(2024, 0, 2, 3, 4, 5, 678);

describe("a value of a set", () => {
  it.each<[ColumnType, unknown, unknown[]]>([
    ["number", 1.5, ["1.5", 1.5]],
    ["number", -0, [0, "0"]],
    ["number", Infinity, ["Infinity"]],
    ["integer", 7, ["7", 7n]],
    ["integer", 9007199254740993n, ["9007199254740993"]],
    ["decimal", "1.50", [1.5, "1.5", "+01.500"]],
    ["decimal", "0.00", [0, "-0"]],
    ["boolean", true, ["true", "True", true]],
    ["date", wallDate(Date.UTC(1965, 4, 6)), ["1965-05-06"]],
    ["datetime", wallDate(MOMENT), ["2024-01-02T03:04:05.678", "2024-01-02T03:04:05.678Z"]],
    ["datetime", wallDate(MOMENT + 0.901), ["2024-01-02T03:04:05.678901"]],
    ["duration", 93784.5, ["1d 02:03:04.5", 93784.5]],
    ["text", "Zug", ["Zug"]],
    ["object", { a: [1] }, [{ a: [1] }, '{"a":[1]}']],
  ])("of type %s is the same in a cell as in a model: %s", (type, cell, models) => {
    for (const model of [...models, memberOf(type, cell)]) expect(keyOf(type, model)).toBe(keyOf(type, cell));
  });

  it("is told apart from those beside it", () => {
    const pairs: [ColumnType, unknown, unknown][] = [
      ["integer", 9007199254740993n, 9007199254740992n],
      ["decimal", "1.00000000000000000001", "1.00000000000000000002"],
      ["decimal", "10", "1"],
      ["datetime", wallDate(MOMENT), wallDate(MOMENT + 0.001)],
      ["text", "zug", "Zug"],
    ];
    for (const [type, one, other] of pairs) expect(keyOf(type, one)).not.toBe(keyOf(type, other));
  });

  it("that is missing is null, and so is an empty text", () => {
    for (const value of [null, undefined, Number.NaN, ""]) expect([keyOf("text", value), memberOf("text", Number.isNaN(value) ? null : value)]).toEqual(["", null]);
  });
});

describe("a value of a model", () => {
  it.each<[ColumnType, unknown, unknown]>([
    ["number", "Infinity", Infinity],
    ["integer", "9007199254740993", 9007199254740993n],
    ["boolean", "true", true],
    ["text", "5", "5"],
    ["duration", "01:00:00", 3600],
  ])("of type %s is shown as a cell of it: %s", (type, member, cell) => {
    expect(cellOf(type, member)).toBe(cell);
  });
});
