// The code cells of a page: each gets its buttons here. What they do comes with a bundle of
// its own (cells/), once a reader turns to one of them, or has changed one before.
import { element } from "../lib/widget.js";
import { openWork } from "../lib/work.js";
import "./cells.css";
import { codeField } from "./code-field.js";
import { codeOffer } from "./code-offer.js";
import { ask } from "./dialog.js";
import { mountFigure } from "./host.js";
import {
  available,
  fetchPackages,
  giveUp,
  loaded,
  openSandbox,
  permit,
} from "./sandbox.js";
import { script } from "./script.js";
import { inTurns } from "./turns.js";
import { t } from "./words.js";

/** What that bundle uses of this one: there is one sandbox in a page, and one store. */
const page = {
  ask,
  available,
  codeField,
  codeOffer,
  fetchPackages,
  giveUp,
  loaded,
  mountFigure,
  openSandbox,
  permit,
};
let opening;

/** @typedef {typeof page} Page */

/**
 * @typedef {object} Block A cell as the book shows it (press/site/cells.py).
 * @property {HTMLElement} root
 * @property {string} source
 * @property {ReturnType<typeof openWork>} work the reader's version of it
 * @property {string} [needs] what a page does not have and the cell uses
 * @property {number} [seconds] how long it takes on a desktop, where that is long
 * @property {{replace: string, by: string}} [smaller] what makes it shorter
 */

/** Give every code cell of the page its buttons, one after the other. */
export async function mountCells() {
  const bars = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll(".nn-cell-bar")
  );
  const blocks = [];
  const live = () => open(done.then(() => blocks));
  const done = inTurns(bars, (bar, i) => {
    blocks.push(blockOf(bar));
    dress(blocks[i], bar, i + 1, live);
  });
  await done;
  if (blocks.some(({ source, work }) => work.value !== source)) live();
}

/** @returns {Block} */
function blockOf(bar) {
  const { id, edition, needs, seconds, smaller } = bar.dataset;
  const root = bar.closest(".cell");
  const source = root.querySelector(".cell_input pre").textContent.replace(/\n$/, "");
  return {
    root,
    source,
    work: openWork("cell", id, { start: source, edition }),
    needs,
    seconds: seconds && Number(seconds),
    smaller: smaller && JSON.parse(smaller),
  };
}

function dress({ root }, bar, number, live) {
  root.dataset.cell = String(number);
  root.dataset.state = "recorded";
  const recorded = root.querySelector(".cell_output") ? t("cell.is.recorded") : "";
  const label = element("span", { className: "nn-cell-label", textContent: recorded });
  const buttons = ["run", "edit"].map((name) => {
    const textContent = t(`cell.${name}`);
    const button = element(
      "button",
      { type: "button", textContent },
      { "aria-label": t(`cell.${name}Of`, { number }) },
    );
    button.addEventListener("click", async () => {
      const chapter = await live().catch(() => null);
      if (chapter) chapter[name](number);
      else label.textContent = t("cell.failed.unreachable", { file: "cells.js" });
    });
    return button;
  });
  bar.append(...buttons, label);
}

function open(all) {
  opening ??= script("cells.js", "nnbookCells").then(async (live) =>
    live(page, await all),
  );
  opening.catch(() => (opening = null));
  return opening;
}
