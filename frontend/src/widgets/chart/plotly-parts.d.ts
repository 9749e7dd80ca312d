/** The strict parts of Plotly, of which it publishes no types. */
declare module "plotly.js/src/traces/*" {
  const part: import("plotly.js").PlotlyModule;
  export default part;
}
