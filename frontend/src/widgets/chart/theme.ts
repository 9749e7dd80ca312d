import type { Effective } from "../../page/theme";
import { mergeDeep } from "./merge";
import { titleOf } from "./describe";
import type { Figure } from "./plotly";
import { isStock } from "./recolor";

type Json = Record<string, unknown>;

const COLORWAYS: Readonly<Record<Effective, readonly string[]>> = {
  light: ["#3d63dd", "#0d9b8a", "#e8710a", "#8e4ec6", "#d6409f", "#5b8c00", "#0091d8", "#b7791f"],
  dark: ["#6e8eff", "#2dc6b2", "#ff9a4d", "#b98af0", "#f472b6", "#a3c940", "#4cb8f5", "#e2b04a"],
};
const SEQUENTIAL: Readonly<Record<Effective, readonly (readonly [number, string])[]>> = {
  light: [[0, "#eef3ff"], [0.35, "#9db7fb"], [0.7, "#3d63dd"], [1, "#1c2f78"]],
  dark: [[0, "#17203d"], [0.35, "#2c479e"], [0.7, "#6e8eff"], [1, "#e2e9ff"]],
};
const DIVERGING: readonly (readonly [number, string])[] = [[0, "#0d9b8a"], [0.25, "#7fd1c5"], [0.5, "#e9e9ec"], [0.75, "#f3b07f"], [1, "#d9590a"]];

/** Traces on plots whose own labels stand above them. */
const ROUND = /polar|ternary|smith/;

/** Texts in the colour that a template gives to all. */
const PLAIN_INK: Json = { font: { color: null } };
const NO_INK: Json = { layout: { title: PLAIN_INK, legend: PLAIN_INK, annotationdefaults: PLAIN_INK, sliderdefaults: { ...PLAIN_INK, currentvalue: PLAIN_INK } } };

const LINKS: Readonly<Record<Effective, string>> = { light: "rgba(24, 24, 27, 0.14)", dark: "rgba(255, 255, 255, 0.2)" };

/** What the stock template says besides looks: "007" is a name, not a number. */
const STOCK_RULES: Json = { layout: { autotypenumbers: "strict" } };

// A figure's own title stands where the legend would.
const TITLED: Json = { margin: { t: 56 }, legend: { orientation: "v", x: 1.02, y: 1, yanchor: "top" } };

/** A Plotly template that takes its colours and type from the page's `--pywry-*` variables. */
function pageTemplate(element: Element, theme: Effective, titled: boolean): Json {
  const style = getComputedStyle(element);
  const read = (name: string, fallback: string): string => style.getPropertyValue(`--pywry-${name}`).trim() || fallback;
  const text = read("text-primary", theme === "dark" ? "#ededef" : "#18181b");
  const muted = read("text-tertiary", "#71717a");
  const grid = read("border-color", theme === "dark" ? "#2a2a2e" : "#e4e4e7");
  const family = read("font-family", "system-ui, sans-serif");
  const layout = layoutTemplate(theme, { text, muted, grid, family, surface: read("bg-tertiary", "#ffffff") });
  return { layout: titled ? mergeDeep(layout, TITLED) : layout, data: dataTemplate(theme, { text, muted, grid, family, surface: read("bg-secondary", "#ffffff") }) };
}

interface Ink {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly family: string;
  readonly surface: string;
}

function layoutTemplate(theme: Effective, ink: Ink): Json {
  const axis = { gridcolor: ink.grid, linecolor: ink.grid, zerolinecolor: ink.grid, tickcolor: ink.grid, zerolinewidth: 1, automargin: true };
  const cartesian = { ...axis, ticks: "", ticklabelstandoff: 6, title: { standoff: 12, font: { size: 12 } } };
  const plane = { bgcolor: "rgba(0,0,0,0)" };
  return {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: ink.family, size: 12, color: ink.muted },
    title: { font: { size: 15, color: ink.text }, x: 0, xref: "container", xanchor: "left", pad: { l: 4 } },
    colorway: COLORWAYS[theme],
    colorscale: { sequential: SEQUENTIAL[theme], sequentialminus: SEQUENTIAL[theme], diverging: DIVERGING },
    coloraxis: { colorbar: { outlinewidth: 0, ticks: "", thickness: 12 } },
    hovermode: "closest",
    hoverlabel: { align: "left", bgcolor: ink.surface, bordercolor: ink.grid, font: { family: ink.family, color: ink.text, size: 12 } },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: ink.muted, activecolor: ink.text },
    margin: { l: 52, r: 20, t: 28, b: 40 },
    legend: { bgcolor: "rgba(0,0,0,0)", font: { color: ink.muted }, orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
    xaxis: { ...cartesian, showgrid: false },
    yaxis: { ...cartesian },
    polar: { ...plane, angularaxis: axis, radialaxis: axis },
    smith: { ...plane, realaxis: axis, imaginaryaxis: axis },
    ternary: { ...plane, aaxis: axis, baxis: axis, caxis: axis },
    scene: { xaxis: scene(ink), yaxis: scene(ink), zaxis: scene(ink) },
    geo: { ...plane, lakecolor: "rgba(0,0,0,0)", landcolor: ink.grid, subunitcolor: ink.grid, coastlinecolor: ink.muted, showlakes: true, showland: true, framecolor: ink.grid, countrycolor: ink.muted },
    map: { style: theme },
    updatemenudefaults: { bgcolor: ink.surface, bordercolor: ink.grid, font: { color: ink.text, size: 12 } },
    sliderdefaults: { bgcolor: ink.grid, activebgcolor: ink.muted, bordercolor: ink.grid, tickcolor: ink.muted, font: { color: ink.muted }, currentvalue: { font: { color: ink.text } } },
    shapedefaults: { line: { color: ink.muted } },
    annotationdefaults: { font: { color: ink.text }, arrowcolor: ink.muted },
  };
}

