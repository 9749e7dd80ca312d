import type { IGetRowsParams } from "ag-grid-community";
import { beforeEach, describe, expect, it } from "vitest";
import { Blocks, rowsOf, type Block, type Source, type View } from "./blocks";
import { saveRows } from "./saving";
import type { Row } from "./rows";

const block = (at: number[], shown = 9): Block => ({ rows: at.length, data: { n: Float64Array.from(at) }, at: Uint32Array.from(at), shown, total: 9 });

interface Asked {
  readonly args: Record<string, unknown>;
  readonly signal: AbortSignal;
  answer(block: Block): void;
  refuse(why: string): void;
}

let asked: Asked[];
let view: View;
let arrived: Block[];
let failures: string[];
let waited: number[];
let blocks: Blocks;
let got: { rows: Row[]; last: number | undefined }[];
let failed: number;

const source: Source = {
  ask: (_name, args, signal) =>
    new Promise((resolve, reject) => asked.push({ args, signal, answer: resolve, refuse: (why) => reject(new Error(why)) })),
  view: () => view,
  arrived: (one) => void arrived.push(one),
  waits: (count) => void waited.push(count),
  failed: (message) => void failures.push(message),
};

function ask(startRow: number, endRow: number): void {
  const params = {
    startRow,
    endRow,
    sortModel: [],
    filterModel: {},
    successCallback: (rows: Row[], last?: number) => void got.push({ rows, last }),
    failCallback: () => void failed++,
  };
  blocks.getRows(params as unknown as IGetRowsParams);
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  [asked, arrived, failures, waited, got, failed, view] = [[], [], [], [], [], 0, {}];
  blocks = new Blocks(source, block([0, 1, 2]));
});

describe("blocks", () => {
  it("that came with the panel are not asked for again", () => {
    ask(0, 3);
    expect([asked.length, got[0]?.last, got[0]?.rows.map(({ id, at }) => [id, at])]).toEqual([0, 9, [["0", 0], ["1", 1], ["2", 2]]]);
  });

  it("of another view are asked for, even the first", async () => {
    view = { sort: [{ colId: "n", sort: "desc" }] };
    ask(0, 3);
    expect(asked[0]?.args).toEqual({ ...view, start: 0, stop: 3 });
    asked[0]?.answer(block([8, 7, 6]));
    await settled();
    expect([got[0]?.rows.map(({ id }) => id), arrived.length]).toEqual([["8", "7", "6"], 1]);
  });

  it("of a view that is left are taken back without a word", async () => {
    ask(3, 6);
    view = { quick: "ann" };
    ask(0, 3);
    expect([asked[0]?.signal.aborted, asked[1]?.signal.aborted]).toEqual([true, false]);
    asked[0]?.refuse("cancelled");
    await settled();
    expect([failed, failures]).toEqual([1, []]);
  });

  it("are waited for until the last one is there or has failed", async () => {
    ask(3, 6);
    ask(6, 9);
    asked[0]?.answer(block([3, 4, 5]));
    asked[1]?.refuse("the disk is gone");
    await settled();
    expect(waited).toEqual([1, 2, 1, 0]);
  });

  it("that cannot be read say why", async () => {
    ask(3, 6);
    asked[0]?.refuse("the disk is gone");
    await settled();
    expect([failed, failures]).toEqual([1, ["the disk is gone"]]);
  });

  it("name their rows as Python does", () => {
    const named = { ...block([4, 5]), rowIds: { codes: [0, 1], categories: ["x", "y"] } };
    expect(rowsOf(named).map(({ id, at }) => [id, at])).toEqual([["x", 4], ["y", 5]]);
  });
});

it("a file is asked for part by part until there is no more", async () => {
  const starts: number[] = [];
  const ask = (start: number): Promise<unknown> => {
    starts.push(start);
    return Promise.resolve({ text: `${start};`, next: start < 2 ? start + 1 : null });
  };
  expect([await saveRows("rows.csv", ask), starts]).toEqual(["rows.csv", [0, 1, 2]]);
});
