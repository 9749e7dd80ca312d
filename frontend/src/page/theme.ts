import type { PageBridge } from "../bridge/bridge";
import type { ThemeMode } from "./config";

export type Effective = "light" | "dark";

/** The page's theme: what was asked for, and what it comes to on this machine. */
export class Theme {
  mode: ThemeMode;
  effective: Effective;
  readonly #listeners: Set<(theme: Effective) => void> = new Set();
  readonly #dark: MediaQueryList = matchMedia("(prefers-color-scheme: dark)");
  readonly #bridge: PageBridge;
  #lent: Effective | null = null;

  constructor(bridge: PageBridge, mode: ThemeMode) {
    this.#bridge = bridge;
    this.mode = mode;
    this.effective = this.#resolve();
    this.#show();
    this.#dark.addEventListener("change", () => this.set(this.mode));
  }

  /** Take a mode, or any text with "dark" or "light" in it, such as a Plotly template's name. */
  set(wanted: string): void {
    this.mode = wanted.includes("dark") ? "dark" : wanted.includes("light") ? "light" : "system";
    const before = this.effective;
    this.effective = this.#resolve();
    this.#show();
    if (this.effective === before) return;
    for (const listener of [...this.#listeners]) listener(this.effective);
    this.#bridge.emit("pywry:theme-update", { mode: this.effective, original: this.mode });
  }

  /** Look otherwise for a moment, without a word to anybody; null ends it. */
  lend(effective: Effective | null): void {
    this.#lent = effective;
    this.effective = this.#resolve();
    this.#show();
  }

  onChange(listener: (theme: Effective) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #resolve(): Effective {
    if (this.#lent !== null) return this.#lent;
    if (this.mode !== "system") return this.mode;
    return this.#dark.matches ? "dark" : "light";
  }

  #show(): void {
    const root = document.documentElement;
    root.classList.toggle("dark", this.effective === "dark");
    root.classList.toggle("light", this.effective === "light");
    root.dataset["theme"] = this.effective;
    this.#bridge.theme = this.effective;
  }
}
