/** How far this viewer has come in the widget's log. */
export class Cursor {
  epoch: string | null;
  #value: number | null;
  #delivered: number;
  #stateAt = -1;

  constructor(epoch: string | null, value: number | null) {
    this.epoch = epoch;
    this.#value = value;
    this.#delivered = value ?? -1;
  }

  /** The highest sequence number that was applied. */
  get value(): number | null {
    return this.#value;
  }

  /** Python speaks of another log: positions in the old one mean nothing. */
  restart(epoch: string): void {
    this.epoch = epoch;
    this.#value = null;
    this.#delivered = -1;
    this.#stateAt = -1;
  }

  /** Whether an entry is new; it counts as delivered from then on. */
  take(seq: number): boolean {
    if (seq <= this.#delivered) return false;
    this.#delivered = seq;
    return true;
  }

  /** A snapshot of the state comes, as it was at `seq`. */
  snapshot(seq: number): void {
    this.#stateAt = seq;
  }

  /** Whether the last snapshot already holds what an entry did. */
  isInSnapshot(seq: number): boolean {
    return seq <= this.#stateAt;
  }

  get snapshotAt(): number {
    return this.#stateAt;
  }

  /** A whole message was applied. */
  settle(): void {
    const seen = Math.max(this.#delivered, this.#stateAt);
    if (seen >= 0) this.#value = Math.max(this.#value ?? -1, seen);
  }
}
