import { afterEach, describe, expect, it, vi } from "vitest";
import { binary, NEW, Python, WELCOME, type Json } from "../../tests/wire";

const event = (seq: number, name = "app:x", data: unknown = {}): Json => ({ kind: "event", name, data, seq });
const state = (seq: number, key: string, data: unknown): Json => ({ kind: "state", key, data, seq });

afterEach(() => vi.useRealTimers());

describe("joining", () => {
  it("the page greets only when it is started, as a fresh viewer without a cursor", () => {
    const python = new Python();
    expect(python.heard()).toEqual([]);
    python.bridge.start();
    expect(python.heard()).toEqual([
      { kind: "hello", version: 1, viewer: "v-test", cursor: null, epoch: null, fresh: true, rendered: null },
    ]);
  });

  it("a reloaded page names its cursor, its epoch and what its document holds", () => {
    const python = new Python({ ...NEW, epoch: "e-1", cursor: 17 }, 12);
    python.bridge.start();
    expect(python.last("hello")).toMatchObject({ cursor: 17, epoch: "e-1", fresh: true, rendered: 12 });
  });

  it("is ready once the first state is applied", async () => {
    const python = new Python();
    python.bridge.start();
    const ready = vi.fn();
    void python.bridge.ready.then(ready);
    python.send(WELCOME);
    await Promise.resolve();
    expect(ready).not.toHaveBeenCalled();
    python.send({ kind: "resync", reason: "joined", seq: 3 }, state(2, "state:a", 1));
    await python.bridge.ready;
    expect(python.bridge.state.get("a")).toBe(1);
  });

  it("takes its label from Python", () => {
    const python = new Python();
    python.bridge.start();
    python.send({ ...WELCOME, widget: "w-other" });
    expect([python.bridge.label, python.bridge.connected, python.bridge.viewer]).toEqual(["w-other", true, "v-test"]);
  });
});

describe("events from Python", () => {
  it("reach exact, namespace and wildcard listeners with their name", () => {
    const { bridge, ...rest } = new Python().welcome();
    const heard: unknown[] = [];
    for (const name of ["app:x", "app:*", "*", "other:*"]) bridge.on(name, (data, event) => heard.push([name, data, event]));
    rest.link.deliver(JSON.stringify([event(1, "app:x", { n: 1 })]));
    expect(heard).toEqual([["app:x", { n: 1 }, "app:x"], ["app:*", { n: 1 }, "app:x"], ["*", { n: 1 }, "app:x"]]);
  });

  it("are not delivered twice when Python repeats them", () => {
    const python = new Python().welcome();
    const heard: unknown[] = [];
    python.bridge.on("app:x", (data) => heard.push(data));
    python.send(event(1, "app:x", 1), event(2, "app:x", 2));
    python.send(event(2, "app:x", 2), event(3, "app:x", 3));
    expect(heard).toEqual([1, 2, 3]);
  });

  it("go on to other listeners when one throws", () => {
    const report = vi.spyOn(globalThis, "reportError").mockImplementation(() => undefined);
    const python = new Python().welcome();
    const heard = vi.fn();
    python.bridge.on("app:x", () => {
      throw new Error("mine");
    });
    python.bridge.on("app:x", heard);
    python.send(event(1));
    expect(heard).toHaveBeenCalledOnce();
    expect(report).toHaveBeenCalledOnce();
  });

  it("stop for a listener that ended, by its answer or by off", () => {
    const python = new Python().welcome();
    const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
    python.bridge.on("app:x", first)();
    python.bridge.on("app:x", second);
    python.bridge.off("app:x", second);
    python.bridge.on("app:y", third);
    python.bridge.off("app:y");
    python.send(event(1), event(2, "app:y"));
    for (const listener of [first, second, third]) expect(listener).not.toHaveBeenCalled();
  });

  it("of the past that come with a snapshot run, but not those that the state already holds", () => {
    const python = new Python();
    python.bridge.fold(["plotly:extend"]);
    const heard: string[] = [];
    python.bridge.on("*", (_data, name) => heard.push(name));
    python.bridge.start();
    python.send(WELCOME, { kind: "resync", reason: "joined", seq: 5 }, state(4, "state:a", 1), event(2), event(3, "plotly:extend"), event(6, "plotly:extend"));
    expect(heard).toEqual(["app:x", "plotly:extend"]);
  });
});

