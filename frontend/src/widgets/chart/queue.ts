type Json = Record<string, unknown>;
type Values = ArrayLike<unknown>;

export interface ExtendOp {
  readonly kind: "extend" | "prepend";
  readonly data: Record<string, Values[]>;
  readonly indices: readonly number[];
  readonly maxPoints?: number | Record<string, number[]>;
}

export type ChartOp =
  | { readonly kind: "figure"; readonly figure: Json; readonly config?: Json; readonly animate?: boolean; readonly fresh?: boolean }
  | { readonly kind: "animate"; readonly how: Json }
  | { readonly kind: "layout"; readonly layout: Json }
  | { readonly kind: "traces"; readonly update: Json; readonly indices?: readonly number[] }
  | { readonly kind: "theme" }
  | ExtendOp;

/** Fewer operations with the same outcome: a new figure replaces what came before it, neighbours of a kind are joined. */
export function coalesce(ops: readonly ChartOp[]): ChartOp[] {
  const lastFigure = ops.findLastIndex((op) => op.kind === "figure");
  const joined: ChartOp[] = [];
  let extends_: ExtendOp[] = [];
  const flush = (): void => {
    if (extends_.length > 0) joined.push(joinExtends(extends_));
    extends_ = [];
  };
  for (const op of ops.slice(Math.max(0, lastFigure))) {
    if (op.kind === "extend" || op.kind === "prepend") {
      if (extends_.length > 0 && !fits(extends_[0] as ExtendOp, op)) flush();
      extends_.push(op);
      continue;
    }
    flush();
    const last = joined.at(-1);
    if (op.kind === "layout" && last?.kind === "layout") joined[joined.length - 1] = { kind: "layout", layout: { ...last.layout, ...op.layout } };
    else joined.push(op);
  }
  flush();
  return joined;
}

function fits(a: ExtendOp, b: ExtendOp): boolean {
  const same = (x: readonly unknown[], y: readonly unknown[]): boolean => x.length === y.length && x.every((item, i) => item === y[i]);
  return a.kind === b.kind && same(a.indices, b.indices) && same(Object.keys(a.data).sort(), Object.keys(b.data).sort());
}

function joinExtends(ops: readonly ExtendOp[]): ExtendOp {
  const [first, last] = [ops[0] as ExtendOp, ops.at(-1) as ExtendOp];
  if (ops.length === 1) return first;
  const parts = first.kind === "extend" ? ops : ops.toReversed();
  const data: Record<string, Values[]> = {};
  for (const key of Object.keys(first.data)) {
    data[key] = first.indices.map((_trace, i) => concat(parts.map((op) => op.data[key]?.[i] ?? [])));
  }
  return { kind: first.kind, data, indices: first.indices, ...(last.maxPoints === undefined ? {} : { maxPoints: last.maxPoints }) };
}

function concat(parts: readonly Values[]): unknown[] {
  const all: unknown[] = [];
  for (const part of parts) for (let i = 0; i < part.length; i++) all.push(part[i]);
  return all;
}
