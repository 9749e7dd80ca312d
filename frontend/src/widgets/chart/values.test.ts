import { expect, it } from "vitest";
import { listOf, spanOf } from "./values";

it("ranges over numbers, leaving out what is missing", () => {
  expect(spanOf([3, null, 1, Number.NaN, Infinity])).toEqual({ count: 5, known: 2, ends: [1, 3] });
  expect(spanOf(new Float64Array([2, -1]))).toEqual({ count: 2, known: 2, ends: [-1, 2] });
});

it("ranges over lists of lists, and over dates", () => {
  expect(spanOf([[1, 2], [null, 9]])).toEqual({ count: 4, known: 3, ends: [1, 9] });
  expect(spanOf(["2026-03-01", "2026-01-01"]).ends).toEqual(["2026-01-01", "2026-03-01"]);
});

it("names the first few of names, and nothing where there is nothing", () => {
  expect(spanOf(["c", "a"]).ends).toEqual(["c", "a"]);
  expect(spanOf(["e", "d", "c", "b", "a"]).ends).toEqual(["e", "d", "c", "..."]);
  expect(spanOf([null, ""])).toEqual({ count: 2, known: 0, ends: null });
});

it("takes lists and typed arrays alone", () => {
  expect(listOf("abc")).toBeNull();
  expect(listOf({ length: 2 })).toBeNull();
  expect(listOf([1])).toEqual([1]);
});
