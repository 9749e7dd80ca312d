import { beforeEach, describe, expect, it } from "vitest";
import { Python, type Json } from "../../tests/wire";
import { Assets } from "../page/assets";
import { PageConsole } from "../page/console";
import { Hosts } from "../page/hosts";
import { Theme } from "../page/theme";
import { Panels } from "./mount";

// A family as a module of its own, the way pages load them.
const FAMILY = `data:text/javascript,${encodeURIComponent(`
export function create(context, spec) {
  if (spec.broken) throw new Error("no figure");
  context.host.textContent = "";
  const log = [];
  context.host.textContent = spec.text;
  return {
    painted: Promise.resolve(),
    update(next) { if (next.broken) throw new Error("worse"); log.push("update"); context.host.textContent = next.text; },
    receive(name, data) { log.push(name); context.host.dataset.log = log.join(); },
    answer(name, args) { return { name, args, log }; },
    setTheme(theme) { log.push(theme); },
    describe() { return { rows: 3, log: [...log] }; },
    destroy() { log.push("destroyed"); context.host.dataset.log = log.join(); },
  };
}`)}`;

let python: Python;
let panels: Panels;
let theme: Theme;
let seq = 10;

const state = (key: string, data: Json): Json => ({ kind: "state", key, data, seq: ++seq });
const panel = (id: string, data: Json = {}): Json => state(`panel:${id}`, { kind: "chart", text: id, ...data });
const event = (name: string, data: Json): Json => ({ kind: "event", name, data, seq: ++seq });
const element = (id: string): HTMLElement => document.querySelector(`[data-panel="${id}"]`) as HTMLElement;
const painted = (): Json[] => python.heard("event").filter(({ name }) => name === "pywry:painted").map(({ data }) => data as Json);
const facts = (id: string): Json => panels.describe().find((entry) => entry["id"] === id) as Json;

async function until(claim: () => boolean): Promise<void> {
  while (!claim()) await new Promise((resolve) => setTimeout(resolve));
}

beforeEach(async () => {
  document.body.innerHTML = "<p><span data-pywry-panel='inside'></span></p><main id='root'></main>";
  python = new Python();
  const page = new PageConsole(python.bridge);
  theme = new Theme(python.bridge, "light");
  const assets = new Assets({ "chart.js": FAMILY, "grid.js": FAMILY }, ["plotly.js", "aggrid.js"]);
  panels = new Panels(document.getElementById("root") as HTMLElement, { bridge: python.bridge, assets, theme, console: page, hosts: new Hosts() });
  panels.listen();
  python.welcome(panel("a", { title: "First" }), panel("b"), state("layout", { columns: 12, items: [{ panel: "b" }, { panel: "a" }] }));
  await until(() => painted().length > 0);
});

describe("panels", () => {
  it("are drawn in the layout's order and reported when all have painted", () => {
    expect([...document.querySelectorAll<HTMLElement>("#root > *")].map(({ dataset }) => dataset["panel"])).toEqual(["b", "a"]);
    expect([element("a").querySelector("header")?.textContent, element("a").dataset["state"], element("a").textContent]).toEqual(["First", "ready", "Firsta"]);
    expect(painted()[0]?.["panels"]).toEqual([{ id: "a", kind: "chart", rows: 3 }, { id: "b", kind: "chart", rows: 3 }]);
  });

  it("change, come and go without touching their neighbours", async () => {
    const b = element("b");
    python.send(panel("a", { text: "changed" }), panel("c", { kind: "grid" }));
    await until(() => painted().length > 1);
    python.send({ kind: "state", key: "panel:a", gone: true, seq: ++seq });
    expect(element("b")).toBe(b);
    expect(facts("b")["log"]).toEqual([]);
    expect([element("a"), element("c").dataset["kind"]]).toEqual([null, "grid"]);
  });

  it("of another kind take the same place", async () => {
    python.send(panel("b", { kind: "grid" }));
    await until(() => painted().length > 1);
    expect([...document.querySelectorAll<HTMLElement>("#root > *")].map(({ dataset }) => dataset["kind"])).toEqual(["grid", "chart"]);
  });

  it("stand where the html holds a place for them", async () => {
    python.send(panel("inside"));
    await until(() => painted().length > 1);
    expect(element("inside").parentElement?.dataset["pywryPanel"]).toBe("inside");
  });

  it("that cannot be drawn say so in their place, and in Python's log", async () => {
    python.send(panel("bad", { broken: true }), panel("odd", { kind: "pie" }));
    await until(() => painted().length > 1);
    expect(element("bad").textContent).toContain("no figure");
    expect(element("odd").textContent).toContain('unknown kind of panel "pie"; known: chart, grid');
    expect(painted().at(-1)?.["panels"]).toContainEqual({ id: "bad", kind: "chart", rows: 0, error: true });
    expect(python.heard("event").filter(({ name }) => name === "pywry:console")).toHaveLength(2);
  });

  it("that cannot be redrawn say so, leave the others alone, and are drawn again from what comes next", async () => {
    python.send(panel("a", { broken: true }));
    await until(() => element("a").dataset["state"] === "error");
    expect([element("a").textContent, element("b").dataset["state"]]).toEqual(["This panel could not be drawnworse", "ready"]);
    python.send(panel("a", { text: "whole" }));
    await until(() => element("a").dataset["state"] === "ready");
    expect(element("a").textContent).toBe("whole");
  });

  it("hear of the theme", () => {
    theme.set("dark");
    expect(facts("a")["log"]).toEqual(["dark"]);
  });
});

describe("events of a family", () => {
  it("reach the panel they name", () => {
    python.send(event("plotly:update-layout", { chartId: "a", layout: {} }));
    expect([facts("a")["log"], facts("b")["log"]]).toEqual([["plotly:update-layout"], []]);
  });

  it("without an id reach the only one of its kind, else say which there are", async () => {
    python.send(panel("g", { kind: "grid" }));
    await until(() => painted().length > 1);
    python.send(event("grid:update-cell", { rowId: "0" }), event("plotly:reset-zoom", {}));
    expect(facts("g")["log"]).toEqual(["grid:update-cell"]);
    const said = python.heard("event").at(-1)?.["data"] as Json;
    expect(said["text"]).toContain("names no chartId, and the charts are a, b");
  });

  it("that come before the panel is loaded wait for it; a new description replaces them", async () => {
    python.send(panel("late"), event("plotly:extend", { chartId: "late" }));
    python.send(panel("later"), event("plotly:extend", { chartId: "later" }), panel("later", { text: "new" }));
    await until(() => painted().length > 1);
    expect([facts("late")["log"], facts("later")["log"]]).toEqual([["plotly:extend"], []]);
  });

  it("are answered when they are calls, with the known ids for an unknown one", async () => {
    python.send({ kind: "call", id: "1", name: "plotly:state", args: { chartId: "a" } });
    await until(() => python.heard("result").length > 0);
    expect(python.last("result")["data"]).toMatchObject({ name: "plotly:state" });
    python.send({ kind: "call", id: "2", name: "plotly:image", args: { chartId: "zz" } });
    await until(() => python.heard("error").length > 0);
    expect(python.last("error")).toMatchObject({ id: "2", error: { code: "unknown_panel", message: expect.stringContaining('"zz", and the charts are a, b') as string } });
  });
});
