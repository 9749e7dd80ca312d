// Whether the points or the first rows are on screen, whoever drew them, and what came over the wire.
globalThis.wire = { socket: 0 };
performance.setResourceTimingBufferSize(5000);
if (!globalThis.plainSocket) {
  globalThis.plainSocket = WebSocket;
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        wire.socket += typeof data === "string" ? data.length : (data.byteLength ?? data.size);
      });
    }
  };
}
globalThis.travelled = () => {
  const fetched = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
  return { socket: wire.socket, http: fetched.reduce((sum, entry) => sum + entry.transferSize, 0) };
};
// Bokeh draws in shadow roots.
globalThis.seek = (selector, root = document) => {
  const found = [...root.querySelectorAll(selector)];
  const hosts = [...root.querySelectorAll("*")].filter((element) => element.shadowRoot);
  return found.concat(hosts.flatMap((host) => seek(selector, host.shadowRoot)));
};
globalThis.coloured = (canvas) => {
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] > 0) count++;
  return count;
};
// What Plotly has drawn by WebGL, once it says that it has.
globalThis.scatter = () => {
  const [plot] = seek(".js-plotly-plot");
  const scene = plot?._fullLayout?._plots?.xy?._scene;
  return scene !== undefined && scene.count > 0 && !scene.dirty;
};
globalThis.points = () =>
  Math.max(0, ...seek(".js-plotly-plot").flatMap((plot) => [...plot.querySelectorAll("canvas")].map(coloured)));
const NUMBER = /^\s*[-\u2212]?\d+[.,]\d+/;
// Streamlit paints its cells on a canvas, whose text is dark.
const dark = (canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, canvas.height / 4, canvas.width / 2, canvas.height / 2);
  for (let at = 0, count = 0; at < data.length; at += 4)
    if (data[at + 3] > 200 && data[at] + data[at + 1] + data[at + 2] < 300 && ++count > 200) return true;
  return false;
};
globalThis.grid = () => {
  const [canvas] = seek('canvas[data-testid="data-grid-canvas"]');
  if (canvas) return dark(canvas);
  const cells = seek(".ag-row .ag-cell, .tabulator-row .tabulator-cell");
  return cells.filter((cell) => NUMBER.test(cell.textContent)).length >= 100;
};
globalThis.painted = (what) =>
  globalThis[what]() && new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
// The time at which the last point of a line was said, once it is drawn.
globalThis.newest = () => {
  const x = seek(".js-plotly-plot")[0]?._fullData?.[0]?.x;
  return x?.at?.(-1) ?? -Infinity;
};
globalThis.line = () => Number.isFinite(newest());
// The time at which the first cell of a table that changes was said, which starts anew every 10,000,000 ms.
globalThis.told = () => {
  const [cell] = seek('.ag-row[row-index="0"] .ag-cell[col-id="x0"], .tabulator-row .tabulator-cell[tabulator-field="x0"]');
  return cell === undefined ? NaN : Number.parseFloat(cell.textContent.replaceAll(/[^\d.]/g, ""));
};
globalThis.cells = () => told() > 0;
globalThis.age = (what) => (what === "line" ? Date.now() - newest() : ((Date.now() % 1e7) - told() + 1e7) % 1e7);
// The bars that a person clicks, and what follows: the other bars, and two numbers.
const NUMBERS = ".number, [data-testid=stMetricValue], .pywry-metric-value";
const chartOf = (count) => seek(".js-plotly-plot").find((plot) => plot.calcdata?.[0]?.length === count);
const following = () => [
  chartOf(50)?.calcdata[0].map((bar) => bar.s).join(),
  ...seek(NUMBERS).map((number) => number.textContent),
];
globalThis.crossfilter = () => {
  const found = following();
  return chartOf(8) !== undefined && found.length === 3 && found.every((part) => part?.trim());
};
// Where a bar is, once the chart takes clicks.
globalThis.barAt = (place) => {
  const chart = chartOf(8);
  const { left, width, top, height } = chart.querySelectorAll(".bars .point path")[place].getBoundingClientRect();
  return [left + width / 2, top + height * 0.7];
};
globalThis.hovered = (place) => chartOf(8)?._hoverdata?.[0]?.pointNumber === place;
// Milliseconds from the click that is to come until all that follows is painted.
globalThis.awaitClick = () => {
  const before = following();
  globalThis.clicked = new Promise((done, fail) => {
    let began;
    setTimeout(() => fail(new Error(`nothing follows the click; still ${before.slice(1)}`)), 10_000);
    addEventListener("mousedown", (event) => (began = event.timeStamp), { capture: true, once: true });
    const look = () => {
      const now = following();
      const isNew = began !== undefined && now.length === 3 && now.every((part, at) => part && part !== before[at]);
      if (isNew) setTimeout(() => done(performance.now() - began));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
};
// How smoothly frames follow each other for some seconds, and how old what each shows is, in milliseconds.
globalThis.followed = (what, seconds) =>
  new Promise((done) => {
    const gaps = [], ages = [], began = performance.now();
    const seen = new Set();
    let before = began;
    const step = (at) => {
      gaps.push(at - before);
      ages.push(age(what));
      seen.add(what === "line" ? newest() : told());
      before = at;
      if (at - began < 1000 * seconds) requestAnimationFrame(step);
      else done({ gaps, ages, changed: seen.size > 1 });
    };
    requestAnimationFrame(step);
  });
