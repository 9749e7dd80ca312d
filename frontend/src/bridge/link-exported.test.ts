import { expect, test } from "vitest";
import { PageBridge } from "./bridge";
import { ExportedLink } from "./link-exported";

const KEPT = JSON.stringify([
  { kind: "hello", version: 1, widget: "w", epoch: "e", seq: 4 },
  { kind: "resync", reason: "joined", seq: 4 },
  { kind: "state", key: "state:limit", data: 3, seq: 4 },
]);

function alone(): PageBridge {
  const session = { viewer: "v", epoch: null, cursor: null, lastId: 0, events: [] };
  const bridge = new PageBridge({ link: new ExportedLink(() => Promise.resolve(KEPT)), label: "w", session });
  bridge.open();
  bridge.start();
  return bridge;
}

test("an exported page has the state that it was exported with", async () => {
  const bridge = alone();
  await bridge.ready;
  expect(bridge.state.get("limit" as never)).toBe(3);
  expect(bridge.status).toBe("open");
});

test("events of an exported page are taken, so that none waits", async () => {
  const bridge = alone();
  await bridge.ready;
  bridge.emit("app:text", { a: 1 });
  bridge.emit("app:bytes", { a: new Float64Array([1, 2]) });
  await expect.poll(() => bridge.save().events).toEqual([]);
});

test("calls of an exported page say that there is nobody to ask", async () => {
  const bridge = alone();
  await bridge.ready;
  await expect(bridge.call("rows" as never, {} as never)).rejects.toThrow(/exported/);
});
