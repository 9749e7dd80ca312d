/** The part of Plotly's API that we call, as version 4 has it. */

export type Trace = Record<string, unknown> & { name?: string; type?: string };
export type PlotlyLayout = Record<string, unknown>;

export interface Figure {
  readonly data?: readonly Trace[];
  readonly layout?: PlotlyLayout;
  readonly frames?: readonly unknown[];
}

export interface PlotPoint {
  readonly curveNumber: number;
  readonly pointNumber?: number;
  readonly pointNumbers?: readonly number[];
  readonly pointIndex?: number | readonly number[];
  readonly data?: Trace;
  readonly [key: string]: unknown;
}

export interface PlotSelection {
  readonly points?: readonly PlotPoint[];
  readonly range?: unknown;
  readonly lassoPoints?: unknown;
  readonly event?: MouseEvent;
}

export interface PlotElement extends HTMLElement {
  data: Trace[];
  layout: PlotlyLayout;
  _fullLayout: Record<string, unknown> | undefined;
  readonly _context?: Record<string, unknown>;
  readonly _fullData?: readonly { readonly uid: string }[];
  readonly _transitionData?: { readonly _frames?: readonly unknown[] };
  on(name: string, listener: (data: never) => void): void;
  removeAllListeners(name?: string): void;
}

export interface ImageOptions {
  readonly format: string;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
}

/** Something in a figure that Plotly does not take. */
export interface PlotFault {
  readonly code: "array" | "dynamic" | "invisible" | "object" | "schema" | "unused" | "value";
  readonly container: "data" | "layout";
  readonly trace: number | null;
  /** Where, such as `marker.color`. */
  readonly astr: string;
}

export interface Plotly {
  newPlot(element: HTMLElement, figure: Record<string, unknown>): Promise<PlotElement>;
  react(element: HTMLElement, figure: Record<string, unknown>): Promise<PlotElement>;
  relayout(element: HTMLElement, update: PlotlyLayout): Promise<unknown>;
  restyle(element: HTMLElement, update: Record<string, unknown>, indices?: readonly number[]): Promise<unknown>;
  extendTraces(element: HTMLElement, update: Record<string, unknown[]>, indices: readonly number[], most?: number | Record<string, number[]>): Promise<unknown>;
  prependTraces(element: HTMLElement, update: Record<string, unknown[]>, indices: readonly number[], most?: number | Record<string, number[]>): Promise<unknown>;
  animate(element: HTMLElement, frames: readonly (string | null)[] | null, options: Record<string, unknown>): Promise<unknown>;
  addFrames(element: HTMLElement, frames: readonly unknown[]): Promise<unknown>;
  toImage(figure: HTMLElement | Record<string, unknown>, options: ImageOptions): Promise<string>;
  purge(element: HTMLElement): void;
  validate(data: readonly Trace[], layout: PlotlyLayout): readonly PlotFault[] | undefined;
  readonly Icons: Readonly<Record<string, unknown>>;
  readonly Plots: { resize(element: HTMLElement): Promise<unknown> };
}
