const WIDTH = 100;
const HEIGHT = 32;
const MARGIN = 2;
const MOST_POINTS = 400;

/** Draw a course of values as a line with a soft area under it; fewer than two values draw nothing. */
export function drawSpark(svg: SVGSVGElement, values: ArrayLike<number | null>): void {
  const points = thin(values);
  svg.toggleAttribute("hidden", points.length < 2);
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("preserveAspectRatio", "none");
  if (points.length < 2) return svg.replaceChildren();
  const line = toPath(points);
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const area = path("pywry-spark-area", `${line}L${x(last, points)},${HEIGHT}L${x(first, points)},${HEIGHT}Z`);
  svg.replaceChildren(area, path("pywry-spark-line", line));
}

type Point = readonly [number, number];

function thin(values: ArrayLike<number | null>): Point[] {
  const step = Math.max(1, Math.ceil(values.length / MOST_POINTS));
  const points: Point[] = [];
  for (let i = 0; i < values.length; i += step) {
    const value = values[i];
    if (typeof value === "number" && Number.isFinite(value)) points.push([i, value]);
  }
  return points;
}

function toPath(points: readonly Point[]): string {
  let [low, high] = [Infinity, -Infinity];
  for (const [, value] of points) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const scale = high > low ? (HEIGHT - 2 * MARGIN) / (high - low) : 0;
  const y = (value: number): string => (scale === 0 ? HEIGHT / 2 : HEIGHT - MARGIN - (value - low) * scale).toFixed(2);
  return points.map((point, i) => `${i === 0 ? "M" : "L"}${x(point, points)},${y(point[1])}`).join("");
}

function x([position]: Point, points: readonly Point[]): string {
  const [first, last] = [(points[0] as Point)[0], (points.at(-1) as Point)[0]];
  return (((position - first) / (last - first)) * WIDTH).toFixed(2);
}

function path(className: string, d: string): SVGPathElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "path");
  made.setAttribute("class", className);
  made.setAttribute("d", d);
  return made;
}
