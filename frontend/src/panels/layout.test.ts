import { beforeEach, describe, expect, it, vi } from "vitest";
import { arrange } from "./arrange";
import { moved, type Cell } from "./cells";
import { areaOf, withCells, type Layout } from "./layout";
import { Tabs } from "./tabs";

let root: HTMLElement;
let panels: Map<string, HTMLElement>;
let tabs: Tabs;
let told: string[];
const kept = new Map<string, string>();

beforeEach(() => {
  root = document.createElement("main");
  panels = new Map(["a", "b", "c"].map((id) => [id, Object.assign(document.createElement("section"), { id })]));
  root.append(...panels.values());
  told = [];
  kept.clear();
  tabs = new Tabs({ get: (strip) => kept.get(strip) ?? null, set: (strip, tab) => kept.set(strip, tab) }, (strip, tab) => told.push(`${strip}/${tab}`));
  document.body.replaceChildren(root);
});

const show = (layout: Layout | undefined, some = panels): void => arrange(root, layout, some, tabs);
const order = (): string[] => [...root.children].map(({ id, className }) => id || className);
const read = (id: string, name: string): string | undefined => panels.get(id)?.style.getPropertyValue(`--pywry-${name}`);
const cell = (id: string, col: number, row: number, width: number, height: number): Cell => ({ id, col, row, width, height });
const at = (cells: readonly Cell[]): Record<string, readonly number[]> => Object.fromEntries(cells.map(({ id, col, row }) => [id, [col, row]]));

describe("a layout", () => {
  it("gives each panel its place and size; what it does not name follows at full width", () => {
    show({ columns: 12, rowHeight: 80, gap: 8, items: [{ panel: "c", col: 1, row: 1, width: 8, height: 5 }, { panel: "a", col: 9, row: 1, width: 4, height: 5 }] });
    expect(order()).toEqual(["c", "a", "b"]);
    expect([read("c", "width"), read("c", "height"), read("a", "col"), read("b", "width"), read("b", "col")]).toEqual(["8", "5", "9", "12", ""]);
    expect([root.dataset["layout"], root.style.getPropertyValue("--pywry-row-height")]).toEqual(["grid", "80px"]);
  });

  it("never lets a panel be wider than the page", () => {
    show({ columns: 4, items: [{ panel: "a", width: 12 }] });
    expect(read("a", "width")).toBe("4");
  });

  it("that names a panel which is not here yet does not mind", () => {
    show({ items: [{ panel: "later" }, { panel: "b" }] });
    expect(order()).toEqual(["b", "a", "c"]);
  });

  it("gives the last of an odd number of small panels a line to itself on narrow screens", () => {
    const small = (ids: string): Map<string, HTMLElement> => new Map([...ids].map((id) => [id, Object.assign(document.createElement("section"), { id })]));
    const alone = (): string => [...root.querySelectorAll("[data-alone]")].map(({ id }) => id).join("");
    const some = small("mnopq");
    for (const [id, element] of some) Object.assign(element.dataset, { panel: id, kind: id === "p" ? "chart" : "metric" });
    root.replaceChildren();
    show({ items: [..."mnopq"].map((panel) => ({ panel })) }, some);
    expect(alone()).toBe("oq");
    show({ items: [..."mnoqp"].map((panel) => ({ panel, ...(panel === "q" ? { tab: "One" } : {}) })) }, some);
    expect(alone()).toBe("oq");
    show({ items: [..."mnoqp"].map((panel) => ({ panel })) }, some);
    expect(alone()).toBe("");
  });

  it("moves no panel that stands right, and one alone where one is enough", () => {
    const moves: string[] = [];
    const insert = root.insertBefore.bind(root);
    root.insertBefore = <T extends Node>(node: T, before: Node | null): T => {
      moves.push((node as unknown as HTMLElement).id);
      return insert(node, before);
    };
    show({ items: [{ panel: "a" }, { panel: "b" }, { panel: "c" }] });
    expect(moves).toEqual([]);
    show({ items: [{ panel: "b" }, { panel: "c" }, { panel: "a" }] });
    expect([moves, order()]).toEqual([["a"], ["b", "c", "a"]]);
  });
});

