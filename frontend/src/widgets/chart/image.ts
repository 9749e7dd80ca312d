import type { Plotly, PlotElement } from "./plotly";

type Json = Record<string, unknown>;

const FORMATS = ["png", "jpeg", "webp", "svg"];
const CLEAR = /^(transparent|rgba\(.*, ?0(\.0*)?\))$/;

/** A picture of a chart on the page's own ground, as bytes. */
export async function imageOf(host: PlotElement, lib: Plotly, args: Json): Promise<Json> {
  const format = String(args["format"] ?? "png");
  if (!FORMATS.includes(format)) throw new Error(`unknown image format ${JSON.stringify(format)}; use png, jpeg, webp or svg.`);
  const size = (name: string, own: number): number => (typeof args[name] === "number" ? args[name] : own);
  const [width, height, scale] = [size("width", host.offsetWidth), size("height", host.offsetHeight), size("scale", 1)];
  const url = await lib.toImage(onGround(host), { format, width, height, scale });
  const mimeType = url.slice(5, url.search(/[;,]/));
  // A browser that lacks a format makes a PNG instead, without a word.
  if (!mimeType.startsWith(`image/${format}`)) throw new Error(`the browser of this page makes no ${format} pictures; use png, jpeg or svg.`);
  return { mimeType, data: bytesOf(url), width, height };
}

/** The figure with what stands behind it on the page, which a picture alone would lack. */
function onGround(host: PlotElement): Json {
  const paper = host._fullLayout?.["paper_bgcolor"];
  const ground = typeof paper === "string" && !CLEAR.test(paper) ? paper : groundOf(host);
  return { data: host.data, layout: { ...host.layout, paper_bgcolor: ground }, config: host._context ?? {} };
}

function groundOf(element: Element | null): string {
  for (let at = element; at !== null; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor;
    if (color !== "" && !CLEAR.test(color)) return color;
  }
  return "#ffffff";
}

function bytesOf(url: string): Uint8Array {
  const comma = url.indexOf(",");
  const body = url.slice(comma + 1);
  if (!url.slice(0, comma).endsWith(";base64")) return new TextEncoder().encode(decodeURIComponent(body));
  return Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
}
