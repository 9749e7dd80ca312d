import type { Column, GridApi, GridOptions } from "ag-grid-community";
import { messageOf } from "../../bridge/errors";
import type { PanelContext } from "../../panels/panel";
import { clipText, csvOf, plain } from "./csv";
import { openMenu, type MenuEntry } from "./menu";
import type { Row, Rows } from "./rows";
import { csvName, saveCsv } from "./saving";
import { Edits } from "./undo";

const MOST_TOLD = 4_000_000;
const LIMIT = 20;
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const KEY = MAC ? "⌘" : "Ctrl+";

export interface Grip {
  readonly context: PanelContext;
  readonly rows: Rows;
  readonly host: HTMLElement;
  /** Columns, filters and sort as they were made. */
  reset(): void;
  /** Save all rows of the view as CSV, where they are not in the page. */
  export?(fileName: string): Promise<unknown>;
  failed?(message: string): void;
}

/** What a person does with a grid besides AG Grid's own: copy, take back, export, and a menu for it. */
export class Hands {
  readonly #api: GridApi<Row>;
  readonly #grip: Grip;
  readonly #edits: Edits;
  readonly #undoes: boolean;
  readonly #menus: boolean;

  constructor(api: GridApi<Row>, options: GridOptions<Row>, grip: Grip) {
    this.#api = api;
    this.#grip = grip;
    this.#undoes = options.undoRedoCellEditing !== false;
    this.#menus = options.suppressContextMenu !== true;
    this.#edits = new Edits(api, grip.rows, options.undoRedoCellEditingLimit ?? LIMIT);
    grip.host.addEventListener("keydown", (event) => this.#key(event));
    api.addEventListener("cellValueChanged", ({ data, column, oldValue, newValue, source }) => {
      if (source !== "undo" && source !== "redo") this.#edits.note(data.id, column.getColId(), oldValue, newValue);
    });
    if (this.#menus) grip.host.addEventListener("contextmenu", (event) => this.#menu(event));
  }

  // --- keys

  #key(event: KeyboardEvent): void {
    if (typing(event.target) || !(MAC ? event.metaKey : event.ctrlKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const done =
      key === "c" && !event.shiftKey
        ? this.#copyHere()
        : this.#undoes && key === "z" && !event.shiftKey
          ? this.#edits.undo()
          : this.#undoes && (key === "y" || (key === "z" && event.shiftKey)) && this.#edits.redo();
    if (done) event.preventDefault();
  }

  #copyHere(): boolean {
    if ((getSelection()?.toString() ?? "") !== "") return false;
    const focused = this.#api.getFocusedCell();
    const selected = this.#selected();
    if (selected.length > 0) return this.#copy(clipText(this.#api, this.#grip.rows, selected, false));
    const row = focused === null ? undefined : this.#api.getDisplayedRowAtIndex(focused.rowIndex)?.data;
    if (focused === null || row === undefined) return false;
    return this.#copyCell(row, focused.column);
  }

  #copyCell(row: Row, column: Column): boolean {
    const { rows } = this.#grip;
    const field = column.getColId();
    const value = rows.wire(field, rows.value(row, field));
    return this.#copy(typeof value === "string" ? value : plain(value));
  }

  #copy(text: string): boolean {
    void navigator.clipboard?.writeText(text).catch(() => copyBySelection(text));
    if (navigator.clipboard === undefined) copyBySelection(text);
    return true;
  }

