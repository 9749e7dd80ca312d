import type { Encoded } from "./codec";
import { BridgeError } from "./errors";

const MOST_EVENTS = 10_000;
const MOST_BYTES = 8 * 1024 * 1024;

interface Kept {
  readonly id: number;
  readonly frame: Encoded;
}

/** An event that outlives its document, as text. */
export interface SavedEvent {
  readonly id: number;
  readonly text: string;
}

/** The events that Python has not acknowledged yet, oldest first. */
export class Outbox {
  #kept: Kept[] = [];
  #bytes = 0;

  get length(): number {
    return this.#kept.length;
  }

  /** Whether more than half of the room is left. */
  get hasRoom(): boolean {
    return this.#kept.length < MOST_EVENTS / 2 && this.#bytes < MOST_BYTES / 2;
  }

  /** Refuse an event that would not fit while nothing can be sent. */
  checkRoom(name: string, size: number): void {
    if (this.#kept.length < MOST_EVENTS && this.#bytes + size <= MOST_BYTES) return;
    throw new BridgeError(
      "outbox_full",
      `cannot keep "${name}" until the connection is back: ${this.#kept.length} events (${this.#bytes} bytes) wait already. ` +
        "Emit less while `pywry.connected` is false.",
    );
  }

  keep(id: number, frame: Encoded): void {
    this.#kept.push({ id, frame });
    this.#bytes += frame.size;
  }

  /** Forget what Python has seen. */
  forget(upTo: number): void {
    let seen = 0;
    while (seen < this.#kept.length && (this.#kept[seen] as Kept).id <= upTo) {
      this.#bytes -= (this.#kept[seen] as Kept).frame.size;
      seen++;
    }
    if (seen > 0) this.#kept.splice(0, seen);
  }

  frames(): Encoded[] {
    return this.#kept.map((kept) => kept.frame);
  }

  /** What can be written to the session's storage; events with bytes cannot. */
  save(): SavedEvent[] {
    return this.#kept.filter(({ frame }) => frame.buffers.length === 0).map(({ id, frame }) => ({ id, text: frame.text }));
  }

  restore(saved: readonly SavedEvent[]): void {
    for (const { id, text } of saved) this.keep(id, { text, buffers: [], size: text.length });
  }
}
