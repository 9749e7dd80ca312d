import { afterEach, describe, expect, it, vi } from "vitest";
import { Python } from "../../tests/wire";
import { BridgeError } from "./errors";

afterEach(() => vi.useRealTimers());

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("calls of Python's functions", () => {
  it("are answered by id", async () => {
    const python = new Python().welcome();
    const [first, second] = [python.bridge.call("price_of", { symbol: "A" }), python.bridge.call("price_of", { symbol: "B" })];
    await turn();
    const [a, b] = python.heard("call");
    expect([a, b]).toMatchObject([{ name: "price_of", args: { symbol: "A" } }, { args: { symbol: "B" } }]);
    python.send({ kind: "result", id: b?.["id"], data: 2 }, { kind: "result", id: a?.["id"], data: 1 });
    expect(await Promise.all([first, second])).toEqual([1, 2]);
  });

  it("fail with Python's code, message and details", async () => {
    const python = new Python().welcome();
    const call = python.bridge.call("f");
    python.send({ kind: "error", id: python.last("call")["id"], error: { code: "invalid", message: "no such symbol", details: { near: ["AAPL"] } } });
    await expect(call).rejects.toMatchObject({ code: "invalid", message: "no such symbol", details: { near: ["AAPL"] } });
  });

  it("are cancelled in Python when their time is over", async () => {
    vi.useFakeTimers();
    const python = new Python().welcome();
    const call = python.bridge.call("slow", {}, { timeout: 500 });
    const failed = expect(call).rejects.toMatchObject({ code: "timeout", message: expect.stringContaining("0.5 s") as string });
    vi.advanceTimersByTime(500);
    await failed;
    await Promise.resolve();
    expect(python.last("cancel")).toEqual({ kind: "cancel", id: python.last("call")["id"] });
  });

  it("are cancelled by an AbortSignal", async () => {
    const python = new Python().welcome();
    const abort = new AbortController();
    const call = python.bridge.call("slow", {}, { signal: abort.signal });
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: "cancelled" });
    expect(python.heard("cancel")).toHaveLength(1);
  });

  it("that come before the connection are sent after it", async () => {
    const python = new Python();
    const call = python.bridge.call("early");
    python.welcome();
    python.send({ kind: "result", id: python.last("call")["id"], data: "ok" });
    expect(await call).toBe("ok");
  });

  it("survive a short interruption and fail after a long one", async () => {
    vi.useFakeTimers();
    const python = new Python().welcome();
    const call = python.bridge.call("f", {}, { timeout: 0 });
    python.link.drop();
    vi.advanceTimersByTime(29_000);
    const failed = expect(call).rejects.toMatchObject({ code: "disconnected" });
    vi.advanceTimersByTime(2_000);
    await failed;
  });

  it("are repeated on a new connection, with the same id, until they are answered", async () => {
    const python = new Python().welcome();
    const [answered, waiting] = [python.bridge.call("f"), python.bridge.call("g", { x: 1 })];
    await turn();
    const [first, second] = python.heard("call");
    python.send({ kind: "result", id: first?.["id"], data: 1 });
    await answered;
    python.link.drop();
    python.link.reopen();
    python.send({ kind: "hello", version: 1, widget: "w-1", epoch: "e-1", seq: 0 });
    expect(python.heard("call").slice(2)).toEqual([second]);
    python.send({ kind: "result", id: second?.["id"], data: 2 });
    expect(await waiting).toBe(2);
  });

  it("fail when what they send cannot travel", async () => {
    const { bridge } = new Python().welcome();
    await expect(bridge.call("f", { fn: () => 1 })).rejects.toMatchObject({ code: "unsendable" });
  });
});