  #selected(): Row[] {
    return this.#api.getSelectedNodes().flatMap(({ data }) => data ?? []);
  }

  // --- menus

  /** AG Grid's own events for it come with its Enterprise menus alone. */
  #menu(event: MouseEvent): void {
    if (!(event.target instanceof Element) || typing(event.target)) return;
    const part = event.target.closest("[col-id]");
    const column = this.#api.getColumn(part?.getAttribute("col-id") ?? "");
    if (part === null || column === null) return;
    const place = part.closest("[row-index]")?.getAttribute("row-index");
    const row = place === null || place === undefined ? undefined : this.#api.getDisplayedRowAtIndex(Number(place))?.data;
    const entries = part.matches(".ag-header-cell") ? this.#headerMenu(column) : row === undefined ? [] : this.#cellMenu(row, column);
    if (entries.length === 0) return;
    event.preventDefault();
    this.#open([...entries, ...this.#gridEntries()], event);
  }

  #cellMenu(data: Row, column: Column): MenuEntry[] {
    const selected = this.#selected();
    const many = selected.length > 1 && selected.includes(data);
    const rows = many ? selected : [data];
    const what = many ? `${rows.length} rows` : "row";
    const copied = (headed: boolean): void => void this.#copy(clipText(this.#api, this.#grip.rows, rows, headed));
    const own: MenuEntry[] = [
      { text: "Copy cell", keys: `${KEY}C`, run: () => void this.#copyCell(data, column) },
      { text: `Copy ${what}`, run: () => copied(false) },
      { text: `Copy ${what} with headings`, run: () => copied(true) },
      "line",
    ];
    return [...own, ...this.#undoEntries()];
  }

  #headerMenu(column: Column): MenuEntry[] {
    const id = column.getColId();
    if (id.startsWith("ag-Grid-")) return [];
    const { pinned, sort } = this.#api.getColumnState().find(({ colId }) => colId === id) ?? {};
    const set = (text: string, state: object, enabled = true): MenuEntry => ({ text, enabled, run: () => void this.#api.applyColumnState({ state: [{ colId: id, ...state }] }) });
    const sorted = (direction: "asc" | "desc"): (() => void) => () => void this.#api.applyColumnState({ state: [{ colId: id, sort: direction }], defaultState: { sort: null } });
    const { sortable, lockPinned, lockVisible } = column.getColDef();
    return [
      ...(sortable === false ? [] : ([{ text: "Sort upwards", enabled: sort !== "asc", run: sorted("asc") }, { text: "Sort downwards", enabled: sort !== "desc", run: sorted("desc") }, "line"] as const)),
      ...(lockPinned === true ? [] : [set("Pin left", { pinned: "left" }, pinned !== "left"), set("Pin right", { pinned: "right" }, pinned !== "right"), set("Unpin", { pinned: null }, pinned !== null)]),
      ...(lockVisible === true ? [] : [set("Hide column", { hide: true })]),
      { text: "Show all columns", enabled: this.#api.getColumnState().some(({ hide }) => hide === true), run: () => this.#showAll() },
      { text: "Fit width to content", run: () => this.#api.autoSizeColumns([id]) },
      "line",
    ];
  }

  #undoEntries(): MenuEntry[] {
    if (!this.#undoes || !(this.#edits.canUndo || this.#edits.canRedo)) return [];
    return [
      { text: "Undo edit", keys: `${KEY}Z`, enabled: this.#edits.canUndo, run: () => void this.#edits.undo() },
      { text: "Redo edit", keys: `${KEY}Y`, enabled: this.#edits.canRedo, run: () => void this.#edits.redo() },
      "line",
    ];
  }

  #gridEntries(): MenuEntry[] {
    const exported: MenuEntry[] = this.#api.getGridOption("suppressCsvExport") === true ? [] : [{ text: "Export CSV", run: () => this.#export() }];
    return [...exported, { text: "Reset columns, filters and sort", run: () => this.#grip.reset() }];
  }

  #open(entries: readonly MenuEntry[], at: MouseEvent): void {
    const back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const box = back?.getBoundingClientRect();
    // The keyboard's menu key names no point.
    const point = at.clientX === 0 && at.clientY === 0 && box !== undefined ? [box.left + 8, box.bottom] : [at.clientX, at.clientY];
    openMenu(entries, point[0] as number, point[1] as number, back);
  }

  #showAll(): void {
    this.#api.setColumnsVisible(this.#api.getColumnState().map(({ colId }) => colId), true);
  }

  #export(): void {
    const fileName = csvName();
    const { export: elsewhere, failed } = this.#grip;
    if (elsewhere === undefined) return this.#exported(fileName, this.#save(fileName));
    elsewhere(fileName).then(
      () => this.#exported(fileName, null),
      (error: unknown) => failed?.(messageOf(error)),
    );
  }

  #save(fileName: string): string {
    const content = csvOf(this.#api, this.#grip.rows);
    saveCsv(fileName, content);
    return content;
  }

  #exported(fileName: string, content: string | null): void {
    const { id, emit } = this.#grip.context;
    emit("grid:export-csv", { gridId: id, widget_type: "grid", fileName, data: content !== null && content.length <= MOST_TOLD ? content : null });
  }
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));
}

/** Where a page may not write to the clipboard itself. */
function copyBySelection(text: string): void {
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
}