describe("tabs", () => {
  const TABBED: Layout = {
    items: [
      { panel: "a", col: 1, row: 1, width: 6, height: 4, tab: "One" },
      { panel: "b", col: 3, row: 2, width: 6, height: 4, tab: "Two" },
      { panel: "c", col: 1, row: 9, width: 12, height: 4 },
    ],
    strips: [{ tabs: "", col: 1, row: 3, width: 8, height: 6, names: ["One", "Two"] }],
  };
  const tab = (name: string): HTMLElement => root.querySelector(`[data-tab="${name}"]`) as HTMLElement;
  const press = (name: string, key: string): boolean => tab(name).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const hidden = (): boolean[] => ["a", "b", "c"].map((id) => panels.get(id)?.hasAttribute("data-hidden") === true);

  it("show the panels of one of them, under their strip", () => {
    show(TABBED);
    expect(order()).toEqual(["pywry-tabs", "a", "b", "c"]);
    expect(hidden()).toEqual([false, true, false]);
    expect([read("b", "col"), read("b", "row")]).toEqual(["3", "5"]);
    expect(tab("One").getAttribute("aria-selected")).toBe("true");
  });

  it("are chosen by pointer and by keyboard, and that is told and remembered", () => {
    show(TABBED);
    tab("Two").click();
    expect([hidden(), told, kept.get("")]).toEqual([[true, false, false], ["/Two"], "Two"]);
    press("Two", "ArrowRight");
    expect([hidden()[0], document.activeElement?.textContent]).toEqual([false, "One"]);
    press("One", "End");
    expect(told).toEqual(["/Two", "/One", "/Two"]);
  });

  it("are chosen by name, or by a panel in them, without telling; one that is not there is not", () => {
    show(TABBED);
    expect([tabs.choose("Two"), tabs.choose("Three"), hidden()]).toEqual([true, false, [true, false, false]]);
    tabs.reveal("a");
    expect([hidden()[0], told]).toEqual([false, []]);
  });

  it("come into sight in their list when they are chosen, and only then", async () => {
    const list = (): HTMLElement => root.querySelector(".pywry-tablist") as HTMLElement;
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
      return new DOMRect(this.dataset["tab"] === "Two" ? 500 : 0, 0, this.dataset["tab"] === undefined ? 300 : 100, 40);
    });
    kept.set("", "Two");
    show(TABBED);
    await vi.waitFor(() => expect(list().scrollLeft).toBe(300));
    list().scrollLeft = 20;
    show(TABBED);
    await new Promise(requestAnimationFrame);
    expect(list().scrollLeft).toBe(20);
  });

  it("that are gone leave nothing behind", () => {
    show(TABBED);
    show({ items: [{ panel: "a" }, { panel: "b" }, { panel: "c" }], strips: [] });
    expect([order(), hidden()]).toEqual([["a", "b", "c"], [false, false, false]]);
  });

  it("grow and shrink with what is moved in them", () => {
    const area = areaOf(TABBED, "b");
    expect([area.tab, at(area.cells)]).toEqual([{ strip: "", name: "Two" }, { b: [3, 1] }]);
    const next = withCells(TABBED, area, moved(area.cells, "b", { col: 1, row: 1, width: 12, height: 9 }));
    expect(next.strips?.[0]).toMatchObject({ col: 1, row: 1, width: 12, height: 10 });
    expect(next.items.find(({ panel }) => panel === "c")).toMatchObject({ row: 11 });
  });

  it("move as one with all that is in them", () => {
    const area = areaOf(TABBED, "tabs:");
    const next = withCells(TABBED, area, moved(area.cells, "tabs:", { col: 1, row: 5, width: 8, height: 6 }));
    expect([next.strips?.[0]?.row, next.items.map(({ panel }) => panel)]).toEqual([5, ["c", "a", "b"]]);
  });
});

describe("a panel that is moved", () => {
  const ROW = [cell("a", 1, 1, 6, 4), cell("b", 7, 1, 6, 4), cell("c", 1, 5, 12, 2)];

  it("changes places with one of its size beside it", () => {
    expect(at(moved(ROW, "a", { col: 7, row: 1, width: 6, height: 4 }))).toEqual({ a: [7, 1], b: [1, 1], c: [1, 5] });
  });

  it("lets what is below rise when it goes down past it", () => {
    const COLUMN = [cell("a", 1, 1, 12, 8), cell("b", 1, 9, 12, 2)];
    expect(at(moved(COLUMN, "a", { col: 1, row: 3, width: 12, height: 8 }))).toEqual({ a: [1, 3], b: [1, 1] });
  });

  it("pushes down what is in its way", () => {
    expect(at(moved(ROW, "c", { col: 1, row: 1, width: 12, height: 2 }))).toEqual({ c: [1, 1], a: [1, 3], b: [7, 3] });
  });

  it("pushes down what it grows over", () => {
    expect(at(moved(ROW, "a", { col: 1, row: 1, width: 8, height: 5 }))).toEqual({ a: [1, 1], b: [7, 6], c: [1, 10] });
  });

  it("leaves no hole above another", () => {
    expect(at(moved(ROW, "b", { col: 7, row: 9, width: 6, height: 4 }))).toEqual({ a: [1, 1], b: [7, 7], c: [1, 5] });
  });
});

describe("without a layout", () => {
  it("one panel fills the page and several stand below one another", () => {
    show(undefined, new Map([["a", panels.get("a") as HTMLElement]]));
    expect(root.dataset["layout"]).toBe("fill");
    show(undefined);
    expect(root.dataset["layout"]).toBe("stack");
    expect(read("a", "width")).toBe("");
  });
});
