/** The panels of a dashboard that need no library: metric, Markdown and html. */

import type { Panel, PanelContext, PanelSpec } from "../../panels/panel";
import { HtmlPanel } from "./html";
import { MarkdownPanel } from "./markdown";
import { MetricPanel } from "./metric";

export function create(context: PanelContext, spec: PanelSpec): Panel {
  if (spec.kind === "metric") return new MetricPanel(context, spec);
  if (spec.kind === "markdown") return new MarkdownPanel(context, spec);
  return new HtmlPanel(context, spec);
}
