import { Acks } from "./acks";
import { Answers, type CallContext, type Handler } from "./answers";
import { Calls, type CallOptions, type StreamOptions } from "./calls";
import { decode, encode, pack, type Received, sizeOf } from "./codec";
import { Cursor } from "./cursor";
import { BridgeError } from "./errors";
import { PROTOCOL_VERSION, type CallTraffic, type DownFrame, type EventFrame, type ResyncFrame, type StateFrame, type UpFrame, type WelcomeFrame } from "./frames";
import { Keys } from "./keys";
import type { Link, LinkDown } from "./link";
import { isEventName, Listeners, type Listener } from "./listeners";
import { Outbox } from "./outbox";
import { Sender } from "./sender";
import type { Session } from "./session";
import { Snapshot } from "./snapshot";
import type { Bridge, StateFace, Status } from "./types";

const CALLS_SURVIVE = 30_000;
const MOST_WAITING = 20_000;

const CLOSED: Readonly<Record<number, string>> = {
  4400: "Python could not read what this page sent. Reload the page.",
  4401: "This page's token is not valid any more. Open the page anew from Python.",
  4403: "Python does not accept pages of this origin. Add the origin to the server's settings.",
  4404: "Python has closed this page, or has been restarted.",
  4426: "This page and Python speak different versions of the protocol. Reload the page.",
};

const MOST_BYTES = 60 * 2 ** 20;

export interface BridgeOptions {
  readonly link: Link;
  readonly label: string;
  readonly session: Session;
  /** Up to which entry of the log the delivered document already holds html, theme and styles. */
  readonly rendered?: number | null;
}

/** The page's end of the protocol. */
export class PageBridge implements Bridge {
  readonly version: number = PROTOCOL_VERSION;
  readonly viewer: string;
  readonly keys: Keys = new Keys();
  readonly state: StateFace;
  readonly ready: Promise<void>;
  theme: "light" | "dark" = "light";

  readonly #link: Link;
  readonly #rendered: number | null;
  readonly #listeners: Listeners = new Listeners();
  readonly #statusListeners: Set<(status: Status, reason: string) => void> = new Set();
  readonly #outbox: Outbox = new Outbox();
  readonly #sender: Sender;
  readonly #calls: Calls;
  readonly #answers: Answers;
  readonly #cursor: Cursor;
  readonly #acks: Acks;
  readonly #folded: Set<string> = new Set();

  #label: string;
  #status: Status = "connecting";
  #closedReason = "";
  #linkUp = false;
  #started = false;
  #fresh = true;
  #snapshot: Snapshot | null = null;
  #lastId: number;
  #lastHeard = 0;
  #lossTimer: ReturnType<typeof setTimeout> | undefined;
  #resolveReady: () => void = () => undefined;

  constructor({ link, label, session, rendered = null }: BridgeOptions) {
    this.#link = link;
    this.#label = label;
    this.#rendered = rendered;
    this.viewer = session.viewer;
    this.#cursor = new Cursor(session.epoch, session.cursor);
    this.#lastId = session.lastId;
    this.#outbox.restore(session.events);
    this.#sender = new Sender(link, this.#outbox.frames());
    const document = Math.random().toString(36).slice(2, 8);
    this.#calls = new Calls((frame) => this.#post(frame), `${document}-`);
    this.#answers = new Answers((frame) => this.#post(frame));
    this.#acks = new Acks((seq) => this.#say({ kind: "ack", seq }));
    this.ready = new Promise((resolve) => (this.#resolveReady = resolve));
    this.state = {
      get: (name: string) => this.keys.get(`state:${name}`),
      on: (name: string, listener: (value: unknown) => void) => this.#onState(name, listener),
    } as StateFace;
  }

  get label(): string {
    return this.#label;
  }

  get connected(): boolean {
    return this.#status === "open";
  }

  get status(): Status {
    return this.#status;
  }

  get closedReason(): string {
    return this.#closedReason;
  }

  /** When the last message came, by `performance.now()`. */
  get lastHeard(): number {
    return this.#lastHeard;
  }

  /** Whether unimportant events may still be added while Python is away. */
  get hasRoom(): boolean {
    return this.#outbox.hasRoom;
  }

  /** Open the link. Nothing is said until `start`, so a page can connect while it is still being read. */
  open(): void {
    this.#link.open({
      opened: () => this.#opened(),
      message: (message) => this.#take(message),
      down: (why) => this.#down(why),
    });
  }

