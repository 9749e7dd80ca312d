import { storage } from "../bridge/session";
import { nextFrame } from "./frame";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Scrolled {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

interface Filled {
  readonly path: string;
  /** What tells that the field is still the one it was. */
  readonly from: string;
  readonly value: string | boolean | readonly string[];
}

interface Focused {
  readonly path: string;
  readonly selection: readonly [number, number] | null;
}

interface Kept {
  readonly at: number;
  readonly scrolled: readonly Scrolled[];
  readonly filled: readonly Filled[];
  readonly focused: Focused | null;
}

/** Milliseconds in which a reload has to happen. */
const RELOAD = 10_000;
/** Milliseconds in which panels that draw themselves make the page as long as it was. */
const LATEST = 4_000;
/** Frames in which a place has to hold: WebKit brings a selection into view two frames late. */
const HELD = 3;
/** What has no value of a person's, or one that is no business of a storage. */
const SKIPPED: ReadonlySet<string> = new Set(["password", "file", "hidden", "button", "submit", "reset", "image"]);
const TAKEN_OVER = ["wheel", "touchstart", "pointerdown", "keydown"];

/** Note where a page is scrolled to, and what a person has typed, for the document that takes its place. */
export function keepPlace(widget: string, input: boolean): void {
  const kept: Kept = { at: Date.now(), scrolled: scrolled(), filled: input ? filled() : [], focused: input ? focused() : null };
  try {
    storage()?.setItem(key(widget), JSON.stringify(kept));
  } catch {
    // The storage is full: the page is loaded anew all the same.
  }
}

/** Put a page back to where the last document was, as soon as it is long enough; not once a person has gone on. */
export function resumePlace(widget: string): void {
  const text = storage()?.getItem(key(widget)) ?? null;
  storage()?.removeItem(key(widget));
  if (text === null) return;
  const { at, ...kept } = JSON.parse(text) as Kept;
  if (Date.now() - at < RELOAD) resume(kept);
}

function resume({ filled, focused, scrolled }: Omit<Kept, "at">): void {
  let left: (() => boolean)[] = [
    ...filled.map((field) => () => fill(field)),
    ...(focused === null ? [] : [() => focus(focused)]),
    ...scrolled.map(scroll),
  ];
  const end = Date.now() + LATEST;
  const stop = (): void => {
    left = [];
    for (const name of TAKEN_OVER) removeEventListener(name, stop, true);
  };
  for (const name of TAKEN_OVER) addEventListener(name, stop, true);
  const step = (): void => {
    left = left.filter((done) => !done());
    if (left.length === 0 || Date.now() > end) stop();
    else nextFrame(step);
  };
  step();
}

function scrolled(): Scrolled[] {
  return [...document.querySelectorAll("*")]
    .filter((element) => element.scrollTop !== 0 || element.scrollLeft !== 0)
    .map((element) => ({ path: pathOf(element), x: element.scrollLeft, y: element.scrollTop }));
}

function scroll({ path, x, y }: Scrolled): () => boolean {
  let held = 0;
  return () => {
    const element = document.querySelector(path);
    if (element === null) return false;
    const there = Math.abs(element.scrollLeft - x) <= 1 && Math.abs(element.scrollTop - y) <= 1;
    held = there ? held + 1 : 0;
    if (!there) element.scrollTo({ left: x, top: y, behavior: "instant" });
    return held === HELD;
  };
}

function filled(): Filled[] {
  return [...document.querySelectorAll<Field>("input, textarea, select")]
    .filter((field) => !SKIPPED.has(field.type) && JSON.stringify(valueOf(field)) !== JSON.stringify(defaultOf(field)))
    .map((field) => ({ path: pathOf(field), from: origin(field), value: valueOf(field) }));
}

function fill({ path, from, value }: Filled): boolean {
  const field = document.querySelector<Field>(path);
  if (field === null) return false;
  if (origin(field) !== from) return true;
  if (field instanceof HTMLSelectElement) for (const option of field.options) option.selected = (value as readonly string[]).includes(option.value);
  else if (isBox(field)) field.checked = value as boolean;
  else field.value = value as string;
  return true;
}

function valueOf(field: Field): Filled["value"] {
  if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map((option) => option.value);
  return isBox(field) ? field.checked : field.value;
}

function defaultOf(field: Field): Filled["value"] {
  if (field instanceof HTMLSelectElement) return [...field.options].filter((option) => option.defaultSelected).map((option) => option.value);
  return isBox(field) ? field.defaultChecked : field.defaultValue;
}

function origin(field: Field): string {
  return JSON.stringify([field.type, field.name, defaultOf(field)]);
}

function isBox(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

function focused(): Focused | null {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const { selectionStart = null, selectionEnd = null } = element as Partial<HTMLInputElement>;
  return { path: pathOf(element), selection: selectionStart === null || selectionEnd === null ? null : [selectionStart, selectionEnd] };
}

function focus({ path, selection }: Focused): boolean {
  const element = document.querySelector<HTMLElement>(path);
  element?.focus({ preventScroll: true });
  if (selection !== null) (element as HTMLInputElement | null)?.setSelectionRange?.(...selection);
  return element !== null;
}

/** A selector that finds the element again in a document that is made alike. */
function pathOf(element: Element): string {
  if (element.id !== "" && document.getElementById(element.id) === element) return `#${CSS.escape(element.id)}`;
  const parent = element.parentElement;
  if (parent === null) return ":root";
  return `${pathOf(parent)} > :nth-child(${[...parent.children].indexOf(element) + 1})`;
}

function key(widget: string): string {
  return `pywry:kept:${widget}`;
}
