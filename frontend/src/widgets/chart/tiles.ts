import { settingFor } from "../../page/hosts";
import { quoted } from "../../panels/inspection";
import type { PanelContext } from "../../panels/panel";
import { groundOf, isSameStyle } from "./ground";
import type { PlotElement, PlotlyLayout, Trace } from "./plotly";
import { plainWorkers } from "./workers";
import { addressesIn, exampleOf, originsOf, STYLES, wantedOf, withOwnLetters } from "./styles";

type Json = Record<string, unknown>;

const DRAWN: ReadonlySet<unknown> = new Set(["choroplethmap", "densitymap", "scattermap"]);
const PLACE = /^map\d*$/;
const ANSWER_MS = 5_000;
const FRAME_MS = 200;
/** Texts on maps fade in; this is after that. */
const FADED_MS = 500;
const MAP_ERROR = "Map error.";

/** What a person gave of a map, and what Plotly gets instead. */
interface Fitted {
  readonly given: Json;
  readonly put: Json;
  readonly faults: readonly string[];
}

/**
 * The grounds of a chart's tile maps.
 *
 * Tiles come from other hosts, which pages ask only if the program says so. Where they cannot come, outlines are drawn
 * instead, and it is said why.
 */
export class Tiles {
  readonly #context: PanelContext;
  readonly #told: Set<string> = new Set();
  #fitted: ReadonlyMap<string, Fitted> = new Map();

  constructor(context: PanelContext) {
    this.#context = context;
  }

