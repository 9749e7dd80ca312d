import type { StateFrame } from "./frames";
import type { Keys } from "./keys";

/** The state frames of one message that follow a resync: together they are the whole state. */
export class Snapshot {
  readonly #held: Map<string, { data: unknown; seq: number }> = new Map();

  add(frame: StateFrame): void {
    if (frame.gone !== true) this.#held.set(frame.key, { data: frame.data ?? null, seq: frame.seq });
  }

  applyTo(keys: Keys, seq: number): void {
    keys.replace(this.#held, seq);
  }
}
