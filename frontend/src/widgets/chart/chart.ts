import type { Effective } from "../../page/theme";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";
import { fitAppended } from "./append";
import { describeChart, titleOf } from "./describe";
import { mergeDeep } from "./merge";
import { plotly, type Figure, type PlotElement, type PlotlyLayout, type PlotSelection, type Trace } from "./plotly";
import { clickPayload, pointsPayload, selectionPayload } from "./points";
import { coalesce, type ChartOp } from "./queue";
import { themedTemplate } from "./theme";
import { decodeArrays } from "./typed";

type Json = Record<string, unknown>;

interface ChartSpec extends PanelSpec {
  readonly figure: Figure;
  readonly config?: Json;
  readonly templates?: Partial<Record<Effective, Json>>;
}

const CONFIG: Json = { displaylogo: false, responsive: false };
// It would send a person's data to a server that is not theirs.
const NO_UPLOAD = "sendChartToCloud";

/** One Plotly chart. Changes are collected and drawn once a frame, in the order in which they came. */
export class ChartPanel implements Panel {
  readonly painted: Promise<void>;
  readonly #context: PanelContext;
  readonly #host: PlotElement;
  #spec: ChartSpec;
  #config: Json;
  #template: unknown;
  #titled = false;
  #ops: ChartOp[] = [];
  #drawing: Promise<void>;
  #scheduled = false;
  #ours = 0;
  #gone = false;
  #hover: PlotSelection | null = null;

