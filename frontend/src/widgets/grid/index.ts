/** An AG Grid in a panel: all its rows in the page, or those that are looked at. */

import type { Panel, PanelContext, PanelSpec } from "../../panels/panel";
import { GridPanel } from "./grid";
import { PagedGrid } from "./paged";
import { Switching } from "./switching";

export function create(context: PanelContext, spec: PanelSpec): Panel {
  return new Switching(context, spec, (given) => ("paged" in given ? new PagedGrid(context, given) : new GridPanel(context, given)));
}
