import type { Effective } from "../../page/theme";
import type { Inspection } from "../../panels/inspection";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";
import { fitAppended, mostOf } from "./append";
import { asGiven, hasRoom, letGo, plainType, withoutWebgl } from "./contexts";
import { describeChart, describeSpans, titleOf } from "./describe";
import { chartFaults } from "./faults";
import { imageOf } from "./image";
import { drawTiles } from "./instant";
import { draws, loadFor, typesIn, typesOf, type Build } from "./library";
import { illegible } from "./legibility";
import { loadMaps } from "./maps";
import { mergeDeep } from "./merge";
import { withButtons } from "./modebar";
import type { Figure, Plotly, PlotElement, PlotlyLayout, PlotSelection, Trace } from "./plotly";
import { clickPayload, pointsPayload, selectionPayload } from "./points";
import { coalesce, type ChartOp, type ExtendOp } from "./queue";
import { colorChange, colorwayOf, isStock, recolored, unscaled } from "./recolor";
import { swap } from "./swap";
import { isTitled, themedTemplate } from "./theme";
import { Tiles } from "./tiles";
import { Turns } from "./turns";
import { decodeArrays } from "./typed";
import { untakenParts } from "./untaken";

type Json = Record<string, unknown>;

interface Frame {
  readonly name?: string;
  readonly data?: readonly Trace[];
}

interface ChartSpec extends PanelSpec {
  readonly figure: Figure;
  readonly config?: Json;
  readonly templates?: Partial<Record<Effective, Json>>;
}

const TURNS = new Turns();
const CONFIG: Json = { displaylogo: false, responsive: false };
// It would send a person's data to a server that is not theirs.
const NO_UPLOAD = "sendChartToCloud";

/** One Plotly chart. A change is drawn at once; those that come before the next frame are drawn together, in their order. */
export class ChartPanel implements Panel {
  readonly painted: Promise<void>;
  readonly #context: PanelContext;
  readonly #host: PlotElement;
  #spec: ChartSpec;
  #config: Json;
  readonly #tiles: Tiles;
  #build: Build | null = null;
  #template: unknown;
  #colors: readonly string[] = [];
  #titled = false;
  #ops: ChartOp[] = [];
  #drawing: Promise<void>;
  #scheduled = false;
  #ours = 0;
  #gone = false;
  #hover: PlotSelection | null = null;