function scene(ink: Ink): Json {
  return { backgroundcolor: "rgba(0,0,0,0)", gridcolor: ink.grid, linecolor: ink.grid, zerolinecolor: ink.grid, showbackground: false };
}

/** Traces that colour by value, each with a scale of its own. */
const SCALED = ["cone", "contour", "contourcarpet", "heatmap", "histogram2d", "histogram2dcontour", "isosurface", "streamtube", "surface", "volume"];
const SCALED_BY_PLACE = ["choropleth", "choroplethmap", "densitymap"];

function dataTemplate(theme: Effective, { grid, muted, surface, text }: Ink): Json {
  const bar = { colorbar: { outlinewidth: 0, ticks: "", thickness: 12 } };
  const points = { marker: { line: { color: surface } } };
  const lines = { color: muted, gridcolor: grid, minorgridcolor: grid, startlinecolor: muted, endlinecolor: muted };
  const framed = { line: { color: grid } };
  return {
    scatter: [points],
    scattergl: [points],
    scattergeo: [points],
    scatterpolar: [points],
    bar: [{ marker: { line: { width: 0 }, cornerradius: 3 } }],
    histogram: [{ marker: { line: { color: surface, width: 1 }, cornerradius: 3 } }],
    pie: [{ marker: { line: { color: surface, width: 2 } } }],
    ...Object.fromEntries(SCALED.map((type) => [type, [{ ...bar, colorscale: SEQUENTIAL[theme] }]])),
    ...Object.fromEntries(SCALED_BY_PLACE.map((type) => [type, [bar]])),
    carpet: [{ aaxis: lines, baxis: lines }],
    indicator: [{ gauge: { bar: { color: COLORWAYS[theme][0] }, bordercolor: grid, axis: { tickcolor: grid } } }],
    // Plotly takes a ground that lets the page through for a dark one.
    sankey: [{ link: { color: LINKS[theme] }, node: framed }],
    table: [{ header: { ...framed, fill: { color: grid }, font: { color: text } }, cells: { ...framed, fill: { color: surface } } }],
  };
}

/** The page's template under the figure's own, and under both the person's template for this theme. */
export function themedTemplate(element: Element, theme: Effective, { own, chosen, titled }: Choice): Json {
  const mine = isStock(own) ? STOCK_RULES : isTemplate(own) ? own : undefined;
  const page = pageTemplate(element, theme, titled);
  return mergeDeep(mergeDeep(page, hasInk(mine) || hasInk(chosen) ? NO_INK : undefined), mine, chosen);
}

/** Whether a template says which colour texts have. */
function hasInk(template: Json | undefined): boolean {
  return (template as { layout?: { font?: { color?: unknown } } } | undefined)?.layout?.font?.color !== undefined;
}

/** Whether something stands above a figure's plots, where the legend would be. */
export function isTitled({ data = [], layout = {} }: Figure): boolean {
  const notes = Array.isArray(layout["annotations"]) ? (layout["annotations"] as Json[]) : [];
  const above = notes.some(({ yref, y, yanchor }) => yref === "paper" && yanchor === "bottom" && Number(y) >= 0.99);
  return titleOf(layout["title"]) !== null || above || data.some(({ type }) => ROUND.test(type ?? ""));
}

/** What a figure brings that its template depends on. */
export interface Choice {
  /** The figure's own template. */
  readonly own: unknown;
  /** The person's template for this theme. */
  readonly chosen: Json | undefined;
  /** Whether the figure has a title of its own. */
  readonly titled: boolean;
}

function isTemplate(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