describe("state", () => {
  it("is heard at once, on change and when it goes", () => {
    const python = new Python().welcome(state(1, "state:n", 1));
    const heard: unknown[] = [];
    python.bridge.state.on("n", (value) => heard.push(value));
    python.send(state(2, "state:n", 2));
    python.send({ kind: "state", key: "state:n", gone: true, seq: 3 });
    expect(heard).toEqual([1, 2, undefined]);
    expect(python.bridge.state.get("n")).toBeUndefined();
  });

  it("that a snapshot does not name is gone", () => {
    const python = new Python().welcome(state(1, "panel:a", { kind: "html" }), state(2, "panel:b", { kind: "html" }));
    const changes: unknown[] = [];
    python.bridge.keys.watch("panel:*", ({ key, gone }) => changes.push([key, gone]));
    python.send({ kind: "resync", reason: "joined", seq: 9 }, state(8, "panel:b", { kind: "html" }));
    expect(changes).toEqual([["panel:a", true], ["panel:b", false]]);
  });

  it("of a snapshot is told with html before what is put into it", () => {
    const python = new Python();
    const order: string[] = [];
    python.bridge.keys.watch("*", ({ key }) => order.push(key));
    python.welcome(state(1, "style:#a", {}), state(2, "panel:c", {}), state(3, "html", {}), state(4, "theme", {}));
    expect(order).toEqual(["theme", "html", "panel:c", "style:#a"]);
  });

  it("carries typed arrays", () => {
    const python = new Python().welcome();
    python.link.deliver(binary([{ ...state(1, "state:xs", null), marks: [{ path: [], type: "f8" }] }], [new Float64Array([1, 2])]));
    expect(python.bridge.state.get("xs")).toEqual(new Float64Array([1, 2]));
  });
});

describe("acknowledging", () => {
  it("happens soon after little, and at once after much", () => {
    vi.useFakeTimers();
    const python = new Python().welcome();
    python.send(event(1));
    expect(python.heard("ack")).toEqual([]);
    vi.advanceTimersByTime(250);
    expect(python.heard("ack")).toEqual([{ kind: "ack", seq: 1 }]);
    python.send(...Array.from({ length: 50 }, (_, i) => event(2 + i)));
    expect(python.last("ack")).toEqual({ kind: "ack", seq: 51 });
    python.send(event(52, "app:x", "x".repeat(40_000)));
    expect(python.last("ack")).toEqual({ kind: "ack", seq: 52 });
  });
});

describe("events to Python", () => {
  it("are sent at once, and the rest of a burst together", async () => {
    const python = new Python().welcome();
    const before = python.link.sent.length;
    for (let i = 0; i < 5; i++) python.bridge.emit("app:x", i);
    expect(python.link.sent.length - before).toBe(1);
    await Promise.resolve();
    expect(python.link.sent.length - before).toBe(2);
    expect(python.heard("event").map(({ data, id }) => [data, id])).toEqual([[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]]);
  });

  it("are heard by no listener of the page, unlike dispatch", () => {
    const { bridge } = new Python().welcome();
    const heard: unknown[] = [];
    bridge.on("app:x", (data) => heard.push(data));
    bridge.emit("app:x", "sent");
    bridge.dispatch("app:x", 1);
    bridge._trigger("app:x", 2);
    bridge._fire("app:x", 3);
    expect(heard).toEqual([1, 2, 3]);
  });

  it("need a name with a namespace", () => {
    const { bridge } = new Python().welcome();
    for (const name of ["click", "", ":x", "app:", "1a:b", "a:b:c:d", "a b:c"]) expect(() => bridge.emit(name)).toThrow(/namespace:event-name/);
    for (const name of ["app:click", "modal:open:my-id", "my-app:it_works"]) expect(() => bridge.emit(name)).not.toThrow();
  });

  it("wait for a lost connection and are repeated until Python has seen them", () => {
    const python = new Python().welcome();
    python.bridge.emit("app:x", "seen");
    python.send({ kind: "ack", id: 1 });
    python.bridge.emit("app:x", "lost");
    python.link.drop();
    python.bridge.emit("app:x", "later");
    python.link.reopen();
    const before = python.link.sent.length;
    expect(python.last("hello")).toMatchObject({ fresh: false });
    python.send(WELCOME);
    const repeated = python.link.sent.slice(before).flatMap((message) => JSON.parse(message as string) as Json[]);
    expect(repeated.map(({ id, data }) => [id, data])).toEqual([[2, "lost"], [3, "later"]]);
  });

  it("are refused when too many wait", () => {
    const { bridge } = new Python();
    for (let i = 0; i < 10_000; i++) bridge.emit("app:x", i);
    expect(() => bridge.emit("app:x")).toThrow(/10000 events.*pywry.connected/);
    const other = new Python().bridge;
    expect(() => other.emit("app:x", "x".repeat(9_000_000))).toThrow(/cannot keep/);
  });

  it("outlive a reload with their numbers", () => {
    const before = new Python();
    before.bridge.emit("app:x", "early");
    const after = new Python(before.bridge.save());
    after.welcome();
    after.bridge.emit("app:x", "late");
    expect(after.heard("event").map(({ id, data }) => [id, data])).toEqual([[1, "early"], [2, "late"]]);
  });

  it("result and send have names of their own", () => {
    const python = new Python().welcome();
    python.bridge.result({ a: 1 });
    expect(python.last("event")).toMatchObject({ name: "pywry:result", data: { a: 1 } });
  });
});

