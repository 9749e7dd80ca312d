import type { GridApi } from "ag-grid-community";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Ahead } from "./ahead";
import type { Row } from "./rows";

let here: (index: number) => boolean;
let looked: number[];
let heard: number;
let viewport: HTMLElement;
let ahead: Ahead;

const api = {
  getDisplayedRowCount: () => 1000,
  getDisplayedRowAtIndex: (index: number) => (looked.push(index), { data: here(index) ? {} : undefined }),
  getSizesForCurrentTheme: () => ({ rowHeight: 10 }),
  isDestroyed: () => false,
} as unknown as GridApi<Row>;

function scroll(share: number): void {
  Object.defineProperties(viewport, {
    scrollTop: { value: share * 9900, configurable: true },
    scrollHeight: { value: 10_000 },
    clientHeight: { value: 100 },
  });
  viewport.dispatchEvent(new Event("scroll"));
}

beforeEach(() => {
  vi.useFakeTimers();
  [looked, heard, here] = [[], 0, () => true];
  const host = document.createElement("div");
  viewport = document.createElement("div");
  viewport.className = "ag-grid-viewport";
  host.append(viewport);
  ahead = new Ahead(api, host);
  viewport.addEventListener("scroll", () => heard++);
});

afterEach(() => vi.useRealTimers());

it("rows that are here are scrolled to at once", () => {
  scroll(0.5);
  expect([heard, looked]).toEqual([1, [487, 513]]);
});

it("rows that are not are asked for, and the grid hears of the scroll once they are here", () => {
  here = () => false;
  scroll(0.5);
  ahead.arrived();
  expect(heard).toBe(0);
  here = () => true;
  ahead.arrived();
  expect(heard).toBe(1);
  vi.runAllTimers();
  expect(heard).toBe(1);
});

it("a person does not wait long for rows that do not come", () => {
  here = () => false;
  scroll(0.2);
  scroll(0.3);
  expect(heard).toBe(0);
  vi.advanceTimersByTime(60);
  expect(heard).toBe(1);
});

it("the edges ask for no rows that there are not", () => {
  scroll(0);
  scroll(1);
  expect(looked).toEqual([0, 18, 982, 999]);
});
