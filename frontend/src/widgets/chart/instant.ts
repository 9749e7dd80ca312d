import type { PlotElement } from "./plotly";

interface TileMap {
  redraw?(): unknown;
}

/** Let maps of tiles draw what they have now: what they drew before is gone with its frame. */
export function drawTiles({ _fullLayout }: PlotElement): void {
  for (const [name, part] of Object.entries(_fullLayout ?? {})) {
    if (/^map\d*$/.test(name)) (part as { _subplot?: { map?: TileMap } })._subplot?.map?.redraw?.();
  }
}
