import { describe, expect, it } from "vitest";
import { countOf, noteOf, restOf, rowsFor, unseenOf, type Sheet } from "./sheet";

const sheet = (rows: number, shown: number, total: number = shown, before: number = 0): Sheet => ({ columns: [], rows: Array.from({ length: rows }, () => []), before, shown, total });

describe("rows on paper, in words", () => {
  it("need none where all are there", () => {
    expect([countOf(sheet(3, 3)), restOf(sheet(3, 3)), noteOf("g", sheet(3, 3))]).toEqual([null, null, null]);
  });

  it("say that filters leave fewer, and that others are not there", () => {
    expect(countOf(sheet(3, 3, 10))).toBe("3 of 10 rows: those that pass the filters");
    expect(countOf(sheet(3, 7, 10))).toBe("The first 3 of 7 rows that pass the filters, of 10 in all");
    expect(countOf(sheet(3, 1_000_000))).toBe("The first 3 of 1,000,000 rows");
    expect(countOf(sheet(3, 10, 10, 4))).toBe("Rows 5 to 7 of 10 rows");
    expect(restOf(sheet(3, 10, 10, 4))).toBe("3 more rows are not on paper.");
    expect(noteOf("g", sheet(3, 1_000_000))).toBe("grid 'g': the first 3 of 1,000,000 rows are on paper.");
  });

  it("are fewer of wide tables, and at least one", () => {
    expect([rowsFor(4, 5_000), rowsFor(50, 5_000), rowsFor(1_000_000, 5_000)]).toEqual([5_000, 2_000, 1]);
  });
});

describe("what a picture does not show, in words", () => {
  it("are rows and columns", () => {
    expect(unseenOf("g", { rows: 3, ofRows: 3, columns: 2, ofColumns: 2 })).toBeNull();
    expect(unseenOf("g", { rows: 3, ofRows: 9, columns: 2, ofColumns: 5 })).toBe("grid 'g': 3 of 9 rows and 2 of 5 columns are in the picture.");
  });
});
