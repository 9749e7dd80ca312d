import { few } from "../../panels/inspection";
import type { PlotElement, PlotFault, Plotly } from "./plotly";

/** What Plotly itself writes into figures: notes, whose names begin with a line, and the ranges that it chose. */
const OWN = /(^|\.)(_|(auto)?range$)/;

/** What a figure asks for that Plotly has not or cannot, which it leaves out without a word. */
export function untakenParts({ data, layout }: PlotElement, lib: Plotly): string[] {
  const faults = lib.validate(data, layout) ?? [];
  const unknown = named(faults, "schema");
  const wrong = named(faults, "value");
  return [
    ...(unknown.length > 0 ? [`asks for what Plotly does not know: ${few(unknown)}. Check the spelling and where it belongs.`] : []),
    ...(wrong.length > 0 ? [`has values that Plotly does not take: ${few(wrong)}.`] : []),
  ];
}

function named(faults: readonly PlotFault[], code: PlotFault["code"]): string[] {
  const found = faults.filter((fault) => fault.code === code && !OWN.test(fault.astr));
  return [...new Set(found.map(({ container, trace, astr }) => (container === "data" ? `data[${trace}].${astr}` : `layout.${astr}`)))];
}
