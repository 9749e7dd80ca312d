import { describe, expect, it } from "vitest";
import { binary } from "../../tests/wire";
import { decode, encode, pack } from "./codec";
import type { EventFrame } from "./frames";

function roundTrip(data: unknown): unknown {
  const [frame] = decode(pack([encode({ kind: "event", name: "app:x", data, id: 1 })])) as EventFrame[];
  return frame?.data;
}

describe("what JSON cannot say", () => {
  const values: [string, unknown][] = [
    ["NaN", Number.NaN],
    ["infinities", [Infinity, -Infinity]],
    ["big integers", { total: 9007199254740993n, less: -12345678901234567890n }],
    ["lone surrogates", "a\ud800b\udc00"],
    ["script ends", "</script><!--"],
    ["nested typed arrays", { a: [{ xs: new Float64Array([1.5, Number.NaN]) }, new Int32Array([-1, 2])] }],
    ["64-bit arrays", [new BigInt64Array([-1n]), new BigUint64Array([2n ** 64n - 1n])]],
    ["small arrays of odd length", [new Int8Array([-1, 2, 3]), new Int16Array([-300]), new Uint16Array([65535]), new Float32Array([0.5])]],
    ["bytes", new Uint8Array([0, 255, 128])],
    ["nothing", null],
    ["names that objects inherit", JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}')],
    ["emptiness", { list: [], record: {}, array: new Float64Array(), text: "" }],
  ];
  it.each(values)("%s survive a round trip", (_name, value) => {
    expect(roundTrip(value)).toEqual(value);
  });

  it("dates arrive as ISO text, sets as lists, maps as objects", () => {
    const given = { at: new Date(0), tags: new Set([1, 2]), by: new Map([["k", new Date(0)]]) };
    expect(roundTrip(given)).toEqual({ at: "1970-01-01T00:00:00.000Z", tags: [1, 2], by: { k: "1970-01-01T00:00:00.000Z" } });
  });

  it("undefined becomes null at the top and is absent inside", () => {
    expect(roundTrip(undefined)).toBeNull();
    expect(roundTrip({ a: undefined, b: 1 })).toEqual({ b: 1 });
  });

  it("a view of part of a buffer sends only that part", () => {
    const whole = new Float64Array([1, 2, 3, 4]);
    expect(roundTrip(whole.subarray(1, 3))).toEqual(new Float64Array([2, 3]));
  });

  it("what was sent does not change when the sender's array does", () => {
    const xs = new Int32Array([1]);
    const frame = encode({ kind: "event", name: "app:x", data: xs, id: 1 });
    xs[0] = 9;
    expect((decode(pack([frame])) as EventFrame[])[0]?.data).toEqual(new Int32Array([1]));
  });
});

describe("what cannot travel", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  const values: [string, unknown, RegExp][] = [
    ["a function", { deep: { fn: () => 1 } }, /deep\.fn.*a function/],
    ["a DOM node", { el: document.createElement("p") }, /el.*DOM node \(p\).*Send its value/],
    ["data that refers to itself", cyclic, /refers to itself/],
    ["a promise", { p: Promise.resolve() }, /Await it first/],
    ["a Blob", [new Blob()], /arrayBuffer/],
  ];
  it.each(values)("%s is refused by name", (_name, value, message) => {
    expect(() => encode({ kind: "event", name: "app:x", data: value, id: 1 })).toThrow(message);
  });
});

describe("messages", () => {
  it("without bytes are text, with bytes binary", () => {
    const plain = encode({ kind: "event", name: "app:x", data: 1, id: 1 });
    const heavy = encode({ kind: "event", name: "app:x", data: new Uint8Array(3), id: 2 });
    expect(typeof pack([plain, plain])).toBe("string");
    expect(pack([plain, heavy])).toBeInstanceOf(ArrayBuffer);
  });

  it("hand out buffers frame by frame, without a copy", () => {
    const message = binary(
      [
        { kind: "event", name: "app:a", data: { x: null }, seq: 1, marks: [{ path: ["x"], type: "f8" }] },
        { kind: "call", id: "1", name: "f", args: { y: null }, marks: [{ path: ["y"], type: "u1" }] },
      ],
      [new Float64Array([1, 2]), new Uint8Array([7])],
    );
    const [event, call] = decode(message) as unknown as [{ data: { x: Float64Array } }, { args: { y: Uint8Array } }];
    expect(event.data.x).toEqual(new Float64Array([1, 2]));
    expect(event.data.x.buffer).toBe(message);
    expect(call.args.y).toEqual(new Uint8Array([7]));
  });

  const broken: [string, string][] = [
    ["no JSON", "{"],
    ["no list", '{"kind":"event"}'],
    ["a frame without a kind", '[{"name":"app:x"}]'],
    ["an unknown kind", '[{"kind":"shout"}]'],
    ["an inherited kind", '[{"kind":"toString"}]'],
    ["a missing field", '[{"kind":"event","data":1}]'],
    ["a mark that points nowhere", '[{"kind":"event","name":"a:b","data":{},"marks":[{"path":["x"],"type":"nan"}]}]'],
    ["a mark that points into a prototype", '[{"kind":"event","name":"a:b","data":{},"marks":[{"path":["__proto__","x"],"type":"nan"}]}]'],
    ["a mark of an unknown type", '[{"kind":"event","name":"a:b","data":1,"marks":[{"path":[],"type":"f2"}]}]'],
    ["a mark without a buffer", '[{"kind":"event","name":"a:b","data":null,"marks":[{"path":[],"type":"f8"}]}]'],
    ["a bigint that is none", '[{"kind":"event","name":"a:b","data":"1.5","marks":[{"path":[],"type":"bigint"}]}]'],
  ];
  it.each(broken)("with %s are refused", (_name, message) => {
    expect(() => decode(message)).toThrow(/cannot be read/);
  });

  it("of bytes that end too early are refused", () => {
    const good = binary([{ kind: "event", name: "a:b", data: null, marks: [{ path: [], type: "f8" }] }], [new Float64Array(4)]);
    for (const length of [0, 3, 10, good.byteLength - 8]) expect(() => decode(good.slice(0, length))).toThrow(/cannot be read/);
  });
});
