import { messageOf } from "../bridge/errors";
import type { PageBridge } from "../bridge/bridge";
import type { Assets } from "../page/assets";
import type { PageConsole } from "../page/console";
import { oncePerFrame } from "../page/frame";
import type { Hosts } from "../page/hosts";
import { putHtml } from "../page/scripts";
import type { Effective, Theme } from "../page/theme";
import type { InView, Sheet } from "../paper/sheet";
import { isEmptyChart } from "./empty";
import { PanelFrame } from "./frame";
import { quoted, type Inspection } from "./inspection";
import { KINDS, type Family, type Panel, type PanelContext, type PanelFacts, type PanelSpec } from "./panel";

const LONGEST_FAULT = 240;

export interface Surroundings {
  readonly bridge: PageBridge;
  readonly assets: Assets;
  readonly theme: Theme;
  readonly console: PageConsole;
  readonly hosts: Hosts;
}

/** One panel's place on the page, from its first description until it is removed. */
export class PanelSlot {
  readonly id: string;
  readonly frame: PanelFrame;
  /** Resolves when the panel was drawn, or has shown why it cannot be. */
  painted: Promise<void>;
  spec: PanelSpec;

  readonly #around: Surroundings;
  #panel: Panel | null = null;
  #early: (readonly [string, Record<string, unknown>])[] = [];
  #gone = false;
  readonly #sizes: ResizeObserver;
  readonly #watchEmpty: () => void = oncePerFrame(() => this.#checkEmpty());

  constructor(id: string, spec: PanelSpec, around: Surroundings) {
    this.id = id;
    this.spec = spec;
    this.#around = around;
    this.frame = new PanelFrame(id, spec.kind);
    this.frame.setTitle(spec.title);
    this.#sizes = new ResizeObserver(oncePerFrame(() => this.#panel?.resize?.()));
    this.#sizes.observe(this.frame.body);
    this.painted = this.#load();
  }

  get kind(): string {
    return this.spec.kind;
  }

  update(spec: PanelSpec): void {
    this.spec = spec;
    this.frame.setTitle(spec.title);
    // The description holds what earlier events did.
    this.#early = [];
    if (this.frame.hasFailed) this.painted = this.#load();
    else if (this.#panel !== null) this.#redraw(this.#panel, spec);
  }

  receive(name: string, data: Record<string, unknown>): void {
    if (this.#panel === null) this.#early.push([name, data]);
    else this.#guard((panel) => panel.receive?.(name, data));
    this.#watchEmpty();
  }

  async answer(name: string, args: Record<string, unknown>): Promise<unknown> {
    await this.painted;
    if (this.#panel?.answer === undefined) throw new Error(`panel ${this.id} could not be drawn, so it cannot answer ${name}.`);
    return this.#panel.answer(name, args);
  }

  setTheme(theme: Effective): void {
    this.#guard((panel) => panel.setTheme?.(theme));
  }

  /** Its rows for paper; undefined where what it draws is all that it has. */
  sheet(most: number | null): Sheet | undefined {
    return this.#panel?.sheet?.(most);
  }

  /** How much of its table is drawn; undefined of a panel that has none. */
  inView(): InView | undefined {
    return this.#panel?.inView?.();
  }

  async wholeSheet(most: number | null): Promise<Sheet | undefined> {
    await this.painted;
    return this.#panel?.wholeSheet === undefined ? this.sheet(most) : this.#panel.wholeSheet(most);
  }

  redraw(): void {
    this.#guard((panel) => panel.redraw?.());
  }

  describe(): PanelFacts {
    const title = this.spec.title ?? null;
    return { id: this.id, kind: this.kind, title, ...(this.#panel?.describe() ?? { state: this.frame.element.dataset["state"] }) };
  }

  /** The description with all that takes longer to find out. */
  inspect(more: readonly string[] = []): { facts: PanelFacts; warnings: readonly string[] } {
    const { facts = {}, warnings } = this.#faults();
    return { facts: { ...this.describe(), ...facts }, warnings: [...warnings, ...more].map((warning) => `${this.kind} ${quoted(this.id)}: ${warning}`) };
  }

  #faults(): Inspection {
    const { fault } = this.frame;
    if (fault !== null) return { warnings: [`could not be drawn: ${quoted(fault, LONGEST_FAULT)}`] };
    if (this.#panel === null) return { warnings: ["is not drawn yet; look again."] };
    return this.#panel.inspect?.() ?? { warnings: [] };
  }

  destroy(): void {
    this.#gone = true;
    this.#sizes.disconnect();
    this.#panel?.destroy();
    this.frame.element.remove();
  }

  /** Draw anew what cannot take its new description, and say why where that fails too. */
  #redraw(panel: Panel, spec: PanelSpec): void {
    try {
      panel.update(spec);
      this.#watchEmpty();
    } catch (error) {
      this.#panel = null;
      this.#destroy(panel);
      this.#fail(error);
    }
  }

  #destroy(panel: Panel): void {
    try {
      panel.destroy();
    } catch (error) {
      this.#around.console.say("warn", `panel ${this.id} (${this.kind}) could not be taken apart: ${messageOf(error)}`);
    }
  }

  async #load(): Promise<void> {
    try {
      this.frame.setLoading();
      const panel = await this.#create();
      if (this.#gone) return panel.destroy();
      this.#panel = panel;
      this.frame.setState("ready");
      const early = this.#early;
      this.#early = [];
      for (const [name, data] of early) this.receive(name, data);
      await panel.painted;
      this.#watchEmpty();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #create(): Promise<Panel> {
    const family = KINDS[this.kind];
    if (family === undefined) throw new Error(`unknown kind of panel ${JSON.stringify(this.kind)}; known: ${Object.keys(KINDS).join(", ")}.`);
    const { assets } = this.#around;
    const [module] = await Promise.all([assets.module<Family>(family.module), ...family.libraries.map((name) => assets.library(name))]);
    const spec = this.spec;
    const panel = await module.create(this.#context(), spec);
    if (spec !== this.spec) panel.update(this.spec);
    return panel;
  }

  #context(): PanelContext {
    const { bridge, assets, theme, console, hosts } = this.#around;
    return {
      id: this.id,
      host: this.frame.body,
      get theme() {
        return theme.effective;
      },
      emit: (name, data) => bridge.emit(name, data),
      call: (name, args, options) => bridge.call(name, args, options),
      schedule: (work) => oncePerFrame(work)(),
      library: (name) => assets.library(name),
      expects: (name) => assets.expects(name),
      mayAsk: (address) => hosts.allow(address),
      say: (level, text) => console.say(level, text),
      putHtml,
    };
  }

  #checkEmpty(): void {
    const isKnown = this.kind === "chart" && this.#panel !== null && !this.#gone;
    if (isKnown) this.frame.setEmpty(isEmptyChart(this.#panel?.describe() ?? {}, this.frame.body));
  }

  #guard(work: (panel: Panel) => void): void {
    if (this.#panel === null) return;
    try {
      work(this.#panel);
    } catch (error) {
      this.#around.console.say("error", `panel ${this.id} (${this.kind}): ${messageOf(error)}`);
    }
  }

  #fail(error: unknown): void {
    this.frame.fail(messageOf(error));
    this.#around.console.say("error", `panel ${this.id} (${this.kind}) could not be drawn: ${messageOf(error)}`);
  }
}
