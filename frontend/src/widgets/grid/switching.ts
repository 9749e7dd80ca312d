import type { Inspection } from "../../panels/inspection";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";
import type { Effective } from "../../page/theme";
import { showToast } from "../../page/toast";
import type { InView, Sheet } from "../../paper/sheet";

type Grid = Panel & Required<Pick<Panel, "sheet" | "wholeSheet" | "inView">>;
type Make = (spec: PanelSpec) => Grid;

/** A grid that is made anew when its rows stay in Python from now on, or travel again. */
export class Switching implements Panel {
  readonly painted: Promise<void>;
  readonly #make: Make;
  #inner: Grid;
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

  sheet(most: number | null): Sheet {
    return this.#inner.sheet(most);
  }

  inView(): InView {
    return this.#inner.inView();
  }

  wholeSheet(most: number | null): Promise<Sheet> {
    return this.#inner.wholeSheet(most);
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
