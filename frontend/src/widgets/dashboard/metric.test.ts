import { describe, expect, it } from "vitest";
import type { PanelContext, PanelSpec } from "../../panels/panel";
import { MetricPanel } from "./metric";

function draw(spec: Record<string, unknown>): { panel: MetricPanel; host: HTMLElement; text: (part: string) => string | undefined } {
  const host = document.createElement("div");
  const panel = new MetricPanel({ host } as unknown as PanelContext, { kind: "metric", ...spec } as PanelSpec);
  return { panel, host, text: (part) => host.querySelector(`.pywry-metric-${part}`)?.textContent ?? undefined };
}

describe("a metric", () => {
  const values: [Record<string, unknown>, string][] = [
    [{ value: 336776 }, "336,776"],
    [{ value: 0.7614, format: ".1%" }, "76.1%"],
    [{ value: 12.64, format: ".1f", prefix: "~", suffix: " min" }, "~12.6 min"],
    [{ value: "n/a" }, "n/a"],
    [{ value: 0 }, "0"],
    [{ value: null, prefix: "$" }, "—"],
    [{ value: Number.NaN }, "—"],
  ];
  it.each(values)("%j shows %j", (spec, shown) => {
    const { panel, text } = draw(spec);
    expect(text("value")).toBe(shown);
    expect(panel.describe()["shown"]).toBe(shown);
  });

  const deltas: [number, string | undefined, string, string][] = [
    [2.5, undefined, "+2.5", "up"],
    [-1.84, ".1f", "−1.8", "down"],
    [0, "+.1%", "0.0%", "flat"],
    [0.023, "+.1%", "+2.3%", "up"],
  ];
  it.each(deltas)("a change of %d by %s reads %s and points %s", (delta, deltaFormat, shown, sign) => {
    const { host, text } = draw({ value: 1, delta, deltaFormat });
    expect(text("delta")).toBe(shown);
    expect(host.querySelector<HTMLElement>(".pywry-metric-delta")?.dataset["sign"]).toBe(sign);
  });

  it.each([
    [3, false, "true"],
    [-3, false, "false"],
    [3, true, "false"],
    [-3, true, "true"],
    [0, true, "neither"],
  ])("a change of %d is good or not; with inverse %s it is %s", (delta, inverse, good) => {
    const { host } = draw({ value: 1, delta, inverse });
    expect(host.querySelector<HTMLElement>(".pywry-metric-delta")?.dataset["good"]).toBe(good);
  });

  it("draws its course from a list or a typed array, leaving gaps out", () => {
    for (const spark of [[1, null, 3], new Float64Array([1, Number.NaN, 3])]) {
      const { host } = draw({ value: 1, spark });
      expect(host.querySelector(".pywry-spark-line")?.getAttribute("d")).toBe("M0.00,30.00L100.00,2.00");
    }
  });

  it("draws no course from fewer than two values", () => {
    expect(draw({ value: 1, spark: [1] }).host.querySelector(".pywry-metric-spark")?.hasAttribute("hidden")).toBe(true);
  });

  it("changes in place", () => {
    const { panel, host, text } = draw({ value: 1, delta: 1, hint: "a" });
    const value = host.querySelector(".pywry-metric-value");
    panel.update({ kind: "metric", value: 2 } as PanelSpec);
    expect(host.querySelector(".pywry-metric-value")).toBe(value);
    expect([text("value"), host.querySelector<HTMLElement>(".pywry-metric-foot")?.hidden]).toEqual(["2", true]);
  });
});