describe("losing the connection", () => {
  it("a rejoining viewer names what it has applied, and nothing is replayed to it twice", () => {
    const python = new Python().welcome();
    const heard: unknown[] = [];
    python.bridge.on("app:x", (data) => heard.push(data));
    python.send(event(7, "app:x", 7));
    python.link.drop();
    expect([python.bridge.connected, python.bridge.status]).toEqual([false, "down"]);
    python.link.reopen();
    expect(python.last("hello")).toMatchObject({ cursor: 7, epoch: "e-1", fresh: false });
    python.send(WELCOME, event(7, "app:x", 7), event(8, "app:x", 8));
    expect(heard).toEqual([7, 8]);
  });

  it("a viewer that lagged shows the snapshot and says in the console that events are gone", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const python = new Python().welcome(state(1, "state:a", 1));
    python.send({ kind: "resync", reason: "lagged", seq: 900, missed: 311 }, state(800, "state:b", 2));
    expect([python.bridge.state.get("a"), python.bridge.state.get("b")]).toEqual([undefined, 2]);
    expect(warn.mock.calls[0]?.[0]).toContain("311");
    python.link.drop();
    python.link.reopen();
    expect(python.last("hello")).toMatchObject({ cursor: 900 });
  });

  it("another epoch makes the cursor void", () => {
    const python = new Python({ ...NEW, epoch: "e-old", cursor: 50 });
    python.bridge.start();
    const heard = vi.fn();
    python.bridge.on("app:x", heard);
    python.send(WELCOME, { kind: "resync", reason: "joined", seq: 2 }, event(1));
    expect(heard).toHaveBeenCalledOnce();
    expect(python.bridge.save()).toMatchObject({ epoch: "e-1", cursor: 2 });
  });

  it("bye ends it for good", () => {
    const python = new Python().welcome();
    const status: unknown[] = [];
    python.bridge.onStatus((now, reason) => status.push([now, reason]));
    python.send({ kind: "bye", reason: "destroyed" });
    expect(status).toEqual([["closed", "destroyed"]]);
    expect(python.link.closed?.code).toBe(1000);
    expect(() => python.bridge.emit("app:x")).toThrow(/destroyed/);
  });

  it.each([[4401, /token/], [4404, /closed this page/], [4403, /origin/], [4426, /versions/]])("close code %i is explained", (code, text) => {
    const python = new Python().welcome();
    python.link.drop(code, true);
    expect(python.bridge.status).toBe("closed");
    expect(python.bridge.closedReason).toMatch(text);
  });

  it("a message that cannot be read is answered with an error and code 4400", () => {
    vi.spyOn(globalThis, "reportError").mockImplementation(() => undefined);
    const python = new Python().welcome();
    python.link.deliver('[{"kind":"shout"}]');
    expect(python.last("error")).toMatchObject({ id: null, error: { code: "bad_frame" } });
    expect(python.link.closed?.code).toBe(4400);
  });
});
