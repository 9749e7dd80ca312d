import type { PageBridge } from "../bridge/bridge";
import { dragWindow } from "./frameless";
import { insist, invoke } from "./invoke";
import { browserKeys } from "./keys";
import { openWindows } from "./opened";
import { linkGlobal } from "./receiver";
import { saveDownloads } from "./saves";
import { steadyCalls } from "./steady";

interface TauriEvent {
  readonly payload: { readonly event_type: string; readonly data: unknown };
}

interface Tauri {
  readonly event: { listen(name: string, listener: (event: TauriEvent) => void): Promise<unknown> };
}

/** Take part as the page of a native window: hear events of its own kind, run Python's scripts, tell when it was painted. */
export function joinWindow(bridge: PageBridge, run: (script: string) => Promise<unknown>): void {
  const tauri = (globalThis as unknown as { __TAURI__?: Tauri }).__TAURI__;
  const listening = tauri?.event.listen("pywry:event", ({ payload }) => bridge.dispatch(payload.event_type, payload.data));
  const listens = (): void => void insist("pywry_listening", "{}");
  void listening?.then(listens);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    // Somebody else's page was here meanwhile, and Python has let go of this one.
    listens();
    bridge.reconnect();
  });
  linkGlobal().evaluate = (number, script) => {
    void run(script).then(
      (value) => insist("pywry_answer", JSON.stringify({ id: number, value })),
      (error: unknown) => insist("pywry_answer", JSON.stringify({ id: number, error: error instanceof Error ? error.message : String(error) })),
    );
  };
  // The frame after the first one begins when that one is on screen.
  requestAnimationFrame(() => requestAnimationFrame(() => void insist("pywry_painted", "{}")));
}

/** Open the dialog of the system's printers. */
export function printWindow(): Promise<unknown> {
  return invoke("pywry_print", "{}");
}

/** Do for a page, before its scripts run, what a browser does for it in a tab. */
export function standInWindow(): void {
  steadyCalls();
  openWindows();
  saveDownloads();
  dragWindow();
  browserKeys();
}
