import { markFull } from "./tools";

/** One panel that fills the page while the others wait behind it. */
export class Full {
  readonly #root: HTMLElement;
  readonly #told: (panel: string | null) => void;
  #panel: HTMLElement | null = null;
  #focus: Element | null = null;

  /** `told` hears what a person did, not what Python asked for. */
  constructor(root: HTMLElement, told: (panel: string | null) => void) {
    this.#root = root;
    this.#told = told;
  }

  get panel(): HTMLElement | null {
    return this.#panel;
  }

  listen(): void {
    this.#root.addEventListener("click", ({ target }) => {
      const panel = (target as Element).closest("[data-tool=full]")?.closest<HTMLElement>(".pywry-panel");
      if (panel !== null && panel !== undefined) this.#byHand(panel === this.#panel ? null : panel);
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#panel === null || event.defaultPrevented) return;
      event.preventDefault();
      this.#byHand(null);
    });
  }

  /** Let a panel fill the page; null puts it back. */
  set(panel: HTMLElement | null): void {
    if (panel === this.#panel) return;
    if (this.#panel !== null) {
      delete this.#panel.dataset["full"];
      markFull(this.#panel, false);
    }
    if (panel !== null) {
      this.#focus ??= document.activeElement;
      panel.dataset["full"] = "";
      markFull(panel, true);
    }
    this.#panel = panel;
    document.documentElement.toggleAttribute("data-pywry-full", panel !== null);
    this.mind();
    if (panel === null) this.#refocus();
    else if (!panel.contains(document.activeElement)) panel.querySelector<HTMLElement>("[data-tool=full]")?.focus({ preventScroll: true });
  }

  /** Keep what stands behind it out of reach, also what came since; a panel that is gone fills nothing. */
  mind(): void {
    if (this.#panel !== null && !this.#panel.isConnected) return this.set(null);
    for (const child of this.#root.children) {
      child.toggleAttribute("inert", child.hasAttribute("data-hidden") || (this.#panel !== null && child !== this.#panel));
    }
  }

  #byHand(panel: HTMLElement | null): void {
    this.set(panel);
    this.#told(panel?.dataset["panel"] ?? null);
  }

  #refocus(): void {
    const before = this.#focus;
    this.#focus = null;
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  }
}
