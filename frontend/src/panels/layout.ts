/** The arrangement of panels on a page, in reading order. */
export interface Layout {
  readonly columns?: number;
  readonly rowHeight?: number;
  readonly gap?: number;
  readonly items: readonly LayoutItem[];
}

export interface LayoutItem {
  readonly panel: string;
  readonly width?: number;
  readonly height?: number;
}

/** Lay a root's panels out; panels that the layout does not name follow at full width. */
export function arrange(root: HTMLElement, layout: Layout | undefined, panels: ReadonlyMap<string, HTMLElement>): void {
  root.dataset["layout"] = layout !== undefined ? "grid" : panels.size === 1 ? "fill" : "stack";
  setSizes(root, layout);
  const items = new Map(layout?.items.map((item) => [item.panel, item]));
  for (const [id, panel] of panels) place(panel, items.get(id), layout);
  const order = [...items.keys(), ...[...panels.keys()].filter((id) => !items.has(id))];
  reorder(root, order.flatMap((id) => panels.get(id) ?? []));
}

function setSizes(root: HTMLElement, layout: Layout | undefined): void {
  set(root, "--pywry-columns", layout?.columns);
  set(root, "--pywry-row-height", layout?.rowHeight, "px");
  set(root, "--pywry-gap", layout?.gap, "px");
}

function place(panel: HTMLElement, item: LayoutItem | undefined, layout: Layout | undefined): void {
  const columns = layout?.columns ?? 12;
  const width = layout === undefined ? undefined : (item?.width ?? columns);
  set(panel, "--pywry-width", width === undefined ? undefined : Math.min(width, columns));
  set(panel, "--pywry-height", layout === undefined ? undefined : (item?.height ?? 4));
}

function set(element: HTMLElement, name: string, value: number | undefined, unit = ""): void {
  if (value === undefined) element.style.removeProperty(name);
  else element.style.setProperty(name, `${value}${unit}`);
}

/** Put children in order while moving as few as possible: a moved frame reloads and a moved element loses its scroll. */
function reorder(root: HTMLElement, wanted: readonly HTMLElement[]): void {
  let at = root.firstElementChild;
  for (const element of wanted) {
    if (element === at) at = at.nextElementSibling;
    else root.insertBefore(element, at);
  }
}
