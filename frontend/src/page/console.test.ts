import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Python, type Json } from "../../tests/wire";
import { PageConsole } from "./console";

let python: Python;
let page: PageConsole;
const methods = (["log", "info", "warn", "error"] as const).map((name) => [name, console[name]] as const);
const told = (): Json[] => python.heard("event").map(({ data }) => data as Json);

beforeEach(() => {
  vi.useFakeTimers();
  for (const [name] of methods) console[name] = () => undefined;
  python = new Python();
  page = new PageConsole(python.bridge);
  python.welcome();
});
afterEach(() => {
  vi.useRealTimers();
  for (const [name, method] of methods) console[name] = method;
});

it("what the page prints reaches Python with its level", async () => {
  console.log("a", { b: 1 }, [2]);
  console.warn(new Error("careful"));
  await Promise.resolve();
  expect(told()).toMatchObject([{ level: "log", text: 'a {"b":1} [2]', count: 1 }, { level: "warn", text: expect.stringContaining("careful") as string }]);
});

it("repeats are counted and told once a second", async () => {
  for (let i = 0; i < 1_000; i++) console.error("again");
  await Promise.resolve();
  expect(told()).toMatchObject([{ text: "again", count: 1 }]);
  vi.advanceTimersByTime(1_000);
  expect(told()).toMatchObject([{ count: 1 }, { text: "again", count: 999 }]);
});

it("at most 50 entries a second are told, and how many were left out", async () => {
  for (let i = 0; i < 80; i++) console.log(`line ${i}`);
  await Promise.resolve();
  expect(told()).toHaveLength(50);
  vi.advanceTimersByTime(1_000);
  expect(told().at(-1)).toMatchObject({ level: "warn", text: "30 more console entries in one second were left out" });
});

it("uncaught errors come with their place", () => {
  dispatchEvent(new ErrorEvent("error", { error: new TypeError("boom"), message: "boom", filename: "x.js", lineno: 3, colno: 4 }));
  expect(told()[0]).toMatchObject({ level: "uncaught", source: "x.js", line: 3, column: 4 });
  expect(page.recent[0]?.text).toContain("boom");
});

it("long texts are shortened and say how long they were", () => {
  console.log("x".repeat(10_000));
  expect((told()[0]?.["text"] as string).length).toBeLessThan(4_100);
  expect(told()[0]?.["text"]).toContain("10000 characters");
});

it("values without JSON are printed as they are", () => {
  const cyclic: Json = {};
  cyclic["self"] = cyclic;
  console.log(cyclic, 10n, undefined);
  expect(told()[0]?.["text"]).toBe("[object Object] 10 undefined");
});
