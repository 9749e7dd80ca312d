import { describe, expect, it } from "vitest";
import { fit, type Wish } from "./fit";

const wish = (least: number, want: number = least, key = false): Wish => ({ least, want, key });

describe("columns on paper", () => {
  it("are stretched to the sheet where they want less", () => {
    expect(fit([wish(50, 100), wish(50, 300)], 800)).toEqual([{ columns: [0, 1], widths: [200, 600] }]);
  });

  it("give way by what they want above the least where they want more", () => {
    expect(fit([wish(100, 100), wish(100, 500), wish(100, 300)], 600)).toEqual([{ columns: [0, 1, 2], widths: [100, 300, 200] }]);
  });

  it("go on in further parts, with the keys before them, where even the least is too much", () => {
    const parts = fit([wish(100, 100, true), ...Array.from({ length: 5 }, () => wish(150))], 400);
    expect(parts.map(({ columns }) => columns)).toEqual([[0, 1, 2], [0, 3, 4], [0, 5]]);
    expect(parts.map(({ widths }) => Math.round(widths.reduce((a, b) => a + b)))).toEqual([400, 400, 400]);
  });

  it("are each on some part, also one that is wider than the sheet", () => {
    const parts = fit([wish(900, 900, true), wish(100), wish(1_200)], 500);
    expect(parts.map(({ columns }) => columns)).toEqual([[0], [1], [2]]);
  });
});
