import { describe, expect, it } from "vitest";
import { fitAppended } from "./append";
import { coalesce, type ChartOp } from "./queue";
import { decodeArrays } from "./typed";

const extend = (xs: ArrayLike<unknown>, indices = [0], key = "x"): ChartOp => ({ kind: "extend", data: { [key]: indices.map(() => xs) }, indices });

describe("changes of one frame", () => {
  it("many appends to the same traces become one, in order", () => {
    const joined = coalesce([extend([1, 2]), extend(new Float64Array([3])), extend([4])]);
    expect(joined).toEqual([{ kind: "extend", data: { x: [[1, 2, 3, 4]] }, indices: [0] }]);
  });

  it("appends to other traces or keys stay apart", () => {
    expect(coalesce([extend([1]), extend([2], [1]), extend([3], [1], "y")])).toHaveLength(3);
  });

  it("the last limit on points counts", () => {
    const joined = coalesce([extend([1]), { ...extend([2]), maxPoints: 50 } as ChartOp]);
    expect(joined[0]).toMatchObject({ maxPoints: 50 });
  });

  it("neighbouring layout changes become one, the later winning", () => {
    const joined = coalesce([{ kind: "layout", layout: { a: 1, b: 1 } }, { kind: "layout", layout: { b: 2 } }]);
    expect(joined).toEqual([{ kind: "layout", layout: { a: 1, b: 2 } }]);
  });

  it("a change between two appends keeps its place", () => {
    const kinds = coalesce([extend([1]), { kind: "layout", layout: {} }, extend([2])]).map(({ kind }) => kind);
    expect(kinds).toEqual(["extend", "layout", "extend"]);
  });

  it("a new figure makes what came before it void", () => {
    const kinds = coalesce([extend([1]), { kind: "figure", figure: {} }, { kind: "figure", figure: { data: [] } }, extend([2])]);
    expect(kinds).toMatchObject([{ kind: "figure", figure: { data: [] } }, { kind: "extend" }]);
  });
});

describe("appending", () => {
  const fit = (target: unknown, list: ArrayLike<unknown>): [unknown, unknown] => {
    const trace = { x: target };
    return [fitAppended([trace], { x: [list] }, [0])["x"]?.[0], trace.x];
  };
  it("numbers to a typed array stay typed", () => {
    expect(fit(new Float64Array([1]), [2, null])[0]).toEqual(new Float64Array([2, Number.NaN]));
  });

  it("fractions to an array of integers widens it", () => {
    expect(fit(new Int32Array([1]), [1.5])).toEqual([new Float64Array([1.5]), new Float64Array([1])]);
  });

  it("dates to a typed array turn it into a list", () => {
    expect(fit(new Float64Array([1]), ["2024-01-01"])).toEqual([["2024-01-01"], [1]]);
  });

  it("a typed array to a list becomes a list", () => {
    expect(fit(["a"], new Float64Array([2]))).toEqual([[2], ["a"]]);
  });
});

describe("arrays of Plotly's Python library", () => {
  it("are decoded wherever they stand, but not those with a shape", () => {
    const bdata = btoa(String.fromCharCode(...new Uint8Array(new Float64Array([1.5, 2]).buffer)));
    const trace = decodeArrays({ x: { dtype: "f8", bdata }, marker: { size: { dtype: "i1", bdata: btoa("\u0001") } }, z: { dtype: "f8", bdata, shape: "1, 2" }, name: "n" });
    expect(trace).toEqual({ x: new Float64Array([1.5, 2]), marker: { size: new Int8Array([1]) }, z: { dtype: "f8", bdata, shape: "1, 2" }, name: "n" });
  });
});

it("puts points before the first ones in order, the last call's foremost", () => {
  const before = (x: number[]): ChartOp => ({ kind: "prepend", data: { x: [x] }, indices: [0] });
  expect(coalesce([before([3, 4]), before([1, 2])])).toEqual([{ kind: "prepend", data: { x: [[1, 2, 3, 4]] }, indices: [0] }]);
  const after: ChartOp = { kind: "extend", data: { x: [[9]] }, indices: [0] };
  expect(coalesce([before([1]), after])).toEqual([before([1]), after]);
});
