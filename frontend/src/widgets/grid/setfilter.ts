import type { IDoesFilterPassParams, IFilterComp, IFilterParams } from "ag-grid-community";
import { messageOf } from "../../bridge/errors";
import type { ColumnSpec } from "./columns";
import { BLANK, cellOf, keyOf } from "./members";
import type { Entry, Offer, Offers } from "./offers";
import type { Row, Rows } from "./rows";
import { SetList } from "./setlist";

/** The rows whose values are among these; null among them is a missing one. */
export interface SetModel {
  readonly filterType: "set";
  readonly values: readonly unknown[];
}

/** What our column definitions give to a set filter. */
export interface SetParams {
  readonly spec: ColumnSpec;
  readonly rows: Rows;
  readonly offers: Offers;
  readonly format: (value: unknown) => string;
  readonly suppressMiniFilter?: boolean;
  readonly suppressSelectAll?: boolean;
}

type Params = IFilterParams<Row> & SetParams;

const TYPING = 200;
const FEW = 3;

/** A filter by a list of the column's values; `filter: "set"`. */
export class SetFilter implements IFilterComp<Row> {
  #params!: Params;
  #list!: SetList;
  /** Keys and values of what passes; null lets everything pass. */
  #chosen: Map<string, unknown> | null = null;
  /** All values, where they are few enough to be listed. */
  #all: Offer | null = null;
  #text = "";
  #asks = new AbortController();
  #typing: ReturnType<typeof setTimeout> | undefined;

  init(params: Params): void {
    this.#params = params;
    const self = this;
    this.#list = new SetList({
      heading: params.api.getDisplayNameForColumn(params.column, "header"),
      searches: params.suppressMiniFilter !== true,
      selectsAll: params.suppressSelectAll !== true,
      isTicked: ({ key }) => (self.#chosen === null ? self.#all !== null : self.#chosen.has(key)),
      tick: (entries, on) => self.#tick(entries, on),
      only: (entries) => self.#choose(mapOf(entries)),
      search: (text) => self.#search(text),
      clear: () => self.#choose(null),
    });
  }

  refresh(params: Params): boolean {
    this.#params = params;
    return true;
  }

  getGui(): HTMLElement {
    return this.#list.element;
  }

  afterGuiAttached(params?: { suppressFocus?: boolean }): void {
    [this.#text, this.#all] = ["", null];
    if (params?.suppressFocus !== true) this.#list.open();
    this.#load();
  }

  afterGuiDetached(): void {
    this.#stop();
  }

  destroy(): void {
    this.#stop();
  }

  // --- the filter

  isFilterActive(): boolean {
    return this.#chosen !== null;
  }

  doesFilterPass({ data }: IDoesFilterPassParams<Row>): boolean {
    const { rows, spec } = this.#params;
    return this.#chosen?.has(keyOf(spec.type, rows.value(data, spec.field))) ?? true;
  }

  getModel(): SetModel | null {
    return this.#chosen === null ? null : { filterType: "set", values: [...this.#chosen.values()] };
  }

  setModel(model: SetModel | null | undefined): void {
    const { type } = this.#params.spec;
    this.#chosen = model === null || model === undefined ? null : new Map(model.values.map((value) => [keyOf(type, value), value]));
    this.#list.mark(this.isFilterActive());
  }

  /** What a field below the heading says of it. */
  getModelAsString(model: SetModel | null | undefined): string {
    if (model === null || model === undefined) return "";
    const some = model.values.slice(0, FEW).map((value) => this.#label(value)).join(", ");
    return `(${model.values.length}) ${some}${model.values.length > FEW ? ", …" : ""}`.trim();
  }

  #label(member: unknown): string {
    return member === null ? "(Blanks)" : this.#params.format(cellOf(this.#params.spec.type, member));
  }

  // --- what a person chooses

  #tick(entries: readonly Entry[], on: boolean): void {
    const next = new Map(this.#chosen ?? mapOf(this.#all?.entries ?? []));
    for (const { key, member } of entries) {
      if (on) next.set(key, member);
      else next.delete(key);
    }
    this.#choose(next);
  }

  /** Every value, or none of those that nobody could all see, is no filter. */
  #choose(next: Map<string, unknown> | null): void {
    const everything = this.#all === null ? next?.size === 0 : this.#all.entries.every(({ key }) => next?.has(key) ?? true);
    this.#chosen = everything ? null : next;
    this.#list.mark(this.isFilterActive());
    this.#params.filterChangedCallback();
  }

  // --- the list

  #search(text: string): void {
    this.#text = text;
    clearTimeout(this.#typing);
    const all = this.#all;
    if (all === null) this.#typing = setTimeout(() => this.#load(), TYPING);
    else {
      const word = text.toLowerCase();
      const entries = all.entries.filter(({ key, label }) => word === "" || label.toLowerCase().includes(word) || key.toLowerCase().includes(word));
      this.#show({ entries, total: listed({ entries, total: 0 }) });
    }
  }

  #load(): void {
    this.#stop();
    this.#asks = new AbortController();
    const [{ signal }, text] = [this.#asks, this.#text];
    this.#list.wait();
    this.#params.offers(text, (node) => this.#params.doesRowPassOtherFilter(node), signal).then(
      (offer) => {
        if (!signal.aborted) this.#arrived(offer, text);
      },
      (error: unknown) => {
        if (!signal.aborted) this.#list.fail(messageOf(error));
      },
    );
  }

  #arrived(offer: Offer, text: string): void {
    if (text === "" && listed(offer) >= offer.total) this.#all = offer;
    this.#show(offer);
  }

  /** What is chosen stands first, where it would not be found among so many. */
  #show(offer: Offer): void {
    const there = new Set(offer.entries.map(({ key }) => key));
    const word = this.#text.toLowerCase();
    const chosen = this.#all !== null || this.#chosen === null ? [] : [...this.#chosen].map(([key, member]) => ({ key, member, label: this.#label(member), count: null }));
    const first = chosen.filter(({ key, label }) => !there.has(key) && label.toLowerCase().includes(word));
    this.#list.show([...first, ...offer.entries], offer.total, listed(offer));
    this.#list.mark(this.isFilterActive());
  }

  #stop(): void {
    clearTimeout(this.#typing);
    this.#asks.abort();
  }
}

/** How many values an offer lists, blanks not counted. */
function listed({ entries }: Offer): number {
  return entries.filter(({ key }) => key !== BLANK).length;
}

function mapOf(entries: readonly Entry[]): Map<string, unknown> {
  return new Map(entries.map(({ key, member }) => [key, member]));
}
