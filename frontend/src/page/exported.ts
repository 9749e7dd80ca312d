import type { PageBridge } from "../bridge/bridge";
import type { Message } from "../bridge/codec";
import { bytesOf, embedded } from "./embedded";

/** When a page was exported, and what of it needs Python. */
export interface Exported {
  /** ISO 8601. */
  readonly at: string;
  /** Whether panels followed each other, or inputs were there to choose in. */
  readonly linked: boolean;
}

/** What Python greeted this page with when it was exported. */
export async function keptState(): Promise<Message> {
  const block = embedded("state");
  if (block === null) throw new Error("this exported page has lost its data; a script of its own took it away.");
  const bytes = await bytesOf(block);
  return block.hasAttribute("data-text") ? new TextDecoder().decode(bytes) : bytes;
}

/** Say at the page's end that it is a copy, and let nobody choose what would change nothing. */
export function showExported(bridge: PageBridge, exported: Exported): void {
  const note = document.createElement("footer");
  note.className = "pywry-exported";
  note.setAttribute("data-pywry-own", "");
  const at = new Date(exported.at).toLocaleString(undefined, { dateStyle: "long", timeStyle: "short" });
  note.textContent = `Copy of ${at}. ${exported.linked ? "Panels do not change each other here." : ""}`.trim();
  document.body.append(note);
  void bridge.ready.then(() => {
    for (const body of document.querySelectorAll('.pywry-panel[data-kind="input"] > .pywry-panel-body')) body.setAttribute("inert", "");
  });
}
