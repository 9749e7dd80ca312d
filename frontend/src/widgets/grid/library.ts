import type { createGrid, themeAlpine, themeBalham, themeMaterial, themeQuartz } from "ag-grid-community";

/** AG Grid Community, which its script leaves in a global. */
export interface AgGrid {
  readonly createGrid: typeof createGrid;
  readonly themeQuartz: typeof themeQuartz;
  readonly themeAlpine: typeof themeAlpine;
  readonly themeBalham: typeof themeBalham;
  readonly themeMaterial: typeof themeMaterial;
}

export function agGrid(): AgGrid {
  const found = (globalThis as { agGrid?: AgGrid }).agGrid;
  if (found === undefined) throw new Error("AG Grid was loaded but left no agGrid; is the page's own script in its way?");
  return found;
}
