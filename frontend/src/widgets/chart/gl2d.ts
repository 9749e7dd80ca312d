/** Plotly with its flat traces and those that WebGL draws, built here since no published part of it does without `eval`. */

import bar from "plotly.js/lib/bar";
import box from "plotly.js/lib/box";
import contour from "plotly.js/lib/contour";
import Plotly from "plotly.js/lib/core";
import heatmap from "plotly.js/lib/heatmap";
import histogram from "plotly.js/lib/histogram";
import histogram2d from "plotly.js/lib/histogram2d";
import histogram2dcontour from "plotly.js/lib/histogram2dcontour";
import image from "plotly.js/lib/image";
import pie from "plotly.js/lib/pie";
import scatterternary from "plotly.js/lib/scatterternary";
import violin from "plotly.js/lib/violin";
import parcoords from "plotly.js/src/traces/parcoords/strict";
import scattergl from "plotly.js/src/traces/scattergl/strict";
import splom from "plotly.js/src/traces/splom/strict";

const flat = [bar, box, contour, heatmap, histogram, histogram2d, histogram2dcontour, image, pie, scatterternary, violin];
Plotly.register([...flat, parcoords, scattergl, splom]);

export default Plotly;
