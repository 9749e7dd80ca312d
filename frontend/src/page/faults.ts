import { few, isBare, quoted } from "../panels/inspection";
import type { Entry } from "./console";

const MOST = 20;
const LONGEST = 240;

/** What a person would miss on the page itself, in sentences. */
export function pageFaults(content: Element, text: string, panels: number, recent: readonly Entry[]): string[] {
  return [...blank(content, text, panels), ...pictures(), ...wide(), ...errors(recent)];
}

/** The first of many sentences, and how many more there are. */
export function bounded(warnings: readonly string[]): string[] {
  return warnings.length > MOST ? [...warnings.slice(0, MOST), `and ${warnings.length - MOST} more warnings.`] : [...warnings];
}

function blank(content: Element, text: string, panels: number): string[] {
  return panels > 0 || text !== "" || !isBare(content) ? [] : ["The page is blank: it has no text, no picture and no panel."];
}

function pictures(): string[] {
  const lost = [...document.images].filter((image) => image.complete && image.naturalWidth === 0 && image.getAttribute("src"));
  return lost.length === 0 ? [] : [`Pictures could not be loaded: ${few(lost.map((image) => image.alt || image.getAttribute("src")))}.`];
}

function wide(): string[] {
  const more = document.documentElement.scrollWidth - innerWidth;
  return more > 1 ? [`The page is ${more} pixels wider than the window, which is ${innerWidth} wide: something is beyond its right edge.`] : [];
}

function errors(recent: readonly Entry[]): string[] {
  const bad = recent.filter(({ level }) => level !== "log" && level !== "warn");
  const last = bad.at(-1);
  return last === undefined ? [] : [`The console has errors (${bad.length}); the last: ${quoted(last.text, LONGEST)}`];
}