  /** Find out, before maps are drawn, what they can stand on. */
  async prepare(traces: readonly Trace[], layout: PlotlyLayout, template: Json, change: PlotlyLayout = {}): Promise<void> {
    this.#checkShapes(traces);
    plainWorkers();
    const below = (template["layout"] as Json | undefined)?.["map"] as Json | undefined;
    const fitted = new Map<string, Fitted>();
    for (const place of placesOf(traces, layout)) fitted.set(place, await this.#fit(partsOf(place, layout, change), below));
    this.#fitted = fitted;
    for (const fault of this.faults) this.#say(fault);
  }

  /** A layout whose maps stand on what they can. */
  under(layout: PlotlyLayout): PlotlyLayout {
    const made: PlotlyLayout = { ...layout };
    for (const [place, { put }] of this.#fitted) made[place] = { ...(made[place] as Json | undefined), ...put };
    return made;
  }

  /** A change of the layout, with what it does to the ground of maps. */
  withChange(change: PlotlyLayout, drawn: PlotlyLayout): PlotlyLayout {
    const made: PlotlyLayout = { ...change };
    for (const [place, { put }] of this.#fitted) {
      if (made[place] !== undefined) made[place] = { ...(made[place] as Json), ...put };
      else for (const [key, value] of Object.entries(put)) if (!isSameStyle((drawn[place] as Json | undefined)?.[key], value)) made[`${place}.${key}`] = value;
    }
    return made;
  }

  /** What is taken away before another style comes, and given again with it: Plotly loses layers over a style. */
  lifted(drawn: PlotlyLayout): PlotlyLayout {
    const lifted: PlotlyLayout = {};
    for (const [place, { put }] of this.#fitted) {
      const { style, layers } = (drawn[place] ?? {}) as Json;
      if (!isSameStyle(style, put["style"]) && Array.isArray(layers) && layers.length > 0) lifted[`${place}.layers`] = layers;
    }
    return lifted;
  }

  /** A layout as the person gave it. */
  asGiven(layout: PlotlyLayout): PlotlyLayout {
    const made: PlotlyLayout = { ...layout };
    for (const [place, { given, put }] of this.#fitted) {
      const now = Object.entries((made[place] ?? {}) as Json).filter(([key]) => !(key in put));
      made[place] = { ...Object.fromEntries(now), ...given };
    }
    return made;
  }

  /** Wait until a drawing is done. A tile that does not come is no reason to give up a chart. */
  async drawn(host: PlotElement, drawing: Promise<unknown>): Promise<void> {
    const maps = (): TileMap[] => [...this.#fitted.keys()].flatMap((place) => mapOf(host._fullLayout?.[place]) ?? []);
    await drawing.catch((error: Error) => {
      if (error.message !== MAP_ERROR) throw error;
      return Promise.all(maps().map((map) => heard(map, "idle", ANSWER_MS)));
    });
    await Promise.all(maps().map(repainted));
  }

  /** What a person would miss, in sentences. */
  get faults(): string[] {
    return [...new Set([...this.#fitted.values()].flatMap(({ faults }) => faults))];
  }

  /** Shapes from an address that may not be asked would fail without a reason. */
  #checkShapes(traces: readonly Trace[]): void {
    const { mayAsk } = this.#context;
    const refused = traces.findIndex(({ geojson }) => typeof geojson === "string" && !mayAsk(geojson));
    if (refused < 0) return;
    const said = refusal("it comes", originsOf([traces[refused]?.["geojson"] as string]));
    throw new Error(`the geojson of trace ${refused} cannot be fetched: ${said} Or give the object itself.`);
  }

  async #fit(given: Json, below: Json | undefined): Promise<Fitted> {
    const faults: string[] = [];
    const put: Json = {};
    try {
      put["style"] = await this.#styleOf(given["style"] ?? below?.["style"] ?? "basic");
    } catch (error) {
      put["style"] = await groundOf(this.#context);
      faults.push(`has outlines in place of tiles: ${(error as Error).message}`);
    }
    const layers = Array.isArray(given["layers"]) ? (given["layers"] as Json[]) : [];
    const refused = layers.flatMap(({ source }) => addressesOf(source)).filter((address) => !this.#context.mayAsk(exampleOf(address)));
    if (refused.length > 0) {
      put["layers"] = layers.filter(({ source }) => !addressesOf(source).some((address) => refused.includes(address)));
      faults.push(`has a layer less on its map: ${refusal("it comes", originsOf(refused))}`);
    }
    return { given, put, faults };
  }

  async #styleOf(given: unknown): Promise<unknown> {
    const wanted = wantedOf(given);
    if (wanted === null) throw new Error(`there is no map style ${quoted(given)}; there are ${STYLES.join(", ")}, or the address of a style, or an object.`);
    this.#check(wanted.asks, wanted.sources);
    if (typeof wanted.style === "string" && /[/.]/.test(wanted.style)) return this.#fetched(wanted.style);
    const [first] = wanted.asks;
    if (first !== undefined) await reached(exampleOf(first));
    return typeof wanted.style === "string" ? wanted.style : withOwnLetters(wanted.style as Json, this.#context.mayAsk);
  }

  /** A style from its address, which may name hosts that are not known before. */
  async #fetched(address: string): Promise<Json> {
    const answer = await reached(address);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
    const style = (await answer.json()) as Json;
    const asks = addressesIn(style).map((inner) => new URL(inner, new URL(address, location.href)).href.replaceAll("%7B", "{").replaceAll("%7D", "}"));
    this.#check(asks, originsOf(asks));
    return withOwnLetters(style, this.#context.mayAsk);
  }

  #check(asks: readonly string[], sources: readonly string[]): void {
    const refused = asks.filter((address) => !this.#context.mayAsk(exampleOf(address)));
    if (refused.length === 0) return;
    throw new Error(refusal("they come", sources.length === 1 ? sources : originsOf(refused)));
  }

  #say(fault: string): void {
    if (this.#told.has(fault)) return;
    this.#told.add(fault);
    this.#context.say("warn", `chart ${quoted(this.#context.id)} ${fault}`);
  }
}

function placesOf(traces: readonly Trace[], layout: PlotlyLayout): Set<string> {
  const drawn = traces.filter(({ type }) => DRAWN.has(type));
  if (drawn.length === 0) return new Set();
  return new Set([...drawn.map((trace) => String(trace["subplot"] ?? "map")), ...Object.keys(layout).filter((key) => PLACE.test(key))]);
}

/** What a person gave of a map that may need other hosts. */
function partsOf(place: string, layout: PlotlyLayout, change: PlotlyLayout): Json {
  const whole = (change[place] ?? layout[place]) as Json | undefined;
  const parts = ["style", "layers"].map((key) => [key, change[`${place}.${key}`] ?? whole?.[key]] as const);
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined && value !== null));
}

/** The addresses that a layer of a map takes its drawing from. */
function addressesOf(source: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(source) ? source : [source];
  return all.filter((address): address is string => typeof address === "string");
}

function refusal(what: string, hosts: readonly string[]): string {
  return `${what} from ${hosts.join(", ")}, which this page may not ask. Allow it with ${settingFor(hosts)}.`;
}

interface TileMap {
  readonly _removed?: boolean;
  triggerRepaint(): void;
  once(event: string, listener: () => void): void;
}

function mapOf(place: unknown): TileMap | null {
  return (place as { _subplot?: { map?: TileMap | null } } | undefined)?._subplot?.map ?? null;
}

/** WebKit leaves out points, and sometimes texts, in the last frame that a map draws by itself. */
async function repainted(map: TileMap): Promise<void> {
  await heard(map, "render", FRAME_MS);
  setTimeout(() => map._removed === true || map.triggerRepaint(), FADED_MS);
}

/** Have a map draw once more, and wait for what it says then. */
function heard(map: TileMap, event: string, timeoutMs: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, timeoutMs);
    map.once(event, done);
    map.triggerRepaint();
  });
}

/** What a host answers, whatever it is. */
async function reached(address: string): Promise<Response> {
  try {
    return await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS), credentials: "omit" });
  } catch (error) {
    throw new Error(`${originsOf([address])[0]} could not be reached (${(error as Error).message}).`);
  }
}
