import type { Theme } from "ag-grid-community";
import { agGrid } from "./library";

let made: Theme | undefined;

/** AG Grid's Quartz in the page's own colours: the variables follow the page's theme by themselves. */
export function gridTheme(): Theme {
  made ??= agGrid().themeQuartz.withParams({
    backgroundColor: "var(--pywry-bg-secondary)",
    foregroundColor: "var(--pywry-text-primary)",
    accentColor: "var(--pywry-accent)",
    borderColor: "var(--pywry-border-color)",
    browserColorScheme: "inherit",
    chromeBackgroundColor: "var(--pywry-bg-secondary)",
    headerBackgroundColor: "var(--pywry-bg-secondary)",
    headerTextColor: "var(--pywry-text-tertiary)",
    headerFontWeight: 500,
    headerFontSize: 12,
    fontFamily: "inherit",
    fontSize: 13,
    cellTextColor: "var(--pywry-text-secondary)",
    rowHoverColor: "var(--pywry-bg-hover)",
    selectedRowBackgroundColor: "var(--pywry-bg-accent)",
    oddRowBackgroundColor: "transparent",
    rowBorder: { color: "var(--pywry-border-subtle)" },
    headerRowBorder: { color: "var(--pywry-border-color)" },
    headerColumnResizeHandleColor: "transparent",
    columnBorder: false,
    wrapperBorder: false,
    wrapperBorderRadius: 0,
    menuBackgroundColor: "var(--pywry-bg-tertiary)",
    menuTextColor: "var(--pywry-text-primary)",
    menuBorder: { color: "var(--pywry-border-color)" },
    inputBackgroundColor: "var(--pywry-bg-primary)",
    inputBorder: { color: "var(--pywry-border-color)" },
    iconSize: 14,
    spacing: 6,
    rowHeight: 34,
    headerHeight: 38,
    cellHorizontalPadding: 12,
  });
  return made;
}
