import type { Layout } from "../panels/layout";
import type { PanelSlot } from "../panels/slot";

/** What stands on a page now. */
export interface Laid {
  readonly root: HTMLElement;
  readonly layout: Layout | undefined;
  /** The panel that fills the page. */
  readonly full: HTMLElement | null;
  readonly slots: readonly LaidSlot[];
}

export interface LaidSlot {
  readonly slot: PanelSlot;
  /** Whether a person's html has a place for it. */
  readonly placed: boolean;
}

/** What came of it. */
export interface Prepared {
  /** What is not on paper, panel by panel. */
  readonly notes: readonly string[];
  /** How many cells tables have in all. */
  readonly cells: number;
}

/** What is wanted of a page on paper. */
export interface PaperOrder {
  /** The most rows of a grid; null is as many as paper takes. */
  readonly rows?: number | null;
  /** How wide the page is laid out, in CSS pixels. */
  readonly width?: number;
  /** How high a sheet is in these pixels; left out, that of one which stands. */
  readonly height?: number;
  readonly theme?: "light" | "dark";
  /** How large a pixel of the page is on paper; left out, the page fills the sheet's width. */
  readonly zoom?: number;
}
