import type { Theme } from "ag-grid-community";
import { agGrid } from "./library";

export type ThemeName = "quartz" | "alpine" | "balham" | "material";

const made = new Map<string, Theme>();

/** The page's own colours: the variables follow the page's theme by themselves. */
const COLOURS = {
  backgroundColor: "var(--pywry-bg-secondary)",
  foregroundColor: "var(--pywry-text-primary)",
  accentColor: "var(--pywry-accent)",
  borderColor: "var(--pywry-border-color)",
  browserColorScheme: "inherit",
  chromeBackgroundColor: "var(--pywry-bg-secondary)",
  headerBackgroundColor: "var(--pywry-bg-secondary)",
  headerTextColor: "var(--pywry-text-tertiary)",
  fontFamily: "inherit",
  cellTextColor: "var(--pywry-text-secondary)",
  rowHoverColor: "var(--pywry-bg-hover)",
  selectedRowBackgroundColor: "var(--pywry-bg-accent)",
  menuBackgroundColor: "var(--pywry-bg-tertiary)",
  menuTextColor: "var(--pywry-text-primary)",
  menuBorder: { color: "var(--pywry-border-color)" },
  inputBackgroundColor: "var(--pywry-bg-primary)",
  inputBorder: { color: "var(--pywry-border-color)" },
  wrapperBorder: false,
  wrapperBorderRadius: 0,
} as const;

/** What makes the house's own look of Quartz. */
const CALM = {
  headerFontWeight: 500,
  headerFontSize: 12,
  fontSize: 13,
  oddRowBackgroundColor: "transparent",
  rowBorder: { color: "var(--pywry-border-subtle)" },
  headerRowBorder: { color: "var(--pywry-border-color)" },
  headerColumnResizeHandleColor: "transparent",
  columnBorder: false,
  iconSize: 14,
  spacing: 6,
  rowHeight: 34,
  headerHeight: 38,
  cellHorizontalPadding: 12,
} as const;

/** One of AG Grid's themes; where cells span rows, the rows have one colour. */
export function gridTheme(name: ThemeName = "quartz", spans = false): Theme {
  const key = `${name} ${spans}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const { themeQuartz, themeAlpine, themeBalham, themeMaterial } = agGrid();
  const base = { quartz: themeQuartz, alpine: themeAlpine, balham: themeBalham, material: themeMaterial }[name];
  const odd = name === "material" || spans ? "transparent" : "var(--pywry-bg-hover)";
  const theme = base.withParams(name === "quartz" ? { ...COLOURS, ...CALM } : { ...COLOURS, oddRowBackgroundColor: odd });
  made.set(key, theme);
  return theme;
}
