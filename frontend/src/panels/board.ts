import type { PageBridge } from "../bridge/bridge";
import { storage } from "../bridge/session";
import { arrange } from "./arrange";
import { Editor } from "./editor";
import { Full } from "./full";
import type { Layout } from "./layout";
import { glide } from "./motion";
import { Tabs } from "./tabs";

/** The arrangement of the page's panels: as Python keeps it, and as a person makes it. */
export class Board {
  readonly full: Full;
  readonly #root: HTMLElement;
  readonly #bridge: PageBridge;
  readonly #panels: () => ReadonlyMap<string, HTMLElement>;
  readonly #tabs: Tabs;
  readonly #editor: Editor;
  readonly #empty: HTMLElement = emptyNote();
  /** What a person made of it that Python has not answered yet. */
  #draft: Layout | undefined;

  constructor(root: HTMLElement, bridge: PageBridge, panels: () => ReadonlyMap<string, HTMLElement>) {
    this.#root = root;
    this.#bridge = bridge;
    this.#panels = panels;
    const key = (strip: string): string => `pywry:tab:${bridge.label}:${strip}`;
    const memory = { get: (strip: string) => storage()?.getItem(key(strip)) ?? null, set: (strip: string, tab: string) => storage()?.setItem(key(strip), tab) };
    this.#tabs = new Tabs(memory, (tabs, tab) => bridge.emit("dashboard:tab-selected", { tab, tabs }));
    this.full = new Full(root, (panelId) => bridge.emit("dashboard:panel-maximized", { panelId }));
    const own = this;
    this.#editor = new Editor(root, {
      get layout() {
        return own.layout?.editable ? own.layout : undefined;
      },
      preview: (layout) => this.#preview(layout),
      commit: (layout) => this.#commit(layout),
    });
  }

  get layout(): Layout | undefined {
    return this.#draft ?? (this.#bridge.keys.get("layout") as Layout | undefined);
  }

  listen(): void {
    const bridge = this.#bridge;
    bridge.keys.watch("layout", () => {
      this.#draft = undefined;
    });
    bridge.on("dashboard:select-tab", (data) => {
      this.#tabs.choose((data as { tab: string }).tab, (data as { tabs?: string }).tabs);
      this.full.mind();
    });
    bridge.on("dashboard:maximize", (data) => this.#maximize((data as { panelId?: string | null }).panelId ?? null));
    this.full.listen();
    this.#editor.listen();
  }

  /** Lay everything out as it is now. */
  arrange(): void {
    if (this.#editor.isBusy) return;
    this.#place(this.layout);
  }

  /** Bring a panel before the eyes of whoever looks: choose its tab. */
  reveal(panel: string): void {
    this.#tabs.reveal(panel);
  }

  #place(layout: Layout | undefined, keepOrder = false): void {
    const panels = this.#panels();
    if (layout !== undefined && panels.size === 0) this.#root.append(this.#empty);
    else this.#empty.remove();
    arrange(this.#root, layout, panels, this.#tabs, keepOrder);
    this.full.mind();
  }

  #preview(layout: Layout): void {
    this.#glide(() => this.#place(layout, this.#editor.isBusy));
  }

  #glide(change: () => void): void {
    const still = [...this.#root.children].filter((child): child is HTMLElement => child instanceof HTMLElement && !("moving" in child.dataset) && !child.classList.contains("pywry-ghost"));
    glide(still, change);
  }

  #commit(layout: Layout): void {
    this.#draft = layout;
    this.#preview(layout);
    const { items, strips = [], columns = 12 } = layout;
    this.#bridge.emit("dashboard:layout-changed", { layout: { version: 1, columns, items, strips } });
  }

  #maximize(panel: string | null): void {
    const element = panel === null ? null : (this.#panels().get(panel) ?? null);
    if (panel !== null) this.#tabs.reveal(panel);
    this.full.set(element);
  }
}

function emptyNote(): HTMLElement {
  const note = document.createElement("div");
  note.className = "pywry-empty";
  const head = document.createElement("strong");
  head.textContent = "Nothing here yet";
  const text = document.createElement("p");
  text.textContent = "Panels appear here as soon as the program adds them.";
  note.append(head, text);
  return note;
}
