// Generated from the event classes in mcp_tools/pywry_tools/events.
// Do not edit: run `uv run python -m pywry_tools.projections.generate`.

/** Events from Python to a page, by name. */
export interface EventsDown {
  /** Let a panel fill the page for everyone who looks now; without one, as it was. */
  "dashboard:maximize": {
    panelId?: string | null;
  };
  /** Show a tab to everyone who looks now. */
  "dashboard:select-tab": {
    tab: string;
    /** The strip of tabs, where several have a tab of that name. */
    tabs?: string | null;
  };
  /** Show only the rows at these positions; None shows all. */
  "grid:keep-rows": {
    gridId?: string | null;
    keep?: unknown;
  };
  /** Show only rows that have every one of these words in some cell. */
  "grid:quick-filter": {
    gridId?: string | null;
    text?: string;
  };
  /** Take rows away by their ids. */
  "grid:remove-rows": {
    gridId?: string | null;
    rowIds: string[];
  };
  /** Ask every page for the grid's columns, filters and sort; each answers with grid:state-response. */
  "grid:request-state": {
    gridId?: string | null;
    context?: unknown;
  };
  /** Lift filters and sort and put the columns back; `hard` also lifts the selection and what links hide. */
  "grid:reset-state": {
    gridId?: string | null;
    hard?: boolean;
  };
  /** Put back columns, filters and sort as grid:state-response gave them. */
  "grid:restore-state": {
    gridId?: string | null;
    state: Record<string, unknown>;
  };
  /** Say something in a toast. */
  "grid:show-notification": {
    gridId?: string | null;
    message: string;
    /** Milliseconds; 0 stays until it is closed. */
    duration?: number | null;
  };
  /** Remove rows, set, update and add rows, write cells, in this order; all of it or nothing. */
  "grid:transaction": {
    gridId?: string | null;
    /** All rows, as for grid:update-data. */
    data?: unknown;
    /** Rows, as for grid:update-data. */
    update?: unknown;
    /** Rows, as for grid:update-data. */
    add?: unknown;
    remove?: string[] | null;
    /** Cells by column, as for grid:update-cells. */
    columns?: Record<string, unknown> | null;
    /** What pages get: the events that it is made of, and their data. */
    parts?: unknown[] | null;
  };
  /** Take a person's last edit back, or put it in again. */
  "grid:undo": {
    gridId?: string | null;
    redo?: boolean;
  };
  /** Write one cell. */
  "grid:update-cell": {
    gridId?: string | null;
    rowId: string;
    colId: string;
    value: unknown;
  };
  /** Write many cells: one by one, or column by column. */
  "grid:update-cells": {
    gridId?: string | null;
    cells?: {
      rowId: string;
      colId: string;
      value: unknown;
    }[];
    /** Column to {rowIds, values}; pages get {at, values}, at counting rows from 0. */
    columns?: Record<string, unknown> | null;
  };
  /** Change how columns look and behave: AG Grid column definitions, matched by field. */
  "grid:update-columns": {
    gridId?: string | null;
    columnDefs: Record<string, unknown>[];
    /** Columns by name, and groups with their children. */
    groups?: unknown[] | null;
  };
  /** Set all rows, append rows, or update rows by their ids. */
  "grid:update-data": {
    gridId?: string | null;
    /** Rows, columns or a frame. */
    data: unknown;
    strategy?: "set" | "append" | "update";
  };
  /** Set rows, columns and state at once. */
  "grid:update-grid": {
    gridId?: string | null;
    /** Rows, columns or a frame. */
    data?: unknown;
    columnDefs?: Record<string, unknown>[] | null;
    restoreState?: Record<string, unknown> | null;
    /** What pages get: the events that it is made of, and their data. */
    parts?: unknown[] | null;
  };
  /** Look like one of AG Grid's themes: quartz, alpine, balham or material; light or dark is the page's. */
  "grid:update-theme": {
    gridId?: string | null;
    theme: string;
  };
  /** Play the figure's frames, or stop. */
  "plotly:animate": {
    chartId?: string | null;
    /** Their names, or the one of a group; left out, all. */
    frames?: string[] | null;
    frameMs?: number;
    transitionMs?: number;
    easing?: string;
    /** Go on from the frame that is shown. */
    fromCurrent?: boolean;
    stop?: boolean;
  };
  /** Ask every page for the points of a chart's traces; each answers with plotly:export-response. */
  "plotly:export-data": {
    chartId?: string | null;
  };
  /** Append points to traces. */
  "plotly:extend": {
    chartId?: string | null;
    /** Attribute to one list of values per trace. */
    data: Record<string, unknown[]>;
    indices: number[];
    /** Points to keep per trace. */
    maxPoints?: number | null;
  };
  /** Put points before the first ones of traces. */
  "plotly:prepend": {
    chartId?: string | null;
    /** Attribute to one list of values per trace. */
    data: Record<string, unknown[]>;
    indices: number[];
    /** Points to keep per trace. */
    maxPoints?: number | null;
  };
  /** Draw another figure from nothing; zoom, selection and what was switched off in the legend are forgotten. */
  "plotly:replace": {
    chartId?: string | null;
    figure: unknown;
  };
  /** Ask every page for the chart's layout and traces; each answers with plotly:state-response. */
  "plotly:request-state": {
    chartId?: string | null;
  };
  /** Show all data again. */
  "plotly:reset-zoom": {
    chartId?: string | null;
  };
  /** Put another figure in place of the one shown; zoom and selection are kept where they still fit. */
  "plotly:update-figure": {
    chartId?: string | null;
    figure: unknown;
    config?: Record<string, unknown> | null;
    animate?: boolean;
  };
  /** Change parts of the layout; keys may be dotted, as in `xaxis.range`. */
  "plotly:update-layout": {
    chartId?: string | null;
    layout: Record<string, unknown>;
  };
  /** Change attributes of traces, as Plotly.restyle does: a list gives one value a trace. */
  "plotly:update-traces": {
    chartId?: string | null;
    update: Record<string, unknown>;
    indices?: number[] | null;
  };
  /** Show a toast; a confirm asks, and answers with `callback_event` `{"confirmed": bool}`. */
  "pywry:alert": {
    message: string;
    type?: "info" | "success" | "warning" | "error" | "confirm";
    title?: string | null;
    /** Milliseconds; 0 stays until it is closed. */
    duration?: number | null;
    position?: "top-right" | "top-left" | "bottom-right" | "bottom-left";
    callback_event?: string | null;
  };
  /** Save a file on the viewer's side. */
  "pywry:download": {
    content: string | Uint8Array;
    filename: string;
    mimeType?: string;
  };
  /** Save rows as a CSV file on the viewer's side. */
  "pywry:download-csv": {
    filename: string;
    data: unknown[][];
    headers?: string[] | null;
  };
  /** Add a style sheet, or replace the one of that id. */
  "pywry:inject-css": {
    css: string;
    id?: string;
  };
  /** Leave for another address; http, https, mailto and relative ones only. */
  "pywry:navigate": {
    url: string;
  };
  /** Load the page anew, scrolled to where it was. */
  "pywry:refresh": {
    /** Put back what a person has typed. */
    keepInput?: boolean;
  };
  /** Take an injected style sheet away. */
  "pywry:remove-css": {
    id: string;
  };
  /** Run JavaScript in every page that shows the widget; nothing is returned. */
  "pywry:run-script": {
    script: string;
  };
  /** Put text or HTML into elements. */
  "pywry:set-content": {
    /** The element's id. */
    id?: string | null;
    /** Or a CSS selector; every match is changed. */
    selector?: string | null;
    text?: string | null;
    html?: string | null;
  };
  /** Set inline styles of elements; an empty value takes one away. */
  "pywry:set-style": {
    /** The element's id. */
    id?: string | null;
    /** Or a CSS selector; every match is changed. */
    selector?: string | null;
    styles: Record<string, string | number>;
  };
  /** Morph the body into this HTML; what did not change keeps its focus, scroll and input. */
  "pywry:update-html": {
    html: string;
  };
  /** Switch between light, dark and the viewer's own setting; any text with "dark" in it means dark. */
  "pywry:update-theme": {
    theme: "light" | "dark" | "system";
  };
}

