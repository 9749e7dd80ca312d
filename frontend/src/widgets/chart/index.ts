/** A Plotly chart in a panel. */

import type { Panel, PanelContext, PanelSpec } from "../../panels/panel";
import { ChartPanel } from "./chart";

export function create(context: PanelContext, spec: PanelSpec): Panel {
  return new ChartPanel(context, spec);
}
