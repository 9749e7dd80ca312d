import { few } from "../../panels/inspection";
import type { PlotElement, PlotFault, Plotly, PlotlyLayout, Trace } from "./plotly";

type Json = Record<string, unknown>;

/** What Plotly itself writes into figures: notes, whose names begin with a line, and ranges that it chose; and a name whose every value its check refuses. */
const OWN = /(^|\.)(_|((auto)?range|coloraxis)$)/;

/** What belongs to a type of trace that the figure does not have, and stands in many figures that are made for any. */
const OTHERS = /^layout\.((bar|box|violin|funnel|waterfall|scatter)(mode|gap|groupgap|norm)|(extend)?\w+color(way|s)|hiddenlabels)$/;

/** What a figure asks for that Plotly has not or cannot, which it leaves out without a word. */
export function untakenParts({ data, layout, _fullData, _fullLayout }: PlotElement, lib: Plotly): string[] {
  const full = (_fullData ?? []) as unknown as readonly Json[];
  const drawn = (): Trace[] => data.map((trace, index) => drawnPart(trace, full[index]));
  const faults = faultsIn(data, layout, lib) ?? faultsIn(drawn(), drawnPart(layout, _fullLayout), lib) ?? [];
  const unknown = named(faults, "schema");
  const wrong = named(faults, "value");
  return [
    ...(unknown.length > 0 ? [`asks for what Plotly does not know: ${few(unknown)}. Check the spelling and where it belongs.`] : []),
    ...(wrong.length > 0 ? [`has values that Plotly does not take: ${few(wrong)}.`] : []),
  ];
}

/** Plotly's own check, which fails on a part that the figure describes and does not draw, such as the legend of one trace. */
function faultsIn(data: readonly Trace[], layout: PlotlyLayout, lib: Plotly): readonly PlotFault[] | null {
  try {
    return lib.validate(data, layout) ?? [];
  } catch {
    return null;
  }
}

/** A part of a figure without what it describes and does not draw. */
function drawnPart(given: Json, drawn: Json | undefined): Json {
  const kept = Object.entries(given).filter(([key, value]) => !isPlain(value) || isPlain(drawn?.[key]));
  return Object.fromEntries(kept.map(([key, value]) => [key, isPlain(value) ? drawnPart(value, drawn?.[key] as Json) : value]));
}

function isPlain(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function named(faults: readonly PlotFault[], code: PlotFault["code"]): string[] {
  const found = faults.filter((fault) => fault.code === code && !OWN.test(fault.astr));
  const names = found.map(({ container, trace, astr }) => (container === "data" ? `data[${trace}].${astr}` : `layout.${astr}`));
  return [...new Set(names)].filter((name) => !OTHERS.test(name));
}
