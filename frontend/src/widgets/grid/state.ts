import type { ColumnState, FilterModel, GridApi } from "ag-grid-community";
import { sortModel } from "./events";
import type { Row } from "./rows";

/** What is kept of a grid, to be put back later. */
export interface GridState {
  readonly columnState: ColumnState[];
  readonly filterModel: FilterModel;
  readonly sortModel: { colId: string; sort: "asc" | "desc" }[];
}

export function stateOf(api: GridApi<Row>, gridId: string): GridState & { gridId: string } {
  return { gridId, columnState: api.getColumnState(), filterModel: api.getFilterModel(), sortModel: sortModel(api) };
}

/** Put back the parts that are given. */
export function restore(api: GridApi<Row>, { columnState, filterModel, sortModel: sort }: Partial<GridState>): void {
  if (columnState !== undefined) api.applyColumnState({ state: columnState, applyOrder: true });
  if (sort !== undefined) {
    const state = sort.map(({ colId, sort: direction }, sortIndex) => ({ colId, sort: direction, sortIndex }));
    api.applyColumnState({ state, defaultState: { sort: null } });
  }
  if (filterModel !== undefined) api.setFilterModel(filterModel);
}
