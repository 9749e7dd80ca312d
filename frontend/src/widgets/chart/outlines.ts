/** As far north as flat maps go. */
const EDGE = 85.05;

type Point = readonly [number, number];
type Arcs = readonly (number | Arcs)[];

interface Shape {
  readonly type: string;
  readonly arcs?: Arcs;
  readonly geometries?: readonly Shape[];
}

interface Topology {
  readonly arcs: readonly (readonly Point[])[];
  readonly objects: Readonly<Record<string, Shape>>;
  readonly transform: { readonly scale: Point; readonly translate: Point };
}

export interface Outlines {
  readonly type: "FeatureCollection";
  readonly features: readonly { readonly type: "Feature"; readonly properties: object; readonly geometry: unknown }[];
}

/** Some objects of the maps that come with PyWry, as GeoJSON. */
export function outlinesOf(topology: Topology, object: string): Outlines {
  const { scale, translate } = topology.transform;
  const lines = topology.arcs.map((arc) => unpacked(arc, scale, translate));
  const shapes = topology.objects[object]?.geometries ?? [];
  const features = shapes.flatMap(({ type, arcs }) => {
    if (arcs === undefined || !/Polygon$/.test(type)) return [];
    const coordinates = type === "Polygon" ? rings(arcs, lines) : arcs.map((part) => rings(part as Arcs, lines));
    return [{ type: "Feature" as const, properties: {}, geometry: { type, coordinates } }];
  });
  return { type: "FeatureCollection", features };
}

/** Whole numbers, each the way from the one before, as degrees. */
function unpacked(arc: readonly Point[], scale: Point, translate: Point): Point[] {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

function rings(arcs: Arcs, lines: readonly Point[][]): Point[][] {
  return arcs.map((ring) => flat((ring as readonly number[]).flatMap((index, part) => along(index, lines).slice(part === 0 ? 0 : 1))));
}

/** A ring on a globe as one on a flat map: beyond the date line it goes on, and round the pole it ends at the map's edge. */
function flat(ring: readonly Point[]): Point[] {
  let [turn, before] = [0, ring[0]?.[0] ?? 0];
  const made = ring.map(([x, y]): Point => {
    if (Math.abs(x - before) > 180) turn += x < before ? 360 : -360;
    before = x;
    return [x + turn, y];
  });
  const [first, last] = [made[0], made.at(-1)];
  if (turn === 0 || first === undefined || last === undefined) return made;
  const edge = first[1] < 0 ? -EDGE : EDGE;
  return [...made, [last[0], edge], [first[0], edge], first];
}

/** A line; one that is numbered below zero is walked backwards. */
function along(index: number, lines: readonly Point[][]): readonly Point[] {
  return index < 0 ? [...(lines[~index] ?? [])].reverse() : (lines[index] ?? []);
}
