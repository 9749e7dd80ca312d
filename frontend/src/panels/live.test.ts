import { beforeEach, expect, test } from "vitest";
import type { PageBridge } from "../bridge/bridge";
import { LiveNotes } from "./live";

let told: (change: { key: string }) => void;
let values: Map<string, unknown>;
let panel: HTMLElement;
let notes: LiveNotes;

beforeEach(() => {
  values = new Map();
  panel = document.createElement("section");
  const keys = { get: (key: string) => values.get(key), watch: (_: string, listener: typeof told) => (told = listener) };
  notes = new LiveNotes({ keys } as unknown as PageBridge, (id) => (id === "oven" ? panel : undefined));
  notes.listen();
});

function say(panelId: string, note?: unknown): void {
  if (note === undefined) values.delete(`live:${panelId}`);
  else values.set(`live:${panelId}`, note);
  told({ key: `live:${panelId}` });
}

test("a failure is said on its panel, once, and goes when it is over", () => {
  say("oven", { status: "failed", text: "<b>unplugged</b>" });
  say("oven", { status: "failed", text: "<b>still unplugged</b>" });
  expect(panel.querySelectorAll(".pywry-live")).toHaveLength(1);
  expect(panel.textContent).toBe("No new data<b>still unplugged</b>");
  expect(panel.querySelector("[role=alert]")).not.toBeNull();
  say("oven");
  expect(panel.childElementCount).toBe(0);
});

test("a failure is a warning for whoever looks without eyes; a pause is none", () => {
  say("oven", { status: "failed", text: "unplugged" });
  expect(notes.warnings("oven")).toEqual(["gets no new data: 'unplugged'"]);
  say("oven", { status: "paused", text: "" });
  expect([notes.warnings("oven"), notes.warnings("stove")]).toEqual([[], []]);
});

test("a pause is said without a reason, and a panel that is not there is none", () => {
  say("oven", { status: "paused", text: "" });
  expect(panel.textContent).toBe("Paused");
  say("stove", { status: "paused", text: "" });
});
