/** The panels of a dashboard that need no library: metric, Markdown, html and input. */

import type { Panel, PanelContext, PanelSpec } from "../../panels/panel";
import { HtmlPanel } from "./html";
import { InputPanel } from "./input";
import { MarkdownPanel } from "./markdown";
import { MetricPanel } from "./metric";

export function create(context: PanelContext, spec: PanelSpec): Panel {
  if (spec.kind === "metric") return new MetricPanel(context, spec);
  if (spec.kind === "markdown") return new MarkdownPanel(context, spec);
  if (spec.kind === "input") return new InputPanel(context, spec);
  return new HtmlPanel(context, spec);
}
