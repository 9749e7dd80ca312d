import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PanelContext, PanelSpec } from "../../panels/panel";
import { InputPanel } from "./input";

type Field = HTMLInputElement | HTMLSelectElement;

let told: unknown[];

function draw(spec: Record<string, unknown>): { panel: InputPanel; host: HTMLElement; field: () => Field; change: (value: string | boolean, event?: string) => void } {
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  const context = { host, id: "x", emit: (name: string, data: { value: unknown }) => told.push([name, data.value]) };
  const panel = new InputPanel(context as unknown as PanelContext, { kind: "input", value: null, ...spec } as PanelSpec);
  const field = (): Field => host.querySelector(".pywry-input-field") as Field;
  const change = (value: string | boolean, event = "change"): void => {
    if (typeof value === "boolean") (field() as HTMLInputElement).checked = value;
    else field().value = value;
    field().dispatchEvent(new Event(event, { bubbles: true }));
  };
  return { panel, host, field, change };
}

const NAME = "dashboard:input-changed";

beforeEach(() => {
  told = [];
  vi.useFakeTimers();
  return () => void vi.useRealTimers();
});

describe("an input", () => {
  it("that is a select tells the value itself, of whatever type, and null for all", () => {
    const { panel, field, change } = draw({ input: "select", options: [1, "1", true], optional: true });
    expect([...field().querySelectorAll("option")].map(({ text }) => text)).toEqual(["All", "1", "1", "true"]);
    change("0");
    change("1");
    change("2");
    change("");
    expect(told).toEqual([[NAME, 1], [NAME, "1"], [NAME, true], [NAME, null]]);
    expect(panel.describe()).toMatchObject({ input: "select", value: null });
  });

  it("that is no choice of all has no such option", () => {
    const { field } = draw({ input: "select", options: ["a", "b"], value: "b" });
    expect([field().querySelectorAll("option").length, field().value]).toEqual([2, "1"]);
  });

  it("that is a slider shows its number and tells it when it rests", () => {
    const { host, field, change } = draw({ input: "slider", options: [0, 2000, 10], value: 0 });
    expect([(field() as HTMLInputElement).step, host.querySelector("output")?.textContent]).toEqual(["10", "0"]);
    change("500", "input");
    change("1500", "input");
    expect([told, host.querySelector("output")?.textContent]).toEqual([[], (1500).toLocaleString()]);
    vi.runAllTimers();
    expect(told).toEqual([[NAME, 1500]]);
  });

  it("that is a text tells once when typing rests, or at once on Enter, and null when it is empty", () => {
    const { change } = draw({ input: "text" });
    for (const typed of ["o", "os", "osl"]) change(typed, "input");
    change("oslo");
    vi.runAllTimers();
    change("", "input");
    vi.runAllTimers();
    expect(told).toEqual([[NAME, "oslo"], [NAME, null]]);
  });

  it("that is a date or a checkbox tells at once", () => {
    const date = draw({ input: "date", options: ["2026-01-01", "2026-12-31"] });
    expect([(date.field() as HTMLInputElement).min, (date.field() as HTMLInputElement).max]).toEqual(["2026-01-01", "2026-12-31"]);
    date.change("2026-02-03", "input");
    draw({ input: "checkbox", value: false }).change(true, "input");
    expect(told).toEqual([[NAME, "2026-02-03"], [NAME, true]]);
  });

  it("takes what another viewer chose, and tells it to nobody", () => {
    const { panel, field } = draw({ input: "select", options: ["a", "b"], optional: true });
    panel.update({ kind: "input", input: "select", options: ["a", "b"], optional: true, value: "b" });
    expect([field().value, told]).toEqual(["1", []]);
  });

  it("does not undo what a person types when an earlier answer comes", () => {
    const { panel, field, change } = draw({ input: "text" });
    change("os", "input");
    vi.runAllTimers();
    change("oslo", "input");
    panel.update({ kind: "input", input: "text", value: "os" });
    expect(field().value).toBe("oslo");
    vi.runAllTimers();
    expect(told).toEqual([[NAME, "os"], [NAME, "oslo"]]);
  });

  it("does not go back to an earlier choice when its answer comes late", () => {
    const { panel, field, change } = draw({ input: "slider", options: [0, 100, 5], value: 0 });
    for (const value of ["5", "10", "15"]) change(value);
    const answer = (value: number): void => panel.update({ kind: "input", input: "slider", options: [0, 100, 5], value } as PanelSpec);
    answer(5);
    expect(field().value).toBe("15");
    answer(15);
    answer(40);
    expect(field().value).toBe("40");
  });

  it("gets other options in place, and is named by its title", () => {
    const { panel, field } = draw({ input: "select", options: ["a"], title: "Letter" });
    panel.update({ kind: "input", input: "select", options: ["b", "c"], value: "c", title: "Letter" });
    expect([[...field().querySelectorAll("option")].map(({ text }) => text), field().value, field().getAttribute("aria-label")]).toEqual([["b", "c"], "1", "Letter"]);
  });
});
