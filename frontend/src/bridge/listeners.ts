export type Listener = (data: unknown, name: string) => void;

const NAME = /^[A-Za-z][A-Za-z0-9_-]*(:[A-Za-z0-9_-]+){1,2}$/;

/** Whether a text is an event name of the form `namespace:event-name`, optionally with a third part. */
export function isEventName(name: unknown): name is string {
  return typeof name === "string" && NAME.test(name);
}

/** Who hears what: exact names, `ns:*` and `*`. */
export class Listeners {
  readonly #exact: Map<string, Set<Listener>> = new Map();
  readonly #wild: Map<string, Set<Listener>> = new Map();

  /** Add a listener; the answer ends it. */
  on(name: string, listener: Listener): () => void {
    const table = name.endsWith("*") ? this.#wild : this.#exact;
    const heard = table.get(name) ?? new Set();
    table.set(name, heard.add(listener));
    return () => this.off(name, listener);
  }

  /** End one listener of a name, or all of them. */
  off(name: string, listener?: Listener): void {
    const table = name.endsWith("*") ? this.#wild : this.#exact;
    if (listener !== undefined) table.get(name)?.delete(listener);
    if (listener === undefined || table.get(name)?.size === 0) table.delete(name);
  }

  /** Run every listener of a name; one that throws is reported and stops no other. */
  fire(name: string, data: unknown): void {
    const exact = this.#exact.get(name);
    if (exact !== undefined) run(exact, name, data);
    if (this.#wild.size === 0) return;
    for (const [pattern, heard] of this.#wild) {
      if (name.startsWith(pattern.slice(0, -1))) run(heard, name, data);
    }
  }
}

function run(heard: Set<Listener>, name: string, data: unknown): void {
  for (const listener of heard.size === 1 ? heard : [...heard]) {
    try {
      listener(data, name);
    } catch (error) {
      reportError(error);
    }
  }
}
