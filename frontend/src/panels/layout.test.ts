import { beforeEach, describe, expect, it } from "vitest";
import { arrange } from "./layout";

let root: HTMLElement;
let panels: Map<string, HTMLElement>;

beforeEach(() => {
  root = document.createElement("main");
  panels = new Map(["a", "b", "c"].map((id) => [id, Object.assign(document.createElement("section"), { id })]));
  root.append(...panels.values());
});

const order = (): string[] => [...root.children].map(({ id }) => id);
const read = (id: string, name: string): string | undefined => panels.get(id)?.style.getPropertyValue(`--pywry-${name}`);

describe("a layout", () => {
  it("gives each panel its place and size; what it does not name follows at full width", () => {
    arrange(root, { columns: 12, rowHeight: 80, gap: 8, items: [{ panel: "c", width: 8, height: 5 }, { panel: "a", width: 4, height: 5 }] }, panels);
    expect(order()).toEqual(["c", "a", "b"]);
    expect([read("c", "width"), read("c", "height"), read("b", "width")]).toEqual(["8", "5", "12"]);
    expect([root.dataset["layout"], root.style.getPropertyValue("--pywry-row-height")]).toEqual(["grid", "80px"]);
  });

  it("never lets a panel be wider than the page", () => {
    arrange(root, { columns: 4, items: [{ panel: "a", width: 12 }] }, panels);
    expect(read("a", "width")).toBe("4");
  });

  it("that names a panel which is not here yet does not mind", () => {
    arrange(root, { items: [{ panel: "later" }, { panel: "b" }] }, panels);
    expect(order()).toEqual(["b", "a", "c"]);
  });

  it("moves no panel that stands right", () => {
    const moved: Node[] = [];
    const insert = root.insertBefore.bind(root);
    root.insertBefore = <T extends Node>(node: T, before: Node | null): T => {
      moved.push(node);
      return insert(node, before);
    };
    arrange(root, { items: [{ panel: "a" }, { panel: "b" }, { panel: "c" }] }, panels);
    expect(moved).toEqual([]);
  });
});

describe("without a layout", () => {
  it("one panel fills the page and several stand below one another", () => {
    arrange(root, undefined, new Map([["a", panels.get("a") as HTMLElement]]));
    expect(root.dataset["layout"]).toBe("fill");
    arrange(root, undefined, panels);
    expect(root.dataset["layout"]).toBe("stack");
    expect(read("a", "width")).toBe("");
  });
});
