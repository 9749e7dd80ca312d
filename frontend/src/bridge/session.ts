import type { SavedEvent } from "./outbox";

/** What one tab knows of one widget, over reloads. */
export interface Session {
  readonly viewer: string;
  readonly epoch: string | null;
  readonly cursor: number | null;
  readonly lastId: number;
  readonly events: readonly SavedEvent[];
}

const MOST_SAVED = 1_000_000;

/**
 * Take the tab's session out of the storage, or begin one.
 *
 * It is put back only when the document goes. A duplicated tab copies the storage of a living document, finds nothing in
 * it and so becomes a viewer of its own.
 */
export function takeSession(widget: string): Session {
  const found = storage()?.getItem(key(widget)) ?? null;
  storage()?.removeItem(key(widget));
  const known = found === null ? null : (JSON.parse(found) as Session);
  return known ?? { viewer: newViewer(), epoch: null, cursor: null, lastId: 0, events: [] };
}

/** Put the session back when the document goes, so that a reload is the same viewer. */
export function keepSession(widget: string, session: () => Session, leave: () => void): void {
  addEventListener("pagehide", (event) => {
    saveSession(widget, session());
    if (!event.persisted) leave();
  });
  addEventListener("pageshow", (event) => event.persisted && takeSession(widget));
}

function saveSession(widget: string, session: Session): void {
  const text = JSON.stringify(session);
  const fits = text.length <= MOST_SAVED ? text : JSON.stringify({ ...session, events: [] });
  storage()?.setItem(key(widget), fits);
}

function key(widget: string): string {
  return `pywry:session:${widget}`;
}

/** The tab's own storage, where there is one. */
export function storage(): Storage | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    // A sandboxed frame or strict privacy settings forbid the storage: such a tab is a new viewer after a reload.
    return null;
  }
}

function newViewer(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return `v-${btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_")}`;
}