describe("streams of Python's functions", () => {
  it("give values in order, credit as they are taken, and end", async () => {
    const python = new Python().welcome();
    const taken: unknown[] = [];
    const done = (async () => {
      for await (const value of python.bridge.stream("ticks")) taken.push(value);
    })();
    await turn();
    const { id, credit } = python.last("call");
    expect(credit).toBe(64);
    python.send(...Array.from({ length: 40 }, (_, i) => ({ kind: "next", id, data: i })));
    await turn();
    expect(python.last("credit")).toEqual({ kind: "credit", id, n: 32 });
    python.send({ kind: "next", id, data: 40 }, { kind: "result", id, data: null });
    await done;
    expect(taken).toEqual(Array.from({ length: 41 }, (_, i) => i));
  });

  it("that are not taken get no more credit", async () => {
    const python = new Python().welcome();
    const stream = python.bridge.stream("ticks");
    void stream.next();
    await turn();
    const { id } = python.last("call");
    python.send(...Array.from({ length: 64 }, (_, i) => ({ kind: "next", id, data: i })));
    await turn();
    expect(python.heard("credit")).toEqual([]);
  });

  it("are repeated on a new connection from where they were", async () => {
    const python = new Python().welcome();
    const stream = python.bridge.stream("ticks", { every: 1 });
    const first = stream.next();
    await turn();
    const { id } = python.last("call");
    python.send({ kind: "next", id, data: 0 }, { kind: "next", id, data: 1 });
    await first;
    python.link.drop();
    python.link.reopen();
    python.send({ kind: "hello", version: 1, widget: "w-1", epoch: "e-1", seq: 0 });
    expect(python.last("call")).toEqual({ kind: "call", id, name: "ticks", args: { every: 1 }, credit: 62, received: 2 });
  });

  it("are cancelled in Python when the loop is left", async () => {
    const python = new Python().welcome();
    const done = (async () => {
      for await (const value of python.bridge.stream("ticks")) if (value === 1) break;
    })();
    await turn();
    const { id } = python.last("call");
    python.send({ kind: "next", id, data: 0 }, { kind: "next", id, data: 1 });
    await done;
    await turn();
    expect(python.last("cancel")).toEqual({ kind: "cancel", id });
  });

  it("hand over what came before an error, then the error", async () => {
    const python = new Python().welcome();
    const stream = python.bridge.stream("ticks");
    const first = stream.next();
    await turn();
    const { id } = python.last("call");
    python.send({ kind: "next", id, data: 1 }, { kind: "error", id, error: { code: "failed", message: "feed is down" } });
    expect((await first).value).toBe(1);
    await expect(stream.next()).rejects.toThrow("feed is down");
  });

  it("stop at once when their signal is aborted", async () => {
    const python = new Python().welcome();
    const abort = new AbortController();
    const next = python.bridge.stream("ticks", {}, { signal: abort.signal }).next();
    await turn();
    abort.abort();
    await expect(next).rejects.toMatchObject({ code: "cancelled" });
    await turn();
    expect(python.heard("cancel")).toHaveLength(1);
  });
});

describe("calls from Python", () => {
  it("are answered by a handler, plain or async", async () => {
    const python = new Python().welcome();
    python.bridge.handle("add", ({ a, b }: { a: number; b: number }) => a + b);
    python.bridge.handle("later", async () => Promise.resolve({ xs: [1] }));
    python.send({ kind: "call", id: "p1", name: "add", args: { a: 1, b: 2 } }, { kind: "call", id: "p2", name: "later", args: {} });
    expect(python.last("result")).toEqual({ kind: "result", id: "p1", data: 3 });
    await turn();
    expect(python.last("result")).toEqual({ kind: "result", id: "p2", data: { xs: [1] } });
  });

  it("of a name that nobody answers say which names are answered", () => {
    const python = new Python().welcome();
    python.bridge.handle("add", () => 1);
    python.send({ kind: "call", id: "p1", name: "ad", args: {} });
    expect(python.last("error")).toMatchObject({ id: "p1", error: { code: "unknown_call", message: expect.stringContaining("it answers add") as string } });
  });

  it("fail with what the handler threw", async () => {
    const python = new Python().welcome();
    python.bridge.handle("bad", () => {
      throw new TypeError("no");
    });
    python.bridge.handle("coded", () => Promise.reject(new BridgeError("gone", "no chart")));
    python.bridge.handle("fn", () => () => 1);
    for (const [id, name] of [["1", "bad"], ["2", "coded"], ["3", "fn"]]) python.send({ kind: "call", id, name, args: {} });
    await turn();
    const errors = python.heard("error") as { id: string; error: { code: string; details?: { name: string } } }[];
    const codes = Object.fromEntries(errors.map(({ id, error }) => [id, error.code]));
    expect(codes).toEqual({ 1: "failed", 2: "gone", 3: "unsendable" });
    expect(errors.find(({ id }) => id === "1")?.error.details?.name).toBe("TypeError");
  });

  it("that stream go as far as their credit", async () => {
    const python = new Python().welcome();
    python.bridge.handle("count", async function* () {
      for (let i = 0; i < 5; i++) yield i;
    });
    python.send({ kind: "call", id: "s", name: "count", args: {}, credit: 2 });
    await turn();
    expect(python.heard("next").map(({ data }) => data)).toEqual([0, 1]);
    python.send({ kind: "credit", id: "s", n: 9 });
    await turn();
    expect(python.heard("next").map(({ data }) => data)).toEqual([0, 1, 2, 3, 4]);
    expect(python.last("result")).toEqual({ kind: "result", id: "s", data: null });
  });

  it("that stream are refused to a caller who asks for one answer", async () => {
    const python = new Python().welcome();
    python.bridge.handle("count", async function* () {
      yield 1;
    });
    python.send({ kind: "call", id: "s", name: "count", args: {} });
    await turn();
    expect(python.last("error")).toMatchObject({ id: "s", error: { code: "is_stream" } });
  });

  it("stop when Python cancels them or the connection is lost", async () => {
    const python = new Python().welcome();
    const signals: AbortSignal[] = [];
    python.bridge.handle("wait", async (_args, { signal }) => {
      signals.push(signal);
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return "too late";
    });
    python.send({ kind: "call", id: "a", name: "wait", args: {} }, { kind: "call", id: "b", name: "wait", args: {} });
    python.send({ kind: "cancel", id: "a" });
    expect(python.last("error")).toMatchObject({ id: "a", error: { code: "cancelled" } });
    python.link.drop();
    await turn();
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
    expect(python.heard("result")).toEqual([]);
  });
});