  /** Say hello as soon as the link is up: whoever wants to hear the first events listens by now. */
  start(): void {
    this.#started = true;
    if (this.#linkUp) this.#sayHello();
  }

  /** Leave: Python is not told, other than by the closed link. */
  close(): void {
    this.#link.close(1000, "the page left");
    this.#end("The page closed its connection.");
  }

  /** Find out whether the connection is alive; a dead one is replaced. */
  probe(limit = 5_000): void {
    if (!this.connected) return;
    const asked = performance.now();
    this.#calls.call("pywry:ping", {}, { timeout: limit }).catch((error: unknown) => {
      // Any answer, an error included, shows a living connection; only silence does not.
      const silent = error instanceof BridgeError && error.code === "timeout" && this.#lastHeard < asked;
      if (silent && this.connected) this.#link.reset();
    });
  }

  /** Connect anew: Python has let go of this page. */
  reconnect(): void {
    this.#link.reset();
  }

  /** The document goes: Python need not wait long for this viewer. */
  leave(): void {
    if (this.connected) this.#say({ kind: "bye", reason: "pagehide" });
  }

  /** What a reloaded document needs to go on where this one stopped. */
  save(): Session {
    return { viewer: this.viewer, epoch: this.#cursor.epoch, cursor: this.#cursor.value, lastId: this.#lastId, events: this.#outbox.save() };
  }

  /** Name events whose effect is part of the state, so that they are not applied twice after a snapshot. */
  fold(names: readonly string[]): void {
    for (const name of names) this.#folded.add(name);
  }

  emit(name: string, data: unknown = {}): void {
    if (!isEventName(name)) {
      throw new BridgeError("bad_name", `cannot emit ${JSON.stringify(name)}: event names look like "app:click" (namespace:event-name).`);
    }
    if (this.#status === "closed") throw new BridgeError("closed", `cannot emit "${name}": ${this.#closedReason}`);
    const frame = encode({ kind: "event", name, data, id: this.#lastId + 1 });
    checkSize(name, frame.size);
    if (!this.connected) this.#outbox.checkRoom(name, frame.size);
    this.#outbox.keep(++this.#lastId, frame);
    this.#sender.queue(frame);
  }

  on(name: string, listener: (data: never, name: string) => void): () => void {
    return this.#listeners.on(name, listener as Listener);
  }

  off(name: string, listener?: (data: never, name: string) => void): void {
    this.#listeners.off(name, listener as Listener | undefined);
  }

  // The public overloads are stricter; a class cannot spell them without repeating the interface.
  call(name: string, args: Record<string, unknown> = {}, options?: CallOptions): Promise<never> {
    return this.#calls.call(name, args, options) as Promise<never>;
  }

  stream(name: string, args: Record<string, unknown> = {}, options?: StreamOptions): AsyncGenerator<never, void, undefined> {
    return this.#calls.stream(name, args, options) as AsyncGenerator<never, void, undefined>;
  }

  handle(name: string, handler: (args: never, context: CallContext) => unknown): () => void {
    return this.#answers.handle(name, handler as Handler);
  }

  result(data: unknown): void {
    this.emit("pywry:result", data);
  }

  send(data: unknown): void {
    this.emit("pywry:message", data);
  }

  dispatch(name: string, data: unknown = {}): void {
    this.#listeners.fire(name, data);
  }

  _trigger(name: string, data: unknown = {}): void {
    this.#listeners.fire(name, data);
  }

  _fire(name: string, data: unknown = {}): void {
    this.#listeners.fire(name, data);
  }

  onStatus(listener: (status: Status, reason: string) => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  #onState(name: string, listener: (value: unknown) => void): () => void {
    const key = `state:${name}`;
    if (this.keys.has(key)) listener(this.keys.get(key));
    return this.keys.watch(key, (change) => listener(change.data));
  }

  // --- upward

  #post(frame: CallTraffic): void {
    if (this.#status === "closed") throw new BridgeError("closed", `cannot reach Python: ${this.#closedReason}`);
    if (this.#sender.waiting >= MOST_WAITING) throw new BridgeError("outbox_full", "too much waits for the connection to come back.");
    this.#sender.queue(encode(frame));
  }

  #say(frame: UpFrame): void {
    this.#link.send(pack([encode(frame)]));
  }

  // --- the connection

  #opened(): void {
    this.#linkUp = true;
    if (this.#started) this.#sayHello();
  }

  #sayHello(): void {
    const { epoch, value: cursor } = this.#cursor;
    this.#say({ kind: "hello", version: PROTOCOL_VERSION, viewer: this.viewer, cursor, epoch, fresh: this.#fresh, rendered: this.#rendered });
  }

  #welcome(frame: WelcomeFrame): void {
    clearTimeout(this.#lossTimer);
    if (this.#cursor.epoch !== frame.epoch) {
      if (!this.#fresh) this.#calls.failAll("disconnected", "Python was restarted while this call waited.");
      this.#cursor.restart(frame.epoch);
    }
    this.#label = frame.widget;
    this.#acks.start(this.#cursor.value);
    this.#sender.open();
    this.#setStatus("open", "");
  }

  #down(why: LinkDown): void {
    this.#linkUp = false;
    if (this.#status === "closed") return;
    this.#sender.hold(() => [...this.#outbox.frames(), ...this.#calls.unanswered().map(encode)]);
    this.#answers.drop();
    this.#acks.stop();
    clearTimeout(this.#lossTimer);
    if (why.final) return this.#end(CLOSED[why.code] ?? (why.reason || "Python closed the connection."));
    const gone = (): void => this.#calls.failAll("disconnected", "the connection to Python was lost for more than 30 s.");
    this.#lossTimer = setTimeout(gone, CALLS_SURVIVE);
    this.#setStatus("down", why.reason);
  }

  #end(reason: string): void {
    this.#closedReason = reason;
    clearTimeout(this.#lossTimer);
    this.#acks.stop();
    this.#answers.drop();
    this.#setStatus("closed", reason);
    this.#calls.failAll("disconnected", reason);
  }

  #setStatus(status: Status, reason: string): void {
    if (this.#status === status) return;
    this.#status = status;
    for (const listener of [...this.#statusListeners]) listener(status, reason);
  }

  // --- downward

  #take(message: Received): void {
    this.#lastHeard = performance.now();
    let frames: DownFrame[];
    try {
      frames = decode(message);
    } catch (error) {
      return this.#refuse(error as BridgeError);
    }
    for (const frame of frames) {
      if (this.#snapshot !== null && frame.kind !== "state") this.#applySnapshot();
      this.#takeFrame(frame);
    }
    if (this.#snapshot !== null) this.#applySnapshot();
    this.#cursor.settle();
    const size = sizeOf(message);
    if (this.connected) this.#acks.applied(this.#cursor.value, size, frames.length);
  }

  #takeFrame(frame: DownFrame): void {
    switch (frame.kind) {
      case "event":
        return this.#takeEvent(frame);
      case "state":
        return this.#takeState(frame);
      case "ack":
        return this.#outbox.forget(frame.id);
      case "call":
        return this.#answers.take(frame);
      case "next":
      case "result":
        return this.#calls.settle(frame);
      case "error":
        return frame.id === null ? reportError(new Error(`Python: ${frame.error.message}`)) : this.#calls.settle({ ...frame, id: frame.id });
      case "credit":
        return this.#answers.credit(frame.id, frame.n);
      case "cancel":
        return this.#answers.cancel(frame.id);
      case "hello":
        return this.#welcome(frame);
      case "resync":
        return this.#beginSnapshot(frame);
      case "bye":
        this.#link.close(1000, "bye");
        return this.#end(frame.reason || "Python closed this page.");
    }
  }

  #takeEvent({ name, data, seq }: EventFrame): void {
    if (seq !== undefined) {
      if (!this.#cursor.take(seq)) return;
      if (this.#folded.has(name) && this.#cursor.isInSnapshot(seq)) return;
    }
    this.#listeners.fire(name, data);
  }

  #takeState(frame: StateFrame): void {
    if (this.#snapshot !== null) return this.#snapshot.add(frame);
    if (!this.#cursor.take(frame.seq)) return;
    if (frame.gone === true) this.keys.remove(frame.key, frame.seq);
    else this.keys.set(frame.key, frame.data ?? null, frame.seq);
  }

  #beginSnapshot(frame: ResyncFrame): void {
    this.#cursor.snapshot(frame.seq);
    this.#snapshot = new Snapshot();
    if (frame.reason !== "lagged") return;
    console.warn(`pywry: this page fell behind by ${frame.missed ?? "some"} events; it shows the present state, those events are gone.`);
  }

  #applySnapshot(): void {
    const snapshot = this.#snapshot;
    this.#snapshot = null;
    snapshot?.applyTo(this.keys, this.#cursor.snapshotAt);
    this.#fresh = false;
    this.#resolveReady();
  }

  #refuse(error: BridgeError): void {
    reportError(error);
    this.#say({ kind: "error", id: null, error: { code: error.code, message: error.message } });
    this.#link.close(4400, "bad frame");
    this.#end(CLOSED[4400] ?? "");
  }
}

/** Python takes messages of up to 64 MB; a larger one would end the connection, and again after every reconnect. */
function checkSize(name: string, size: number): void {
  if (size > MOST_BYTES) {
    throw new BridgeError("too_large", `cannot send "${name}": it has ${Math.round(size / 2 ** 20)} MB, and a message may have 60. Send it in parts.`);
  }
}
