import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { afterPaint, nextFrame, oncePerFrame } from "./frame";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("work is done once a frame, however often it is asked for", () => {
  const work = vi.fn();
  const ask = oncePerFrame(work);
  for (let i = 0; i < 5; i++) ask();
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(work).toHaveBeenCalledOnce();
  ask();
  vi.advanceTimersByTime(200);
  expect(work).toHaveBeenCalledTimes(2);
});

it("work is done in a tab that gets no frames", () => {
  vi.spyOn(globalThis, "requestAnimationFrame").mockReturnValue(0);
  const work = vi.fn();
  nextFrame(work);
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledOnce();
});

it("work that waits for the paint is done after the next frame, not in it", () => {
  const order: string[] = [];
  afterPaint(() => order.push("after"));
  nextFrame(() => order.push("frame"));
  vi.advanceTimersByTime(200);
  expect(order).toEqual(["frame", "after"]);
});
