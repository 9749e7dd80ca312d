import { describe, expect, it } from "vitest";
import { few, isBare, mistakenFor, quoted } from "./inspection";

describe("texts of others in sentences of ours", () => {
  it("are on one line, short and quoted", () => {
    expect(quoted(" a\n\n b ")).toBe("'a b'");
    expect(quoted("x".repeat(80))).toBe(`'${"x".repeat(60)}...'`);
  });

  it("are the first few of many", () => {
    expect(few(["a", "b"])).toBe("'a', 'b'");
    expect(few(["a", "b", "c", "d", "e"])).toBe("'a', 'b', 'c' and 2 more");
  });
});

describe("texts that should be something else", () => {
  it.each([
    [["1,200", "3,400", "900"], "numbers"],
    [["12 %", "7 %", "3 %"], "numbers"],
    [["$5", "$6.50", "-$7"], "numbers"],
    [["3 Jan 2026", "1 Feb 2026", "9 Mar 2025"], "dates"],
    [["03.01.2026", "01.02.2026", "9.3.2025"], "dates"],
    [["Jan 2026", "Feb 2026", "Mar 2026"], "dates"],
    [["1/31/2026", "2/28/2026", "3/31/2026"], "dates"],
  ])("are recognised: %s", (values, what) => {
    expect(mistakenFor(values)).toEqual({ what, example: values[0] });
  });

  it.each([[["2026-01-31", "2026-02-28", "2026-03-31"]], [["a", "b", "c"]], [["1", "2"]], [["1", "two", "3"]], [["A1", "A2", "A3"]], [[]]])("are left alone: %s", (values) => {
    expect(mistakenFor(values)).toBeNull();
  });
});

describe("an element", () => {
  it("is bare without text and without anything that draws", () => {
    const element = document.createElement("div");
    element.innerHTML = "<p> </p>";
    expect(isBare(element)).toBe(true);
    element.innerHTML = "<p><img></p>";
    expect(isBare(element)).toBe(false);
  });
});