  constructor(context: PanelContext, spec: PanelSpec) {
    this.#context = context;
    this.#tiles = new Tiles(context);
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
      case "plotly:replace":
        return this.#push({ kind: "figure", figure: data["figure"] as Json, fresh: true });
      case "plotly:update-layout":
        return this.#push({ kind: "layout", layout: data["layout"] as Json });
      case "plotly:update-traces":
        return this.#push({ kind: "traces", ...(data as unknown as { update: Json }) });
      case "plotly:extend":
      case "plotly:prepend":
        return this.#push({ kind: name === "plotly:extend" ? "extend" : "prepend", ...(data as unknown as Omit<ExtendOp, "kind">) });
      case "plotly:animate":
        return this.#push({ kind: "animate", how: data });
      case "plotly:reset-zoom":
        return this.#push({ kind: "layout", layout: this.#home() });
      case "plotly:export-data":
        return void this.#settled().then(() => this.#context.emit("plotly:export-response", { chartId: this.#context.id, data: exported(asGiven(this.#host.data)) }));
      case "plotly:request-state":
        return void this.#settled().then(() => this.#context.emit("plotly:state-response", this.#state()));
    }
  }

  answer(name: string, args: Record<string, unknown>): Promise<unknown> {
    return this.#settled().then(() => (name === "plotly:image" ? imageOf(this.#host, this.#lib, args) : this.#state()));
  }

  setTheme(): void {
    this.#push({ kind: "theme" });
  }

  resize(): void {
    const { offsetWidth: width, offsetHeight: height, _fullLayout: drawn } = this.#host;
    const own = this.#spec.figure.layout ?? {};
    const [fixedWidth, fixedHeight] = [own["width"] !== undefined, own["height"] !== undefined];
    // Plotly draws at the computed size, which has fractions; offsets are whole.
    const same = (side: "width" | "height", now: number): boolean => Math.abs(Number(drawn?.[side]) - now) < 1;
    const fits = (fixedWidth || same("width", width)) && (fixedHeight || same("height", height));
    if (width === 0 || drawn === undefined || fits) return;
    // Plotly's own resize would forget a size that the figure asks for.
    if (fixedWidth || fixedHeight) this.#push({ kind: "layout", layout: fixedWidth ? { height } : { width } });
    else void this.#own(() => this.#lib.Plots.resize(this.#host));
  }

  redraw(): void {
    const lib = this.#build?.lib;
    if (lib === undefined || this.#gone || this.#host._fullLayout === undefined) return;
    const { width, height } = this.#spec.figure.layout ?? {};
    const [template, recolor] = this.#recolored();
    const layout = width === undefined && height === undefined ? { template, autosize: true } : { template };
    // Plotly does both at once, unless a map or a font is on its way.
    void this.#own(() => Promise.all([recolor === null ? null : lib.restyle(this.#host, recolor), lib.relayout(this.#host, layout)]));
    drawTiles(this.#host);
  }

  describe(): PanelFacts {
    return describeChart(this.#host);
  }

  inspect(): Inspection {
    const lib = this.#build?.lib;
    const untaken = lib === undefined ? [] : untakenParts(this.#host, lib);
    return { facts: describeSpans(this.#host), warnings: [...chartFaults(this.#host), ...this.#tiles.faults, ...untaken, ...illegible(this.#host)] };
  }

  destroy(): void {
    this.#gone = true;
    this.#ops = [];
    letGo(this);
    void this.#drawing.finally(() => this.#build?.lib.purge(this.#host));
  }

  // --- drawing

  #push(op: ChartOp): void {
    this.#ops.push(op);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Plotly draws in steps; a second change must not begin inside the first.
    this.#drawing = this.#drawing.then(() => TURNS.take(() => this.#apply()));
  }

  async #apply(): Promise<void> {
    this.#scheduled = false;
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

  async #applyOne(op: ChartOp): Promise<unknown> {
    switch (op.kind) {
      case "figure":
        return this.#takeFigure(op);
      case "layout":
        await loadMaps(this.#context, this.#host.data, this.#host.layout, op.layout);
        return this.#relayout(this.#themedUpdate(op.layout));
      case "traces":
        await this.#fitTypes(op.update["type"]);
        return this.#lib.restyle(this.#host, this.#drawable(decodeArrays(op.update)), op.indices);
      case "extend":
      case "prepend":
        return this.#append(op);
      case "animate":
        return this.#animate(op.how);
      case "theme":
        return this.#retheme();
    }
  }

  #append({ kind, data, indices, maxPoints }: ExtendOp): Promise<unknown> {
    const fitted = fitAppended(this.#host.data, data, indices);
    const most = mostOf(this.#host.data, data, indices, maxPoints);
    const { extendTraces, prependTraces } = this.#lib;
    return (kind === "extend" ? extendTraces : prependTraces)(this.#host, fitted, indices, most);
  }

  get #lib(): Plotly {
    if (this.#build === null) throw new Error(`chart ${this.#context.id} could not be drawn.`);
    return this.#build.lib;
  }

  #takeFigure(op: ChartOp & { kind: "figure" }): Promise<void> {
    this.#spec = { ...this.#spec, figure: op.figure as Figure };
    this.#config = op.config ?? this.#config;
    const templates = this.#config["templates"] as ChartSpec["templates"];
    if (templates !== undefined) this.#spec = { ...this.#spec, templates };
    return this.#show({ animate: op.animate === true, fresh: op.fresh === true });
  }

  #draw(): Promise<void> {
    return this.#own(() => this.#show({ fresh: true }));
  }

  /** Draw the figure as it was described last, by the build of Plotly that can. */
  async #show({ animate = false, fresh = false }): Promise<void> {
    const { data = [], layout = {} } = this.#spec.figure;
    const build = await this.#buildFor(typesIn(this.#spec.figure));
    this.#template = layout["template"];
    this.#titled = isTitled(this.#spec.figure);
    await Promise.all([loadMaps(this.#context, data, layout), this.#tiles.prepare(data, layout, this.#themed())]);
    if (this.#gone) return;
    if (await this.#change(build, fresh)) await this.#tiles.drawn(this.#host, build.lib.react(this.#host, this.#figure(animate)));
    else await this.#plot(this.#figure(animate));
  }

  async #plot(figure: Json): Promise<void> {
    await this.#tiles.drawn(this.#host, this.#lib.newPlot(this.#host, figure));
    this.#listen();
  }

  async #relayout(change: PlotlyLayout): Promise<void> {
    const { data, layout } = this.#host;
    await this.#tiles.prepare(data, this.#tiles.asGiven(layout), this.#themed(), change);
    const layers = this.#tiles.lifted(layout);
    const made = { ...layers, ...this.#tiles.withChange(change, layout) };
    for (const key of Object.keys(layers)) await this.#lib.relayout(this.#host, { [key]: [] });
    await this.#tiles.drawn(this.#host, this.#lib.relayout(this.#host, made));
  }

  /** Go over to a build of Plotly, with the chart as it is unless it begins anew; whether there is one to go on with. */
  async #change(build: Build, fresh = false): Promise<boolean> {
    const before = this.#build;
    this.#build = build;
    if (before === null || before.lib === build.lib) return before !== null && !fresh;
    if (fresh || !draws(build.name, typesOf(this.#host.data ?? []))) {
      before.lib.purge(this.#host);
      return false;
    }
    await swap(this.#host, before.lib, build.lib, this.#fullConfig());
    this.#listen();
    return true;
  }

  #buildFor(types: ReadonlySet<string>): Build | Promise<Build> {
    if (this.#build !== null && draws(this.#build.name, types)) return this.#build;
    return loadFor(this.#context, types);
  }

  /** Change to a build of Plotly that draws other types too, with the chart as it is. */
  async #fitTypes(type: unknown): Promise<void> {
    if (type === undefined) return;
    const types = (Array.isArray(type) ? type : [type]) as string[];
    const build = await this.#buildFor(new Set([...typesOf(this.#host.data), ...types]));
    if (!this.#gone) await this.#change(build);
  }

  /** A change of traces, of types that there is room for. */
  #drawable(update: Json): Json {
    const { type } = update;
    if (type === undefined) return update;
    const types = (Array.isArray(type) ? type : [type]) as string[];
    if (hasRoom(this, [...typesOf(this.#host.data), ...types])) return update;
    return { ...update, type: Array.isArray(type) ? types.map(plainType) : plainType(type as string) };
  }

  /** The template of the theme that the page has now, and which colours change with it. */
  #recolored(): [template: Json, colors: Json | null] {
    const template = this.#themed();
    const colors = isStock(this.#template) ? colorChange(this.#host.data, this.#colors, colorwayOf(template)) : {};
    this.#colors = colorwayOf(template);
    return [template, Object.keys(colors).length > 0 ? colors : null];
  }

  async #retheme(): Promise<void> {
    const [template, colors] = this.#recolored();
    if (colors !== null) await this.#lib.restyle(this.#host, colors);
    const frames = this.#fittedFrames(this.#spec.figure.frames ?? []).filter(({ name }) => name !== undefined);
    if (frames.length > 0) await this.#lib.addFrames(this.#host, frames);
    await this.#relayout({ template });
  }

  /** Frames play on their own: what comes meanwhile, such as the order to stop, does not wait for the last. */
  #animate(how: Json): Promise<void> {
    const names = how["frames"] as string[] | null | undefined;
    const [duration, transition] = [Number(how["frameMs"] ?? 500), Number(how["transitionMs"] ?? 300)];
    const frames = how["stop"] === true ? [null] : (names ?? null);
    const options = {
      mode: how["stop"] === true ? "next" : "immediate",
      fromcurrent: how["fromCurrent"] === true,
      frame: { duration, redraw: true },
      transition: { duration: transition, easing: how["easing"] ?? "cubic-in-out" },
    };
    const known = new Set((this.#spec.figure.frames ?? []).map((frame) => (frame as Json)["name"]));
    const isGroup = frames?.length === 1 && frames[0] !== null && !known.has(frames[0]);
    // It is refused when another order comes first.
    this.#lib.animate(this.#host, isGroup ? (frames[0] as unknown as string[]) : frames, options).catch(() => undefined);
    return Promise.resolve();
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
    const template = this.#themed();
    this.#colors = colorwayOf(template);
    const stock = isStock(this.#template);
    // Plotly writes into what it is given; the description must stay as Python sent it.
    const own = mergeDeep({ modebar: this.#config["modeBar"] }, this.#tiles.under(decodeArrays(stock ? unscaled(layout) : layout)), { template: undefined });
    const transition = animate ? { transition: { duration: 400, easing: "cubic-in-out" } } : {};
    const traces = data.map((trace) => ({ ...decodeArrays(trace) }));
    return {
      data: this.#fitted(traces),
      layout: { autosize: true, uirevision: "pywry", ...own, ...transition, template },
      config: this.#fullConfig(),
      ...(frames === undefined ? {} : { frames: this.#fittedFrames(frames) }),
    };
  }

  /** Traces in the page's colours, of types that there is room for. */
  #fitted(traces: readonly Trace[]): readonly Trace[] {
    const colored = isStock(this.#template) ? recolored(traces, this.#colors) : traces;
    return hasRoom(this, typesOf(this.#spec.figure.data ?? [])) ? colored : withoutWebgl(colored);
  }

  #fittedFrames(frames: readonly unknown[]): Frame[] {
    return (decodeArrays(frames) as Frame[]).map((frame) => ({ ...frame, data: this.#fitted(frame.data ?? []) }));
  }

  #fullConfig(): Json {
    const { id, emit } = this.#context;
    const hands = { id, emit, lib: this.#lib, reset: () => this.#push({ kind: "layout", layout: this.#home() }) };
    const removed = this.#config["modeBarButtonsToRemove"];
    const buttons = withButtons(this.#config, hands);
    return { ...CONFIG, ...buttons, modeBarButtonsToRemove: [NO_UPLOAD, ...(Array.isArray(removed) ? (removed as unknown[]) : [])] };
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
    while (this.#scheduled) await this.#drawing;
    await this.#drawing;
  }

  #state(): Json {
    const { template: _ours, ...layout } = this.#tiles.asGiven(this.#host.layout);
    return { chartId: this.#context.id, layout, data: asGiven(this.#host.data) };
  }
}

function exported(traces: readonly Trace[]): Json[] {
  return traces.map((trace, traceIndex) => {
    const z = trace["z"] ?? trace["values"];
    const known = { x: trace["x"] ?? trace["labels"] ?? trace["lon"] ?? trace["locations"] ?? null, y: trace["y"] ?? trace["values"] ?? trace["lat"] ?? null };
    return { traceIndex, name: trace.name ?? null, type: trace.type ?? "scatter", ...known, ...(z === undefined || z === known.y ? {} : { z }) };
  });
}
