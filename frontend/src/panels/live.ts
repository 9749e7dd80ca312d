import type { Change } from "../bridge/keys";
import type { PageBridge } from "../bridge/bridge";
import { quoted } from "./inspection";

/** How what is bound to a panel is doing, when it does not just run. */
interface Note {
  readonly status: "failed" | "paused";
  readonly text: string;
}

const PREFIX = "live:";
const LONGEST_REASON = 240;
const WORDS = { failed: "No new data", paused: "Paused" } as const;

/** Small notes on panels whose live data has failed or waits; what was drawn stays under them. */
export class LiveNotes {
  readonly #bridge: PageBridge;
  readonly #element: (panel: string) => HTMLElement | undefined;

  constructor(bridge: PageBridge, element: (panel: string) => HTMLElement | undefined) {
    this.#bridge = bridge;
    this.#element = element;
  }

  listen(): void {
    this.#bridge.keys.watch(`${PREFIX}*`, ({ key }: Change) => this.show(key.slice(PREFIX.length)));
  }

  /** What a person would miss of a panel: the data that no longer comes. */
  warnings(panel: string): string[] {
    const note = this.#bridge.keys.get(PREFIX + panel) as Note | undefined;
    return note?.status === "failed" ? [`gets no new data: ${quoted(note.text, LONGEST_REASON)}`] : [];
  }

  /** Show a panel's note as it is now, such as on a panel that was just put in another's place. */
  show(panel: string): void {
    const element = this.#element(panel);
    if (element === undefined) return;
    element.querySelector(":scope > .pywry-live")?.remove();
    const note = this.#bridge.keys.get(PREFIX + panel) as Note | undefined;
    if (note !== undefined) element.append(drawn(note));
  }
}

function drawn({ status, text }: Note): HTMLElement {
  const box = document.createElement("div");
  box.className = "pywry-live";
  box.dataset["status"] = status;
  box.setAttribute("role", status === "failed" ? "alert" : "status");
  box.tabIndex = 0;
  const head = document.createElement("span");
  head.className = "pywry-live-head";
  head.textContent = WORDS[status];
  box.append(head);
  if (text !== "") {
    const why = document.createElement("span");
    why.className = "pywry-live-why";
    why.textContent = text;
    box.title = text;
    box.append(why);
  }
  return box;
}
