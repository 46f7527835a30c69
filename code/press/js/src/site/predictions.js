// The output that a prediction is about (`.nn-predicted`, the cell right below it) stays
// covered until the reader has committed to an answer, or asks to see it without one.
import { load } from "../lib/storage.js";
import { element } from "../lib/widget.js";
import { t } from "./words.js";

/** Cover the outputs that the reader of this browser has not predicted yet. */
export function coverPredictions() {
  for (const cell of document.querySelectorAll(".nn-predicted")) cover(cell);
}

function cover(cell) {
  const question = cell.previousElementSibling.querySelector("[data-widget=question]");
  const show = () => cell.classList.add("nn-shown");
  if (load(question.id.replace("-", ":")).solved) return show();
  const output = cell.querySelector(".cell_output");
  const button = element("button", { type: "button", textContent: t("predict.show") });
  const box = element("div", { className: "nn-cover" });
  box.append(element("p", { textContent: t("predict.covered") }), button);
  output.append(box);
  const uncover = () => {
    show();
    box.remove();
  };
  question.addEventListener("nn-predicted", uncover);
  button.addEventListener("click", () => {
    uncover();
    // The button is gone; the keyboard goes on where it was.
    output.tabIndex = -1;
    output.focus({ preventScroll: true });
  });
}
