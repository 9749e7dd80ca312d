/** What takes longer to find out about a panel than what stands on it. */
export interface Inspection {
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Sentences about what a person could not read, or would miss. */
  readonly warnings: readonly string[];
}

const LONGEST = 60;
const FEW = 3;

/** A name or text of somebody's data, in a sentence of ours. */
export function quoted(text: unknown, longest: number = LONGEST): string {
  const line = String(text).slice(0, 10 * longest).replace(/\s+/g, " ").trim();
  return `'${line.length > longest ? `${line.slice(0, longest)}...` : line}'`;
}

/** The first few of some names. */
export function few(names: readonly unknown[]): string {
  const shown = names.slice(0, FEW).map((name) => quoted(name)).join(", ");
  return names.length > FEW ? `${shown} and ${names.length - FEW} more` : shown;
}

/** Whether an element is too small for its own content. */
export function isCutOff(element: Element): boolean {
  return element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
}

const DRAWN = "img,svg,canvas,video,iframe,object,embed,input,select,textarea,button,hr,table";

/** Whether an element has neither text nor anything that draws. */
export function isBare(element: Element): boolean {
  return (element.textContent ?? "").trim() === "" && element.querySelector(DRAWN) === null;
}

const NUMBER = /^[-+(]?\s*[$€£]?\s*[-+]?\d[\d,.' \s]*\s*[%$€£)]?$/;
const DAY = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|^\d{1,2}\.? [A-Za-z]{3,9}\.?,? \d{2,4}\b|^[A-Za-z]{3,9}\.? (\d{1,2},? )?\d{4}\b/;
const ISO = /^\d{4}-\d\d/;
const ENOUGH = 3;

/** What texts are that should be something else: an example of numbers or dates that were given as text. */
export function mistakenFor(values: readonly string[]): { what: "numbers" | "dates"; example: string } | null {
  const texts = values.filter((value) => value.trim() !== "");
  if (texts.length < ENOUGH) return null;
  const example = texts[0] as string;
  // ISO dates stand in order as text too.
  if (texts.every((text) => ISO.test(text.trim()))) return null;
  if (texts.every((text) => DAY.test(text.trim()))) return { what: "dates", example };
  return texts.every((text) => NUMBER.test(text.trim())) ? { what: "numbers", example } : null;
}
