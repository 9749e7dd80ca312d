/** An AG Grid in a panel. */

import type { Panel, PanelContext, PanelSpec } from "../../panels/panel";
import { GridPanel } from "./grid";

export function create(context: PanelContext, spec: PanelSpec): Panel {
  return new GridPanel(context, spec);
}
