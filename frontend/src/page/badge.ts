import type { PageBridge } from "../bridge/bridge";

const PATIENCE = 1_500;

/** A small pill that shows when Python is away; a short interruption shows nothing. */
export function showConnection(bridge: PageBridge): void {
  let badge: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (state: "down" | "closed", text: string): void => {
    badge ??= document.body.appendChild(document.createElement("div"));
    badge.className = "pywry-badge";
    badge.setAttribute("data-pywry-own", "");
    badge.setAttribute("role", "status");
    badge.dataset["state"] = state;
    badge.textContent = text;
  };
  const hide = (): void => {
    badge?.remove();
    badge = null;
  };
  const update = (): void => {
    clearTimeout(timer);
    if (bridge.status === "open") hide();
    else if (bridge.status === "closed") show("closed", "Closed"), badge?.setAttribute("title", bridge.closedReason);
    else timer = setTimeout(() => show("down", "Reconnecting…"), PATIENCE);
  };
  bridge.onStatus(update);
  update();
}
