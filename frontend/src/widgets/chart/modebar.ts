import type { Plotly, PlotElement } from "./plotly";

type Json = Record<string, unknown>;

/** A button as Python describes it. */
interface Described {
  readonly name: string;
  readonly title?: string;
  readonly icon?: unknown;
  readonly attr?: string;
  readonly val?: unknown;
  readonly toggle?: boolean;
  readonly event?: string;
  readonly data?: unknown;
  readonly action?: string;
}

/** What a button may do. */
export interface Hands {
  readonly id: string;
  readonly lib: Plotly;
  emit(name: string, data: unknown): void;
  /** Show all data again. */
  reset(): void;
}

/** Plotly's config with buttons that can be pressed in place of descriptions of buttons. */
export function withButtons(config: Json, hands: Hands): Json {
  const made: Json = { ...config };
  delete made["modeBar"];
  delete made["templates"];
  for (const key of ["modeBarButtonsToAdd", "modeBarButtons"]) {
    const given = config[key];
    if (Array.isArray(given)) made[key] = given.map((item: unknown) => buttonOf(item, hands));
  }
  return made;
}

function buttonOf(item: unknown, hands: Hands): unknown {
  if (Array.isArray(item)) return item.map((inner: unknown) => buttonOf(inner, hands));
  if (typeof item !== "object" || item === null) return item;
  const described = item as Described;
  const { name, title = name, icon } = described;
  return { name, title, icon: iconOf(icon, hands.lib), click: (host: PlotElement) => press(described, host, hands) };
}

function iconOf(icon: unknown, lib: Plotly): unknown {
  return typeof icon === "string" ? lib.Icons[icon] : icon;
}

function press(button: Described, host: PlotElement, hands: Hands): void {
  const { name, attr, val, toggle, event, data, action } = button;
  if (action === "reset-axes") hands.reset();
  if (action === "toggle-grid") void hands.lib.relayout(host, toggledGrid(host));
  if (attr !== undefined) void hands.lib.relayout(host, { [attr]: toggle === true && valueAt(host, attr) === val ? opposite(val) : val });
  if (event === undefined) return;
  const isRecord = typeof data === "object" && data !== null && !Array.isArray(data);
  hands.emit(event, data === undefined || data === null || isRecord ? { chartId: hands.id, button: name, ...(data as Json | undefined) } : data);
}

function opposite(value: unknown): unknown {
  return typeof value === "boolean" ? !value : null;
}

function valueAt(host: PlotElement, path: string): unknown {
  return path.split(".").reduce<unknown>((at, step) => (at as Json | undefined)?.[step], host._fullLayout);
}

function toggledGrid(host: PlotElement): Json {
  const axes = Object.entries(host._fullLayout ?? {}).filter(([key]) => /^[xy]axis\d*$/.test(key)) as [string, Json][];
  const shown = axes.some(([, axis]) => axis["showgrid"] === true);
  return Object.fromEntries(axes.map(([key]) => [`${key}.showgrid`, !shown]));
}
