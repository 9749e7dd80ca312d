import { expect, it } from "vitest";
import { isSameStyle } from "./ground";

it("tells styles apart by what they hold, and outlines by their colours", () => {
  expect(isSameStyle({ version: 8, layers: [] }, { version: 8, layers: [] })).toBe(true);
  expect(isSameStyle("light", "dark")).toBe(false);
  expect(isSameStyle({ name: "outlines in #fff #000 #111", sources: 1 }, { name: "outlines in #fff #000 #111", sources: 2 })).toBe(true);
  expect(isSameStyle({ name: "outlines in #fff #000 #111" }, { name: "outlines in #000 #fff #111" })).toBe(false);
  expect(isSameStyle({ name: "outlines in #fff #000 #111" }, undefined)).toBe(false);
});
