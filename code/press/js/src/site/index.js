// Everything the static page runs, as one classic script (module files cannot be
// imported from file://).
import widgets from "all-widgets";
import { mountCells } from "./cells.js";
import { mountExercises } from "./exercise.js";
import { mountWidgets } from "./host.js";
import { coverPredictions } from "./predictions.js";
import { mountProgress } from "./progress.js";
import { watchUnkept } from "./unkept.js";
import { watchFormulas } from "./wide-formulas.js";
import "./faces.css";
import "./back-to-top.css";
import "./site.css";
import "./text.css";
import "./code.css";
import "./margin.css";
import "./print.css";
import "./without-script.css";

// The folder of this script: editor, worker and Python lie beside it.
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
window.nnbook = { base: new URL(".", script.src).href };

function start() {
  coverPredictions();
  watchUnkept();
  mountCells();
  mountExercises();
  mountProgress();
  watchFormulas();
}

mountWidgets(widgets);
if (document.readyState === "loading")
  document.addEventListener("DOMContentLoaded", start, { once: true });
else start();
