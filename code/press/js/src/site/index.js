// What the static page runs; a figure's own code comes when the figure is near.
import { mountCells } from "./cells.js";
import { mountExercises } from "./exercise.js";
import { mountWidgets } from "./host.js";
import { watchEditions } from "./editions.js";
import { coverPredictions } from "./predictions.js";
import { watchMenus } from "./menus.js";
import { mountProgress } from "./progress.js";
import { watchUnkept } from "./unkept.js";
import { watchScrollers } from "./scrollers.js";
import "./faces.css";
import "./back-to-top.css";
import "./site.css";
import "./text.css";
import "./code.css";
import "./later.css";
import "./margin.css";
import "./print.css";
import "./without-script.css";

// The folder of this script: editor, worker and Python lie beside it.
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
window.nnbook = {
  base: new URL(".", script.src).href,
  figures: script.dataset.figures,
};

async function start() {
  coverPredictions(); // at once: nobody shall see what they are to predict
  watchUnkept();
  mountProgress();
  await mountCells();
  await mountExercises();
  watchScrollers();
  watchEditions();
}

mountWidgets();
watchMenus();
if (document.readyState === "loading")
  document.addEventListener("DOMContentLoaded", start, { once: true });
else start();
