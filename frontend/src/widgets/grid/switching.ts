import type { Inspection } from "../../panels/inspection";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";
import type { Effective } from "../../page/theme";
import { showToast } from "../../page/toast";

type Make = (spec: PanelSpec) => Panel;

/** A grid that is made anew when its rows stay in Python from now on, or travel again. */
export class Switching implements Panel {
  readonly painted: Promise<void>;
  readonly #make: Make;
  #inner: Panel;
  #paged: boolean;

  constructor(_context: PanelContext, spec: PanelSpec, make: Make) {
    this.#make = make;
    this.#inner = make(spec);
    this.#paged = "paged" in spec;
    this.painted = this.#inner.painted;
  }

  update(spec: PanelSpec): void {
    if ("paged" in spec === this.#paged) return this.#inner.update(spec);
    this.#inner.destroy();
    this.#paged = "paged" in spec;
    this.#inner = this.#make(spec);
  }

  receive(name: string, data: Record<string, unknown>): void {
    if (name === "grid:transaction") {
      for (const [part, of] of data["parts"] as [string, Record<string, unknown>][]) this.#inner.receive?.(part, of);
      return;
    }
    if (name === "grid:show-notification") {
      const { message, duration } = data as { message: string; duration?: number | null };
      return showToast({ message, ...(duration === undefined || duration === null ? {} : { duration }) });
    }
    this.#inner.receive?.(name, data);
  }

  answer(name: string, args: Record<string, unknown>): unknown {
    return this.#inner.answer?.(name, args);
  }

  setTheme(theme: Effective): void {
    this.#inner.setTheme?.(theme);
  }

  resize(): void {
    this.#inner.resize?.();
  }

  describe(): PanelFacts {
    return this.#inner.describe();
  }

  inspect(): Inspection {
    return this.#inner.inspect?.() ?? { warnings: [] };
  }

  destroy(): void {
    this.#inner.destroy();
  }
}
