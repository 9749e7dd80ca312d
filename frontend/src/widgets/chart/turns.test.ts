import { expect, test } from "vitest";
import { Turns } from "./turns";

function clocked(): { turns: Turns; order: string[]; draw: (name: string, takes: number) => Promise<void>; frame: () => Promise<void> } {
  const order: string[] = [];
  const frames: (() => void)[] = [];
  const paints: (() => void)[] = [];
  let now = 0;
  const turns = new Turns((work) => frames.push(work), (work) => paints.push(work), () => now);
  const draw = (name: string, takes: number): Promise<void> =>
    turns.take(() => {
      order.push(name);
      now += takes;
      return Promise.resolve();
    });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  const frame = async (): Promise<void> => {
    await settle();
    order.push("frame");
    frames.shift()?.();
    await settle();
    order.push("paint");
    paints.shift()?.();
    await settle();
  };
  return { turns, order, draw, frame };
}

test("what waits is drawn in order, as much a frame as fits", async () => {
  const { order, draw, frame } = clocked();
  void draw("a", 5);
  void draw("b", 9);
  void draw("c", 30);
  void draw("d", 1);
  await frame();
  await frame();
  expect(order).toEqual(["a", "b", "frame", "paint", "c", "frame", "d", "paint"]);
});

test("what was drawn first is painted before the next is drawn", async () => {
  const { order, draw, frame } = clocked();
  await draw("a", 30);
  const second = draw("b", 30);
  expect(order).toEqual(["a"]);
  await frame();
  await second;
  expect(order).toEqual(["a", "frame", "paint", "b"]);
});

test("one that fails does not hold up the others", async () => {
  const { turns, order, draw, frame } = clocked();
  const heard: unknown[] = [];
  globalThis.reportError = (error: unknown) => void heard.push(error);
  void turns.take(() => Promise.reject(new Error("no")));
  void draw("b", 1);
  await frame();
  expect([order, heard.length]).toEqual([["b", "frame", "paint"], 1]);
});
