/** A change of one state key; `gone` when Python removed it. */
export interface Change {
  readonly key: string;
  readonly data: unknown;
  readonly seq: number;
  readonly gone: boolean;
}

export type Watcher = (change: Change) => void;

interface Held {
  readonly data: unknown;
  readonly seq: number;
}

// A snapshot is told in this order, so that what is put into the body finds its target there.
const ORDER = ["theme", "css", "title", "html", "layout", "panel", "content", "style", "state"];

/** The last value of every state key. */
export class Keys {
  readonly #held: Map<string, Held> = new Map();
  readonly #watchers: Map<string, Set<Watcher>> = new Map();

  get(key: string): unknown {
    return this.#held.get(key)?.data;
  }

  has(key: string): boolean {
    return this.#held.has(key);
  }

  /** The keys that begin with a prefix, in the order in which they first came. */
  list(prefix: string): string[] {
    return [...this.#held.keys()].filter((key) => key.startsWith(prefix));
  }

  /** Hear changes of one key, or of a family such as `panel:*`; the answer ends it. */
  watch(pattern: string, watcher: Watcher): () => void {
    const heard = this.#watchers.get(pattern) ?? new Set();
    this.#watchers.set(pattern, heard.add(watcher));
    return () => heard.delete(watcher);
  }

  set(key: string, data: unknown, seq: number): void {
    this.#held.set(key, { data, seq });
    this.#tell({ key, data, seq, gone: false });
  }

  remove(key: string, seq: number): void {
    if (this.#held.delete(key)) this.#tell({ key, data: undefined, seq, gone: true });
  }

  /** Take a snapshot as the whole state: keys that are not in it are gone. */
  replace(snapshot: ReadonlyMap<string, Held>, seq: number): void {
    for (const key of [...this.#held.keys()]) if (!snapshot.has(key)) this.remove(key, seq);
    const ranked = [...snapshot].sort(([a], [b]) => rank(a) - rank(b));
    for (const [key, held] of ranked) this.set(key, held.data, held.seq);
  }

  #tell(change: Change): void {
    const family = `${change.key.split(":", 1)[0] ?? ""}:*`;
    for (const pattern of [change.key, family, "*"]) {
      for (const watcher of [...(this.#watchers.get(pattern) ?? [])]) {
        try {
          watcher(change);
        } catch (error) {
          reportError(error);
        }
      }
    }
  }
}

function rank(key: string): number {
  const place = ORDER.indexOf(key.split(":", 1)[0] ?? "");
  return place === -1 ? ORDER.length : place;
}
