import { expect, test, vi } from "vitest";
import { withButtons, type Hands } from "./modebar";
import type { Plotly, PlotElement } from "./plotly";

function hands() {
  const relayout = vi.fn();
  const lib = { Icons: { camera: { path: "M" } }, relayout } as unknown as Plotly;
  return { id: "c", lib, emit: vi.fn<Hands["emit"]>(), reset: vi.fn<Hands["reset"]>(), relayout };
}

interface Made {
  readonly title: string;
  readonly icon: unknown;
  readonly click: (host: PlotElement) => void;
}

function button(described: Record<string, unknown>, mine: Hands): Made {
  return (withButtons({ modeBarButtonsToAdd: [described] }, mine)["modeBarButtonsToAdd"] as Made[])[0] as Made;
}

const HOST = { _fullLayout: { dragmode: "pan", xaxis: { showgrid: false }, yaxis: { showgrid: true }, legend: {} } } as unknown as PlotElement;

test("a press emits the button's event with its data", () => {
  const mine = hands();
  const made = button({ name: "n", event: "app:x", icon: "camera", data: { k: 1 } }, mine);
  expect([made.title, made.icon]).toEqual(["n", { path: "M" }]);
  made.click(HOST);
  button({ name: "n", event: "app:y", data: [1] }, mine).click(HOST);
  expect(mine.emit.mock.calls).toEqual([
    ["app:x", { chartId: "c", button: "n", k: 1 }],
    ["app:y", [1]],
  ]);
});

test("a press sets an attribute, and a toggle takes it back", () => {
  const mine = hands();
  button({ name: "n", attr: "dragmode", val: "zoom" }, mine).click(HOST);
  button({ name: "n", attr: "dragmode", val: "pan", toggle: true }, mine).click(HOST);
  button({ name: "n", attr: "yaxis.showgrid", val: true, toggle: true }, mine).click(HOST);
  expect(mine.relayout.mock.calls.map(([, change]) => change as unknown)).toEqual([{ dragmode: "zoom" }, { dragmode: null }, { "yaxis.showgrid": false }]);
});

test("ready-made buttons reset the axes and switch the grid", () => {
  const mine = hands();
  button({ name: "r", action: "reset-axes" }, mine).click(HOST);
  button({ name: "g", action: "toggle-grid" }, mine).click(HOST);
  expect(mine.reset).toHaveBeenCalledOnce();
  expect(mine.relayout).toHaveBeenCalledWith(HOST, { "xaxis.showgrid": false, "yaxis.showgrid": false });
});

test("names of Plotly's own buttons stay names, and what is not Plotly's is taken out", () => {
  expect(withButtons({ modeBarButtonsToAdd: ["drawline"], modeBar: {}, templates: {}, scrollZoom: true }, hands())).toEqual({ modeBarButtonsToAdd: ["drawline"], scrollZoom: true });
});
