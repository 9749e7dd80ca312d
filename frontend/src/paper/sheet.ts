/** Rows of a panel as text, for paper. */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that stand apart from them, such as totals. */
  readonly above?: Sheet["rows"];
  readonly below?: Sheet["rows"];
  /** How many rows stand before these. */
  readonly before: number;
  /** How many rows there are after filters. */
  readonly shown: number;
  /** How many there are without filters. */
  readonly total: number;
}

export interface SheetColumn {
  readonly heading: string;
  /** What stands over the heading, the outermost first. */
  readonly groups: readonly string[];
  /** Whether its cells stand at the right. */
  readonly right: boolean;
  /** Whether its cells stay on one line, as numbers and dates do. */
  readonly oneLine: boolean;
  /** Whether it names its row, and is repeated where the columns need several sheets. */
  readonly key: boolean;
  /** A person's own look of its cells. */
  readonly style?: Readonly<Record<string, string | number>>;
}

/** The most rows on paper, where nobody says how many. */
export const MOST_ROWS = 5_000;
/** The most cells of a panel: with more of them a browser prints for minutes, or not at all. */
export const MOST_CELLS = 100_000;

/** How many rows of so many columns go on paper; of wide tables fewer. */
export function rowsFor(columns: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(MOST_CELLS / Math.max(1, columns))));
}

const number = new Intl.NumberFormat(undefined, { useGrouping: true });

/** How many of a panel's rows are on paper, in words; null where all are. */
export function countOf({ rows, before, shown, total }: Sheet): string | null {
  const filtered = shown < total ? ` that pass the filters, of ${number.format(total)} in all` : "";
  if (rows.length === shown) return shown < total ? `${number.format(shown)} of ${number.format(total)} rows: those that pass the filters` : null;
  const which = before === 0 ? `The first ${number.format(rows.length)}` : `Rows ${number.format(before + 1)} to ${number.format(before + rows.length)}`;
  return `${which} of ${number.format(shown)} rows${filtered}`;
}

/** What of a panel's rows is not on paper, for whoever asked for it; null where all are. */
export function noteOf(panel: string, sheet: Sheet): string | null {
  if (sheet.rows.length === sheet.shown) return null;
  const count = countOf(sheet) ?? "";
  return `grid '${panel}': ${count.charAt(0).toLowerCase()}${count.slice(1)} are on paper.`;
}

/** How much of a panel's table is drawn. */
export interface InView {
  readonly rows: number;
  readonly ofRows: number;
  readonly columns: number;
  readonly ofColumns: number;
}

/** What of a panel's table a picture does not show; null where it shows all. */
export function unseenOf(panel: string, seen: InView | undefined): string | null {
  if (seen === undefined) return null;
  const parts = [part(seen.rows, seen.ofRows, "row"), part(seen.columns, seen.ofColumns, "column")].filter((text) => text !== null);
  return parts.length === 0 ? null : `grid '${panel}': ${parts.join(" and ")} are in the picture.`;
}

function part(seen: number, all: number, what: string): string | null {
  return seen >= all ? null : `${number.format(seen)} of ${number.format(all)} ${all === 1 ? what : `${what}s`}`;
}

/** What stands after the last row where there are more. */
export function restOf({ rows, before, shown }: Sheet): string | null {
  const left = shown - before - rows.length;
  return left <= 0 ? null : `${number.format(left)} more ${left === 1 ? "row is" : "rows are"} not on paper.`;
}
