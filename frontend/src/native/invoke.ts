import { BROKEN_OFF } from "./steady";

const AGAIN_MS = 50;
const MOST_TRIES = 40;

interface Internals {
  invoke<T>(command: string, args: Uint8Array, options: { headers: Record<string, string> }): Promise<T>;
}

const utf8 = new TextEncoder();

/** Call one of our commands in the process that owns this window; PyTauri routes it by the header. */
export function invoke<T>(command: string, body: Uint8Array | string): Promise<T> {
  const internals = (globalThis as unknown as { __TAURI_INTERNALS__?: Internals }).__TAURI_INTERNALS__;
  if (internals === undefined) return Promise.reject(new Error("this page is not in a native window of PyWry's"));
  const bytes = typeof body === "string" ? utf8.encode(body) : body;
  return internals.invoke<T>("plugin:pytauri|pyfunc", bytes, { headers: { pyfunc: command } });
}

/** Call one of our commands, and again if the call was broken off: for those that Python may well hear twice. */
export async function insist<T>(command: string, body: string, wanted: () => boolean = () => true): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await invoke<T>(command, body);
    } catch (error) {
      if (error !== BROKEN_OFF || tries === MOST_TRIES || !wanted()) throw error;
      await new Promise((go) => setTimeout(go, AGAIN_MS));
    }
  }
}
