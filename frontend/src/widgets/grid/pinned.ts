import type { CellPosition, GridApi, GridOptions, IRowNode } from "ag-grid-community";
import { cellValue, type ColumnSpec } from "./columns";
import type { Row } from "./rows";

type Json = Record<string, unknown>;

const EDGES = { pinnedTopRowData: "top", pinnedBottomRowData: "bottom" } as const;

/** Rows that stay above or below the others, such as totals, which a person writes as plain objects. */
export function pinned(options: GridOptions<Row>, columns: readonly ColumnSpec[]): GridOptions<Row> {
  const types = new Map(columns.map(({ field, type }) => [field, type]));
  const made: GridOptions<Row> = {};
  for (const [name, edge] of Object.entries(EDGES) as [keyof typeof EDGES, string][]) {
    const objects = options[name] as readonly Json[] | null | undefined;
    if (objects === undefined || objects === null) continue;
    made[name] = objects.map((object, at) => {
      const own = Object.fromEntries(Object.entries(object).map(([field, value]) => [field, cellValue(types.get(field), value)]));
      return { id: `${edge}-${at}`, at: -1, block: null, place: 0, own };
    });
  }
  return made;
}

/** The pinned rows of a grid that is drawn, from the top. */
export function pinnedRows(api: GridApi<Row>): { readonly above: Row[]; readonly below: Row[] } {
  const rows = (count: number, get: (at: number) => IRowNode<Row> | undefined): Row[] => Array.from({ length: count }, (_, at) => get(at)?.data ?? []).flat();
  return {
    above: rows(api.getPinnedTopRowCount(), (at) => api.getPinnedTopRow(at)),
    below: rows(api.getPinnedBottomRowCount(), (at) => api.getPinnedBottomRow(at)),
  };
}

/** Whether it is one of them: no row of the table, so nothing that Python could find or change. */
export function isPinned({ rowPinned }: Pick<CellPosition, "rowPinned">): boolean {
  return rowPinned === "top" || rowPinned === "bottom";
}
