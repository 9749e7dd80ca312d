import type { CallOptions } from "../bridge/calls";
import type { Effective } from "../page/theme";
import type { InView, Sheet } from "../paper/sheet";
import type { Inspection } from "./inspection";

/** A component on the page, as its state key describes it. */
export interface PanelSpec {
  readonly kind: string;
  readonly title?: string | null;
  readonly [key: string]: unknown;
}

export interface PanelFacts {
  readonly [key: string]: unknown;
}

/** What a panel may ask of the page it stands on. */
export interface PanelContext {
  readonly id: string;
  /** The element to draw in. */
  readonly host: HTMLElement;
  readonly theme: Effective;
  emit(name: string, data: unknown): void;
  /** Ask Python something of the panel's own, such as `grid:rows`. */
  call(name: string, args: Record<string, unknown>, options?: CallOptions): Promise<unknown>;
  /** Run something once before the next paint. */
  schedule(work: () => void): void;
  /** Load a published library by its logical name. */
  library(name: string): Promise<void>;
  /** Whether a library is here, or the page was told that it will be. */
  expects(name: string): boolean;
  /** Whether the page may ask an address for data. */
  mayAsk(address: string): boolean;
  /** Say something in the console, which Python hears. */
  say(level: "warn" | "error", text: string): void;
  /** Put html into an element and run its scripts once. */
  putHtml(target: Element, html: string): void;
}

/** One drawn panel. */
export interface Panel {
  /** Resolves when the panel has been drawn for the first time. */
  readonly painted: Promise<void>;
  /** Take a whole new description of the same kind. */
  update(spec: PanelSpec): void;
  /** Take an event of the panel's family, such as `plotly:update-layout`. */
  receive?(name: string, data: Record<string, unknown>): void;
  /** Answer a call of the panel's family, such as `plotly:image`. */
  answer?(name: string, args: Record<string, unknown>): unknown;
  setTheme?(theme: Effective): void;
  resize?(): void;
  /** Its rows for paper, of a panel that draws only those in view: those that are here, at most so many; null is as many as paper takes. */
  sheet?(most: number | null): Sheet;
  /** The same with rows that have to be asked for. */
  wholeSheet?(most: number | null): Promise<Sheet>;
  /** How much of its table is drawn. */
  inView?(): InView;
  /** Draw at once, in the size and the theme that the page has now: paper does not wait for a frame. */
  redraw?(): void;
  /** What stands on it, for a description of the page. */
  describe(): PanelFacts;
  /** What takes longer: more facts, and what a person could not read or would miss. */
  inspect?(): Inspection;
  destroy(): void;
}

/** What a family's module exports. */
export interface Family {
  create(context: PanelContext, spec: PanelSpec): Panel | Promise<Panel>;
}

/** Which module draws a kind, and which libraries it needs. */
export const KINDS: Readonly<Record<string, { module: string; libraries: readonly string[] }>> = {
  chart: { module: "chart.js", libraries: [] },
  grid: { module: "grid.js", libraries: ["aggrid.js"] },
  metric: { module: "dashboard.js", libraries: [] },
  markdown: { module: "dashboard.js", libraries: [] },
  html: { module: "dashboard.js", libraries: [] },
  input: { module: "dashboard.js", libraries: [] },
};

/** The id field of a family's events and calls, and the kind of panel that hears them. */
export const FAMILIES: Readonly<Record<string, { kind: string; idField: string }>> = {
  plotly: { kind: "chart", idField: "chartId" },
  grid: { kind: "grid", idField: "gridId" },
};
