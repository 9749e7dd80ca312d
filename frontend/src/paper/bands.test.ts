import { describe, expect, it } from "vitest";
import type { Layout } from "../panels/layout";
import { rowsOf } from "./bands";

const at = (panel: string, col: number, row: number, width: number, height: number): Layout["items"][number] => ({ panel, col, row, width, height });
const said = (layout: Layout, long: readonly string[] = [], most: number = Infinity): unknown[] => {
  const panels = layout.items.map(({ panel }) => panel);
  return rowsOf(layout, panels, (panel) => long.includes(panel), most).map((row) => (row.kind === "band" ? row.cells.map(({ id, row: top }) => `${id}@${top}`) : row.kind === "long" ? row.panel : `# ${row.text}`));
};

describe("a layout on paper", () => {
  const board: Layout = { items: [at("total", 1, 1, 4, 2), at("bars", 5, 1, 8, 4), at("mean", 1, 3, 4, 2), at("rows", 1, 5, 12, 4)] };

  it("keeps together what stands side by side", () => {
    expect(said(board)).toEqual([["total@1", "bars@1", "mean@3"], ["rows@1"]]);
  });

  it("puts long panels below those that they stand beside", () => {
    expect(said(board, ["rows", "bars"])).toEqual([["total@1"], ["mean@1"], "bars", "rows"]);
  });

  it("goes over to lines where what stands side by side is higher than a sheet, and to less height", () => {
    expect(said(board, [], 3)).toEqual([["total@1", "bars@1"], ["mean@1"], ["rows@1"]]);
    const [first] = rowsOf(board, ["total", "bars", "mean", "rows"], () => false, 3);
    expect(first).toMatchObject({ cells: [{ height: 2 }, { height: 3, col: 5 }] });
  });

  it("has the panels of every tab, one tab after the other", () => {
    const tabbed: Layout = {
      items: [at("head", 1, 1, 12, 2), { ...at("a", 1, 1, 6, 4), tab: "First", tabs: "t" }, { ...at("b", 1, 1, 6, 4), tab: "Second", tabs: "t" }, at("foot", 1, 8, 12, 2)],
      strips: [{ tabs: "t", names: ["First", "Second", "Empty"], col: 1, row: 3, width: 12, height: 5 }],
    };
    expect(said(tabbed)).toEqual([["head@1"], "# First", ["a@1"], "# Second", ["b@1"], ["foot@1"]]);
  });

  it("has panels that the layout does not name at its end", () => {
    expect(rowsOf(board, ["total", "more"], () => false)).toHaveLength(2);
  });
});
