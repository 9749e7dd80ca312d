/** A menu that opens where a person asks for it. */

export interface MenuItem {
  readonly text: string;
  readonly keys?: string;
  readonly enabled?: boolean;
  run(): void;
}

export type MenuEntry = MenuItem | "line";

let open: (() => void) | null = null;

/** Show a menu at a point of the window; it goes when something is chosen, or on Escape, a click elsewhere or a scroll. */
export function openMenu(entries: readonly MenuEntry[], x: number, y: number, back: HTMLElement | null): void {
  open?.();
  const menu = document.createElement("div");
  menu.className = "pywry-menu";
  menu.setAttribute("role", "menu");
  menu.setAttribute("data-pywry-own", "");
  const close = (): void => {
    if (open !== close) return;
    open = null;
    for (const name of ["pointerdown", "wheel", "blur", "resize"]) removeEventListener(name, outside, true);
    menu.remove();
    back?.focus({ preventScroll: true });
  };
  const outside = (event: Event): void => {
    // Every element's loss of the focus passes here; the window's own is meant.
    if (event.type === "blur" ? event.target === window : !(event.target instanceof Node && menu.contains(event.target))) close();
  };
  open = close;
  menu.append(...entries.map((entry) => (entry === "line" ? line() : button(entry, close))));
  menu.addEventListener("keydown", (event) => steer(event, menu, close));
  menu.addEventListener("contextmenu", (event) => event.preventDefault());
  document.body.append(menu);
  place(menu, x, y);
  for (const name of ["pointerdown", "wheel", "blur", "resize"]) addEventListener(name, outside, true);
  items(menu)[0]?.focus({ preventScroll: true });
}

function line(): HTMLElement {
  const rule = document.createElement("div");
  rule.setAttribute("role", "separator");
  return rule;
}

function button({ text, keys, enabled = true, run }: MenuItem, close: () => void): HTMLElement {
  const item = document.createElement("button");
  item.type = "button";
  item.setAttribute("role", "menuitem");
  item.disabled = !enabled;
  item.append(text);
  if (keys !== undefined) {
    const hint = document.createElement("kbd");
    hint.textContent = keys;
    item.append(hint);
  }
  item.addEventListener("click", () => {
    close();
    run();
  });
  item.addEventListener("pointermove", () => item.focus({ preventScroll: true }));
  return item;
}

function items(menu: HTMLElement): HTMLButtonElement[] {
  return [...menu.querySelectorAll<HTMLButtonElement>("button:enabled")];
}

function steer(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const all = items(menu);
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
  event.stopPropagation();
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close();
  } else if (event.key in steps) {
    event.preventDefault();
    all.at((steps[event.key] as number) % all.length)?.focus();
  }
}

function place(menu: HTMLElement, x: number, y: number): void {
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, y + height > innerHeight - 4 ? Math.min(y - height, innerHeight - height - 4) : y)}px`;
}
