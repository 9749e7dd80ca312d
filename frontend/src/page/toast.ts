export type ToastType = "info" | "success" | "warning" | "error" | "confirm";
export type ToastPosition = "top-right" | "top-left" | "bottom-right" | "bottom-left";

export interface Toast {
  readonly message: string;
  readonly type?: ToastType;
  readonly title?: string;
  /** Milliseconds until it goes; 0 stays until it is closed. */
  readonly duration?: number;
  readonly position?: ToastPosition;
  /** A confirm tells its answer by this event, as `{confirmed}`. */
  readonly callback_event?: string;
}

const LASTS: Record<Exclude<ToastType, "confirm">, number> = { info: 5_000, success: 3_000, warning: 0, error: 0 };
const ICONS: Record<ToastType, string> = {
  info: "M12 8h.01M11 12h1v4h1",
  success: "m8 12.5 2.7 2.7L16 9.5",
  warning: "M12 8v5m0 3h.01",
  error: "m9 9 6 6m0-6-6 6",
  confirm: "M9.6 9.4a2.5 2.5 0 1 1 3.4 2.9c-.6.3-1 .8-1 1.5m0 2.7h.01",
};

/** Show a toast, or a question when its type is `confirm`; `answer` hears what a person chose. */
export function showToast(toast: Toast, answer: (confirmed: boolean) => void = () => undefined): void {
  const type = toast.type ?? "info";
  if (!Object.hasOwn(ICONS, type)) throw new Error(`unknown toast type ${JSON.stringify(type)}; use ${Object.keys(ICONS).join(", ")}.`);
  if (type === "confirm") return ask(toast, answer);
  const box = build(type, toast);
  box.setAttribute("role", type === "error" || type === "warning" ? "alert" : "status");
  const close = button("Close", "pywry-toast-close", "×");
  close.setAttribute("aria-label", "Close");
  box.append(close);
  stack(toast.position ?? "top-right").append(box);
  expire(box, close, toast.duration ?? LASTS[type]);
}

function expire(box: HTMLElement, close: HTMLElement, duration: number): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = (): void => {
    clearTimeout(timer);
    box.remove();
  };
  const wait = (): void => void (timer = duration > 0 ? setTimeout(leave, duration) : undefined);
  close.addEventListener("click", leave);
  box.addEventListener("keydown", (event) => event.key === "Escape" && leave());
  // Somebody who reads it keeps it.
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", wait);
  wait();
}

function ask(toast: Toast, answer: (confirmed: boolean) => void): void {
  const before = document.activeElement;
  const backdrop = element("div", "pywry-toast-backdrop");
  backdrop.setAttribute("data-pywry-own", "");
  const box = build("confirm", toast);
  box.setAttribute("role", "alertdialog");
  box.setAttribute("aria-modal", "true");
  const actions = element("div", "pywry-toast-actions");
  const no = button("Cancel", "pywry-btn pywry-btn-secondary");
  const yes = button("Confirm", "pywry-btn");
  actions.append(no, yes);
  box.append(actions);
  const settle = (confirmed: boolean): void => {
    backdrop.remove();
    if (before instanceof HTMLElement) before.focus();
    answer(confirmed);
  };
  no.addEventListener("click", () => settle(false));
  yes.addEventListener("click", () => settle(true));
  backdrop.addEventListener("pointerdown", (event) => event.target === backdrop && settle(false));
  backdrop.addEventListener("keydown", (event) => trap(event, no, yes, () => settle(false)));
  backdrop.append(box);
  document.body.append(backdrop);
  yes.focus();
}

function trap(event: KeyboardEvent, first: HTMLElement, last: HTMLElement, escape: () => void): void {
  if (event.key === "Escape") return escape();
  if (event.key !== "Tab") return;
  event.preventDefault();
  (document.activeElement === first ? last : first).focus();
}

let count = 0;

function build(type: ToastType, toast: Toast): HTMLElement {
  const box = element("div", `pywry-toast pywry-toast-${type}`);
  const text = element("div", "pywry-toast-text");
  const id = `pywry-toast-${++count}`;
  if (toast.title) text.append(element("div", "pywry-toast-title", toast.title));
  const message = element("div", "pywry-toast-message", toast.message);
  message.id = id;
  text.append(message);
  if (type === "confirm") box.setAttribute("aria-labelledby", id);
  box.append(icon(type), text);
  return box;
}

function icon(type: ToastType): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "pywry-toast-icon");
  svg.setAttribute("aria-hidden", "true");
  svg.innerHTML = `<circle cx="12" cy="12" r="9"/><path d="${ICONS[type]}"/>`;
  return svg;
}

function stack(position: ToastPosition): HTMLElement {
  const found = document.querySelector<HTMLElement>(`.pywry-toast-container[data-position="${position}"]`);
  if (found !== null) return found;
  const made = element("div", "pywry-toast-container");
  made.dataset["position"] = position;
  made.setAttribute("data-pywry-own", "");
  document.body.append(made);
  return made;
}

function button(text: string, className: string, face = text): HTMLButtonElement {
  const made = element("button", className, face) as HTMLButtonElement;
  made.type = "button";
  return made;
}

function element(tag: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