/** Events from a page to Python, by name. */
export interface EventsUp {
  /** A person chose a value in an input. */
  "dashboard:input-changed": {
    panelId: string;
    /** Text, a number, true or false; a date as 2026-01-31; null for none. */
    value?: unknown;
  };
  /** A person moved or resized a panel; everyone sees it. */
  "dashboard:layout-changed": {
    /** As dashboard_layout gives it. */
    layout: {
      version?: 1 | null;
      columns?: 12;
      items: {
        panel: string;
        width?: number | null;
        height?: number | null;
        col?: number | null;
        row?: number | null;
        tab?: string | null;
        tabs?: string | null;
      }[];
      strips?: {
        tabs?: string;
        col?: number | null;
        row?: number | null;
        width?: number | null;
        height?: number | null;
        names?: unknown[] | null;
        shown?: string | null;
      }[];
    };
  };
  /** A person let a panel fill the page, or put it back. */
  "dashboard:panel-maximized": {
    /** The panel; null if it was put back. */
    panelId?: string | null;
  };
  /** A person chose a tab. */
  "dashboard:tab-selected": {
    tab: string;
    /** The strip of tabs. */
    tabs?: string;
  };
  /** A person opened an address of the program's own scheme while it was running. */
  "desktop:deep-link-opened": {
    scheme: string;
    url: string;
  };
  /** A person clicked a notification that their browser showed; the desktop's own do not tell. */
  "desktop:notification-clicked": {
    title: string;
  };
  /** The program was started once more; that instance has ended. */
  "desktop:second-instance": {
    /** What it was started with. */
    args: string[];
    /** The folder that it was started in. */
    cwd: string;
  };
  /** A person pressed a global shortcut, whatever program has the focus. */
  "desktop:shortcut-pressed": {
    /** As it was registered. */
    shortcut: string;
  };
  /** A person let go of a global shortcut. */
  "desktop:shortcut-released": {
    /** As it was registered. */
    shortcut: string;
  };
  /** A person clicked a cell. */
  "grid:cell-click": {
    gridId: string;
    widget_type?: "grid";
    rowIndex?: number | null;
    rowId: string;
    colId: string;
    data?: Record<string, unknown>;
    value?: unknown;
  };
  /** A person double-clicked a cell. */
  "grid:cell-double-click": {
    gridId: string;
    widget_type?: "grid";
    rowIndex?: number | null;
    rowId: string;
    colId: string;
    data?: Record<string, unknown>;
    value?: unknown;
  };
  /** A person changed one cell. */
  "grid:cell-edit": {
    gridId: string;
    widget_type?: "grid";
    rowIndex?: number | null;
    rowId: string;
    colId: string;
    data?: Record<string, unknown>;
    oldValue?: unknown;
    newValue?: unknown;
    source?: "edit" | "undo" | "redo";
  };
  /** A person saved the rows as CSV. */
  "grid:export-csv": {
    gridId: string;
    widget_type?: "grid";
    /** The file; None where it is larger than 4 MB. */
    data?: string | null;
    fileName?: string | null;
  };
  /** A person filtered; `rows` are shown now. */
  "grid:filter-changed": {
    gridId: string;
    widget_type?: "grid";
    filterModel: Record<string, unknown>;
    rows?: number | null;
  };
  /** The selection has changed; these rows are selected now. */
  "grid:row-selected": {
    gridId: string;
    widget_type?: "grid";
    rows: Record<string, unknown>[];
    rowIds?: string[];
    /** All rows that pass this filter are selected but those of exceptIds; None: only rows. */
    every?: Record<string, unknown> | null;
    exceptIds?: string[];
    /** How many are selected, where every is given. */
    count?: number | null;
  };
  /** A person sorted. */
  "grid:sort-changed": {
    gridId: string;
    widget_type?: "grid";
    sortModel: Record<string, unknown>[];
  };
  /** The answer to grid:request-state. */
  "grid:state-response": {
    gridId: string;
    widget_type?: "grid";
    columnState: Record<string, unknown>[];
    filterModel: Record<string, unknown>;
    sortModel: Record<string, unknown>[];
    context?: unknown;
  };
  /** A person chose an item; `checked` is how a check item stands now. */
  "menu:click": {
    item_id: string;
    menu?: string;
    source?: "app" | "window" | "popup" | "tray";
    checked?: boolean | null;
  };
  /** A person chose the predefined item that quits; every window is asked whether it may close. */
  "menu:quit": {
    menu?: string;
    source?: "app" | "window" | "popup" | "tray";
  };
  /** A person clicked on points. */
  "plotly:click": {
    chartId: string;
    widget_type?: "chart";
    points: Record<string, unknown>[];
    point_indices?: number[];
    curve_number?: number | null;
    event?: Record<string, unknown> | null;
  };
  /** The selection was lifted. */
  "plotly:deselect": {
    chartId: string;
    widget_type?: "chart";
  };
  /** The answer to plotly:export-data. */
  "plotly:export-response": {
    chartId: string;
    widget_type?: "chart";
    /** One a trace: traceIndex, name, type, x, y, and z where it has one. */
    data: Record<string, unknown>[];
  };
  /** The pointer rests on points. */
  "plotly:hover": {
    chartId: string;
    widget_type?: "chart";
    points: Record<string, unknown>[];
    point_indices?: number[];
    curve_number?: number | null;
  };
  /** A person zoomed, panned or changed the layout in another way. */
  "plotly:relayout": {
    chartId: string;
    widget_type?: "chart";
    relayout_data: Record<string, unknown>;
  };
  /** A person selected points by box or lasso. */
  "plotly:selected": {
    chartId: string;
    widget_type?: "chart";
    points: Record<string, unknown>[];
    point_indices?: number[];
    range?: Record<string, unknown> | null;
    lassoPoints?: Record<string, unknown> | null;
  };
  /** The answer to plotly:request-state. */
  "plotly:state-response": {
    chartId: string;
    widget_type?: "chart";
    layout: Record<string, unknown>;
    data: Record<string, unknown>[];
  };
  /** The pointer has left the points. */
  "plotly:unhover": {
    chartId: string;
    widget_type?: "chart";
  };
  /** A person is using this page. */
  "pywry:active": Record<string, never>;
  /** Something a page printed, raised, or had blocked by its CSP. */
  "pywry:console": {
    level: "log" | "info" | "debug" | "warn" | "error" | "csp" | "uncaught";
    text: string;
    source?: string | null;
    line?: number | null;
    column?: number | null;
    count?: number;
  };
  /** A page has gone away. */
  "pywry:disconnect": {
    reason?: string;
    widget_id?: string | null;
  };
  /** Every panel of a document is on screen. */
  "pywry:painted": {
    panels: Record<string, unknown>[];
    seconds?: number | null;
  };
  /** A document has applied its first state. */
  "pywry:ready": Record<string, never>;
  /** A viewer fell off the log and was given the state anew; `missed` events are gone for it. */
  "pywry:resync": {
    viewer: string;
    missed: number;
  };
  /** The colours that a viewer sees have changed. */
  "pywry:theme-update": {
    mode: "light" | "dark";
    original?: string | null;
  };
  /** A person clicked the icon. */
  "tray:click": {
    tray_id: string;
    position?: {
      x: number;
      y: number;
    } | null;
    button?: "Left" | "Right" | "Middle";
    button_state?: "Up" | "Down";
  };
  /** A person double-clicked the icon. */
  "tray:double-click": {
    tray_id: string;
    position?: {
      x: number;
      y: number;
    } | null;
    button?: "Left" | "Right" | "Middle";
    button_state?: "Up" | "Down";
  };
  /** The pointer came over the icon. */
  "tray:enter": {
    tray_id: string;
    position?: {
      x: number;
      y: number;
    } | null;
  };
  /** The pointer left the icon. */
  "tray:leave": {
    tray_id: string;
    position?: {
      x: number;
      y: number;
    } | null;
  };
  /** The pointer moved over the icon. */
  "tray:move": {
    tray_id: string;
    position?: {
      x: number;
      y: number;
    } | null;
  };
  /** A person clicked the icon with the right button. */
  "tray:right-click": {
    tray_id: string;
    position?: {
      x: number;
      y: number;
    } | null;
    button?: "Left" | "Right" | "Middle";
    button_state?: "Up" | "Down";
  };
  /** Another window has the keyboard now. */
  "window:blurred": Record<string, never>;
  /** A person wants to close the window; a function that hears this and returns False keeps it open. */
  "window:close-requested": Record<string, never>;
  /** The window is gone. */
  "window:closed": Record<string, never>;
  /** A person drags files over the window. */
  "window:drag-entered": {
    paths: string[];
    /** From the left of the page. */
    x: number;
    /** From the top of the page. */
    y: number;
  };
  /** A person drags files away from the window. */
  "window:drag-left": Record<string, never>;
  /** A person dropped files on the window. */
  "window:file-dropped": {
    paths: string[];
    /** From the left of the page. */
    x: number;
    /** From the top of the page. */
    y: number;
  };
  /** The window has the keyboard now. */
  "window:focused": Record<string, never>;
  /** The window cannot be seen any more; its page goes on. */
  "window:hidden": Record<string, never>;
  /** The window is on another monitor; its place and size in pixels of the screen. */
  "window:monitor-changed": {
    /** Its name. */
    monitor?: string | null;
    x: number;
    y: number;
    width: number;
    height: number;
    scaleFactor: number;
  };
  /** The window is at another place; told 60 times a second at most. */
  "window:moved": {
    x: number;
    y: number;
  };
  /** The page has another size; told 60 times a second at most. */
  "window:resized": {
    width: number;
    height: number;
  };
  /** A pixel of CSS has another number of pixels of the screen, such as on another monitor. */
  "window:scale-changed": {
    scaleFactor: number;
  };
  /** The window can be seen again. */
  "window:shown": Record<string, never>;
  /** The desktop's theme has changed. */
  "window:theme-changed": {
    theme: "light" | "dark";
  };
}