  constructor(context: PanelContext, spec: PanelSpec) {
    this.#context = context;
    this.#spec = spec as ChartSpec;
    this.#config = this.#spec.config ?? {};
    this.#host = document.createElement("div") as unknown as PlotElement;
    this.#host.className = "pywry-chart";
    context.host.replaceChildren(this.#host);
    this.painted = this.#draw();
    this.#drawing = this.painted;
  }

  update(spec: PanelSpec): void {
    this.#spec = spec as ChartSpec;
    this.#push({ kind: "figure", figure: this.#spec.figure as Json, config: this.#spec.config ?? {} });
  }

  receive(name: string, data: Record<string, unknown>): void {
    switch (name) {
      case "plotly:update-figure":
        return this.#push({ kind: "figure", ...(data as unknown as { figure: Json }) });
      case "plotly:update-layout":
        return this.#push({ kind: "layout", layout: data["layout"] as Json });
      case "plotly:update-traces":
        return this.#push({ kind: "traces", ...(data as unknown as { update: Json }) });
      case "plotly:extend":
        return this.#push({ kind: "extend", ...(data as unknown as { data: Record<string, ArrayLike<unknown>[]>; indices: number[] }) });
      case "plotly:reset-zoom":
        return this.#push({ kind: "layout", layout: this.#home() });
      case "plotly:request-state":
        return void this.#settled().then(() => this.#context.emit("plotly:state-response", this.#state()));
    }
  }

  answer(name: string, args: Record<string, unknown>): Promise<unknown> {
    return this.#settled().then(() => (name === "plotly:image" ? this.#image(args) : this.#state()));
  }

  setTheme(): void {
    this.#push({ kind: "theme" });
  }

  resize(): void {
    const { offsetWidth: width, offsetHeight: height, _fullLayout: drawn } = this.#host;
    const own = this.#spec.figure.layout ?? {};
    const [fixedWidth, fixedHeight] = [own["width"] !== undefined, own["height"] !== undefined];
    const fits = (fixedWidth || drawn?.["width"] === width) && (fixedHeight || drawn?.["height"] === height);
    if (width === 0 || drawn === undefined || fits) return;
    // Plotly's own resize would forget a size that the figure asks for.
    if (fixedWidth || fixedHeight) this.#push({ kind: "layout", layout: fixedWidth ? { height } : { width } });
    else void this.#own(() => plotly().Plots.resize(this.#host));
  }

  describe(): PanelFacts {
    return describeChart(this.#host);
  }

  destroy(): void {
    this.#gone = true;
    this.#ops = [];
    void this.#drawing.finally(() => plotly().purge(this.#host));
  }

  // --- drawing

  #push(op: ChartOp): void {
    this.#ops.push(op);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#context.schedule(() => {
      this.#scheduled = false;
      // Plotly draws in steps; a second change must not begin inside the first.
      this.#drawing = this.#drawing.then(() => this.#apply());
    });
  }

  async #apply(): Promise<void> {
    const ops = coalesce(this.#ops);
    this.#ops = [];
    for (const op of ops) {
      if (this.#gone) return;
      try {
        await this.#own(() => this.#applyOne(op));
      } catch (error) {
        this.#context.say("error", `chart ${this.#context.id}: ${(error as Error).message}`);
      }
    }
  }

  #applyOne(op: ChartOp): Promise<unknown> {
    const lib = plotly();
    switch (op.kind) {
      case "figure":
        this.#spec = { ...this.#spec, figure: op.figure as Figure };
        this.#config = op.config ?? this.#config;
        return lib.react(this.#host, this.#figure(op.animate === true));
      case "layout":
        return lib.relayout(this.#host, this.#themedUpdate(op.layout));
      case "traces":
        return lib.restyle(this.#host, decodeArrays(op.update), op.indices);
      case "extend":
        return lib.extendTraces(this.#host, fitAppended(this.#host.data, op.data, op.indices), op.indices, op.maxPoints);
      case "theme":
        return lib.relayout(this.#host, { template: this.#themed() });
    }
  }

  async #draw(): Promise<void> {
    await this.#own(() => plotly().newPlot(this.#host, this.#figure(false)));
    this.#listen();
  }

  /** Run a change of ours, so that what Plotly tells of it is not taken for a person's doing. */
  async #own(change: () => Promise<unknown>): Promise<void> {
    this.#ours++;
    try {
      await change();
    } finally {
      this.#ours--;
    }
  }

  #figure(animate: boolean): Json {
    const { data = [], layout = {}, frames } = this.#spec.figure;
    this.#template = layout["template"];
    this.#titled = titleOf(layout["title"]) !== null;
    // Plotly writes into what it is given; the description must stay as Python sent it.
    const own = mergeDeep(decodeArrays(layout) as Json, { template: undefined });
    const transition = animate ? { transition: { duration: 400, easing: "cubic-in-out" } } : {};
    return {
      data: data.map((trace) => ({ ...decodeArrays(trace) })),
      layout: { autosize: true, ...own, ...transition, template: this.#themed() },
      config: this.#fullConfig(),
      ...(frames === undefined ? {} : { frames }),
    };
  }

  #fullConfig(): Json {
    const removed = this.#config["modeBarButtonsToRemove"];
    return { ...CONFIG, ...this.#config, modeBarButtonsToRemove: [NO_UPLOAD, ...(Array.isArray(removed) ? (removed as unknown[]) : [])] };
  }

  #themed(): Json {
    const { host, theme } = this.#context;
    return themedTemplate(host, theme, { own: this.#template, chosen: this.#spec.templates?.[theme], titled: this.#titled });
  }

  #themedUpdate(layout: PlotlyLayout): PlotlyLayout {
    const title = titleOf(layout["title"] ?? { text: layout["title.text"] }) !== null;
    if (!("template" in layout) && (!title || this.#titled)) return decodeArrays({ ...layout });
    this.#titled ||= title;
    this.#template = layout["template"] ?? this.#template;
    return { ...decodeArrays({ ...layout }), template: this.#themed() };
  }

  #home(): PlotlyLayout {
    const own = this.#spec.figure.layout ?? {};
    const home: PlotlyLayout = {};
    for (const axis of Object.keys(this.#host._fullLayout ?? {})) {
      const given = own[axis] as { range?: unknown; camera?: unknown } | undefined;
      if (/^[xy]axis\d*$/.test(axis)) home[given?.range === undefined ? `${axis}.autorange` : `${axis}.range`] = given?.range ?? true;
      if (/^scene\d*$/.test(axis)) home[`${axis}.camera`] = given?.camera ?? null;
    }
    return home;
  }

  // --- what a person does

  #listen(): void {
    const { id, emit } = this.#context;
    this.#host.on("plotly_click", (event: PlotSelection) => emit("plotly:click", clickPayload(id, event)));
    this.#host.on("plotly_hover", (event: PlotSelection) => this.#hovered(event));
    this.#host.on("plotly_unhover", () => {
      this.#hover = null;
      emit("plotly:unhover", { chartId: id });
    });
    this.#host.on("plotly_selected", (event: PlotSelection | undefined) => event && this.#ours === 0 && emit("plotly:selected", selectionPayload(id, event)));
    this.#host.on("plotly_deselect", () => emit("plotly:deselect", { chartId: id }));
    this.#host.on("plotly_relayout", (change: Json) => {
      if (this.#ours === 0) emit("plotly:relayout", { chartId: id, widget_type: "chart", relayout_data: change });
    });
  }

  #hovered(event: PlotSelection): void {
    const waiting = this.#hover !== null;
    this.#hover = event;
    if (waiting) return;
    this.#context.schedule(() => {
      const points = this.#hover?.points;
      this.#hover = null;
      if (points === undefined) return;
      const curve = points[0]?.curveNumber ?? null;
      this.#context.emit("plotly:hover", { ...pointsPayload(this.#context.id, points), curve_number: curve });
    });
  }

  // --- what Python asks

  async #settled(): Promise<void> {
    // Changes that came before the question are part of the answer.
    while (this.#scheduled) await new Promise<void>((done) => this.#context.schedule(done));
    await this.#drawing;
  }

  #state(): Json {
    const { template: _ours, ...layout } = this.#host.layout;
    return { chartId: this.#context.id, layout, data: this.#host.data as readonly Trace[] };
  }

  async #image(args: Record<string, unknown>): Promise<Json> {
    const format = String(args["format"] ?? "png");
    if (!["png", "jpeg", "webp", "svg"].includes(format)) throw new Error(`unknown image format ${JSON.stringify(format)}; use png, jpeg, webp or svg.`);
    const size = Object.fromEntries(["width", "height", "scale"].flatMap((key) => (typeof args[key] === "number" ? [[key, args[key]]] : [])));
    const url = await plotly().toImage(this.#host, { format, width: this.#host.offsetWidth, height: this.#host.offsetHeight, ...size });
    return { mimeType: url.slice(5, url.search(/[;,]/)), data: bytesOf(url) };
  }
}

function bytesOf(url: string): Uint8Array {
  const comma = url.indexOf(",");
  const body = url.slice(comma + 1);
  if (!url.slice(0, comma).endsWith(";base64")) return new TextEncoder().encode(decodeURIComponent(body));
  return Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
}
