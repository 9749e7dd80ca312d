/** A column's widths, in CSS pixels. */
export interface Wish {
  /** Below this it cannot be read. */
  readonly least: number;
  /** With this nothing in it wraps. */
  readonly want: number;
  /** Whether it is repeated with each part. */
  readonly key: boolean;
}

/** Columns that stand beside one another, by their places, and how wide each is. */
export interface Part {
  readonly columns: readonly number[];
  readonly widths: readonly number[];
}

/** Share a width among columns; those for which there is no room go into further parts, with the keys before them. */
export function fit(columns: readonly Wish[], room: number): Part[] {
  return split(columns, room).map((places) => ({ columns: places, widths: shared(places.map((place) => columns[place] as Wish), room) }));
}

function split(columns: readonly Wish[], room: number): number[][] {
  const all = columns.map((_, place) => place);
  const width = (places: readonly number[]): number => places.reduce((sum, place) => sum + (columns[place] as Wish).least, 0);
  if (width(all) <= room) return [all];
  const keys = all.filter((place) => columns[place]?.key);
  // Keys that leave no room beside them are columns like the others.
  const repeated = width(keys) <= room / 2 ? keys : [];
  const parts: number[][] = [];
  for (const place of all.filter((one) => !repeated.includes(one))) {
    const last = parts.at(-1);
    if (last !== undefined && width([...last, place]) <= room) last.push(place);
    else parts.push([...repeated, place]);
  }
  return parts;
}

/** Everybody gets the least, and of what is left a share by what is still wanted; what nobody wants is spread out. */
function shared(columns: readonly Wish[], room: number): number[] {
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const least = sum(columns.map((column) => column.least));
  const want = sum(columns.map((column) => Math.max(column.want, column.least)));
  if (want <= room) return columns.map((column) => (Math.max(column.want, column.least) * room) / want);
  if (least >= room) return columns.map((column) => (column.least * room) / least);
  const part = (room - least) / (want - least);
  return columns.map((column) => column.least + (Math.max(column.want, column.least) - column.least) * part);
}
