import { few } from "../../panels/inspection";
import { titleOf } from "./describe";
import type { PlotElement } from "./plotly";

type Json = Record<string, unknown>;

const TEXTS = ".main-svg text";
const ELSEWHERE = ".hoverlayer, .modebar, .legend, .slider-container, .updatemenu-container, .scrollbox";
const SLACK = 2;
/** The part of a line that another one may cover, since letters are not as high as their line. */
const COVERED = 0.35;
const NARROW = 160;
const LOW = 100;

/** What a person cannot read in a chart as it is drawn now, in sentences. */
export function illegible(host: PlotElement): string[] {
  const frame = host.getBoundingClientRect();
  // A panel in a tab that is not chosen has no size.
  if (frame.width === 0 || host._fullLayout === undefined) return [];
  return [...tiny(frame), ...untitled(host), ...beyond(host, frame), ...overlaps(host)];
}

function tiny({ width, height }: DOMRect): string[] {
  const size = `${Math.round(width)} x ${Math.round(height)} pixels`;
  return width < NARROW || height < LOW ? [`is drawn in ${size}, too small to be read; give it more room.`] : [];
}

/** Axes that say nothing of what they measure, in a chart that does not say it either. */
function untitled(host: PlotElement): string[] {
  const layout = host._fullLayout as Json;
  const axes = Object.entries(layout).filter(([name, axis]) => /^[xy]axis\d*$/.test(name) && (axis as Json)["visible"] !== false);
  const told = [layout["title"], ...axes.map(([, axis]) => (axis as Json)["title"])].some((title) => titleOf(title) !== null);
  const headed = host.closest(".pywry-panel:not([data-untitled])") !== null;
  return axes.length === 0 || told || headed ? [] : ["has no title, and its axes have none; say what they measure, with units."];
}

function beyond(host: PlotElement, frame: DOMRect): string[] {
  const texts = [...host.querySelectorAll<SVGTextElement>(TEXTS)].filter((text) => {
    if (text.closest(ELSEWHERE) !== null) return false;
    const { left, right, top, bottom, width } = text.getBoundingClientRect();
    return width > 0 && (left < frame.left - SLACK || right > frame.right + SLACK || top < frame.top - SLACK || bottom > frame.bottom + SLACK);
  });
  return texts.length === 0 ? [] : [`texts are cut off at the edge: ${few(texts.map((text) => text.textContent))}.`];
}

function overlaps(host: PlotElement): string[] {
  const axes = Object.keys(host._fullLayout as Json).filter((name) => /^[xy]axis\d*$/.test(name));
  return axes.flatMap((name) => {
    const labels = [...host.querySelectorAll<SVGTextElement>(`.${name.replace("axis", "")}tick text`)];
    const rects = labels.filter(isLevel).map((label) => label.getBoundingClientRect()).filter(({ width }) => width > 0);
    const count = rects.filter((rect, i) => i > 0 && touch(rect, rects[i - 1] as DOMRect)).length;
    const said = `${count} labels of ${name} overlap their neighbours; show fewer ticks, turn them, or give the chart more room.`;
    return count === 0 ? [] : [said];
  });
}

/** A turned label's box covers more than the label. */
function isLevel(label: SVGTextElement): boolean {
  const turned = /rotate\(\s*(-?[\d.]+)/.exec(label.getAttribute("transform") ?? "");
  return turned === null || Number(turned[1]) % 90 === 0;
}

function touch(one: DOMRect, other: DOMRect): boolean {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return across > SLACK && down > COVERED * Math.min(one.height, other.height);
}
